// Random trees that EQL can write, and a look at trees without their places in a text.
import fc from 'fast-check';
import type {
  Category,
  EventFilter,
  Expression,
  Field,
  Item,
  JoinKey,
  Literal,
  Pipe,
  Query,
} from '../../server/src/eql/ast';

const nowhere = { from: 0, to: 0 } as const;

const plainName = fc.constantFrom('a', 'b1', '_c', '@timestamp', 'process', 'name', 'Not');
const oddName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 4 }),
  fc.constantFrom('and', 'sequence', 'true', 'with space', 'a`b', '``', 'é', '1st', '\n', '.'),
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('"', '\\', '\r\n', '\t', '*?', "'", '//', '/*', '"""', '\ud800', '\u2028', '\\u{41}'),
);

const field: fc.Arbitrary<Field> = fc.record({
  ...constants({ kind: 'field' }),
  path: fc
    .array(fc.oneof({ weight: 4, arbitrary: plainName }, oddName), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('.')),
  optional: fc.boolean(),
});

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.constant({ kind: 'literal' as const, type: 'null' as const, value: null, ...nowhere }),
  fc.boolean().map((value) => ({ kind: 'literal' as const, type: 'boolean' as const, value, ...nowhere })),
  text.map((value) => ({ kind: 'literal' as const, type: 'string' as const, value, ...nowhere })),
  fc.nat(2 ** 31 - 1).map((value) => ({ kind: 'literal' as const, type: 'integer' as const, value, ...nowhere })),
  fc.bigInt(2n ** 31n, 2n ** 63n - 1n).map((value) => ({
    kind: 'literal' as const,
    type: 'long' as const,
    value: value <= 2n ** 53n - 1n ? Number(value) : value,
    ...nowhere,
  })),
  fc
    .double({ min: 0, noNaN: true })
    .map((value) => ({ kind: 'literal' as const, type: 'double' as const, value: Math.abs(value), ...nowhere })),
);

/** Every kind of expression under every other. */
export const expression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie('expression');
  const some = fc.array(inner, { minLength: 1, maxLength: 3 });
  const branches: readonly fc.Arbitrary<Expression>[] = [
    fc.record({ ...constants({ kind: 'not' }), operand: inner }),
    fc.record({ ...constants({ kind: 'sign' }), operator: fc.constantFrom('+', '-'), operand: inner }),
    fc.record({
      ...constants({ kind: 'arithmetic' }),
      operator: fc.constantFrom('+', '-', '*', '/', '%'),
      left: inner,
      right: inner,
    }),
    fc.record({
      ...constants({ kind: 'comparison', operatorSpan: nowhere }),
      operator: fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
      left: inner,
      right: inner,
    }),
    fc.record({
      ...constants({ kind: 'membership', operatorSpan: nowhere }),
      negated: fc.boolean(),
      caseInsensitive: fc.boolean(),
      operand: inner,
      items: some,
    }),
    match(inner),
    fc.record({
      ...constants({ kind: 'call', nameSpan: nowhere }),
      name: plainName,
      caseInsensitive: fc.boolean(),
      arguments: fc.array(inner, { maxLength: 3 }),
    }),
    fc.record({
      ...constants({ kind: 'logical' }),
      operator: fc.constantFrom('and', 'or'),
      operands: fc.array(inner, { minLength: 2, maxLength: 4 }),
    }),
  ];
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.oneof<fc.Arbitrary<Expression>[]>(field, literal),
      ...branches,
    ),
  };
}).expression;

function match(operand: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> {
  return fc
    .record({
      ...constants({ kind: 'match', operatorSpan: nowhere }),
      operator: fc.constantFrom(':', 'like', 'like~', 'regex', 'regex~'),
      operand,
      patterns: fc.array(literal, { minLength: 1, maxLength: 3 }),
      list: fc.boolean(),
    })
    .map((node) => ({ ...node, list: node.list || node.patterns.length > 1 }));
}

const category: fc.Arbitrary<Category> = fc.record({
  ...constants({ kind: 'category' }),
  name: fc.oneof(plainName, oddName, text, fc.constant('any'), fc.constant(undefined)),
});
const filter: fc.Arbitrary<EventFilter> = fc.record({
  ...constants({ kind: 'eventFilter' }),
  category,
  condition: expression,
});
const keys: fc.Arbitrary<JoinKey[]> = fc.array(fc.record({ ...constants({ kind: 'joinKey' }), expression: field }), {
  maxLength: 2,
});
const item: fc.Arbitrary<Item> = fc.record({
  ...constants({ kind: 'item' }),
  missing: fc.boolean(),
  filter,
  keys,
  runs: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 100 })),
});
const pipes: fc.Arbitrary<Pipe[]> = fc.array(
  fc.record({
    ...constants({ kind: 'pipe' }),
    name: fc.constantFrom('head', 'tail'),
    arguments: fc.nat(99).map((value): Expression[] => [{ kind: 'literal', type: 'integer', value, ...nowhere }]),
  }),
  { maxLength: 2 },
);
const items = fc.array(item, { minLength: 1, maxLength: 3 });
const maxspan = fc
  .integer({ min: 1, max: 2 ** 40 })
  .map((milliseconds) => ({ kind: 'timeSpan' as const, milliseconds, ...nowhere }));

export const query: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ ...constants({ kind: 'eventQuery' }), filter, pipes }),
  fc.record({
    ...constants({ kind: 'sequenceQuery' }),
    keys,
    maxspan: fc.option(maxspan, { nil: undefined }),
    items,
    until: fc.option(item, { nil: undefined }),
    pipes,
  }),
  fc.record({ ...constants({ kind: 'sampleQuery' }), keys, items, pipes }),
);

/** What every tree of a kind has. */
function constants<const T extends object>(
  values: T,
): { readonly [K in keyof (T & typeof nowhere)]: fc.Arbitrary<(T & typeof nowhere)[K]> } {
  const all = { ...values, ...nowhere };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, fc.constant(value)])) as never;
}

const PLACES: ReadonlySet<string> = new Set(['from', 'to', 'operatorSpan', 'nameSpan']);

/** The same tree without places. */
export function placeless(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(placeless);
  if (tree === null || typeof tree !== 'object') return tree;
  const entries = Object.entries(tree).filter(([name, value]) => !PLACES.has(name) && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, placeless(value)]));
}
