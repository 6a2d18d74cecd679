// What the grammar takes but Elasticsearch's parser refuses, about the frame of a query: spans, runs, keys, pipes.
// Source: LogicalPlanBuilder, see docs/eql.md, sections 2 and 10.
import type { IToken } from 'chevrotain';
import type { Issue, WithIssues } from '../base/issue';
import type { Span } from '../base/span';
import type { Item, JoinKey, Pipe, SampleQuery, SequenceQuery, TimeSpan } from './ast';
import { nearestName } from './nearestName';
import { between, tokenSpan } from './nodes';
import { pipeCount } from './pipeCount';
import { queryError, replacement, syntaxIssue } from './syntaxIssue';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export const MAX_RUNS = 100;

/** `maxspan=N unit`; undefined where it is none. */
export function readTimeSpan(amount: IToken, unit: IToken | undefined): WithIssues<TimeSpan | undefined> {
  const start = tokenSpan(amount);
  const span = unit === undefined ? start : between(start, tokenSpan(unit, start.to));
  const refuse = (message: string): WithIssues<undefined> => ({
    value: undefined,
    issues: [queryError('maxspan', span, message)],
  });
  if (amount.tokenType.name === 'Decimal')
    return refuse(
      '`maxspan` takes a whole number; for a part of a unit use the next smaller one, such as `150s` for 2.5 minutes.',
    );
  if (unit === undefined) return refuse(`\`maxspan\` needs a unit: ms, s, m, h or d, such as \`${amount.image}s\`.`);
  const factor = UNITS[unit.image];
  if (factor === undefined) return refuse(`\`${unit.image}\` is no unit of time here; use ms, s, m, h or d.`);
  const milliseconds = Number(amount.image) * factor;
  if (!(milliseconds > 0)) return refuse('`maxspan` must be greater than 0.');
  return { value: { kind: 'timeSpan', milliseconds, ...span }, issues: [] };
}

/** `with runs=N`; 1 where it is none. */
export function checkRuns(word: IToken, count: IToken): WithIssues<number> {
  const span = tokenSpan(count, tokenSpan(word).to);
  if (word.image !== 'runs') {
    return {
      value: 1,
      issues: [
        queryError('runs', tokenSpan(word), `An item takes \`with runs=N\`; \`${word.image}\` is not known here.`),
      ],
    };
  }
  const runs = Number(count.image);
  if (Number.isInteger(runs) && runs >= 1 && runs <= MAX_RUNS && count.tokenType.name === 'Integer')
    return { value: runs, issues: [] };
  return { value: 1, issues: [queryError('runs', span, `\`runs\` must be a whole number from 1 to ${MAX_RUNS}.`)] };
}

/** `isCut`: the text ended too early; then nothing is said of what has not been written yet. */
export function checkSequence(query: SequenceQuery | SampleQuery, keyword: Span, isCut: boolean): Issue[] {
  const items =
    query.kind === 'sequenceQuery' && query.until !== undefined ? [...query.items, query.until] : query.items;
  const keys = checkKeyExpressions([...query.keys, ...items.flatMap((item) => item.keys)]);
  if (isCut) return keys;
  return [
    ...keys,
    ...checkKeyCounts(items),
    ...(query.kind === 'sequenceQuery' ? checkSequenceItems(query, keyword) : checkSampleItems(query, keyword)),
  ];
}

function checkKeyExpressions(keys: readonly JoinKey[]): Issue[] {
  return keys
    .filter(({ expression }) => expression.kind !== 'field' && expression.kind !== 'hole')
    .map((key) =>
      queryError(
        'join-key-expression',
        key,
        'A join key is a plain field; Elasticsearch takes no functions or arithmetic after `by`.',
      ),
    );
}

function checkKeyCounts(items: readonly Item[]): Issue[] {
  const [first] = items;
  if (first === undefined || items.some(({ keys }) => keys.some(({ expression }) => expression.kind === 'hole')))
    return [];
  const expected = first.keys.length;
  const other = items.find((item) => item.keys.length !== expected);
  if (other === undefined) return [];
  const message = `Every item needs the same number of join keys: the first has ${expected}, this one ${other.keys.length}.`;
  return [
    {
      ...queryError('join-key-count', other, message),
      related: [{ from: first.from, to: first.to, message: `${expected} join keys here` }],
    },
  ];
}

function checkSequenceItems(query: SequenceQuery, keyword: Span): Issue[] {
  const count = query.items.reduce((sum, item) => sum + item.runs, 0);
  const issues: Issue[] = [];
  if (query.items.length === 0)
    issues.push(syntaxIssue(keyword, 'A sequence needs items: `[category where condition]`, at least two.'));
  else if (count < 2)
    issues.push(
      queryError(
        'sequence-items',
        query.items[0] ?? keyword,
        'A sequence needs at least two items; for one alone write an event query.',
      ),
    );
  const missing = query.items.find((item) => item.missing);
  if (missing !== undefined && query.maxspan === undefined) {
    issues.push(
      queryError(
        'missing-event',
        missing,
        'A missing event needs `with maxspan=…` after `sequence`: without it nothing says until when the event must stay away.',
      ),
    );
  }
  if (missing !== undefined && query.items.every((item) => item.missing)) {
    issues.push(
      queryError('missing-event', missing, 'A sequence needs at least one item that is not a missing event.'),
    );
  }
  if (query.until?.missing === true) issues.push(syntaxIssue(query.until, '`until` takes `[…]`, not a missing event.'));
  return issues;
}

function checkSampleItems(query: SampleQuery, keyword: Span): Issue[] {
  const issues: Issue[] = [];
  if (query.items.length === 0)
    issues.push(syntaxIssue(keyword, 'A sample needs items: `[category where condition]`, at least two.'));
  else if (query.items.length < 2)
    issues.push(queryError('sample-items', query.items[0] ?? keyword, 'A sample needs at least two items.'));
  for (const item of query.items) {
    if (item.missing) issues.push(syntaxIssue(item, 'A sample has no missing events: its events have no order.'));
    if (item.runs !== 1) issues.push(syntaxIssue(item, 'A sample has no `with runs`; repeat the item instead.'));
  }
  if (query.items.length > 0 && query.keys.length === 0 && query.items.every((item) => item.keys.length === 0)) {
    issues.push(
      queryError('sample-keys', keyword, 'A sample needs at least one join key: `sample by host.id […] […]`.'),
    );
  }
  return issues;
}

const PIPES: readonly string[] = ['head', 'tail'];
const OLD_PIPES: ReadonlySet<string> = new Set(['count', 'filter', 'sort', 'unique', 'unique_count']);

/** Source: EqlParser pipes head and tail take exactly one non-negative whole number. */
export function checkPipe(pipe: Pipe, nameSpan: Span): Issue[] {
  if (OLD_PIPES.has(pipe.name))
    return [
      queryError(
        'unsupported-pipe',
        pipe,
        `The pipe \`${pipe.name}\` is not supported by Elasticsearch; only \`head\` and \`tail\` are.`,
      ),
    ];
  if (!PIPES.includes(pipe.name)) {
    const near = nearestName(pipe.name, PIPES);
    const cure = near === undefined ? ' Only `head` and `tail` are.' : ` Did you mean \`${near}\`?`;
    const fixes = near === undefined ? undefined : [replacement(nameSpan, near)];
    return pipe.name === ''
      ? []
      : [queryError('unsupported-pipe', nameSpan, `\`${pipe.name}\` is no pipe.${cure}`, fixes)];
  }
  if (pipe.arguments.length !== 1)
    return [queryError('pipe-argument', pipe, `\`${pipe.name}\` takes exactly one number: \`| ${pipe.name} 10\`.`)];
  const [argument] = pipe.arguments;
  if (argument === undefined || argument.kind === 'hole' || pipeCount(argument) !== undefined) return [];
  const message = `\`${pipe.name}\` takes a constant whole number that is not negative, and at most 2147483647.`;
  return [queryError('pipe-argument', argument, message)];
}
