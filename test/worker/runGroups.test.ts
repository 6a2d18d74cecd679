// The rows of a run in groups, and filtered by one of them or by a span of time.
import assert from 'node:assert/strict';
import type { GroupsParams, RowFilter } from '../../server/src/protocol';
import { createRowAnswers } from '../../server/src/worker/rowAnswers';
import type { RowAnswers } from '../../server/src/worker/rowAnswers';
import { ndjson, runOver } from './world';

const second = (at: number): string => `2024-01-01T00:00:${String(at).padStart(2, '0')}Z`;
const START = Date.parse(second(0));

const events = [
  { '@timestamp': second(1), event: { id: 'e1' }, user: { name: 'bob' }, host: 'a' },
  { '@timestamp': second(2), event: { id: 'e2' }, user: { name: ['ann', 'bob', 'bob'] }, host: 'a' },
  { '@timestamp': second(3), event: { id: 'e3' }, user: { name: 'ann' }, host: 'b', n: 7 },
  { '@timestamp': second(4), event: { id: 'e4' }, user: { name: null }, host: 'b' },
  { event: { id: 'e5' }, host: 'skipped', user: { name: 'bob' } },
];

const labels = `events:
  - { id: e1, label: benign }
  - { id: e2, label: malicious, rules: [r] }
  - { id: e5, label: malicious, rules: [r] }
`;

async function answers(): Promise<RowAnswers> {
  const files = { '/s.ndjson': ndjson(events), '/s.labels.yaml': labels };
  return createRowAnswers(
    await runOver(files, { query: 'any where host != "skipped"', rule: { name: 'A rule', id: 'r' } }),
  );
}

/** Value, then true and false positives, authorised, unlabelled, misses. */
async function groupsOf(asked: Partial<GroupsParams>): Promise<(string | number | null)[][]> {
  const { groups } = (await answers()).groups({ runId: 1, field: 'user.name', limit: 10, ...asked });
  return groups.map(({ value, counts }) => {
    const { truePositives, falsePositives, authorised, unlabelled, misses } = counts;
    return [value, truePositives, falsePositives, authorised, unlabelled, misses];
  });
}

describe('rows in groups', () => {
  it('are counted by what they are worth, the largest group first, each value of a row once', async () => {
    assert.deepEqual(await groupsOf({}), [
      ['bob', 1, 1, 0, 0, 1],
      ['ann', 1, 0, 0, 1, 0],
      [null, 0, 0, 0, 1, 0],
    ]);
    const { rows, shared, more } = (await answers()).groups({ runId: 1, field: 'user.name', limit: 10 });
    assert.deepEqual([rows, shared, more], [5, 1, 0]);
  });

  const CASES: readonly {
    readonly name: string;
    readonly asked: Partial<GroupsParams>;
    readonly values: readonly (string | null)[];
  }[] = [
    { name: 'any field of the events', asked: { field: 'n' }, values: [null, '7'] },
    {
      name: 'groups of one size by their values',
      asked: { field: 'event.id' },
      values: ['e1', 'e2', 'e3', 'e4', 'e5'],
    },
    { name: 'a field that no event has', asked: { field: 'nowhere' }, values: [null] },
    {
      name: 'the outcome',
      asked: { field: 'outcome' },
      values: ['unlabelled', 'false-positive', 'miss', 'true-positive'],
    },
    { name: 'the rows of some outcomes', asked: { outcomes: ['false-positive'] }, values: ['bob'] },
    { name: 'the rows of a span', asked: { between: { from: START + 3000, to: START + 5000 } }, values: ['ann', null] },
    { name: 'the rows with a text', asked: { text: 'B', field: 'host' }, values: ['b'] },
    { name: 'no rows', asked: { text: 'nothing has this' }, values: [] },
  ];
  for (const { name, asked, values } of CASES)
    it(`are of ${name}`, async () =>
      assert.deepEqual(
        (await groupsOf(asked)).map(([value]) => value),
        values,
      ));

  it('tell how many groups are not told', async () => {
    const { groups, more } = (await answers()).groups({ runId: 1, field: 'event.id', limit: 2 });
    assert.deepEqual([groups.length, more], [2, 3]);
    assert.equal((await answers()).groups({ runId: 1, field: 'event.id', limit: 0 }).more, 5);
  });

  const FILTERS: readonly { readonly filter: RowFilter; readonly ids: readonly string[] }[] = [
    { filter: { group: { field: 'user.name', value: 'bob' } }, ids: ['e1', 'e2', 'e5'] },
    { filter: { group: { field: 'user.name', value: null } }, ids: ['e4'] },
    { filter: { group: { field: 'outcome', value: 'miss' } }, ids: ['e5'] },
    { filter: { between: { from: START + 2000, to: START + 4000 } }, ids: ['e2', 'e3'] },
    {
      filter: { group: { field: 'user.name', value: 'ann' }, between: { from: START, to: START + 3000 } },
      ids: ['e2'],
    },
  ];
  for (const { filter, ids } of FILTERS)
    it(`are shown by ${JSON.stringify(filter)}`, async () => {
      const { rows, total } = (await answers()).rows({ runId: 1, from: 0, count: 100, ...filter });
      assert.deepEqual(
        rows.map((row) => row.events[0]?.id),
        ids,
      );
      assert.equal(total, ids.length);
    });

  it('are of a sequence by its first event that has a value, as its cells are', async () => {
    const steps = [
      { '@timestamp': second(1), h: 'x', step: 1 },
      { '@timestamp': second(2), h: 'x', step: 2, user: 'eve' },
      { '@timestamp': second(3), h: 'x', step: 3, user: 'zoe' },
    ];
    const query = 'sequence by h [any where step == 1] [any where step == 2] [any where step == 3 and user != null]';
    const read = createRowAnswers(await runOver({ '/s.ndjson': ndjson(steps) }, { query }));
    const { groups } = read.groups({ runId: 1, field: 'user', limit: 9 });
    assert.deepEqual(
      groups.map(({ value }) => value),
      ['eve'],
    );
    assert.deepEqual(read.groupFields({ runId: 1, limit: 3 }).fields, ['@timestamp', 'h', 'step']);
  });
});
