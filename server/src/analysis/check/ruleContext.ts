// What the checks of a whole rule are given: its keys wherever they stand, its query where it is EQL, and what the schemas know.
import type { Fix, Issue, RelatedSpan, Severity } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Rule, RuleFormat } from '../../rule/document';
import { entryOf } from '../../rule/fields';
import type { FieldEntry, FieldValue, TextField } from '../../rule/fields';
import type { CatalogReader } from '../../schema/compose';
import type { EqlAnalysis } from '../analyze';
import type { QueryLanguage } from '../languages';

export interface RuleContext {
  /** The text of the file: all offsets are in it. */
  readonly text: string;
  readonly format: RuleFormat;
  readonly rule: Rule;
  readonly language: QueryLanguage;
  /** Only for EQL. */
  readonly eql?: EqlAnalysis;
  readonly readCatalog: CatalogReader;
  /** The path of the file with `/` between its parts; undefined where it has none. */
  readonly path?: string;
  /** `YYYY-MM-DD`; undefined where nobody says what day it is. */
  readonly today?: string;
}

export type RuleCheck = (context: RuleContext) => readonly Issue[];

/** A key of the rule itself, else one beside it (`[metadata]`). */
export function keyOf({ rule: { content } }: RuleContext, key: string): FieldEntry | undefined {
  return entryOf(content.rule, key) ?? entryOf(content.metadata, key);
}

/** The text that a key holds; undefined where it holds something else. */
export function textOf(context: RuleContext, key: string): TextField | undefined {
  const value = keyOf(context, key)?.value;
  return value?.kind === 'text' ? value : undefined;
}

/** The texts of a list, or the one text that stands for a list of one. */
export function textsOf(value: FieldValue | undefined): readonly TextField[] {
  const items = value?.kind === 'list' ? value.items : [value];
  return items.flatMap((each) => (each?.kind === 'text' ? [each] : []));
}

/** The number that a key holds; undefined where it holds something else. */
export function numberOf(context: RuleContext, key: string): number | undefined {
  const value = keyOf(context, key)?.value;
  if (value?.kind !== 'scalar' || value.text.trim() === '') return undefined;
  const number = Number(value.text.replaceAll('_', ''));
  return Number.isFinite(number) ? number : undefined;
}

/** What nobody writes down for a rule that is only tried out. */
const WHOLE = ['author', 'description', 'risk_score', 'severity', 'tags', 'threat'] as const;

/** A rule that is kept as a whole, with an id and a name, and not a query with a few keys around it: only then something can be missing. */
export function isComplete({ rule: { metadata, content } }: RuleContext): boolean {
  const isTable = content.metadata.entries.length > 0;
  if (metadata.id === undefined || (metadata.name === undefined && !isTable)) return false;
  return isTable || WHOLE.some((key) => entryOf(content.rule, key) !== undefined);
}

/** An issue on the characters of a value or key. */
export function ruleIssue(
  { from, to }: Span,
  code: string,
  severity: Severity,
  message: string,
  more: { readonly fixes?: readonly Fix[]; readonly related?: readonly RelatedSpan[] } = {},
): Issue {
  const { fixes = [], related = [] } = more;
  return {
    code,
    severity,
    message,
    from,
    to,
    ...(fixes.length > 0 ? { fixes } : {}),
    ...(related.length > 0 ? { related } : {}),
  };
}
