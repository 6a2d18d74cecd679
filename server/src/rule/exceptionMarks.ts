// By what exceptions are known: enough to tell that a file is one of ours, and no more.
import { entryOf } from './fields';
import type { TableField } from './fields';
import type { TomlTable } from './tomlScan';

/** `[[exceptions]]` with a container or items, as detection-rules keeps them. */
export function holdsTomlExceptions(tables: readonly TomlTable[]): boolean {
  return tables.some(({ path, entries }) => {
    const inner = path.length > 1 ? [path[1]] : entries.map((entry) => entry.path[0]);
    return path[0] === 'exceptions' && inner.some((key) => key === 'container' || key === 'items');
  });
}

/** A line of Kibana's export: a list. An event or a rule has neither of its keys. */
export function isExceptionList(table: TableField): boolean {
  return !isExceptionItem(table) && ['list_id', 'namespace_type', 'type'].every((key) => isText(table, key));
}

/** A line of Kibana's export: an item of a list. */
export function isExceptionItem(table: TableField): boolean {
  return isText(table, 'list_id') && entryOf(table, 'entries') !== undefined;
}

function isText(table: TableField, key: string): boolean {
  return entryOf(table, key)?.value.kind === 'text';
}
