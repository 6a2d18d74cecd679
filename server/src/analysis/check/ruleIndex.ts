// Whether index patterns, integrations and the datasets that a query names mean the same data.
import type { Fix, Issue } from '../../base/issue';
import { issueToFile } from '../../base/positionMap';
import type { Expression, Query } from '../../eql/ast';
import { comparedTexts } from '../../eql/comparedTexts';
import { DATASET_FIELDS } from '../../eql/eventPlaces';
import { conditionsOf, fieldOccurrences, filtersOf, walkExpression } from '../../eql/walk';
import { liftEdit } from '../../rule/edits';
import type { TextField } from '../../rule/fields';
import type { DataSet } from '../../schema/catalogIndex';
import { patternCovers, patternsOverlap } from '../../schema/indexPattern';
import { addItem } from './addedItem';
import { dataSetsOfPattern, indexListOf, packageOfPattern, reachesPackage } from './indexEntries';
import type { IndexEntry, IndexList } from './indexEntries';
import { keyOf, ruleIssue, textsOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { listWords, removeItem } from './ruleValues';

/** Transforms and models whose results lie in indices of their own, or in those of others. */
const ELSEWHERE: ReadonlySet<string> = new Set(['beaconing', 'ded', 'dga', 'lmd', 'pad', 'problemchild']);

export function checkIntegrationIndex(context: RuleContext): readonly Issue[] {
  const found = indexListOf(context);
  const integrations = textsOf(keyOf(context, 'integration')?.value);
  if (found === undefined || integrations.length === 0) return [];
  const named = new Set(integrations.map(({ text }) => text));
  const unread = integrations.filter(
    ({ text }) => !ELSEWHERE.has(text) && !found.patterns.some((each) => reaches(each, text)),
  );
  return [
    ...unread.map((field) => {
      const message = `The rule names the integration \`${field.text}\`, but no pattern of \`index\` reaches its data: they lie in \`logs-${field.text}.*\`.`;
      return ruleIssue(field, 'integration-index', 'warning', message, { fixes: withoutIntegration(field, context) });
    }),
    ...found.entries.flatMap((entry) => ofUnnamed(entry, named, context)),
  ];
}

/** An index of one's own may hold the data of any package. */
function reaches(pattern: string, name: string): boolean {
  return reachesPackage(pattern, name) || (packageOfPattern(pattern) === undefined && !isBeat(pattern));
}

function isBeat(pattern: string): boolean {
  return /^(?:auditbeat|endgame|filebeat|packetbeat|winlogbeat)-/.test(pattern);
}

function withoutIntegration(field: TextField, context: RuleContext): readonly Fix[] {
  const list = keyOf(context, 'integration')?.value;
  return list?.kind === 'list' ? removeItem(list, list.items.indexOf(field), context.text) : [];
}

function withIntegration(name: string, context: RuleContext): readonly Fix[] {
  const list = keyOf(context, 'integration')?.value;
  return list?.kind === 'list' ? addItem(list, list.items.length - 1, name, context.text) : [];
}

function ofUnnamed(entry: IndexEntry, named: ReadonlySet<string>, context: RuleContext): readonly Issue[] {
  const { readCatalog } = context;
  const packages = new Set(entry.patterns.flatMap((each) => packageOfPattern(each) ?? []));
  return [...packages].flatMap((name) => {
    const isKnown = dataSetsOfPattern(readCatalog, `logs-${name}.*`).some((each) => each.package === name);
    if (named.has(name) || !isKnown) return [];
    const message = `The rule reads data of the integration \`${name}\`, but \`integration\` names only ${listWords([...named], 'and')}.`;
    return [ruleIssue(entry.field, 'integration-index', 'warning', message, { fixes: withIntegration(name, context) })];
  });
}

interface NamedDataset {
  readonly name: string;
  readonly node: Expression;
}

/** Each dataset that a query compares with, once, at the clause that does so. */
function namedDatasets(query: Query): readonly NamedDataset[] {
  const found = new Map<string, NamedDataset>();
  for (const condition of conditionsOf(query))
    walkExpression(condition, (node) => {
      for (const name of comparedTexts(node, DATASET_FIELDS))
        if (!/[*?]/.test(name) && name.includes('.') && !found.has(name)) found.set(name, { name, node });
    });
  return [...found.values()];
}

export function checkDatasetIndex(context: RuleContext): readonly Issue[] {
  const found = indexListOf(context);
  const { eql } = context;
  // A Beat writes all of its modules into one index, and an index of one's own may hold anything.
  if (found === undefined || eql === undefined || !found.patterns.every((each) => packageOfPattern(each) !== undefined))
    return [];
  return namedDatasets(eql.query)
    .filter(({ name }) => !found.patterns.some((pattern) => reachesDataset(pattern, name)))
    .map(({ name, node }) => {
      const message = `The query asks for the dataset \`${name}\`, whose index is \`logs-${name}-*\`, but no pattern of \`index\` reaches that, so this is never true.`;
      const fixes = addItem(found.list, found.list.items.length - 1, `logs-${name}-*`, context.text);
      return issueToFile(ruleIssue(node, 'dataset-index', 'warning', message, { fixes }), eql.embedded.map);
    });
}

function reachesDataset(pattern: string, name: string): boolean {
  return ['logs', 'metrics', 'traces'].some((type) => patternsOverlap(pattern, `${type}-${name}-*`));
}

export function checkCoveredIndex(context: RuleContext): readonly Issue[] {
  const found = indexListOf(context);
  if (found === undefined || found.hasExclusions) return [];
  return found.entries.flatMap((entry) => {
    const cover = found.entries.find((other) => covers(other, entry));
    if (cover === undefined) return [];
    const message = `\`${cover.field.text}\` reaches all that this pattern reaches, so it does nothing.`;
    const related = [{ from: cover.field.from, to: cover.field.to, message: 'The pattern that covers it.' }];
    return [unneeded(entry, found, 'covered-index', 'hint', message, context, related)];
  });
}

/** The same pattern twice is a duplicate, which is another matter. */
function covers(other: IndexEntry, entry: IndexEntry): boolean {
  const [pattern, more] = entry.patterns;
  if (other === entry || pattern === undefined || more !== undefined || other.field.text.includes(':')) return false;
  if (entry.field.text.includes(':')) return false;
  return other.patterns.some((each) => each !== pattern && patternCovers(each, pattern));
}

/** A pattern of data whose events all are of other categories than those that the query asks for. */
export function checkUnreadIndex(context: RuleContext): readonly Issue[] {
  const found = indexListOf(context);
  const { eql } = context;
  // What is wrong in the query itself would only be said twice.
  const isUnsure = eql === undefined || eql.hasErrors || eql.issues.some(({ code }) => code === 'unknown-category');
  const categories = isUnsure ? undefined : categoriesOf(eql.query);
  if (found === undefined || categories === undefined || found.entries.length < 2) return [];
  return found.entries.flatMap((entry) => {
    const kinds = entry.patterns.map((each) => dataSetsOfPattern(context.readCatalog, each));
    if (entry.isExclusion || kinds.length === 0 || !kinds.every((each) => isNeverOf(each, categories))) return [];
    const own = new Set(kinds.flat().flatMap((each) => each.categories ?? []));
    const message = `The query asks for ${listWords(categories, 'and')} events, and in these indices are only ${listWords([...own], 'and')} events.`;
    return [unneeded(entry, found, 'unread-index', 'warning', message, context)];
  });
}

function isNeverOf(datasets: readonly DataSet[], categories: readonly string[]): boolean {
  if (datasets.length === 0) return false;
  return datasets.every(
    (each) => each.categories !== undefined && !each.categories.some((one) => categories.includes(one)),
  );
}

/** Undefined where some part of the query takes events of any category. */
function categoriesOf(query: Query): readonly string[] | undefined {
  const names = filtersOf(query).map(({ category }) => category.name);
  return names.every((name) => name !== undefined) ? [...new Set(names.flatMap((name) => name ?? []))] : undefined;
}

function unneeded(
  { field, index }: IndexEntry,
  { list }: IndexList,
  code: string,
  severity: Issue['severity'],
  message: string,
  { text }: RuleContext,
  related: Issue['related'] = [],
): Issue {
  return {
    ...ruleIssue(field, code, severity, message, { fixes: removeItem(list, index, text), related }),
    tags: ['unnecessary'],
  };
}

const OLDER = 'event.dataset';
const NEWER = 'data_stream.dataset';

/** Integrations fill both, so this is only a matter of habit; a Beat fills only the older one. */
export function checkOlderDatasetField(context: RuleContext): readonly Issue[] {
  const found = indexListOf(context);
  const { eql, text } = context;
  if (found === undefined || eql === undefined || !found.patterns.every((each) => packageOfPattern(each) !== undefined))
    return [];
  return fieldOccurrences(eql.query)
    .filter(({ path }) => path === OLDER)
    .map((field) => {
      const message = `Newer rules ask for \`${NEWER}\`, by which the data streams of the integrations are named; integrations fill both.`;
      const edit = liftEdit(eql.embedded, text, { from: field.from, to: field.to, text: NEWER });
      const fixes: readonly Fix[] = edit === undefined ? [] : [{ title: `Replace with \`${NEWER}\``, edits: [edit] }];
      return issueToFile(ruleIssue(field, 'older-dataset-field', 'hint', message, { fixes }), eql.embedded.map);
    });
}
