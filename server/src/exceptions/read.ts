// Reads exception lists: the TOML of detection-rules, and Kibana's export with one list or item a line. Total; what is wrong with the
// shape is listed by `shape`, what is wrong with the file's syntax by whoever reads rule files.
import type { WithIssues } from '../base/issue';
import type { Placed } from '../rule/document';
import { holdsTomlExceptions, isExceptionItem, isExceptionList } from '../rule/exceptionMarks';
import { entryOf, tablesOf } from '../rule/fields';
import type { FieldValue, TableField, TextField } from '../rule/fields';
import { linesOf } from '../rule/json';
import { readJsonTree } from '../rule/jsonTree';
import { scanToml } from '../rule/tomlScan';
import { tomlTree } from '../rule/tomlTree';
import type { ExceptionEntry, ExceptionFile, ExceptionItem, ExceptionList, NamedRule } from './list';
import { checkContainer, checkItem, checkTomlFile } from './shape';

export type ExceptionFormat = 'toml' | 'ndjson';

/** Undefined where the text holds no exceptions: then it is somebody else's, however broken it is. */
export function readExceptions(text: string, format: ExceptionFormat): WithIssues<ExceptionFile> | undefined {
  return format === 'toml' ? readTomlExceptions(text) : readExportedExceptions(text);
}

function readTomlExceptions(text: string): WithIssues<ExceptionFile> | undefined {
  if (!/exceptions/.test(text)) return undefined;
  const { tables } = scanToml(text);
  if (!holdsTomlExceptions(tables)) return undefined;
  const file = tomlTree(tables);
  const parts = tablesOf(entryOf(file, 'exceptions')?.value);
  const lists = parts.map((part) => toList(entryOf(part, 'container')?.value, itemTables(part), part));
  const rules = namedRules(entryOf(file, 'metadata')?.value);
  return { value: { lists, rules }, issues: checkTomlFile(file, parts) };
}

function itemTables(part: TableField): readonly TableField[] {
  return tablesOf(entryOf(part, 'items')?.value);
}

function readExportedExceptions(text: string): WithIssues<ExceptionFile> | undefined {
  const containers: TableField[] = [];
  const items: TableField[] = [];
  for (const line of linesOf(text)) {
    const { value } = readJsonTree(text, line);
    if (value?.kind !== 'table') continue;
    if (isExceptionItem(value)) items.push(value);
    else if (isExceptionList(value)) containers.push(value);
  }
  if (containers.length + items.length === 0) return undefined;
  const issues = [...containers.flatMap(checkContainer), ...items.flatMap(checkItem)];
  return { value: { lists: toLists(containers, items), rules: [] }, issues };
}

/** Items of lists that the export lacks come last, as a list without a name. */
function toLists(containers: readonly TableField[], items: readonly TableField[]): readonly ExceptionList[] {
  const ids = new Set(containers.map((container) => text(container, 'list_id')?.text));
  const lists = containers.map((container) => {
    const id = text(container, 'list_id')?.text;
    return toList(
      container,
      items.filter((item) => text(item, 'list_id')?.text === id),
      container,
    );
  });
  const [first, ...others] = items.filter((item) => !ids.has(text(item, 'list_id')?.text));
  return first === undefined ? lists : [...lists, toList(undefined, [first, ...others], first)];
}

function toList(
  container: FieldValue | undefined,
  items: readonly TableField[],
  { from, to }: TableField,
): ExceptionList {
  return {
    from,
    to,
    listId: text(container, 'list_id')?.text,
    name: text(container, 'name')?.text,
    type: text(container, 'type')?.text,
    items: items.map(toItem),
  };
}

function toItem(item: TableField): ExceptionItem {
  const { from, to } = item;
  const name = text(item, 'name');
  const heading = name ?? item.entries[0]?.keySpan ?? { from, to: from + 1 };
  const expireTime = entryOf(item, 'expire_time')?.value;
  return {
    from,
    to,
    heading: { from: heading.from, to: heading.to },
    itemId: text(item, 'item_id')?.text,
    listId: text(item, 'list_id')?.text,
    name: name?.text,
    entries: tablesOf(entryOf(item, 'entries')?.value).flatMap(toEntry),
    expireTime: dateOf(expireTime),
    osTypes: texts(item, 'os_types').map((each) => each.value),
    tags: texts(item, 'tags').map((each) => each.value),
    comments: tablesOf(entryOf(item, 'comments')?.value).flatMap((each) => text(each, 'comment')?.text ?? []),
  };
}

/** A date of TOML stands without quotes. */
function dateOf(value: FieldValue | undefined): Placed<string> | undefined {
  if ((value?.kind !== 'text' && value?.kind !== 'scalar') || value.text === 'null') return undefined;
  return { value: value.text, from: value.from, to: value.to };
}

const VALUE_KINDS: Readonly<Record<string, 'match' | 'match_any' | 'wildcard' | undefined>> = {
  match: 'match',
  match_any: 'match_any',
  wildcard: 'wildcard',
};

/** None without a field or a kind that is known: the shape says so. */
function toEntry(entry: TableField): readonly ExceptionEntry[] {
  const field = placed(text(entry, 'field'));
  const type = text(entry, 'type')?.text ?? '';
  if (field === undefined) return [];
  const base = { field, excluded: text(entry, 'operator')?.text === 'excluded', from: entry.from, to: entry.to };
  const kind = Object.hasOwn(VALUE_KINDS, type) ? VALUE_KINDS[type] : undefined;
  if (kind !== undefined) return [{ ...base, kind, values: texts(entry, 'value') }];
  if (type === 'exists') return [{ ...base, kind: 'exists' }];
  if (type === 'nested')
    return [{ ...base, kind: 'nested', entries: tablesOf(entryOf(entry, 'entries')?.value).flatMap(toEntry) }];
  if (type !== 'list') return [];
  const list = entryOf(entry, 'list')?.value ?? entryOf(entry, 'list_vals')?.value;
  return [{ ...base, kind: 'list', list: text(list, 'id')?.text }];
}

/** Names and ids in the same order; where one list is shorter, what there is. */
function namedRules(metadata: FieldValue | undefined): readonly NamedRule[] {
  const ids = [...texts(metadata, 'rule_ids'), ...texts(metadata, 'rule_id')];
  const names = [...texts(metadata, 'rule_names'), ...texts(metadata, 'rule_name')];
  return Array.from({ length: Math.max(ids.length, names.length) }, (_, index) => ({
    id: ids[index],
    name: names[index],
  }));
}

function text(table: FieldValue | undefined, key: string): TextField | undefined {
  const value = entryOf(table, key)?.value;
  return value?.kind === 'text' ? value : undefined;
}

function texts(table: FieldValue | undefined, key: string): readonly Placed<string>[] {
  const value = entryOf(table, key)?.value;
  const items = value?.kind === 'list' ? value.items : [value];
  return items.flatMap((item) => (item?.kind === 'text' ? (placed(item) ?? []) : []));
}

function placed(field: TextField | undefined): Placed<string> | undefined {
  return field === undefined ? undefined : { value: field.text, from: field.from, to: field.to };
}
