// The shape of exceptions: which keys a list, an item and an entry have, of what kind, and which values. Tables with one reader.
// Source: Kibana's exceptions API, and what detection-rules keeps beside it.
import type { Issue, Severity } from '../base/issue';
import type { Span } from '../base/span';
import { nearestName } from '../eql/nearestName';
import { entryOf, tablesOf } from '../rule/fields';
import type { FieldEntry, FieldValue, TableField } from '../rule/fields';

type Kind = 'text' | 'texts' | 'date' | 'table' | 'tables' | 'number' | 'boolean' | 'any';

interface KeyRule {
  readonly kind: Kind;
  readonly required?: true | undefined;
  readonly choices?: readonly string[];
}

type Shape = Readonly<Record<string, KeyRule>>;

/** What Kibana writes by itself. */
const WRITTEN: Shape = {
  _version: { kind: 'any' },
  created_at: { kind: 'any' },
  created_by: { kind: 'any' },
  id: { kind: 'text' },
  immutable: { kind: 'boolean' },
  meta: { kind: 'any' },
  tie_breaker_id: { kind: 'text' },
  updated_at: { kind: 'any' },
  updated_by: { kind: 'any' },
  version: { kind: 'number' },
};

const NAMESPACES = ['single', 'agnostic'];
const OS_TYPES = ['linux', 'macos', 'windows'];
const LIST_TYPES = [
  'detection',
  'rule_default',
  'endpoint',
  'endpoint_trusted_apps',
  'endpoint_trusted_devices',
  'endpoint_events',
  'endpoint_host_isolation_exceptions',
  'endpoint_blocklists',
];

const METADATA: Shape = {
  creation_date: { kind: 'date', required: true },
  updated_date: { kind: 'date', required: true },
  deprecation_date: { kind: 'date' },
  list_name: { kind: 'text', required: true },
  rule_ids: { kind: 'texts', required: true },
  rule_names: { kind: 'texts', required: true },
  comments: { kind: 'text' },
  maturity: { kind: 'text' },
};

/** As it was when a file was for one rule. */
const METADATA_OF_ONE: Shape = {
  ...METADATA,
  list_name: { kind: 'text' },
  rule_id: { kind: 'text', required: true },
  rule_name: { kind: 'text' },
  rule_ids: { kind: 'texts' },
  rule_names: { kind: 'texts' },
};

const CONTAINER: Shape = {
  ...WRITTEN,
  description: { kind: 'text', required: true },
  list_id: { kind: 'text' },
  name: { kind: 'text', required: true },
  namespace_type: { kind: 'text', choices: NAMESPACES },
  os_types: { kind: 'texts', choices: OS_TYPES },
  tags: { kind: 'texts' },
  _tags: { kind: 'texts' },
  type: { kind: 'text', required: true, choices: LIST_TYPES },
};

const ITEM: Shape = {
  ...WRITTEN,
  comments: { kind: 'tables' },
  description: { kind: 'text', required: true },
  entries: { kind: 'tables', required: true },
  expire_time: { kind: 'date' },
  item_id: { kind: 'text' },
  list_id: { kind: 'text', required: true },
  name: { kind: 'text', required: true },
  namespace_type: { kind: 'text', choices: NAMESPACES },
  os_types: { kind: 'texts', choices: OS_TYPES },
  tags: { kind: 'texts' },
  _tags: { kind: 'texts' },
  type: { kind: 'text', required: true, choices: ['simple'] },
};

const FIELD: KeyRule = { kind: 'text', required: true };
const OPERATOR: KeyRule = { kind: 'text', required: true, choices: ['included', 'excluded'] };

/** By the `type` of an entry, which has a row of its own. */
const ENTRIES: Readonly<Record<string, Shape>> = {
  match: { field: FIELD, operator: OPERATOR, value: { kind: 'text', required: true } },
  match_any: { field: FIELD, operator: OPERATOR, value: { kind: 'texts', required: true } },
  wildcard: { field: FIELD, operator: OPERATOR, value: { kind: 'text', required: true } },
  exists: { field: FIELD, operator: OPERATOR },
  list: { field: FIELD, operator: OPERATOR, list: { kind: 'table' }, list_vals: { kind: 'table' } },
  // Its operator says nothing, and is often there.
  nested: { field: FIELD, operator: { ...OPERATOR, required: undefined }, entries: { kind: 'tables', required: true } },
};

const INSIDE_NESTED = ['match', 'match_any', 'exists'];

/** `[metadata]` and every `[[exceptions]]` of a TOML file. */
export function checkTomlFile(file: TableField, parts: readonly TableField[]): readonly Issue[] {
  const metadata = entryOf(file, 'metadata')?.value;
  const beside =
    metadata?.kind === 'table'
      ? checkTable(metadata, entryOf(metadata, 'rule_id') === undefined ? METADATA : METADATA_OF_ONE, 'The metadata')
      : [issue(headOf(file), 'error', 'The file lacks `[metadata]`, which says which rules its exceptions are for.')];
  return [...beside, ...parts.flatMap(checkPart)];
}

function checkPart(part: TableField): readonly Issue[] {
  const container = entryOf(part, 'container')?.value;
  const items = entryOf(part, 'items')?.value;
  return [
    ...(container?.kind === 'table'
      ? checkContainer(container)
      : [issue(headOf(part), 'error', 'The exceptions lack their `container`: the list that holds the items.')]),
    ...tablesOf(items).flatMap((item) => checkItem(item)),
    ...unknownKeys(part, ['container', 'items'], 'The exceptions'),
  ];
}

export function checkContainer(container: TableField): readonly Issue[] {
  return checkTable(container, CONTAINER, 'The list');
}

export function checkItem(item: TableField): readonly Issue[] {
  const entries = entryOf(item, 'entries');
  const isEmpty = entries?.value.kind === 'list' && entries.value.items.length === 0;
  return [
    ...checkTable(item, ITEM, 'The item'),
    ...(isEmpty ? [issue(entries.value, 'error', 'The item has no entry. Kibana takes none without.')] : []),
    ...tablesOf(entries?.value).flatMap((entry) => checkEntry(entry, Object.keys(ENTRIES))),
  ];
}

function checkEntry(entry: TableField, allowed: readonly string[]): readonly Issue[] {
  const type = entryOf(entry, 'type');
  if (type?.value.kind !== 'text')
    return [issue(headOf(entry), 'error', `The entry does not say its \`type\`: one of ${listed(allowed)}.`)];
  const { text } = type.value;
  const shape = Object.hasOwn(ENTRIES, text) ? ENTRIES[text] : undefined;
  if (shape === undefined || !allowed.includes(text)) return [issue(type.value, 'error', wrongType(text, allowed))];
  const inner = text === 'nested' ? tablesOf(entryOf(entry, 'entries')?.value) : [];
  return [
    ...checkTable(entry, { ...shape, type: { kind: 'text', required: true } }, `The \`${text}\` entry`),
    ...inner.flatMap((each) => checkEntry(each, INSIDE_NESTED)),
  ];
}

function wrongType(text: string, allowed: readonly string[]): string {
  const isElsewhere = Object.hasOwn(ENTRIES, text);
  const what = isElsewhere
    ? `A \`nested\` entry holds no entry of type \`${text}\``
    : `\`${text}\` is no type of an entry`;
  return `${what}; use ${listed(allowed)}.`;
}

function checkTable(table: TableField, shape: Shape, what: string): readonly Issue[] {
  const missing = Object.entries(shape)
    .filter(([key, { required }]) => required === true && entryOf(table, key) === undefined)
    .map(([key]) => key);
  return [
    ...(missing.length === 0 ? [] : [issue(headOf(table), 'error', `${what} lacks ${listed(missing, 'and')}.`)]),
    ...unknownKeys(table, Object.keys(shape), what),
    ...table.entries.flatMap((entry) => {
      const rule = Object.hasOwn(shape, entry.key) ? shape[entry.key] : undefined;
      return rule === undefined ? [] : checkValue(entry, rule);
    }),
  ];
}

function unknownKeys(table: TableField, known: readonly string[], what: string): readonly Issue[] {
  return table.entries
    .filter(({ key }) => !known.includes(key))
    .map(({ key, keySpan }) => {
      const nearest = nearestName(key, known);
      const guess = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
      return issue(keySpan, 'warning', `${what} has no key \`${key}\`; Kibana refuses or drops it.${guess}`);
    });
}

const NOUNS: Readonly<Record<Kind, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  date: 'a date',
  table: 'a table',
  tables: 'a list of tables',
  number: 'a number',
  boolean: '`true` or `false`',
  any: 'a value',
};

function checkValue({ key, value }: FieldEntry, { kind, choices }: KeyRule): readonly Issue[] {
  if (!isOfKind(value, kind)) return [issue(value, 'error', `\`${key}\` is ${NOUNS[kind]}.`)];
  if (kind === 'texts' && key === 'value' && value.kind === 'list' && value.items.length === 0)
    return [issue(value, 'error', '`value` holds nothing: the entry can never match.')];
  if (choices === undefined) return [];
  const items = value.kind === 'list' ? value.items : [value];
  return items
    .filter((item) => item.kind === 'text' && !choices.includes(item.text))
    .map((item) => issue(item, 'error', `\`${key}\` is one of ${listed(choices)}.`));
}

/** Null stands for a key that is not there. */
function isOfKind(value: FieldValue, kind: Kind): boolean {
  if (kind === 'any' || value.kind === 'other' || (value.kind === 'scalar' && value.text === 'null')) return true;
  switch (kind) {
    case 'text':
      return value.kind === 'text';
    case 'texts':
      return value.kind === 'list' && value.items.every((item) => item.kind === 'text');
    case 'date':
      return (value.kind === 'text' || value.kind === 'scalar') && /^\d{4}[-/]\d{2}[-/]\d{2}/.test(value.text);
    case 'table':
      return value.kind === 'table';
    case 'tables':
      return value.kind === 'list' && value.items.every((item) => item.kind === 'table');
    case 'number':
      return value.kind === 'scalar' && /^\d/.test(value.text);
    case 'boolean':
      return value.kind === 'scalar' && /^(?:true|false)$/.test(value.text);
  }
}

function listed(names: readonly string[], word = 'or'): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted[quoted.length - 1] ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** The first key of a table, or where it begins. */
function headOf(table: TableField): Span {
  return table.entries[0]?.keySpan ?? { from: table.from, to: Math.max(table.to, table.from + 1) };
}

function issue({ from, to }: Span, severity: Severity, message: string): Issue {
  return { code: 'exception-shape', severity, message, from, to };
}
