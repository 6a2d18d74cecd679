// Reads rules as Kibana exports them: one object a line, exception lists and counts among them; or one rule in JSON, also wrapped as
// detection-rules (`rule`) and packages of prebuilt rules (`attributes`) do.
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import { LARGEST_FILE } from './document';
import type { RuleFile } from './document';
import { isExceptionItem, isExceptionList } from './exceptionMarks';
import { entryOf, NO_TABLE } from './fields';
import type { FieldValue, Fields, FoundRule, TableField } from './fields';
import { readJsonTree } from './jsonTree';
import type { JsonTree } from './jsonTree';
import { isBareRule, isNamedRule, toRuleFile } from './ruleOf';

/** A file without a rule is somebody else's: it has no issues, however broken it is. */
export function readJsonRules(file: string): RuleFile {
  return toRules('json', [readJsonTree(file, { from: startOf(file), to: file.length })]);
}

/** Each line is read by itself, and a broken one is an issue on its characters. */
export function readNdjsonRules(file: string): RuleFile {
  return toRules(
    'ndjson',
    [...linesOf(file)].map((line) => readJsonTree(file, line)),
  );
}

function toRules(format: 'json' | 'ndjson', trees: readonly JsonTree[]): RuleFile {
  const found = trees.flatMap(({ value }) => (value === undefined ? [] : rulesOf(value)));
  const issues = trees.flatMap(({ fault }): readonly Issue[] =>
    fault === undefined ? [] : [{ code: 'json-syntax', severity: 'error', ...fault }],
  );
  const hasExceptions = trees.some(({ value }) => value?.kind === 'table' && isExceptionLine(value));
  if (found.length === 0 && !hasExceptions) return toRuleFile(format, [], []);
  return { ...toRuleFile(format, found, issues), ...(hasExceptions ? { hasExceptions } : {}) };
}

/** How many lines have to show that a file is an export: Kibana writes the rules first. */
const LINES_LOOKED_AT = 3;

/**
 * Whether the text of a `.json` or `.ndjson` file, or its beginning, holds rules or exceptions and not events. Looks at the first lines only, and at none
 * that is longer than a rule can be.
 */
export function looksLikeExport(text: string, format: 'json' | 'ndjson'): boolean {
  if (format === 'json') return text.length <= LARGEST_FILE && hasMark(text) && readJsonRules(text).rules.length > 0;
  let looked = 0;
  for (const line of linesOf(text)) {
    if (line.to - line.from > LARGEST_FILE) return false;
    const isRule = hasMark(text.slice(line.from, line.to)) && isOurs(readJsonTree(text, line).value);
    if (isRule || ++looked === LINES_LOOKED_AT) return isRule;
  }
  return false;
}

function isOurs(value: FieldValue | undefined): boolean {
  if (value === undefined) return false;
  return rulesOf(value).length > 0 || (value.kind === 'table' && isExceptionLine(value));
}

function isExceptionLine(table: TableField): boolean {
  return isExceptionItem(table) || isExceptionList(table);
}

function hasMark(text: string): boolean {
  return /"(?:rule_id|query|language|list_id)"\s*:/.test(text);
}

/** Lines that are not blank, without what ends them. */
export function* linesOf(file: string): Generator<Span> {
  let from = startOf(file);
  while (from < file.length) {
    const end = file.indexOf('\n', from);
    let to = end < 0 ? file.length : end;
    const next = to + 1;
    while (to > from && /\s/.test(file.charAt(to - 1))) to--;
    if (to > from) yield { from, to };
    from = next;
  }
}

function startOf(file: string): number {
  return file.startsWith('\ufeff') ? 1 : 0;
}

function rulesOf(value: FieldValue): readonly FoundRule[] {
  if (value.kind === 'list') return value.items.flatMap((item) => (item.kind === 'list' ? [] : rulesOf(item)));
  if (value.kind !== 'table' || isEvent(value)) return [];
  const wrapped = entryOf(value, 'rule')?.value;
  if (wrapped?.kind === 'table' && isNamedRule(fieldsOf(wrapped))) return [foundRule(wrapped, value)];
  const attributes = entryOf(value, 'attributes')?.value;
  if (attributes?.kind === 'table') return isBareRule(fieldsOf(attributes)) ? [foundRule(attributes, value)] : [];
  return isBareRule(fieldsOf(value)) ? [foundRule(value, value)] : [];
}

/** An alert holds a whole rule, and is an event. */
function isEvent(table: TableField): boolean {
  return ['@timestamp', '_source', '_index'].some((key) => entryOf(table, key) !== undefined);
}

function foundRule(rule: TableField, file: TableField): FoundRule {
  const beside = entryOf(file, 'metadata')?.value;
  const metadata = beside?.kind === 'table' ? beside : NO_TABLE;
  const heading = (entryOf(rule, 'name') ?? rule.entries[0])?.keySpan ?? { from: rule.from, to: rule.from + 1 };
  const content = { rule, metadata, file };
  return { from: rule.from, to: rule.to, heading, fields: fieldsOf(rule), metadata: fieldsOf(metadata), content };
}

function fieldsOf({ entries }: TableField): Fields {
  return new Map(entries.map(({ key, value }) => [key, value]));
}
