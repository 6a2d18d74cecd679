// Labels resolved for a rule, remembered while neither samples nor label files change: a rule is run again more often than it is labelled.
import type { EventStoreBuilder } from '../engine/eventStore';
import { compileCondition, timestampOf } from '../engine/condition';
import type { EvaluationContext } from '../engine/condition';
import { createLabelBook } from '../tuning/labelBook';
import type { LabelBook } from '../tuning/labelBook';
import type { Expression } from '../eql/ast';
import type { FieldResolver } from '../eql/types';
import type { SampleLabels } from './labelFiles';

interface KnownBook {
  readonly files: readonly SampleLabels[];
  readonly fields: FieldResolver;
  readonly timestampField: string;
  readonly book: LabelBook;
}

const books = new WeakMap<EventStoreBuilder, Map<string, KnownBook>>();

/** `files`: of each sample of the store. `rule`: its id. `context`: how conditions of labels are read, as those of the rule are. */
export function labelBookOf(
  store: EventStoreBuilder,
  files: readonly SampleLabels[],
  rule: string | undefined,
  context: EvaluationContext,
): LabelBook {
  const { fields, options } = context;
  const { timestampField } = options;
  let ofStore = books.get(store);
  if (ofStore === undefined) books.set(store, (ofStore = new Map<string, KnownBook>()));
  const known = ofStore.get(rule ?? '');
  if (known !== undefined && isCurrent(known, files, context)) return known.book;
  const tests = { test: (condition: Expression) => compileCondition(condition, context), time: timestampOf(context) };
  const book = createLabelBook(store, store, (sample) => files[sample]?.entries ?? [], rule, tests);
  ofStore.set(rule ?? '', { files, fields, timestampField, book });
  return book;
}

/** Fields are resolved anew for each run, which only conditions depend on. */
function isCurrent(known: KnownBook, files: readonly SampleLabels[], { fields, options }: EvaluationContext): boolean {
  const isSame = known.files.every((file, sample) => file === files[sample]);
  if (!isSame || known.timestampField !== options.timestampField) return false;
  return known.fields === fields || !files.some(({ hasConditions }) => hasConditions);
}
