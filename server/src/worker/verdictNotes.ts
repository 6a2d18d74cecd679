// Alerts of a run that carry a verdict and no label.
import type { EventStoreBuilder } from '../engine/eventStore';
import type { LabelBook } from '../tuning/labelBook';
import { verdictOf } from '../tuning/verdicts';
import type { Verdict } from '../tuning/verdicts';
import type { FinishedRun, RunNote, RunOrder } from './orders';

interface Judged {
  readonly order: RunOrder;
  readonly store: EventStoreBuilder;
  readonly labels: LabelBook;
}

/** Nobody accepted what is said of them. */
export function unreviewed({ store, labels }: Pick<Judged, 'store' | 'labels'>): readonly (Verdict & {
  readonly event: number;
})[] {
  const found: (Verdict & { readonly event: number })[] = [];
  for (let event = 0; event < store.count; event++) {
    const verdict = verdictToReview(event, { store, labels });
    if (verdict !== undefined) found.push({ ...verdict, event });
  }
  return found;
}

/** What is said of an event that bears no label. */
export function verdictToReview(
  event: number,
  { store, labels }: Pick<Judged, 'store' | 'labels'>,
): Verdict | undefined {
  if (store.converted(event) !== 'alert' || labels.entryOf(event) !== undefined) return undefined;
  return verdictOf(store, event);
}

/** Of the first event of a hit that bears one; none where a label decided. */
export function verdictOfHit(
  { entry, hit }: Pick<FinishedRun['judgement']['hits'][number], 'entry' | 'hit'>,
  source: Pick<Judged, 'store' | 'labels'>,
): Verdict | undefined {
  if (entry !== undefined) return undefined;
  for (const event of hit.events) {
    const verdict = event === null ? undefined : verdictToReview(event, source);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

export function verdictNotes(source: Judged): RunNote[] {
  const found = unreviewed(source);
  const [first] = found;
  if (first === undefined) return [];
  const { sample, line } = source.store.origin(first.event);
  const alerts = found.length === 1 ? '1 alert carries' : `${found.length} alerts carry`;
  return [
    {
      code: 'verdicts',
      severity: 'info',
      message: `${alerts} a verdict that nobody accepted yet; it does not count until it is a label.`,
      sample: source.order.samples[sample]?.path,
      line,
      count: found.length,
    },
  ];
}
