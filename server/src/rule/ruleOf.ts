// From found keys to a rule: which keys make a rule, in which language its query is, and what it lacks. Knows no file format.
import type { Issue } from '../base/issue';
import type { EmbeddedQuery, Placed, Rule, RuleFile, RuleFormat, RuleMetadata } from './document';
import { entryOf, tablesOf } from './fields';
import type { FieldValue, Fields, FoundRule, TextField } from './fields';

const ruleTypes = new Map<string, string | undefined>([
  ['eql', 'eql'],
  ['esql', 'esql'],
  ['query', 'kuery'],
  ['saved_query', 'kuery'],
  ['threshold', 'kuery'],
  ['threat_match', 'kuery'],
  ['new_terms', 'kuery'],
  ['machine_learning', undefined],
]);
const languages: ReadonlySet<string> = new Set(['eql', 'kuery', 'kql', 'lucene', 'esql']);

/** A table named `rule` is one of ours when it holds a query or what only a detection rule has. */
export function isNamedRule(fields: Fields): boolean {
  return fields.get('query')?.kind === 'text' || fields.get('rule_id')?.kind === 'text' || saysWhatItIs(fields);
}

/** Keys that stand without a `rule` around them need more: many tools have a `query`. */
export function isBareRule(fields: Fields): boolean {
  const marks = [
    fields.get('query')?.kind === 'text',
    fields.get('rule_id')?.kind === 'text',
    isRuleType(fields),
    isLanguage(fields),
  ];
  return marks.filter(Boolean).length >= 2;
}

export function toRuleFile(format: RuleFormat, found: readonly FoundRule[], issues: readonly Issue[]): RuleFile {
  const rules = found.map(toRule);
  const missing = rules.flatMap((rule) => missingQuery(rule));
  return { format, rules, issues: [...issues, ...missing].sort((a, b) => a.from - b.from) };
}

function toRule(found: FoundRule, index: number): Rule {
  const { from, to, heading, fields, content } = found;
  const query = fields.get('query');
  const rule = { from, to, heading, index, metadata: toMetadata(found), content };
  return query?.kind === 'text' ? { ...rule, query: toQuery(query, languageOf(fields)) } : rule;
}

function toQuery({ from, to, text, map, quoting }: TextField, language: string): EmbeddedQuery {
  return { from, to, text, map, quoting, language };
}

/** The type says more than the language: Kibana runs an `eql` rule as EQL whatever `language` holds. */
function languageOf(fields: Fields): string {
  const type = textOf(fields.get('type'));
  if (type === 'eql' || type === 'esql') return type;
  return textOf(fields.get('language')) ?? ruleTypes.get(type ?? '') ?? 'unknown';
}

function missingQuery(rule: Rule): Issue[] {
  const { type, language } = rule.metadata;
  const isEql = (type?.value ?? language?.value)?.trim().toLowerCase() === 'eql';
  if (!isEql || rule.query !== undefined) return [];
  const message = 'This EQL rule has no query. Add one under the key `query`, or change the rule’s `type`.';
  return [{ code: 'missing-query', severity: 'error', message, ...rule.heading }];
}

function toMetadata({ fields, metadata }: FoundRule): RuleMetadata {
  const text = (key: string): Placed<string> | undefined => placed(fields.get(key));
  const list = (key: string): readonly Placed<string>[] => placedList(fields.get(key));
  return {
    id: text('rule_id'),
    name: text('name'),
    type: text('type'),
    language: text('language'),
    index: list('index'),
    dataViewId: text('data_view_id'),
    integration: integrationsOf(fields, metadata),
    minStackVersion: text('min_stack_version') ?? placed(metadata.get('min_stack_version')),
    timestampField: text('timestamp_field'),
    eventCategoryOverride: text('event_category_override'),
    tiebreakerField: text('tiebreaker_field'),
    timestampOverride: text('timestamp_override'),
    falsePositives: list('false_positives'),
    tags: list('tags'),
  };
}

/** What Kibana exports names packages under `related_integrations`. */
function integrationsOf(fields: Fields, metadata: Fields): readonly Placed<string>[] {
  if (fields.has('integration')) return placedList(fields.get('integration'));
  if (metadata.has('integration')) return placedList(metadata.get('integration'));
  return tablesOf(fields.get('related_integrations')).flatMap((each) => placed(entryOf(each, 'package')?.value) ?? []);
}

function placed(field: FieldValue | undefined): Placed<string> | undefined {
  return field?.kind === 'text' ? { value: field.text, from: field.from, to: field.to } : undefined;
}

/** A single text stands for a list of one: the rules' schemas allow both for `integration`. */
function placedList(field: FieldValue | undefined): readonly Placed<string>[] {
  const items = field?.kind === 'list' ? field.items : [field];
  return items.flatMap((item) => placed(item) ?? []);
}

function saysWhatItIs(fields: Fields): boolean {
  return isRuleType(fields) || isLanguage(fields);
}

function isRuleType(fields: Fields): boolean {
  return ruleTypes.has(textOf(fields.get('type')) ?? '');
}

function isLanguage(fields: Fields): boolean {
  return languages.has(textOf(fields.get('language')) ?? '');
}

function textOf(field: FieldValue | undefined): string | undefined {
  return field?.kind === 'text' ? field.text.trim().toLowerCase() : undefined;
}
