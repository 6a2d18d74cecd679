// What the exceptions of a run do to its hits: the run without them beside the one with them, and then item by item.
import type { RunOptions } from '../engine/run';
import type { Host } from '../host/host';
import { filterOfExceptions, startExceptionSearch } from '../tuning/exceptionEffect';
import type { ExceptionEffect } from '../tuning/exceptionEffect';
import type { LabelBook } from '../tuning/labelBook';
import { judge } from '../tuning/outcome';
import type { Judgement } from '../tuning/outcome';
import type { RunOrder, Watch } from './orders';
import { createPace } from './pace';
import { runToTheEnd } from './runToTheEnd';
import type { RunSource } from './runToTheEnd';

/** The options of an order's run, in which its exceptions are filters like those of the rule. */
export function optionsWithExceptions({ options, exceptions }: RunOrder): RunOptions {
  if (exceptions === undefined || exceptions.items.length === 0) return options;
  return { ...options, filters: [...(options.filters ?? []), filterOfExceptions(exceptions.items)] };
}

/** `after`: of the run with them. Undefined: cancelled. */
export async function readExceptionEffect(
  source: RunSource,
  order: RunOrder,
  labels: LabelBook,
  after: Judgement,
  host: Host,
  watch: Watch,
): Promise<ExceptionEffect | undefined> {
  const plain = await runToTheEnd(source, order.options, host, watch);
  if (plain === undefined) return undefined;
  const before = judge(plain.hits, labels);
  const items = order.exceptions?.items ?? [];
  const search = startExceptionSearch({ ...source, options: order.options, items, before, after });
  const pace = createPace(host);
  while (!search.step()) {
    watch.onProgress('running', search.progress);
    await pace.rest();
    if (watch.isCancelled()) return undefined;
  }
  return search.result();
}
