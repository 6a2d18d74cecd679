// The exclusions of a query as people see them: each with its arms, and an arm with the values of its list; a level of one is left out.
import type { Query } from '../eql/ast';
import type { Span } from '../base/span';
import { exclusionsOfQuery } from './arms';
import type { Arm, QueryExclusion } from './arms';
import { shortFields, titleOfArm, titleOfLeaf, titleOfValue } from './exclusionTitles';
import type { Arms } from './exclusionTitles';

/** Spans are in the query. */
export interface ExclusionPart {
  readonly kind: 'exclusion' | 'arm' | 'value';
  readonly title: string;
  readonly span: Span;
  /** What is counted; absent where its parts are. */
  readonly arm?: Arm;
  readonly parts: readonly ExclusionPart[];
}

/** In the order of the text. */
export function exclusionTree(query: Query): readonly ExclusionPart[] {
  const fields = shortFields(query);
  return exclusionsOfQuery(query).flatMap((exclusion) => toPart(exclusion, fields) ?? []);
}

function toPart(exclusion: QueryExclusion, fields: ReadonlyMap<string, string>): ExclusionPart | undefined {
  const [first, ...others] = groupsOf(exclusion.arms).map((arms) => toArm(arms, fields));
  if (first === undefined) return undefined;
  if (others.length === 0) {
    const isLeaf = exclusion.node.from === exclusion.span.from && exclusion.node.to === exclusion.span.to;
    const leaf = isLeaf ? titleOfLeaf(exclusion.node, exclusion.arms.length, fields) : undefined;
    return { ...first, kind: 'exclusion', title: leaf ?? `not ${enclosed(first.title)}` };
  }
  const title = `not (${others.length + 1} arms)`;
  return { kind: 'exclusion', title, span: exclusion.span, parts: [first, ...others] };
}

function enclosed(title: string): string {
  return / (?:and|or) /.test(title) ? `(${title})` : title;
}

function toArm(arms: Arms, fields: ReadonlyMap<string, string>): ExclusionPart {
  const [first, ...others] = arms;
  const title = titleOfArm(arms, arms.length, fields);
  const { from, to } = first.node;
  if (others.length === 0) return { kind: 'arm', title, span: { from, to }, arm: first, parts: [] };
  const parts = arms.map((arm): ExclusionPart => ({
    kind: 'value',
    title: titleOfValue(arm, arms),
    span: arm.span,
    arm,
    parts: [],
  }));
  return { kind: 'arm', title, span: { from, to }, parts };
}

/** The values of one list lie together. */
function groupsOf(arms: readonly Arm[]): readonly Arms[] {
  const groups = new Map<Arm['node'], Arms>();
  for (const arm of arms) {
    const [first, ...others] = groups.get(arm.node) ?? [];
    groups.set(arm.node, first === undefined ? [arm] : [first, ...others, arm]);
  }
  return [...groups.values()];
}
