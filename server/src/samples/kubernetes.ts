// Raw Kubernetes audit events to the shape in which the integration stores them.
// Source: the ingest pipeline of kubernetes.audit_logs; docs/samples.md, conversions.
import type { JsonObject, JsonValue } from '../engine/store';
import { isObject, textOf } from './nest';

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

/** Names that begin with an underscore are no part of an audit event; they stay where they are. */
export function liftAudit(raw: JsonObject): JsonObject {
  const own: Record<string, JsonValue> = {};
  const audit: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(raw)) (key.startsWith('_') ? own : audit)[key] = converted(key, value);
  const user = isObject(raw['user']) ? raw['user'] : {};
  const agent = textOf(raw['userAgent']);
  return {
    ...timeOf(raw),
    data_stream: { type: 'logs', dataset: DATASET, namespace: 'default' },
    event: eventOf(raw),
    kubernetes: { audit },
    ...userOf(user),
    ...addressesOf(raw['sourceIPs']),
    ...(agent ? { user_agent: { original: agent } } : {}),
    ...orchestratorOf(raw),
    ...own,
  };
}

/** When the request came, as the integration's agent reads it; older versions have only a `timestamp`. */
function timeOf(raw: JsonObject): JsonObject {
  const times = [raw['requestReceivedTimestamp'], raw['stageTimestamp'], raw['timestamp']];
  const time = times.find((each) => typeof each === 'string');
  return time === undefined ? {} : { '@timestamp': time };
}

const CONVERTED: Readonly<Record<string, (value: JsonObject) => JsonObject>> = {
  annotations: (annotations) =>
    Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name.replaceAll('.', '_'), value])),
  requestObject: withoutMetadata,
  responseObject: withoutMetadata,
};

function converted(key: string, value: JsonValue): JsonValue {
  const convert = Object.prototype.hasOwnProperty.call(CONVERTED, key) ? CONVERTED[key] : undefined;
  return convert !== undefined && isObject(value) ? convert(value) : value;
}

function withoutMetadata({ metadata: _metadata, ...others }: JsonObject): JsonObject {
  return others;
}

const OUTCOMES: Readonly<Record<string, string>> = { allow: 'success', forbid: 'failure' };

function eventOf({ verb, annotations }: JsonObject): JsonObject {
  const decision = isObject(annotations) ? textOf(annotations['authorization.k8s.io/decision']) : undefined;
  const outcome = decision === undefined ? undefined : OUTCOMES[decision];
  return {
    dataset: DATASET,
    module: 'kubernetes',
    kind: 'event',
    ...(textOf(verb) ? { action: verb as string } : {}),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

function userOf({ username, uid }: JsonObject): JsonObject {
  const user = {
    ...(textOf(username) ? { name: username as string } : {}),
    ...(textOf(uid) ? { id: uid as string } : {}),
  };
  return Object.keys(user).length === 0 ? {} : { user };
}

function addressesOf(addresses: JsonValue | undefined): JsonObject {
  return Array.isArray(addresses) && addresses.length > 0
    ? { source: { ip: addresses as readonly JsonValue[] }, client: { ip: addresses as readonly JsonValue[] } }
    : {};
}

function orchestratorOf({ apiVersion, objectRef }: JsonObject): JsonObject {
  const { namespace, name, resource } = isObject(objectRef) ? objectRef : {};
  const about = { ...(textOf(name) ? { name } : {}), ...(textOf(resource) ? { type: resource } : {}) } as JsonObject;
  return {
    orchestrator: {
      type: 'kubernetes',
      ...(textOf(apiVersion) ? { api_version: apiVersion as string } : {}),
      ...(textOf(namespace) ? { namespace: namespace as string } : {}),
      ...(Object.keys(about).length > 0 ? { resource: about } : {}),
    },
  };
}
