// Small random plans and events for the property tests: few marks, few keys, many equal timestamps.
import fc from 'fast-check';
import type { PlannedItem, PlannedKey, SequencePlan, TinyEvent } from './bruteForce';

const someKeys = fc.oneof(
  { weight: 2, arbitrary: fc.constant<string[]>([]) },
  { weight: 5, arbitrary: fc.constantFrom(['x'], ['y']) },
  { weight: 2, arbitrary: fc.constantFrom(['x', 'y'], ['y', 'x'], ['x', 'x']) },
);

export function tinyEvents(maxLength = 14, minLength = 2): fc.Arbitrary<TinyEvent[]> {
  const event = fc.record({
    time: fc.option(fc.integer({ min: 0, max: Math.max(9, maxLength / 2) }), { nil: undefined, freq: 12 }),
    tie: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
    marks: fc.subarray(['A', 'B', 'C', 'M', 'U'], { minLength: 1, maxLength: 3 }),
    k: someKeys,
    j: someKeys,
  });
  return fc.array(event, { minLength, maxLength }).map((events) => events.map((each, n) => ({ ...each, n })));
}

const plannedKey = (field: 'k' | 'j'): fc.Arbitrary<PlannedKey> =>
  fc.boolean().map((optional) => ({ field, optional }));

const globalKeys = fc.option(plannedKey('k'), { nil: undefined });

/** Keys of all terms or of none: either term may have its own field. */
const termKeys = fc.option(
  fc.infiniteStream(fc.constantFrom<'k' | 'j'>('j', 'k').chain((field) => plannedKey(field))),
  { nil: undefined },
);

function* without(): Iterable<undefined> {
  for (;;) yield undefined;
}

interface Shape {
  readonly mark: string;
  readonly missing: boolean;
  readonly runs: number;
}

const shape = (missing: boolean): fc.Arbitrary<Shape> =>
  fc.record({
    mark: missing ? fc.constantFrom('M', 'M', 'C') : fc.constantFrom('A', 'B', 'C', 'A', 'B'),
    missing: fc.constant(missing),
    runs: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.constant(2) }),
  });

export function sequencePlans(withMissing: boolean): fc.Arbitrary<SequencePlan> {
  const shapes = fc
    .array(withMissing ? fc.boolean().chain(shape) : shape(false), { minLength: 1, maxLength: 4 })
    .filter((list) => list.some((each) => !each.missing) && list.reduce((sum, each) => sum + each.runs, 0) >= 2)
    .filter((list) => !withMissing || list.some((each) => each.missing));
  const span = fc.integer({ min: 1, max: 7 });
  return fc
    .record({
      shapes,
      globalKey: globalKeys,
      keys: termKeys,
      maxspan: withMissing ? span : fc.option(span, { nil: undefined }),
      until: fc.option(fc.constantFrom('U', 'U', 'B', 'C'), { nil: undefined }),
    })
    .map(({ shapes: list, globalKey, keys, maxspan, until }) => {
      const stream = (keys ?? without())[Symbol.iterator]();
      const nextKey = (): PlannedKey | undefined => stream.next().value as PlannedKey | undefined;
      const items = list.map((each) => ({ ...each, key: nextKey() }));
      const untilItem = until === undefined ? undefined : { mark: until, missing: false, runs: 1, key: nextKey() };
      return { globalKey, maxspan, items, until: untilItem };
    });
}

export interface SamplePlan {
  readonly globalKey: PlannedKey | undefined;
  readonly items: readonly PlannedItem[];
}

export const samplePlans: fc.Arbitrary<SamplePlan> = fc
  .record({
    marks: fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 2, maxLength: 3 }),
    globalKey: globalKeys,
    keys: termKeys,
  })
  .filter(({ globalKey, keys }) => globalKey !== undefined || keys !== undefined)
  .map(({ marks, globalKey, keys }) => {
    const stream = (keys ?? without())[Symbol.iterator]();
    const items = marks.map((mark) => ({
      mark,
      missing: false,
      runs: 1,
      key: stream.next().value as PlannedKey | undefined,
    }));
    return { globalKey, items };
  });
