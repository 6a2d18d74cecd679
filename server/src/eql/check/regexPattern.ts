// Regular expressions that Lucene refuses, where they stand. Source: docs/eql.md, section 4: the patterns of a list are joined with `|`.
import type { Issue } from '../../base/issue';
import { memoizeByText } from '../../base/memo';
import type { Span } from '../../base/span';
import type { Literal, Match } from '../ast';
import { compileRegex } from '../regex/compileRegex';
import type { RegexError } from '../regex/compileRegex';
import { MAX_PATTERN_LENGTH } from '../regex/parseRegex';
import { issueAt } from './context';
import type { CheckContext } from './context';

export function checkRegexPatterns({ nodes }: CheckContext): readonly Issue[] {
  return nodes.flatMap((node) => (node.kind === 'match' && node.operator.startsWith('regex') ? findingsOf(node) : []));
}

function findingsOf(match: Match): readonly Issue[] {
  const found = match.patterns.flatMap((pattern) => {
    if (pattern.type !== 'string') return [];
    const error = errorOf(`${match.operator.endsWith('~') ? 'i' : 's'}${pattern.value}`);
    return error === undefined ? [] : [patternIssue(match, pattern, error)];
  });
  return found.length > 0 ? found : tooLong(match);
}

/** Compiling a large pattern takes a while, and a query is checked at every keystroke. */
const errorOf = memoizeByText(256, (key): RegexError | undefined => {
  const compiled = compileRegex(key.slice(1), { caseInsensitive: key.startsWith('i') });
  return 'error' in compiled ? compiled.error : undefined;
});

/** Over a computed text Elasticsearch uses Java's dialect, which takes other patterns; the run here has Lucene's only. */
function patternIssue(match: Match, pattern: Literal & { type: 'string' }, error: RegexError): Issue {
  if (match.operand.kind === 'field') return issueAt(placeOf(pattern, error), 'regex-pattern', 'error', error.message);
  const message = `${error.message} Elasticsearch reads it by Java's rules here; the run reads it by Lucene's and matches nothing.`;
  return issueAt(placeOf(pattern, error), 'regex-pattern', 'warning', message);
}

/** Offsets of a pattern are those of its literal where that has no escapes: then only its quotes are added. What is missing at the end marks the last character. */
function placeOf(pattern: Literal & { type: 'string' }, { from, to }: RegexError): Span {
  if (pattern.to - pattern.from !== pattern.value.length + 2) return pattern;
  const first = pattern.from + 1 + Math.min(from, Math.max(0, pattern.value.length - 1));
  return { from: first, to: Math.max(pattern.from + 1 + to, first + 1) };
}

function tooLong(match: Match): readonly Issue[] {
  const length = match.patterns.reduce((sum, { value }) => sum + String(value).length + 1, -1);
  if (match.patterns.length < 2 || length <= MAX_PATTERN_LENGTH || match.operand.kind !== 'field') return [];
  const message = `The patterns of this list are one regular expression of ${length} characters to Elasticsearch, which takes at most ${MAX_PATTERN_LENGTH} (index.max_regex_length); divide the list with \`or\`.`;
  return [issueAt(match.operatorSpan, 'regex-pattern', 'error', message)];
}
