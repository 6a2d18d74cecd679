// Where rule files, the language and the schemas meet: one analysis a version of a text, shared by every feature of the editor.
import type { Fix, Issue } from '../base/issue';
import type { TextEdit } from '../base/edit';
import { issueToFile } from '../base/positionMap';
import { spanContains } from '../base/span';
import type { Query } from '../eql/ast';
import { checkQuery } from '../eql/check/checkQuery';
import type { CheckOptions } from '../eql/check/checkQuery';
import { lintQuery } from '../eql/check/lintQuery';
import { parseQuery } from '../eql/parse';
import type { Parsed } from '../eql/parse';
import type { FieldResolver } from '../eql/types';
import { LARGEST_FILE } from '../rule/document';
import type { EmbeddedQuery, Rule, RuleFile, RuleFormat } from '../rule/document';
import { liftEdit } from '../rule/edits';
import { findRules, readRuleFile } from '../rule/read';
import type { CatalogReader, SchemaRequest } from '../schema/compose';
import { composeWithSources, filesFor } from '../schema/workspace';
import type { WorkspaceFile, WorkspaceSource } from '../schema/workspace';
import { applyAnswers } from './answers';
import { checkRule } from './check/checkRule';
import type { RuleContext } from './check/ruleContext';
import { schemaRequestOf } from './datasets';
import { exceptionIssues } from './exceptionIssues';
import { languageOf, languageTitle } from './languages';
import type { QueryLanguage } from './languages';
import { applyPolicy } from './policy';
import type { CheckPolicy } from './policy';

/** What rules are checked against: the fields that are known, what the project says of issues, and the day. An Elasticsearch mapping, where there is one, is the whole schema. */
export interface SchemaSource {
  readonly readCatalog: CatalogReader;
  readonly mapping?: FieldResolver;
  /** The schema files of the workspace. */
  readonly sources?: readonly WorkspaceSource[];
  readonly policy?: CheckPolicy;
  /** `YYYY-MM-DD`, for answers that end; without it none does. */
  readonly today?: string;
  /** What is found of the arms of a query by asking the engine; undefined: it is not known yet, and answers to it are not called needless. */
  readonly checkArms?: (query: EqlAnalysis, rule: Rule) => readonly Issue[] | undefined;
}

export interface AnalyzeOptions {
  /** The version before: what is known of it is not found out again, as a key changes one query of many. */
  readonly before?: Analysis;
  /** The path of the file with `/` between its parts, for what is said of its name. */
  readonly path?: string;
}

export interface Analysis {
  readonly text: string;
  readonly file: RuleFile;
  readonly rules: readonly RuleAnalysis[];
  /** Of the file's syntax and of all its rules, in file offsets, in the order of the text. */
  readonly issues: readonly FileIssue[];
}

export interface RuleAnalysis {
  readonly rule: Rule;
  readonly language: QueryLanguage;
  /** Only for EQL. */
  readonly eql?: EqlAnalysis;
}

export interface EqlAnalysis {
  readonly embedded: EmbeddedQuery;
  readonly query: Query;
  /** The query as its text reads, whatever is known of fields. */
  readonly parsed: Parsed<Query>;
  readonly options: CheckOptions;
  readonly schema: SchemaRequest;
  readonly fields: FieldResolver;
  /** The schema files of the workspace that speak of what the rule reads; absent where none does. */
  readonly schemaFiles?: readonly WorkspaceFile[];
  /** Query offsets. */
  readonly issues: readonly Issue[];
  readonly hasErrors: boolean;
}

/** An issue in file offsets. Fixes of a query are made when they are asked for, by `fixesOf`: escaping text takes a second reading of the file. */
export interface FileIssue extends Omit<Issue, 'fixes'> {
  readonly fileFixes?: readonly Fix[];
  /** The issue as the query has it, and the rule whose query it is. */
  readonly origin?: { readonly rule: number; readonly issue: Issue };
}

/** Total: whatever the text, there is an answer. */
export function analyze(
  text: string,
  format: RuleFormat,
  schemas: SchemaSource,
  options: AnalyzeOptions = {},
): Analysis {
  const { before, path } = options;
  const file = readRuleFile(text, format);
  const known = new Map(
    (before?.rules ?? []).flatMap(({ eql }) => (eql === undefined ? [] : [[eql.embedded.text, eql]])),
  );
  const rules = withinLimit(file).map(({ rule, isRead }) => analyzeRule(rule, schemas, isRead ? known : undefined));
  const ofArms = rules.map((rule) => armIssues(rule, file, schemas));
  const found = [
    ...file.issues.map(asFileIssue),
    ...exceptionIssues(text, file, schemas).map(asFileIssue),
    ...rules.flatMap((rule) => issuesOfRule(rule, file)),
    ...ofArms.flatMap((issues) => issues ?? []),
    ...rules.flatMap((rule) =>
      issuesBeside(rule, file, { text, format, readCatalog: schemas.readCatalog, path, today: schemas.today }),
    ),
  ];
  const open = ofArms.some((issues) => issues === undefined) ? ['over-broad-arm'] : [];
  const answered = applyAnswers({ text, file, rules }, found, schemas.today, open);
  const issues = [...applyPolicy(answered, schemas.policy)];
  return { text, file, rules, issues: issues.sort((a, b) => a.from - b.from || a.to - b.to) };
}

/** Of a large file nothing but its queries is checked, nor of one that cannot be read to its end: half a value would be taken for a wrong one. */
function issuesBeside(
  { rule, language, eql }: RuleAnalysis,
  { isLarge, issues }: RuleFile,
  about: Omit<RuleContext, 'rule' | 'language' | 'eql'>,
): readonly FileIssue[] {
  const isBroken = issues.some(({ code, severity }) => severity === 'error' && code.endsWith('-syntax'));
  return isLarge === true || isBroken ? [] : checkRule({ ...about, rule, language, eql }).map(asFileIssue);
}

/** The rules and their queries as their texts read, without a finding: for what is known of thousands of files that nobody looks at. */
export function outline(text: string, format: RuleFormat): Analysis {
  const file = findRules(text, format);
  const rules = file.rules.map((rule): RuleAnalysis => {
    const language = languageOf(rule);
    if (language !== 'eql' || rule.query === undefined || rule.query.text.length > LARGEST_FILE)
      return { rule, language };
    const parsed = parseQuery(rule.query.text);
    return {
      rule,
      language,
      eql: { ...queryAsRead(rule, rule.query, parsed), fields: NO_FIELDS, issues: [], hasErrors: false },
    };
  });
  return { text, file, rules, issues: [] };
}

const NO_FIELDS: FieldResolver = { authority: 'open', find: () => undefined, nearest: () => [] };

/** The rule that holds an offset, else the nearest before it, else the first. */
export function ruleAt({ rules }: Analysis, offset: number): RuleAnalysis | undefined {
  const holding = rules.find(({ rule }) => spanContains(rule, offset));
  return holding ?? [...rules].reverse().find(({ rule }) => rule.from <= offset) ?? rules[0];
}

/** The cures of an issue, as edits of the file. One that its quoting cannot express is left out. */
export function fixesOf(analysis: Analysis, { origin, fileFixes }: FileIssue): readonly Fix[] {
  if (fileFixes !== undefined) return fileFixes;
  const query = origin === undefined ? undefined : analysis.rules[origin.rule]?.eql?.embedded;
  if (origin === undefined || query === undefined) return [];
  return (origin.issue.fixes ?? []).flatMap(({ title, edits }) => {
    const lifted = liftEdit(query, analysis.text, oneEdit(query.text, edits));
    return lifted === undefined ? [] : [{ title, edits: [lifted] }];
  });
}

/** Several edits as one that spans them all: an edit of a string may have to change its quotes, which cannot be done twice. */
export function oneEdit(text: string, edits: readonly TextEdit[]): TextEdit {
  const ordered = [...edits].sort((a, b) => a.from - b.from);
  const [first] = ordered;
  if (first === undefined) return { from: 0, to: 0, text: '' };
  let made = '';
  let at = first.from;
  for (const edit of ordered) {
    made += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return { from: first.from, to: at, text: made };
}

/** Of a large file only queries of one megabyte in all are read. */
function withinLimit({ rules, isLarge }: RuleFile): readonly { readonly rule: Rule; readonly isRead: boolean }[] {
  let length = 0;
  return rules.map((rule) => {
    length += rule.query?.text.length ?? 0;
    return { rule, isRead: isLarge !== true || length <= LARGEST_FILE };
  });
}

type KnownQueries = ReadonlyMap<string, EqlAnalysis>;

function analyzeRule(rule: Rule, schemas: SchemaSource, known: KnownQueries | undefined): RuleAnalysis {
  const language = languageOf(rule);
  return language === 'eql' && rule.query !== undefined && known !== undefined
    ? { rule, language, eql: analyzeQuery(rule, rule.query, schemas, known.get(rule.query.text)) }
    : { rule, language };
}

function analyzeQuery(
  rule: Rule,
  embedded: EmbeddedQuery,
  schemas: SchemaSource,
  before: EqlAnalysis | undefined,
): EqlAnalysis {
  const parsed = before?.parsed ?? parseQuery(embedded.text);
  const asRead = queryAsRead(rule, embedded, parsed);
  const { query, schema, options } = asRead;
  const fields = schemas.mapping ?? composeWithSources(schema, schemas.readCatalog, schemas.sources ?? []);
  const schemaFiles = schemas.mapping === undefined ? filesFor(schema, schemas.sources ?? []) : [];
  const base = { ...asRead, fields, ...(schemaFiles.length === 0 ? {} : { schemaFiles }) };
  if (before !== undefined && before.fields === fields && isSame(before.options, options))
    return { ...base, issues: before.issues, hasErrors: before.hasErrors };
  const issues = [
    ...parsed.issues,
    ...checkQuery(query, fields, options),
    ...lintQuery(query, embedded.text, fields, options),
  ];
  return { ...base, issues, hasErrors: issues.some((issue) => issue.severity === 'error') };
}

function queryAsRead(rule: Rule, embedded: EmbeddedQuery, parsed: Parsed<Query>) {
  const { value: query } = parsed;
  return { embedded, query, parsed, schema: schemaRequestOf(rule, query), options: checkOptionsOf(rule) };
}

function isSame(a: CheckOptions, b: CheckOptions): boolean {
  return (
    a.eventCategoryField === b.eventCategoryField &&
    a.timestampField === b.timestampField &&
    a.stackVersion === b.stackVersion
  );
}

function checkOptionsOf({ metadata }: Rule): CheckOptions {
  return {
    eventCategoryField: metadata.eventCategoryOverride?.value ?? 'event.category',
    timestampField: metadata.timestampField?.value ?? '@timestamp',
    stackVersion: metadata.minStackVersion?.value,
  };
}

function issuesOfRule({ rule, language, eql }: RuleAnalysis, { isLarge }: RuleFile): readonly FileIssue[] {
  if (eql === undefined) {
    const isSilent = isLarge === true || rule.query === undefined || language === 'none';
    return isSilent ? [] : [unsupported(rule, language)];
  }
  return eql.issues.map((issue) => asQueryIssue(issue, rule, eql));
}

function asQueryIssue(issue: Issue, { index }: Rule, { embedded }: EqlAnalysis): FileIssue {
  return { ...withoutFixes(issueToFile(issue, embedded.map)), origin: { rule: index, issue } };
}

/** Undefined where it is not known yet. */
function armIssues(
  { rule, eql }: RuleAnalysis,
  { isLarge }: RuleFile,
  { checkArms }: SchemaSource,
): readonly FileIssue[] | undefined {
  if (eql === undefined || isLarge === true) return [];
  return checkArms?.(eql, rule)?.map((issue) => asQueryIssue(issue, rule, eql));
}

function unsupported({ heading }: Rule, language: QueryLanguage): FileIssue {
  const message =
    language === 'unknown'
      ? 'The rule does not say in which language its query is; Rulewright reads EQL so far. Set `type` or `language`.'
      : `The query is in ${languageTitle(language)}; Rulewright reads EQL so far, so this query is neither checked nor run.`;
  return { code: 'unsupported-language', severity: 'hint', message, from: heading.from, to: heading.to };
}

function withoutFixes({ fixes: _fixes, ...issue }: Issue): FileIssue {
  return issue;
}

/** An issue that has file offsets already, and so have its fixes. */
function asFileIssue({ fixes, ...issue }: Issue): FileIssue {
  return fixes === undefined ? issue : { ...issue, fileFixes: fixes };
}
