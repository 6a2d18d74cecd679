// What is around an event: search hits, messages of cloud services, alerts, raw logs. Each is taken off until the event is there.
import { parseEvent } from '../engine/parseEvent';
import type { JsonObject, JsonValue } from '../engine/store';
import { CONTAINERS } from './containers';
import { isAlert, restoreEvent } from './alerts';
import { isAuditList, isRawAudit, liftAudit } from './kubernetes';
import { isObject, nest, own, textOf, valueAt } from './nest';
import type { SampleEvent } from './sampleEvent';

/** The parts of an event that its envelopes say. */
export type Unwrapped = Pick<SampleEvent, 'object' | 'id' | 'index' | 'converted' | 'dataset'>;

/** Most envelopes hold one event, a list of audit events holds many, the slot of a missing event none. */
export function unwrap(object: JsonObject): readonly Unwrapped[] {
  if (isPlain(object)) return [{ object }];
  const hit = readHit(object);
  if (hit !== undefined) return object['missing'] === true ? [] : unwrapHit(hit);
  if (isRawAudit(object)) return [{ object: liftAudit(object), converted: 'kubernetes-audit' }];
  if (isAuditList(object)) return (object['items'] as readonly JsonValue[]).filter(isObject).flatMap(unwrap);
  const inner = readMessage(object);
  if (inner !== undefined) return unwrap(inner);
  if (isObject(object['protoPayload'])) return [{ object, dataset: 'gcp.audit' }];
  if (!isAlert(object)) return [{ object, id: textOf(object['_id']), index: textOf(object['_index']) }];
  const restored = restoreEvent(object);
  const about = { id: textOf(object['_id']), index: textOf(object['_index']) };
  return [restored === undefined ? { object, ...about } : { object: restored, ...about, converted: 'alert' }];
}

/** Without one of these keys an object is an event as it stands, which is seen in one pass over its keys. */
export function isPlain(object: JsonObject): boolean {
  for (const key in object) if (HINTS.has(key)) return false;
  return true;
}

const HINTS: ReadonlySet<string> = new Set([
  ...['_id', '_source', '_index', 'fields', 'kind', 'message', '@message', 'properties', 'log', 'protoPayload'],
  ...['kibana', 'kibana.alert.uuid', 'kibana.alert.rule.uuid'],
  ...['exported_count', 'exported_rules_count', 'rule_id', 'list_id'],
  ...['index', 'create', 'update', 'delete'],
  ...CONTAINERS.map(({ path: [first = ''] }) => first),
]);

interface SearchHit {
  readonly source: JsonObject;
  readonly id: string | undefined;
  readonly index: string | undefined;
}

function unwrapHit({ source, id, index }: SearchHit): readonly Unwrapped[] {
  return unwrap(source).map((each) => ({ ...each, id: id ?? each.id, index: index ?? each.index }));
}

/** A hit of a search, or a document as Discover copies it. An event may have fields of these names, but not without an `_id` or `_index`. */
function readHit(object: JsonObject): SearchHit | undefined {
  const source = own(object, '_source');
  const id = textOf(object['_id']);
  const index = textOf(object['_index']);
  if (isObject(source) && (Object.keys(source).length > 0 || !isObject(object['fields']))) return { source, id, index };
  const fields = own(object, 'fields');
  if (!isObject(fields) || (id === undefined && index === undefined)) return undefined;
  return Object.keys(object).every((key) => HIT_KEYS.has(key)) ? { source: fromFields(fields), id, index } : undefined;
}

const HIT_KEYS: ReadonlySet<string> = new Set([
  ...[
    '_id',
    '_index',
    '_type',
    '_score',
    '_version',
    '_source',
    '_ignored',
    '_routing',
    '_seq_no',
    '_primary_term',
    '_nested',
  ],
  ...[
    'fields',
    'highlight',
    'sort',
    'ignored_field_values',
    'matched_queries',
    'inner_hits',
    '_explanation',
    '_shard',
    '_node',
  ],
]);

/** `fields` has a list for every leaf, and the twins of a field beside it. */
export function fromFields(fields: JsonObject): JsonObject {
  const names = Object.keys(fields).filter((name) => !isTwin(name, fields) && !METADATA.has(name));
  return nest(names.map((name) => [name, fromList(fields[name] ?? null)] as const));
}

const METADATA: ReadonlySet<string> = new Set(['_id', '_index', '_score', '_ignored']);

/** `x.keyword` beside `x`: a field that has values has no fields below it but those that repeat them. */
function isTwin(name: string, fields: JsonObject): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && own(fields, name.slice(0, dot)) !== undefined;
}

function fromList(value: JsonValue): JsonValue {
  if (!Array.isArray(value)) return value;
  const values = (value as readonly JsonValue[]).map((each) => (isObject(each) ? fromFields(each) : each));
  return values.length === 1 ? (values[0] ?? null) : values;
}

/** Where services of others put the text of an event. */
const MESSAGES: readonly string[] = ['message', '@message', 'log', 'properties.log'];

/** The audit event that is the text of a message; other messages are events of their own. */
function readMessage(object: JsonObject): JsonObject | undefined {
  for (const path of MESSAGES) {
    const value = valueAt(object, path);
    const inner = typeof value === 'string' ? parseMessage(value) : value;
    if (isObject(inner) && (isRawAudit(inner) || isAuditList(inner))) return inner;
  }
  return undefined;
}

function parseMessage(text: string): JsonObject | undefined {
  if (!/"auditID"|audit\.k8s\.io\//.test(text)) return undefined;
  const parsed = parseEvent(text);
  return 'object' in parsed ? parsed.object : undefined;
}

/** Logs Insights gives each answer as a list of names and values. */
export function fromPairs(list: readonly JsonValue[]): JsonObject | undefined {
  const pairs = list.map((each): readonly [string, JsonValue] | undefined => {
    const name = isObject(each) ? textOf(each['field']) : undefined;
    return isObject(each) && name !== undefined ? [name, each['value'] ?? null] : undefined;
  });
  return pairs.every((pair) => pair !== undefined) && pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

/** What Kibana exports beside events: rules, exceptions, and the line that counts them. */
export function isSavedObject(object: JsonObject): boolean {
  if ('exported_count' in object || 'exported_rules_count' in object) return true;
  if (typeof object['rule_id'] === 'string' && typeof object['type'] === 'string' && 'risk_score' in object)
    return true;
  return typeof object['list_id'] === 'string' && 'namespace_type' in object;
}
