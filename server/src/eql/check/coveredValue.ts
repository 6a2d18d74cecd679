// Values that a pattern or a block beside them matches as well.
import type { Issue } from '../../base/issue';
import type { Call, Literal, Match, Membership } from '../ast';
import { blockBounds } from '../address';
import { findFunction } from '../functions';
import { createCoverIndex } from '../reason/coverIndex';
import { patternCovers } from '../reason/patternCover';
import type { TextPattern } from '../reason/textPattern';
import { createWork } from '../reason/work';
import { unnecessary } from './lintContext';
import type { LintContext } from './lintContext';
import { listOf, patternOf, removal, shownValue } from './lists';

export function checkCoveredValues(context: LintContext): readonly Issue[] {
  return context.nodes.flatMap((node) => {
    if (node.kind === 'match' || node.kind === 'membership') return coveredTexts(node, context);
    return node.kind === 'call' && findFunction(node.name)?.name === 'cidrMatch' ? coveredBlocks(node, context) : [];
  });
}

/** Only patterns cover: in `in` there are none. */
function coveredTexts(node: Match | Membership, context: LintContext): readonly Issue[] {
  const list = node.kind === 'match' ? listOf(node) : undefined;
  if (list === undefined) return [];
  const values = new Map<TextPattern, Literal>();
  const seen = new Set<string>();
  for (const value of list.values) {
    const pattern = patternOf(value, node);
    if (pattern === undefined || seen.has(pattern.key)) continue;
    seen.add(pattern.key);
    values.set(pattern, value);
  }
  if (![...values.keys()].some((pattern) => pattern.hasWildcard)) return [];
  return coveredAmong(values, list.values, context);
}

/** The longest list of a public rule has 2,600 values and takes a fifth of it. */
const LIST_WORK = 500_000;

function coveredAmong(
  values: ReadonlyMap<TextPattern, Literal>,
  all: readonly Literal[],
  { text }: LintContext,
): readonly Issue[] {
  const work = createWork(LIST_WORK);
  const patterns = [...values.keys()];
  const place = new Map(patterns.map((pattern, index) => [pattern, index]));
  const index = createCoverIndex(patterns);
  return patterns.flatMap((pattern) => {
    const wide = index.find(pattern, work, pattern);
    const [value, cover] = [values.get(pattern), wide === undefined ? undefined : values.get(wide)];
    if (wide === undefined || value === undefined || cover === undefined) return [];
    // Of two that match the same only the later one is superfluous.
    const isEarlier = (place.get(pattern) ?? 0) < (place.get(wide) ?? 0);
    if (isEarlier && patternCovers(pattern, wide, work)) return [];
    return [covered(value, cover, all, text)];
  });
}

/** Blocks that another block holds. Only a hint: such lists are copied whole from a registry, and kept so to be compared with it. */
function coveredBlocks(node: Call, { text }: LintContext): readonly Issue[] {
  const list = listOf(node);
  const blocks = (list?.values ?? []).flatMap((value) => {
    const bounds = value.type === 'string' ? blockBounds(value.value) : undefined;
    return bounds === undefined ? [] : [{ value, ...bounds }];
  });
  const widestFirst = [...blocks].sort((a, b) => compare(a.first, b.first) || compare(b.last, a.last));
  let widest: (typeof blocks)[number] | undefined;
  const issues: Issue[] = [];
  for (const block of widestFirst) {
    if (widest === undefined || block.last > widest.last) widest = block;
    else if (String(block.value.value) !== String(widest.value.value))
      issues.push({ ...covered(block.value, widest.value, list?.values ?? [], text), severity: 'hint' });
  }
  return issues;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function covered(value: Literal, cover: Literal, all: readonly Literal[], text: string): Issue {
  return unnecessary(
    value,
    'covered-value',
    `${shownValue(cover)} in this list matches all that ${shownValue(value)} matches; remove it.`,
    [{ from: cover.from, to: cover.to, message: 'This one matches all of it.' }],
    removal(all, all.indexOf(value), text),
  );
}
