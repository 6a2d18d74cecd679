// What "expand selection" selects step by step: the word, the part of the query that holds it, and so on up to the rule.
import type { Analysis } from '../analysis/analyze';
import { spanContains } from '../base/span';
import type { Span } from '../base/span';
import { nodesAt } from '../eql/nodesAt';
import { tokenize } from '../eql/parse';
import { bracketSpans } from './folding';
import { queryPlaceAt } from './queryPlace';

/** Spans of the file that hold the offset, each larger than the one before; the rule is the last. Empty outside of rules. */
export function selectionSpans(analysis: Analysis, offset: number): readonly Span[] {
  const place = queryPlaceAt(analysis, offset);
  const rule = analysis.rules.find((each) => each.rule.from <= offset && offset <= each.rule.to)?.rule;
  const outer = rule === undefined ? [] : [{ from: rule.from, to: rule.to }];
  if (place === undefined) return outer;
  const { text, map } = place.eql.embedded;
  const inner = [
    ...tokenize(text)
      .filter(({ image }) => /[\w"`]/.test(image))
      .map(({ startOffset, image }) => ({ from: startOffset, to: startOffset + image.length })),
    ...nodesAt(place.eql.query, place.offset),
    ...bracketSpans(text).flatMap((span) => [span, { from: span.from + 1, to: span.to - 1 }]),
    { from: 0, to: text.length },
  ].filter(({ from, to }) => from <= place.offset && place.offset <= to && from < to);
  // Beside the query, in the indentation of a block, no part of it is selected.
  return growing([...inner.map((span) => map.spanToFile(span)), ...outer].filter((span) => spanContains(span, offset)));
}

/** From small to large; of spans that overlap without one holding the other, the smaller stays. */
function growing(spans: readonly Span[]): readonly Span[] {
  const grown: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from)) {
    const last = grown[grown.length - 1];
    const holdsLast = last === undefined || (span.from <= last.from && last.to <= span.to);
    const isLarger = last === undefined || span.to - span.from > last.to - last.from;
    if (holdsLast && isLarger) grown.push({ from: span.from, to: span.to });
  }
  return grown;
}
