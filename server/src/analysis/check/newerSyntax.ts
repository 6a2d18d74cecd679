// Parts of EQL that the oldest stack on which a rule is to run does not know.
import type { Issue } from '../../base/issue';
import { issueToFile } from '../../base/positionMap';
import type { Span } from '../../base/span';
import type { Query } from '../../eql/ast';
import { fieldOccurrences } from '../../eql/walk';
import { ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isOlder } from './stackVersion';

interface Part {
  readonly what: string;
  /** The first version of Elasticsearch that reads it. */
  readonly since: string;
  readonly places: (query: Query) => readonly Span[];
}

/** Sources: the pull requests of Elasticsearch that brought them, and the versions from which detection-rules allows them. */
const PARTS: readonly Part[] = [
  {
    what: 'An optional field, with `?` before its name,',
    since: '7.16',
    places: (query) => fieldOccurrences(query).filter(({ optional }) => optional),
  },
  {
    what: '`with runs`',
    since: '7.16',
    places: (query) => itemsOf(query).flatMap(({ runs, filter }) => (runs > 1 ? [filter.category] : [])),
  },
  {
    what: '`sample`',
    since: '8.6',
    places: ({ kind, from }) => (kind === 'sampleQuery' ? [{ from, to: from + 'sample'.length }] : []),
  },
  {
    what: 'A missing event, `![…]`,',
    since: '8.9',
    places: (query) => itemsOf(query).flatMap(({ missing, filter }) => (missing ? [filter.category] : [])),
  },
];

export function checkNewerSyntax(context: RuleContext): readonly Issue[] {
  const least = textOf(context, 'min_stack_version');
  const { eql } = context;
  if (least === undefined || eql === undefined) return [];
  return PARTS.filter(({ since }) => isOlder(least.text, since)).flatMap(({ what, since, places }) =>
    places(eql.query).map((place) => {
      const message = `${what} is known from version ${since} of the stack on, but the rule is to run on ${least.text} too. Raise \`min_stack_version\`, or do without it.`;
      const issue = issueToFile(ruleIssue(place, 'newer-syntax', 'warning', message), eql.embedded.map);
      const told = { from: least.from, to: least.to, message: `The rule says that it runs from ${least.text} on.` };
      return { ...issue, related: [told] };
    }),
  );
}

function itemsOf(query: Query) {
  return query.kind === 'eventQuery' ? [] : query.items;
}
