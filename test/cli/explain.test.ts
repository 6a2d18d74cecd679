// `rulewright explain`: the tree, the timeline, and how the event is named.
import assert from 'node:assert/strict';
import type { ExplainReport } from '../../server/src/cli/report/explainJson';
import { linesOf, runOver } from './world';
import type { Said } from './world';

const events = [
  { '@timestamp': '2024-05-01T10:00:00Z', event: { id: 'a', category: 'process' }, host: 'a', name: 'sh' },
  { '@timestamp': '2024-05-01T10:00:01Z', event: { id: 'b', category: 'network' }, host: 'a', name: 'nc' },
  { '@timestamp': '2024-05-01T10:00:02Z', event: { id: 'b', category: 'process' }, host: 'b', user: 'u' },
];
const files = {
  '/e.ndjson': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  '/two.yaml':
    '- rule_id: one\n  type: eql\n  query: any where true\n- rule_id: two\n  type: eql\n  query: any where false\n',
  '/broken.eql': 'any where = 1',
};

const explain = (...words: readonly string[]): Promise<Said> =>
  runOver(files, ['explain', ...words, '--sample', '/e.ndjson']);

async function explained(query: string, event: string, ...words: readonly string[]): Promise<ExplainReport> {
  const said = await explain('--query', query, '--event', event, '--format', 'json', ...words);
  const [report] = linesOf<ExplainReport>(said);
  assert.ok(report !== undefined, said.err);
  assert.equal(said.code, 0);
  return report;
}

const query = 'process where name == "sh" and not host == "a"';

describe('explain', () => {
  it('prints the tree of the condition, every clause with its verdict and what the event has', async () => {
    assert.deepEqual(await explained(query, '1'), {
      rule: 'query',
      event: { sample: '/e.ndjson', line: 1, id: 'a' },
      hit: false,
      tree: {
        eql: query,
        value: false,
        actual: null,
        children: [
          { eql: 'event.category == "process"', value: true, actual: 'process', expected: '"process"', children: [] },
          {
            eql: 'name == "sh" and not host == "a"',
            value: false,
            actual: null,
            children: [
              { eql: 'name == "sh"', value: true, actual: 'sh', expected: '"sh"', children: [] },
              {
                eql: 'not host == "a"',
                value: false,
                actual: null,
                children: [
                  { eql: 'host == "a"', value: true, actual: 'a', expected: '"a"', children: [], excludedBy: true },
                ],
              },
            ],
          },
        ],
      },
    });
  });
  it('gives null to a clause whose field is missing', async () => {
    const { hit, tree } = await explained('any where name == "sh"', '3');
    assert.deepEqual([hit, tree.value, tree.actual], [false, null, null]);
  });
  it('names an event by its id, and says when several have it', async () => {
    const said = await explain('--query', query, '--event', 'b', '--format', 'json');
    assert.deepEqual(linesOf<ExplainReport>(said)[0]?.event, { sample: '/e.ndjson', line: 2, id: 'b' });
    assert.match(said.err, /2 events have this id, on the lines 2, 3; the first is explained/);
  });
  it('explains a sequence by its items, and how far each key came', async () => {
    const { hit, tree, timeline } = await explained('sequence by host [process where true] [network where true]', '2');
    assert.deepEqual([hit, tree.value, tree.children.map(({ value }) => value)], [true, true, [false, true]]);
    assert.deepEqual(
      tree.children.map(({ eql }) => eql),
      ['[process where true]', '[network where true]'],
    );
    assert.deepEqual(timeline?.items, ['[process where true]', '[network where true]']);
    assert.deepEqual(timeline?.keys, [
      {
        joinKeys: ['a'],
        reached: 2,
        events: [
          { sample: '/e.ndjson', line: 1, id: 'a', item: 0, after: 0 },
          { sample: '/e.ndjson', line: 2, id: 'b', item: 1, after: 1000 },
        ],
        ended: 'complete',
        detail: 'All items matched within 1s.',
      },
      {
        joinKeys: ['b'],
        reached: 1,
        events: [{ sample: '/e.ndjson', line: 3, id: 'b', item: 0, after: 0 }],
        ended: 'waiting',
        detail: 'No later event matches item 2.',
      },
    ]);
  });
  it('takes the options of a run', async () => {
    assert.equal((await explained('sh where true', '1', '--event-category-field', 'name')).hit, true);
    assert.equal((await explained('any where true', '1', '--size', '1')).hit, false);
  });
  it('prints one object a line for several rules', async () => {
    const said = await explain('/two.yaml', '--event', '1', '--format', 'json');
    assert.deepEqual(
      linesOf<ExplainReport>(said).map(({ rule, hit }) => [rule, hit]),
      [
        ['one', true],
        ['two', false],
      ],
    );
  });
  it('prints lines for people', async () => {
    const { out } = await explain('--query', query, '--event', '1');
    assert.match(out, /^\/e\.ndjson:1 \(a\) is in no hit of query\n {2}false {4}process where/);
    assert.match(out, /^ {6}true {5}name == "sh" {3}is sh$/m);
    assert.match(out, /^ {8}true {5}host == "a" {3}is a {3}takes the event out$/m);
  });
  it('ends with 1 where the query is not run', async () => {
    const { code, out, err } = await explain('/broken.eql', '--event', '1', '--format', 'json');
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /syntax/);
  });

  const misuses: readonly (readonly [readonly string[], RegExp])[] = [
    [['--query', query], /needs an event: `--event LINE` or `--event ID`/],
    [['--event', '1'], /`rulewright explain` needs a rule file/],
    [['--query', query, '--event', '9'], /^No event stands on line 9 of \/e\.ndjson\.$/m],
    [['--query', query, '--event', 'z'], /^No event of the sample has the id z\.$/m],
  ];
  for (const [words, expected] of misuses)
    it(`misused ends with 2: ${words.join(' ')}`, async () => {
      const { code, out, err } = await explain(...words);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
    });
});
