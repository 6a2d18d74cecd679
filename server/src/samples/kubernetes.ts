// Raw Kubernetes audit events to the shape in which the integration stores them.
// Source: the ingest pipeline of kubernetes.audit_logs; docs/samples.md, conversions.
import type { JsonObject, JsonValue } from '../engine/store';
import { isObject, textOf } from './nest';
import type { Growing } from './nest';

const DATASET = 'kubernetes.audit_logs';

/** As an API server writes it, `audit.k8s.io` in any version; the events of a list do not name it. */
export function isRawAudit(object: JsonObject): boolean {
  if (object['kind'] !== 'Event') return false;
  if (object['apiVersion'] !== undefined) return isAuditVersion(object['apiVersion']);
  return (
    typeof object['verb'] === 'string' && (typeof object['stage'] === 'string' || typeof object['auditID'] === 'string')
  );
}

/** A list of them, as a webhook gets it. */
export function isAuditList(object: JsonObject): boolean {
  return object['kind'] === 'EventList' && isAuditVersion(object['apiVersion']) && Array.isArray(object['items']);
}

function isAuditVersion(version: JsonValue | undefined): boolean {
  return typeof version === 'string' && version.startsWith('audit.k8s.io/');
}

/**
 * Takes the raw event for its own: what has to be other is changed in place, as a sample holds hundreds of thousands. Names that begin with
 * an underscore are no part of an audit event; they stay where they are.
 */
export function liftAudit(raw: Growing): JsonObject {
  const { annotations } = raw;
  const decision = isObject(annotations) ? textOf(annotations['authorization.k8s.io/decision']) : undefined;
  const event = eventOf(textOf(raw['verb']), decision);
  for (const key of CONVERTED_KEYS) {
    const value = raw[key];
    if (isObject(value)) raw[key] = CONVERTED[key](value);
  }
  const lifted: Growing = { ...timeOf(raw), data_stream: DATA_STREAM, event, kubernetes: { audit: raw } };
  addUser(lifted, raw);
  const addresses = raw['sourceIPs'];
  if (Array.isArray(addresses) && addresses.length > 0) {
    lifted['source'] = { ip: addresses as readonly JsonValue[] };
    lifted['client'] = lifted['source'];
  }
  lifted['orchestrator'] = orchestratorOf(raw);
  return withOwnNames(lifted, raw);
}

/** Without deleting, which makes objects slow. */
function withOwnNames(lifted: Growing, raw: Growing): JsonObject {
  const isOwn = (key: string): boolean => key.startsWith('_');
  if (!Object.keys(raw).some(isOwn)) return lifted;
  const audit: Growing = {};
  for (const key in raw) (isOwn(key) ? lifted : audit)[key] = raw[key] ?? null;
  lifted['kubernetes'] = { audit };
  return lifted;
}

/** The same of every event. */
const DATA_STREAM: JsonObject = { type: 'logs', dataset: DATASET, namespace: 'default' };

/** When the request came, as the integration's agent reads it; older versions have only a `timestamp`. */
function timeOf(raw: JsonObject): JsonObject {
  const times = [raw['requestReceivedTimestamp'], raw['stageTimestamp'], raw['timestamp']];
  const time = times.find((each) => typeof each === 'string');
  return time === undefined ? {} : { '@timestamp': time };
}

const CONVERTED_KEYS = ['annotations', 'requestObject', 'responseObject'] as const;
const CONVERTED: Readonly<Record<(typeof CONVERTED_KEYS)[number], (value: JsonObject) => JsonObject>> = {
  annotations: (annotations) => {
    const named: Growing = {};
    for (const name in annotations) named[name.replaceAll('.', '_')] = annotations[name] ?? null;
    return named;
  },
  requestObject: withoutMetadata,
  responseObject: withoutMetadata,
};

function withoutMetadata(object: JsonObject): JsonObject {
  if (!('metadata' in object)) return object;
  const { metadata: _metadata, ...others } = object;
  return others;
}

const OUTCOMES: Readonly<Record<string, string>> = { allow: 'success', forbid: 'failure' };

function eventOf(verb: string | undefined, decision: string | undefined): JsonObject {
  const event: Growing = { dataset: DATASET, module: 'kubernetes', kind: 'event' };
  if (verb) event['action'] = verb;
  const outcome = decision === undefined ? undefined : OUTCOMES[decision];
  if (outcome !== undefined) event['outcome'] = outcome;
  return event;
}

function addUser(lifted: Growing, { user, userAgent }: JsonObject): void {
  const { username, uid } = isObject(user) ? user : NOBODY;
  const about: Growing = {};
  if (textOf(username)) about['name'] = username as string;
  if (textOf(uid)) about['id'] = uid as string;
  if (username !== undefined || uid !== undefined) lifted['user'] = about;
  if (textOf(userAgent)) lifted['user_agent'] = { original: userAgent as string };
}

const NOBODY: JsonObject = {};

function orchestratorOf({ apiVersion, objectRef }: JsonObject): JsonObject {
  const { namespace, name, resource } = isObject(objectRef) ? objectRef : NOBODY;
  const orchestrator: Growing = { type: 'kubernetes' };
  if (textOf(apiVersion)) orchestrator['api_version'] = apiVersion as string;
  if (textOf(namespace)) orchestrator['namespace'] = namespace as string;
  const about: Growing = {};
  if (textOf(name)) about['name'] = name as string;
  if (textOf(resource)) about['type'] = resource as string;
  if (name !== undefined || resource !== undefined) orchestrator['resource'] = about;
  return orchestrator;
}
