// `?` in a pattern over an address, where the one that begins the query part was meant: it is one character, whichever.
import type { Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Literal } from '../ast';
import { issueAt } from './context';
import type { LintContext } from './lintContext';
import { queryStart, urlPatternsOf } from './urlPatterns';

/** Once a list. */
export function checkUrlQuestionMarks(context: LintContext): readonly Issue[] {
  return context.nodes.flatMap((node) => {
    const marked = urlPatternsOf(node).find(({ value }) => queryStart(value.value) >= 0);
    return marked === undefined ? [] : [issueFor(marked.value, queryStart(marked.value.value))];
  });
}

function issueFor(value: Literal, at: number): Issue {
  const message =
    '`?` is one character here, whichever: this matches an address with any other in its place too. It cannot be escaped; what has to be exact is written with `==` or `in`.';
  return issueAt(placeOf(value, at), 'url-question-mark', 'hint', message);
}

/** The character itself, where the literal has no escapes: then only its quotes are added. */
function placeOf(value: Literal, at: number): Span {
  if (value.to - value.from !== String(value.value).length + 2) return value;
  return { from: value.from + 1 + at, to: value.from + 2 + at };
}
