// Bulk files: a line that says what is to be done, and under it the line of the document.
import type { JsonObject } from '../engine/store';
import { isObject, textOf } from './nest';

export interface BulkAction {
  readonly id: string | undefined;
  readonly index: string | undefined;
  /** `delete` has no document, `update` has it under `doc`. */
  readonly action: 'index' | 'create' | 'update' | 'delete';
}

const ACTIONS: ReadonlySet<string> = new Set(['index', 'create', 'update', 'delete']);
const PARAMETERS: ReadonlySet<string> = new Set([
  ...['_index', '_id', '_type', '_routing', 'routing', 'version', 'version_type', 'if_seq_no', 'if_primary_term'],
  ...['pipeline', 'require_alias', 'require_data_stream', 'dynamic_templates', 'list_executed_pipelines'],
  ...['retry_on_conflict', '_source'],
]);

/** An event with one field of such a name that is an object of such fields does not exist. */
export function readAction(object: JsonObject): BulkAction | undefined {
  const keys = Object.keys(object);
  const [action = ''] = keys;
  if (keys.length !== 1 || !ACTIONS.has(action)) return undefined;
  const parameters = object[action];
  if (!isObject(parameters) || !Object.keys(parameters).every((key) => PARAMETERS.has(key))) return undefined;
  return {
    action: action as BulkAction['action'],
    id: textOf(parameters['_id']),
    index: textOf(parameters['_index']),
  };
}

/** The document of an action; undefined for an update by a script. */
export function documentOf({ action }: BulkAction, line: JsonObject): JsonObject | undefined {
  if (action !== 'update') return line;
  const document = line['doc'] ?? line['upsert'];
  return isObject(document) ? document : undefined;
}
