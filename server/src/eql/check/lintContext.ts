// What the checks of style and sense are given beside the query and its fields: its text, and what can be reasoned about its conditions.
import type { Issue, RelatedSpan } from '../../base/issue';
import type { Span } from '../../base/span';
import type { EventFilter, Query } from '../ast';
import { createParentheses } from '../parentheses';
import { parseQuery } from '../parse';
import type { Parentheses } from '../parentheses';
import { createReasoner } from '../reason/reasoner';
import type { Reasoner } from '../reason/reasoner';
import type { FieldResolver } from '../types';
import { filtersOf, walkExpression } from '../walk';
import { createContext, issueAt } from './context';
import type { CheckContext, CheckOptions } from './context';

export interface LintContext extends CheckContext {
  readonly text: string;
  readonly parentheses: Parentheses;
  readonly reasoner: Reasoner;
  /** The filters without a syntax error: of what is half written nothing is concluded. */
  readonly filters: readonly EventFilter[];
}

export function createLintContext(
  query: Query,
  text: string,
  fields: FieldResolver,
  options: CheckOptions,
): LintContext {
  return {
    ...createContext(query, fields, options),
    text,
    parentheses: createParentheses(text),
    reasoner: createReasoner(fields),
    filters: soundFilters(query, text),
  };
}

/** Where a bracket or a quote is missing, the tree is a guess. */
function soundFilters(query: Query, text: string): readonly EventFilter[] {
  const faults = parseQuery(text).issues.filter(({ code }) => code === 'syntax');
  const filters = filtersOf(query);
  return filters.filter((filter, place) => {
    const end = filters[place + 1]?.from ?? Infinity;
    return isWhole(filter) && !faults.some(({ from, to }) => from < end && filter.from <= to);
  });
}

function isWhole({ condition }: EventFilter): boolean {
  let whole = true;
  walkExpression(condition, ({ kind }) => {
    whole &&= kind !== 'hole';
  });
  return whole;
}

/** Something that could be taken out without a change of what the query finds: it fades in the editor. */
export function unnecessary(
  span: Span,
  code: string,
  message: string,
  related: readonly RelatedSpan[],
  fixes: Issue['fixes'] = [],
): Issue {
  return {
    ...issueAt(span, code, 'warning', message, fixes),
    tags: ['unnecessary'],
    ...(related.length > 0 ? { related } : {}),
  };
}
