// Random conditions over a few fields, random events for them, and the obvious evaluator that says what each condition means.
// The evaluator knows nothing of the engine: it follows sections 5 and 6 of docs/eql.md word by word, slowly.
import fc from 'fast-check';
import type { JsonObject } from '../../server/src/engine/store';
import type { Properties } from './oneEvent';

export const MAPPING: Properties = {
  s: { type: 'keyword' },
  t: { type: 'keyword' },
  n: { type: 'long' },
  b: { type: 'boolean' },
};

type Leaf = (event: Readonly<Record<string, readonly unknown[]>>) => boolean;
type Plain = { readonly text: string; readonly means: Leaf };

const any =
  (field: string, test: (value: never) => boolean): Leaf =>
  (event) =>
    (event[field] ?? []).some((value) => test(value as never));

const texts = fc.constantFrom('a', 'A', 'b', 'ab', 'abc', '');
const numbers = fc.integer({ min: -2, max: 3 });
const field = fc.constantFrom('s', 't');

const leaf: fc.Arbitrary<Plain> = fc.oneof(
  fc.tuple(field, texts).map(([name, text]) => ({
    text: `${name} == "${text}"`,
    means: any(name, (value: string) => value === text),
  })),
  fc.tuple(field, texts).map(([name, text]) => ({
    text: `${name} : "${text}*"`,
    means: any(name, (value: string) => value.toLowerCase().startsWith(text.toLowerCase())),
  })),
  fc.tuple(field, texts, texts).map(([name, one, two]) => ({
    text: `${name} in ("${one}", "${two}")`,
    means: any(name, (value: string) => value === one || value === two),
  })),
  fc.tuple(field, texts).map(([name, text]) => ({
    text: `startsWith(${name}, "${text}")`,
    means: any(name, (value: string) => value.startsWith(text)),
  })),
  fc.tuple(field, numbers).map(([name, number]) => ({
    text: `length(${name}) > ${number}`,
    means: any(name, (value: string) => value.length > number),
  })),
  fc.tuple(field).map(([name]) => ({
    text: `${name} == null`,
    means: (event: Parameters<Leaf>[0]) => (event[name] ?? []).length === 0,
  })),
  numbers.map((number) => ({ text: `n <= ${number}`, means: any('n', (value: number) => value <= number) })),
  numbers.map((number) => ({ text: `n + 1 == ${number}`, means: any('n', (value: number) => value + 1 === number) })),
  fc.constant<Plain>({ text: 'b', means: any('b', (value: boolean) => value) }),
  fc.constant<Plain>({
    text: 's == t',
    means: (event) => (event['s'] ?? []).some((one) => (event['t'] ?? []).includes(one)),
  }),
);

/** Negated forms are the complement: `!=`, `not in`, `not`. */
const negated = (part: Plain): Plain => ({ text: `not (${part.text})`, means: (event) => !part.means(event) });

const differs: fc.Arbitrary<Plain> = fc.oneof(
  fc.tuple(field, texts).map(([name, text]) => ({
    text: `${name} != "${text}"`,
    means: (event: Parameters<Leaf>[0]) => !(event[name] ?? []).includes(text),
  })),
  fc.tuple(field, texts, texts).map(([name, one, two]) => ({
    text: `${name} not in ("${one}", "${two}")`,
    means: (event: Parameters<Leaf>[0]) => !(event[name] ?? []).some((value) => value === one || value === two),
  })),
);

/** A condition as text, and what it means. */
export const condition: fc.Arbitrary<Plain> = fc.letrec<{ condition: Plain }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    differs,
    fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((parts) => ({
      text: parts.map(({ text }) => `(${text})`).join(' and '),
      means: (event: Parameters<Leaf>[0]) => parts.every((part) => part.means(event)),
    })),
    fc.array(tie('condition'), { minLength: 2, maxLength: 3 }).map((parts) => ({
      text: parts.map(({ text }) => `(${text})`).join(' or '),
      means: (event: Parameters<Leaf>[0]) => parts.some((part) => part.means(event)),
    })),
    tie('condition').map(negated),
  ),
})).condition;

const values = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(each, { maxLength: 2 });

/** Events with none, one or several values a field, as arrays throughout. */
export const event: fc.Arbitrary<Record<'s' | 't' | 'n' | 'b', (string | number | boolean)[]>> = fc.record({
  s: values(texts),
  t: values(texts),
  n: values(numbers),
  b: values(fc.boolean()),
});

/** The same event as people write it: one value without its array, nothing for none. */
export function written(each: Readonly<Record<string, readonly (string | number | boolean)[]>>): JsonObject {
  const entries = Object.entries(each).filter(([, list]) => list.length > 0);
  return Object.fromEntries(entries.map(([name, list]) => [name, list.length === 1 ? (list[0] ?? null) : list]));
}
