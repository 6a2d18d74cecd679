// What each operator means for letters, wildcards and missing fields: one table for hovers and inlay hints.
import type { ComparisonOperator, Match, Membership } from '../eql/ast';

export interface OperatorMeaning {
  readonly title: string;
  readonly ignoresCase: boolean;
  readonly hasWildcards: boolean;
  /** A sentence on events that lack the field. */
  readonly missing: string;
  /** Further sentences. */
  readonly more: string;
}

const NO_MATCH = 'An event that lacks the field does not match.';
const MATCHES = 'It is the complement, so an event that lacks the field matches.';

function meaning(
  title: string,
  ignoresCase: boolean,
  hasWildcards: boolean,
  missing = NO_MATCH,
  more = '',
): OperatorMeaning {
  return { title, ignoresCase, hasWildcards, missing, more };
}

const ANY_VALUE = 'With several values in the field, one that satisfies it is enough.';

export const MEANINGS: Readonly<
  Record<ComparisonOperator | Match['operator'] | 'in' | 'in~' | 'not in' | 'not in~', OperatorMeaning>
> = {
  '==': meaning('equal', false, false, NO_MATCH, ANY_VALUE),
  '!=': meaning('not equal', false, false, MATCHES, 'With several values in the field, none of them may be equal.'),
  '<': meaning('less than', false, false, NO_MATCH, 'Texts are compared letter by letter.'),
  '<=': meaning('at most', false, false, NO_MATCH, 'Texts are compared letter by letter.'),
  '>': meaning('greater than', false, false, NO_MATCH, 'Texts are compared letter by letter.'),
  '>=': meaning('at least', false, false, NO_MATCH, 'Texts are compared letter by letter.'),
  ':': meaning('equal without case', true, true, NO_MATCH, `\`x : y\` is the same as \`x like~ y\`. ${ANY_VALUE}`),
  like: meaning('like a pattern', false, true, NO_MATCH, ANY_VALUE),
  'like~': meaning('like a pattern, without case', true, true, NO_MATCH, ANY_VALUE),
  regex: meaning(
    'matches a regular expression of Lucene',
    false,
    false,
    NO_MATCH,
    'The expression has to match the whole value; `^` and `$` are plain characters. `|`, `*`, `+`, `?`, `[…]`, `~`, `<1-5>`, `&` and `@` have a meaning.',
  ),
  'regex~': meaning(
    'matches a regular expression of Lucene, without case',
    true,
    false,
    NO_MATCH,
    'The expression has to match the whole value; `^` and `$` are plain characters.',
  ),
  in: meaning('one of the list', false, false, NO_MATCH, ANY_VALUE),
  'in~': meaning('one of the list, without case', true, false, NO_MATCH, ANY_VALUE),
  'not in': meaning('none of the list', false, false, MATCHES),
  'not in~': meaning('none of the list, without case', true, false, MATCHES),
};

export function membershipOperator({ negated, caseInsensitive }: Membership): 'in' | 'in~' | 'not in' | 'not in~' {
  if (negated) return caseInsensitive ? 'not in~' : 'not in';
  return caseInsensitive ? 'in~' : 'in';
}

/** "Letters are compared without case; `*` and `?` are plain characters." */
export function caseAndWildcards({ ignoresCase, hasWildcards, title }: OperatorMeaning): string {
  const letters = ignoresCase ? 'Upper and lower case are the same' : 'Upper and lower case differ';
  if (title.includes('regular expression')) return `${letters}.`;
  const wildcards = hasWildcards
    ? '`*` stands for any characters, `?` for exactly one'
    : '`*` and `?` are plain characters';
  return `${letters}; ${wildcards}.`;
}
