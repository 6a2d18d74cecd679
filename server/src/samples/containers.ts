// Documents that hold many events: where in each the list of them stands, and how such a document is told from an event.
import type { JsonObject } from '../engine/store';
import type { ElementPath } from './cutDocuments';
import { isObject } from './nest';

export interface Container {
  /** As people call it. */
  readonly name: string;
  readonly path: ElementPath;
  /** The outermost keys that such a document may have; absent where the path says enough. */
  readonly keys?: ReadonlySet<string>;
  /** What must stand in the beginning of its text; absent where the path says enough. */
  readonly sign?: RegExp;
  /** An answer that names the columns of its values. */
  readonly hasColumns?: true;
  /** The same event may stand in it more than once. */
  readonly repeats?: true;
}

const keys = (...names: readonly string[]): ReadonlySet<string> => new Set(names);

export const CONTAINERS: readonly Container[] = [
  { name: 'an answer of _search', path: ['hits', 'hits'] },
  { name: 'an answer of _eql/search', path: ['hits', 'events'] },
  { name: 'an answer of _eql/search', path: ['hits', 'sequences', 'events'], repeats: true },
  { name: 'an answer of an asynchronous _search', path: ['response', 'hits', 'hits'] },
  { name: 'an answer of _msearch', path: ['responses', 'hits', 'hits'] },
  { name: 'an answer that Kibana shows', path: ['rawResponse', 'hits', 'hits'] },
  { name: 'an answer of ES|QL', path: ['values'], sign: /"columns"\s*:\s*\[/, hasColumns: true },
  { name: 'an answer of ES|QL', path: ['response', 'values'], sign: /"columns"\s*:\s*\[/, hasColumns: true },
  {
    name: 'a list of Kubernetes audit events',
    path: ['items'],
    keys: keys('kind', 'apiVersion', 'metadata', 'items'),
    sign: /"auditID"\s*:|"EventList"/,
  },
  {
    name: 'an export of CloudWatch',
    path: ['events'],
    keys: keys('events', 'nextToken', 'nextForwardToken', 'nextBackwardToken', 'searchedLogStreams'),
    sign: /"message"\s*:/,
  },
  {
    name: 'a message of a CloudWatch subscription',
    path: ['logEvents'],
    keys: keys('messageType', 'owner', 'logGroup', 'logStream', 'subscriptionFilters', 'logEvents'),
    sign: /"message"\s*:/,
  },
  {
    name: 'an answer of CloudWatch Logs Insights',
    path: ['results'],
    keys: keys('results', 'statistics', 'status', 'queryLanguage', 'encryptionKey'),
    sign: /"@message"/,
  },
  { name: 'a batch of Azure', path: ['records'], keys: keys('records'), sign: /"properties"\s*:|"category"\s*:/ },
];

/** The container that a parsed object is, where it is one. */
export function containerOf(object: JsonObject): Container | undefined {
  return CONTAINERS.find((container) => isContainer(object, container));
}

function isContainer(object: JsonObject, { path, keys: known, hasColumns }: Container): boolean {
  const [first = ''] = path;
  if (!(first in object)) return false;
  if (known !== undefined && !Object.keys(object).every((key) => known.has(key))) return false;
  return (hasColumns !== true || hasKey(object, path, 'columns')) && leadsToList(object, path);
}

/** Beside the last key of the path. */
function hasKey(object: JsonObject, path: ElementPath, key: string): boolean {
  const parent = path.slice(0, -1).reduce<unknown>((value, each) => (isJson(value) ? value[each] : undefined), object);
  return isJson(parent) && Array.isArray(parent[key]);
}

function leadsToList(value: unknown, path: ElementPath): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return Array.isArray(value);
  const objects: readonly unknown[] = Array.isArray(value) ? value : [value];
  return objects.some((each) => isJson(each) && key in each && leadsToList(each[key], rest));
}

function isJson(value: unknown): value is JsonObject {
  return isObject(value as JsonObject);
}
