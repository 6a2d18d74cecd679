// A rule as TOML that a person can read, whatever file it came from: long texts stand on lines of their own, above all its query.
import { entryOf } from './fields';
import type { FieldEntry, FieldValue, TableField } from './fields';

/** What a reader looks for first. */
const FIRST = ['name', 'rule_id', 'description', 'type', 'language', 'index', 'query'];

/** Reads back as the same rule, but for keys that are null, which TOML cannot say, and line breaks around its query. */
export function ruleToToml(rule: TableField, remark: string): string {
  const first = FIRST.flatMap((key) => entryOf(rule, key) ?? []);
  const entries = [...first, ...rule.entries.filter((entry) => !first.includes(entry))];
  return `# ${remark.replace(/[\p{Cc}]+/gu, ' ')}\n\n${tableLines({ ...rule, entries }, ['rule']).join('\n')}\n`;
}

/** Plain keys come first: behind the header of a table they would be its own. */
function tableLines(table: TableField, path: readonly string[], brackets = 1): readonly string[] {
  const present = table.entries.filter(({ value }) => !isNothing(value));
  const own = present.filter(({ value }) => !isTable(value) && !isTableList(value));
  const inner = present.filter((entry) => !own.includes(entry));
  const header = `${'['.repeat(brackets)}${path.map(keyText).join('.')}${']'.repeat(brackets)}`;
  return [
    header,
    ...own.map(({ key, value }) => `${keyText(key)} = ${key === 'query' ? queryText(value) : valueText(value)}`),
    ...inner.flatMap((entry) => ['', ...innerLines(entry, path)]),
  ];
}

function innerLines({ key, value }: FieldEntry, path: readonly string[]): readonly string[] {
  const inner = [...path, key];
  if (isTable(value)) return tableLines(value, inner);
  const items = value.kind === 'list' ? value.items.filter(isTable) : [];
  return items.flatMap((item, index) => [...(index > 0 ? [''] : []), ...tableLines(item, inner, 2)]);
}

function isTable(value: FieldValue): value is TableField {
  return value.kind === 'table';
}

function isTableList(value: FieldValue): boolean {
  return value.kind === 'list' && value.items.length > 0 && value.items.every(isTable);
}

function isNothing(value: FieldValue): boolean {
  return value.kind === 'other' || (value.kind === 'scalar' && /^(?:null|~|)$/.test(value.text));
}

function keyText(key: string): string {
  return /^[\w-]+$/.test(key) && !/[^ -~]/.test(key) ? key : basic(key);
}

function queryText(value: FieldValue): string {
  if (value.kind !== 'text' || /'''|'$|\r(?!\n)|[^\P{Cc}\t\r\n]/u.test(value.text)) return valueText(value);
  return `'''\n${value.text.replace(/^\r?\n|\r?\n$/g, '')}\n'''`;
}

function valueText(value: FieldValue): string {
  switch (value.kind) {
    case 'text':
      return value.text.includes('\n') ? multiline(value.text) : basic(value.text);
    case 'scalar':
      return scalarText(value.text);
    case 'list':
      return listText(value.items.filter((item) => !isNothing(item)).map(valueText));
    case 'table':
      return `{ ${value.entries
        .filter((entry) => !isNothing(entry.value))
        .map((entry) => `${keyText(entry.key)} = ${valueText(entry.value)}`)
        .join(', ')} }`;
    case 'other':
      return '""';
  }
}

const LINE = 120;

function listText(items: readonly string[]): string {
  const short = `[${items.join(', ')}]`;
  return short.length <= LINE ? short : `[\n${items.map((item) => `  ${item},\n`).join('')}]`;
}

/** Numbers and booleans are written alike; an exponent without its point is not TOML's. */
function scalarText(text: string): string {
  return /^(?:true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(text) ? text : basic(text);
}

function basic(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}

function multiline(text: string): string {
  const escaped = text.replace(/\\|"""|\r(?!\n)|[^\P{Cc}\t\r\n]/gu, (unit) =>
    unit === '"""' ? '""\\"' : JSON.stringify(unit).slice(1, -1).replace('\x7f', '\\u007f'),
  );
  return `"""\n${hasOpenQuote(escaped) ? `${escaped.slice(0, -1)}\\"` : escaped}"""`;
}

/** Does it end with a quote that would be taken for the first of the three at the end? Each pair of backslashes before it is one. */
function hasOpenQuote(escaped: string): boolean {
  const backslashes = /(\\*)"$/.exec(escaped)?.[1];
  return backslashes !== undefined && backslashes.length % 2 === 0;
}
