// Random conditions that overlap, exclude and repeat each other far more often than chance would have it, and events to try them on.
import fc from 'fast-check';
import { quoteString } from '../../../server/src/eql/strings';
import type { Properties } from '../../engine/oneEvent';

/** `process.name` and `host.os.type` have one value by their nature; the others may have several. */
export const MAPPING: Properties = {
  s: { type: 'keyword' },
  process: { properties: { name: { type: 'keyword' } } },
  n: { type: 'long' },
  d: { type: 'double' },
  b: { type: 'boolean' },
  ip: { type: 'ip' },
};

const letters = fc.constantFrom('a', 'A', 'b', 'B', 'é');
const words = fc.oneof(
  fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'b', 'abc'),
  fc.string({ unit: letters, maxLength: 4 }),
);
const patterns = fc.oneof(
  words,
  fc.constantFrom('*', '?', '??*', 'a*', '*b', 'a*b', '?b*', '*a*'),
  fc.string({ unit: fc.oneof(letters, fc.constantFrom('*', '?', '*')), maxLength: 5 }),
);
const texts = fc.constantFrom('s', 's', 'process.name', 'undeclared');
const wholes = fc.integer({ min: -2, max: 3 });
const decimals = fc.constantFrom('-1.5', '0.5', '1.0', '2', '1.5');
const orders = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const blocks = fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32', '0.0.0.0/0', '::/0', 'fe80::/10');
const addresses = fc.constantFrom('10.1.2.3', '10.9.9.9', '11.0.0.1', 'fe80::1', '::1');

const listOf = (each: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(each, { minLength: 1, maxLength: 3 }).map((list) => `(${list.map(quoteString).join(', ')})`);

const leaf = fc.oneof(
  {
    arbitrary: fc.tuple(texts, fc.constantFrom('==', '!='), words).map(([f, o, w]) => `${f} ${o} ${quoteString(w)}`),
    weight: 3,
  },
  {
    arbitrary: fc
      .tuple(texts, fc.constantFrom('in', 'in~', 'not in', 'not in~'), listOf(words))
      .map((each) => each.join(' ')),
    weight: 3,
  },
  {
    arbitrary: fc.tuple(texts, fc.constantFrom(':', 'like', 'like~'), listOf(patterns)).map((each) => each.join(' ')),
    weight: 6,
  },
  fc.tuple(texts, fc.constantFrom('== null', '!= null')).map((each) => each.join(' ')),
  fc.tuple(texts, fc.constantFrom('<', '>='), words).map(([f, o, w]) => `${f} ${o} ${quoteString(w)}`),
  fc
    .tuple(fc.constantFrom('startsWith', 'endsWith', 'stringContains', 'startsWith~'), texts, words)
    .map(([f, t, w]) => `${f}(${t}, ${quoteString(w)})`),
  fc.tuple(texts, fc.constantFrom('1', '2')).map(([t, n]) => `length(${t}) > ${n}`),
  fc.tuple(orders, wholes).map(([o, n]) => `n ${o} ${n}`),
  fc.tuple(orders, decimals).map(([o, n]) => `${n} ${o} n`),
  fc.tuple(orders, decimals).map(([o, n]) => `d ${o} ${n}`),
  fc.array(wholes, { minLength: 1, maxLength: 3 }).map((list) => `n in (${list.join(', ')})`),
  fc.constantFrom(
    'b',
    'b == true',
    'b != true',
    'b == false',
    'b == null',
    '(length(s) > 1) == false',
    '(s : "a*") == true',
    'true != (s in ("a", "b"))',
  ),
  listOf(blocks).map((list) => `cidrMatch(ip, ${list.slice(1)}`),
  addresses.map((each) => `ip == "${each}"`),
  blocks.map((each) => `ip != "${each}"`),
  fc.constantFrom('true', 'false', 's regex "a.*"', '?gone == "a"', 's == process.name'),
);

/** A few leaves that come back again and again: what covers or contradicts has to be about the same things. */
export const condition: fc.Arbitrary<string> = fc.array(leaf, { minLength: 2, maxLength: 4 }).chain(
  (pool) =>
    fc.letrec<{ condition: string }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        fc.constantFrom(...pool),
        fc
          .array(tie('condition'), { minLength: 2, maxLength: 3 })
          .map((parts) => parts.map((each) => `(${each})`).join(' and ')),
        fc
          .array(tie('condition'), { minLength: 2, maxLength: 3 })
          .map((parts) => parts.map((each) => `(${each})`).join(' or ')),
        tie('condition').map((each) => `not (${each})`),
      ),
    })).condition,
);

const few = <T>(each: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[]> => fc.array(each, { maxLength });

/** Arrays throughout; of `process.name` at most one value. */
export const event = fc.record({
  s: few(words),
  'process.name': few(words, 1),
  undeclared: few(fc.oneof(words, fc.constantFrom(1, true, 2.5))),
  n: few(wholes),
  d: few(fc.constantFrom(-1.5, 0.5, 1, 1.25, 2)),
  b: few(fc.boolean()),
  ip: few(addresses),
});
