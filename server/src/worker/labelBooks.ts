// Labels resolved for a rule, remembered while neither samples nor label files change: a rule is run again more often than it is labelled.
import type { EventStoreBuilder } from '../engine/eventStore';
import { createLabelBook } from '../tuning/labels';
import type { LabelBook } from '../tuning/labels';
import type { SampleLabels } from './labelFiles';

interface KnownBook {
  readonly files: readonly SampleLabels[];
  readonly book: LabelBook;
}

const books = new WeakMap<EventStoreBuilder, Map<string, KnownBook>>();

/** `files`: of each sample of the store. `rule`: its id. */
export function labelBookOf(
  store: EventStoreBuilder,
  files: readonly SampleLabels[],
  rule: string | undefined,
): LabelBook {
  let ofStore = books.get(store);
  if (ofStore === undefined) books.set(store, (ofStore = new Map<string, KnownBook>()));
  const known = ofStore.get(rule ?? '');
  if (known !== undefined && known.files.every((file, sample) => file === files[sample])) return known.book;
  const book = createLabelBook(store, store, (sample) => files[sample]?.entries ?? [], rule);
  ofStore.set(rule ?? '', { files, book });
  return book;
}
