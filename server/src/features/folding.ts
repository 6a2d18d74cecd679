// What can be folded: rules of a file with several, queries, items of a sequence, lists and groups, block comments.
import type { Analysis, EqlAnalysis } from '../analysis/analyze';
import type { Span } from '../base/span';
import { tokenize } from '../eql/parse';

export interface FoldingSpan extends Span {
  readonly kind: 'region' | 'comment';
}

/** In the order of the text. Whether a span covers several lines is for whoever knows lines. */
export function foldingSpans({ rules }: Analysis): readonly FoldingSpan[] {
  return rules.flatMap(({ rule, eql }) => {
    const whole: FoldingSpan[] = rules.length > 1 ? [{ kind: 'region', from: rule.from, to: rule.to }] : [];
    if (rule.query === undefined) return whole;
    const query: FoldingSpan = { kind: 'region', from: rule.query.from, to: rule.query.to };
    return [...whole, query, ...(eql === undefined ? [] : spansOfQuery(eql))];
  });
}

function spansOfQuery({ embedded: { text, map }, parsed }: EqlAnalysis): FoldingSpan[] {
  const brackets = bracketSpans(text).map((span) => ({ kind: 'region' as const, ...map.spanToFile(span) }));
  const comments = parsed.comments
    .filter(({ image }) => image.startsWith('/*'))
    .map(({ startOffset, image }) => ({
      kind: 'comment' as const,
      ...map.spanToFile({ from: startOffset, to: startOffset + image.length }),
    }));
  return [...brackets, ...comments].sort((a, b) => a.from - b.from);
}

/** From each opening parenthesis or bracket to what closes it; one that is never closed has no span. */
export function bracketSpans(text: string): readonly Span[] {
  const open: number[] = [];
  const spans: Span[] = [];
  for (const { image, startOffset } of tokenize(text)) {
    if (image === '(' || image === '[' || image === '![') open.push(startOffset);
    if (image !== ')' && image !== ']') continue;
    const from = open.pop();
    if (from !== undefined) spans.push({ from, to: startOffset + 1 });
  }
  return spans.sort((a, b) => a.from - b.from);
}
