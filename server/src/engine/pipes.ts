// Size, result position and the pipes `head` and `tail` over ordered hits.
// Source: docs/eql.md, section 10; LogicalPlanBuilder.visitStatement.
import type { Pipe } from '../eql/ast';
import { pipeCount } from '../eql/pipeCount';
import type { RunOptions } from './run';

interface Cut {
  readonly from: 'head' | 'tail';
  readonly count: number;
}

/**
 * The size acts under the first `head` or `tail`, in its direction; without pipes in the direction of the result position.
 * What is left is ascending always.
 */
export function applyPipes<T>(
  hits: readonly T[],
  pipes: readonly Pipe[],
  { size, resultPosition }: Pick<RunOptions, 'size' | 'resultPosition'>,
): readonly T[] {
  const cuts = pipes.flatMap(toCut);
  const from = cuts[0]?.from ?? resultPosition;
  const limit: readonly Cut[] = size === undefined ? [] : [{ from, count: size }];
  return [...limit, ...cuts].reduce(cutHits, hits);
}

function cutHits<T>(hits: readonly T[], { from, count }: Cut): readonly T[] {
  if (count >= hits.length) return hits;
  return from === 'head' ? hits.slice(0, count) : hits.slice(hits.length - count);
}

/** A pipe that is neither, or has no count, is an issue of the query; here it changes nothing. */
function toCut({ name, arguments: [argument] }: Pipe): Cut[] {
  if ((name !== 'head' && name !== 'tail') || argument === undefined) return [];
  const count = pipeCount(argument);
  return count === undefined ? [] : [{ from: name, count }];
}
