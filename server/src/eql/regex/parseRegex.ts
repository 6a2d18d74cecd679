// Reads Lucene's regular expressions, with all its optional operators, as `regex` turns them on.
// Source: org.apache.lucene.util.automaton.RegExp; docs/eql.md, section 4. `^` and `$` are plain characters; matches are anchored.
import { complementRanges, createTermFactory, LAST_CODE_POINT } from './terms';
import type { Ranges, Term, TermFactory } from './terms';

export interface RegexError {
  /** One sentence. Offsets are in the pattern. */
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

export interface ParsedRegex {
  readonly term: Term;
  readonly factory: TermFactory;
  /** Code points where the pattern's classes begin or end: one representative each of what it can tell apart. */
  readonly representatives: readonly number[];
}

/** Elasticsearch's `index.max_regex_length`. */
export const MAX_PATTERN_LENGTH = 1000;
const MAX_NESTING = 200;

export function parseRegex(pattern: string, caseInsensitive: boolean): ParsedRegex | { readonly error: RegexError } {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    const message = `The pattern has ${pattern.length} characters; Elasticsearch takes at most ${MAX_PATTERN_LENGTH} (index.max_regex_length).`;
    return { error: { message, from: 0, to: pattern.length } };
  }
  const reader = new PatternReader(pattern, caseInsensitive);
  try {
    const term = reader.readAll();
    return { term, factory: reader.factory, representatives: [...reader.boundaries].sort((a, b) => a - b) };
  } catch (error) {
    if (error instanceof PatternError)
      return {
        error: {
          message: error.message,
          from: error.from,
          to: Math.max(error.from, Math.min(pattern.length, error.to)),
        },
      };
    throw error;
  }
}

/** Stays inside this file. */
class PatternError extends Error {
  constructor(
    message: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(message);
  }
}

class PatternReader {
  readonly factory = createTermFactory();
  readonly boundaries = new Set<number>([0, 0x61]);
  private at = 0;
  private depth = 0;

  constructor(
    private readonly pattern: string,
    private readonly caseInsensitive: boolean,
  ) {}

  readAll(): Term {
    if (this.pattern === '') return this.factory.epsilon;
    const term = this.union();
    if (this.more())
      this.fail(
        `\`${this.pattern[this.at] ?? ''}\` closes nothing; write \`\\${this.pattern[this.at] ?? ''}\` for the character.`,
        this.at,
        this.at + 1,
      );
    return term;
  }

  private union(): Term {
    if (++this.depth > MAX_NESTING)
      this.fail(`The pattern nests more than ${MAX_NESTING} levels.`, this.at, this.pattern.length);
    const parts = [this.intersection()];
    while (this.take('|')) parts.push(this.intersection());
    this.depth--;
    return this.factory.or(parts);
  }

  private intersection(): Term {
    const parts = [this.concatenation()];
    while (this.take('&')) parts.push(this.concatenation());
    return this.factory.and(parts);
  }

  private concatenation(): Term {
    const parts = [this.repetition()];
    while (this.more() && !this.peek(')|&')) parts.push(this.repetition());
    return parts.reduceRight((tail, head) => this.factory.concat(head, tail), this.factory.epsilon);
  }

  private repetition(): Term {
    let term = this.complement();
    while (this.peek('?*+{')) term = this.repeated(term);
    return term;
  }

  private repeated(term: Term): Term {
    if (this.take('?')) return this.factory.repeat(term, 0, 1);
    if (this.take('*')) return this.factory.repeat(term, 0, Infinity);
    if (this.take('+')) return this.factory.repeat(term, 1, Infinity);
    const open = this.at++;
    const min = this.number(open);
    const max = this.take(',') ? (this.peek('0123456789') ? this.number(open) : Infinity) : min;
    if (!this.take('}'))
      this.fail('`{` begins a count such as `{2,5}` and needs its `}`; write `\\{` for the character.', open, this.at);
    if (max < min) this.fail('The count is out of order: the smaller number comes first.', open, this.at);
    return this.factory.repeat(term, min, max);
  }

  private number(open: number): number {
    const start = this.at;
    while (this.peek('0123456789')) this.at++;
    const value = Number(this.pattern.slice(start, this.at));
    if (start === this.at)
      this.fail('A number is expected in `{…}`; write `\\{` for the character.', open, this.at + 1);
    if (value > 10_000) this.fail('The count is too large: more than 10,000 states are refused.', open, this.at);
    return value;
  }

  private complement(): Term {
    let negations = 0;
    while (this.take('~')) negations++;
    const term = this.characterClass();
    return negations % 2 === 0 ? term : this.factory.not(term);
  }

  private characterClass(): Term {
    if (!this.take('[')) return this.simple();
    const open = this.at - 1;
    const negated = this.take('^');
    const ranges: (readonly [number, number])[] = [];
    do ranges.push(...this.classRange(open));
    while (this.more() && !this.peek(']'));
    if (!this.take(']')) this.fail('`[` begins a class of characters and needs its `]`.', open, this.pattern.length);
    const folded = this.folded(ranges);
    return this.chars(negated ? complementRanges(folded) : folded);
  }

  private classRange(open: number): Ranges {
    const predefined = this.predefined();
    if (predefined !== undefined) return predefined;
    const from = this.character();
    if (!this.take('-')) return [[from, from]];
    if (this.peek(']'))
      return [
        [from, from],
        [0x2d, 0x2d],
      ];
    const to = this.character();
    if (to < from) this.fail('The range of the class is out of order.', open, this.at);
    return [[from, to]];
  }

  /** `\d`, `\s`, `\w` and their opposites, since Lucene 8.6. */
  private predefined(): Ranges | undefined {
    if (this.pattern[this.at] !== '\\') return undefined;
    const ranges = PREDEFINED[this.pattern[this.at + 1] ?? ''];
    if (ranges !== undefined) this.at += 2;
    return ranges;
  }

  private simple(): Term {
    const { factory } = this;
    const start = this.at;
    if (this.take('.')) return this.chars([[0, LAST_CODE_POINT]]);
    if (this.take('#')) return factory.empty;
    if (this.take('@')) return factory.anything;
    if (this.take('"')) return this.quoted(start);
    if (this.take('(')) return this.group(start);
    if (this.take('<')) return this.interval(start);
    const predefined = this.predefined();
    if (predefined !== undefined) return this.chars(predefined);
    const character = this.character();
    return this.chars(this.folded([[character, character]]));
  }

  private quoted(start: number): Term {
    const end = this.pattern.indexOf('"', this.at);
    if (end < 0)
      this.fail(
        '`"` begins a literal text and needs its closing `"`; write `\\"` for the character.',
        start,
        this.pattern.length,
      );
    const text = this.pattern.slice(this.at, end);
    this.at = end + 1;
    const parts = [...text]
      .map((character) => this.codePoint(character))
      .map((code) => this.chars(this.folded([[code, code]])));
    return parts.reduceRight((tail, head) => this.factory.concat(head, tail), this.factory.epsilon);
  }

  private group(start: number): Term {
    if (this.take(')')) return this.factory.epsilon;
    const term = this.union();
    if (!this.take(')')) this.fail('`(` is never closed; write `\\(` for the character.', start, this.pattern.length);
    return term;
  }

  private interval(start: number): Term {
    const end = this.pattern.indexOf('>', this.at);
    const text = end < 0 ? '' : this.pattern.slice(this.at, end);
    const match = /^([0-9]{1,9})-([0-9]{1,9})$/.exec(text);
    if (match === null)
      this.fail(
        '`<` begins a range of numbers such as `<1-20>`; write `\\<` for the character.',
        start,
        end < 0 ? this.pattern.length : end + 1,
      );
    this.at = end + 1;
    return this.numbers(match?.[1] ?? '0', match?.[2] ?? '0');
  }

  /** Bounds of one width mean numbers of that width; else any leading zeros are taken. Source: Automata.makeDecimalInterval. */
  private numbers(first: string, second: string): Term {
    const { factory } = this;
    const [low, high] = Number(first) <= Number(second) ? [first, second] : [second, first];
    if (low.length === high.length) return this.digits(low, high);
    const zeros = factory.repeat(this.chars([[0x30, 0x30]]), 0, Infinity);
    const widths = Array.from({ length: String(Number(high)).length }, (_, index) => index + 1);
    const parts = widths.flatMap((width) => {
      const least = Math.max(Number(low), width === 1 ? 0 : 10 ** (width - 1));
      const most = Math.min(Number(high), 10 ** width - 1);
      return least > most ? [] : [this.digits(String(least).padStart(width, '0'), String(most))];
    });
    return factory.concat(zeros, factory.or(parts));
  }

  private digits(low: string, high: string): Term {
    const { factory } = this;
    const [a = '0', b = '9'] = [low[0], high[0]];
    const digit = (from: string, to: string): Term => this.chars([[from.charCodeAt(0), to.charCodeAt(0)]]);
    const rest = low.length - 1;
    if (rest === 0) return digit(a, b);
    if (a === b) return factory.concat(digit(a, a), this.digits(low.slice(1), high.slice(1)));
    const parts = [
      factory.concat(digit(a, a), this.digits(low.slice(1), '9'.repeat(rest))),
      factory.concat(digit(b, b), this.digits('0'.repeat(rest), high.slice(1))),
    ];
    const between = [String.fromCharCode(a.charCodeAt(0) + 1), String.fromCharCode(b.charCodeAt(0) - 1)] as const;
    if (between[0] <= between[1])
      parts.push(factory.concat(digit(...between), this.digits('0'.repeat(rest), '9'.repeat(rest))));
    return factory.or(parts);
  }

  /** Any character, `\` taking the next as it is. */
  private character(): number {
    const start = this.at;
    if (this.take('\\') && !this.more())
      this.fail('The pattern ends in a `\\`; double it for the character.', start, this.at);
    if (!this.more()) this.fail('The pattern ends where a character is expected.', start, this.at);
    const code = this.pattern.codePointAt(this.at) ?? 0;
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  private codePoint(character: string): number {
    return character.codePointAt(0) ?? 0;
  }

  private chars(ranges: Ranges): Term {
    for (const [from, to] of ranges) {
      this.boundaries.add(from);
      if (to < LAST_CODE_POINT) this.boundaries.add(to + 1);
    }
    return this.factory.chars(ranges);
  }

  /** ASCII letters only, as Lucene's ASCII_CASE_INSENSITIVE. */
  private folded(ranges: Ranges): Ranges {
    if (!this.caseInsensitive) return ranges;
    const other = (low: number, high: number, shift: number): Ranges =>
      ranges
        .map(([from, to]) => [Math.max(from, low) + shift, Math.min(to, high) + shift] as const)
        .filter(([from, to]) => from <= to);
    return [...ranges, ...other(0x41, 0x5a, 32), ...other(0x61, 0x7a, -32)];
  }

  private more(): boolean {
    return this.at < this.pattern.length;
  }

  private peek(characters: string): boolean {
    return this.more() && characters.includes(this.pattern[this.at] ?? '');
  }

  private take(character: string): boolean {
    if (this.pattern[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private fail(message: string, from: number, to: number): never {
    throw new PatternError(message, from, to);
  }
}

const DIGITS: Ranges = [[0x30, 0x39]];
const SPACES: Ranges = [
  [0x09, 0x0d],
  [0x20, 0x20],
];
const WORDS: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

const PREDEFINED: Readonly<Record<string, Ranges>> = {
  d: DIGITS,
  D: complementRanges(DIGITS),
  s: SPACES,
  S: complementRanges(SPACES),
  w: WORDS,
  W: complementRanges(WORDS),
};
