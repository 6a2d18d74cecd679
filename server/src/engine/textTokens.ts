// Full-text fields: a value is a row of tokens. Nearly as the standard analyzer makes them: words and numbers in lower case, joined over
// a dot or an apostrophe between two letters and over a dot or comma between two digits.
import type { DslQuery } from '../base/queryDsl';
import { assertNever } from '../base/assertNever';
import type { Value } from './value';
import { compileWildcard, foldAscii } from './wildcard';

type Leaf = Extract<DslQuery, { kind: 'term' | 'match' | 'prefix' | 'wildcard' | 'range' }>;

const TOKEN =
  /[\p{L}\p{M}\p{N}_]+(?:(?<=\p{L})[.'’](?=\p{L})[\p{L}\p{M}\p{N}_]+|(?<=\p{N})[.,](?=\p{N})[\p{L}\p{M}\p{N}_]+)*/gu;

export function tokensOf(text: string): readonly string[] {
  return text.toLowerCase().match(TOKEN) ?? [];
}

export function textTest(query: Leaf): (value: Value) => boolean {
  const test = tokenTest(query);
  return (value) => test(tokensOf(String(value)));
}

function tokenTest(query: Leaf): (tokens: readonly string[]) => boolean {
  switch (query.kind) {
    case 'match':
      return matchTest(tokensOf(String(query.value)), query.tokens);
    case 'term': {
      // Not analysed: a term with a capital letter never stands among the tokens.
      const wanted = new Set(query.values.map((value) => folded(String(value), query.caseInsensitive)));
      return (tokens) => tokens.some((token) => wanted.has(token));
    }
    case 'prefix': {
      const prefix = folded(query.value, query.caseInsensitive);
      return (tokens) => tokens.some((token) => token.startsWith(prefix));
    }
    case 'wildcard': {
      const test = compileWildcard(query.value, query.caseInsensitive ? foldAscii : undefined);
      return (tokens) => tokens.some(test);
    }
    case 'range': {
      const { bounds } = query;
      return (tokens) =>
        tokens.some((token) => bounds.every(({ operator, value }) => isWithin(token, operator, String(value))));
    }
    default:
      return assertNever(query);
  }
}

function folded(text: string, caseInsensitive: boolean): string {
  return caseInsensitive ? foldAscii(text) : text;
}

/** No token at all is found nowhere. */
function matchTest(wanted: readonly string[], how: 'phrase' | 'any' | 'all'): (tokens: readonly string[]) => boolean {
  if (wanted.length === 0) return () => false;
  if (how === 'any') return (tokens) => wanted.some((each) => tokens.includes(each));
  if (how === 'all') return (tokens) => wanted.every((each) => tokens.includes(each));
  return (tokens) => tokens.some((_, at) => wanted.every((each, index) => tokens[at + index] === each));
}

function isWithin(token: string, operator: '<' | '<=' | '>' | '>=', bound: string): boolean {
  switch (operator) {
    case '<':
      return token < bound;
    case '<=':
      return token <= bound;
    case '>':
      return token > bound;
    case '>=':
      return token >= bound;
  }
}
