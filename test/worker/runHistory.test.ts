// What is remembered of runs: which hits went, came and stayed, how much memory that takes, and what is left when it is too much.
import assert from 'node:assert/strict';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { CompareAnswer, HitChange } from '../../server/src/protocol';
import { bytesOf, recordHits } from '../../server/src/worker/hitRecord';
import type { FinishedRun } from '../../server/src/worker/orders';
import { RunHistory } from '../../server/src/worker/runHistory';
import { ndjson, runOn } from './world';
import type { Asked } from './world';

const LABELS = (label: string): string => `events:\n  - id: "2"\n    label: ${label}\n`;
const events = (...values: readonly number[]): string => ndjson(values.map((a) => ({ a, _id: String(a) })));

const NONE = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0 };

/** Runs one after the other, each on files as they are then, and compares the first with the last. */
async function compare(
  steps: readonly { readonly asked?: Asked; readonly files: Readonly<Record<string, string>> }[],
  change: HitChange = 'gone',
): Promise<CompareAnswer> {
  const files: Record<string, string> = {};
  const host = createMemoryHost(files);
  const history = new RunHistory(host);
  let last: FinishedRun | undefined;
  for (const [runId, step] of steps.entries()) {
    for (const [path, text] of Object.entries(step.files)) files[path] = text;
    last = await runOn(host, step.asked ?? {});
    history.record(runId, last);
  }
  const after = steps.length - 1;
  const open = last === undefined ? undefined : { runId: after, run: last };
  const answer = history.compare({ before: 0, after, change, from: 0, count: 10 }, open);
  assert.ok(answer);
  return answer;
}

const counts = ({ totals }: CompareAnswer): readonly number[] =>
  [totals.gone, totals.new, totals.changed, totals.kept].map(({ hits }) => hits);

describe('two runs of the history', () => {
  const files = { '/s.ndjson': events(1, 2, 3), '/s.labels.yaml': LABELS('benign') };

  it('say which hits went, came and stayed, by outcome', async () => {
    const found = await compare([
      { files, asked: { query: 'any where a < 3' } },
      { files: {}, asked: { query: 'any where a > 2 or a == 1' } },
    ]);
    assert.deepEqual(counts(found), [1, 1, 0, 1]);
    assert.deepEqual(found.totals.gone, { ...NONE, hits: 1, falsePositives: 1 });
    assert.deepEqual(found.totals.new, { ...NONE, hits: 1, unlabelled: 1 });
    assert.deepEqual(found.notes, []);
    const [row] = found.rows;
    assert.deepEqual([row?.outcome, row?.line, row?.reference?.event, row?.cells], ['false-positive', 2, 1, ['2']]);
  });

  it('tell hits that stayed with another outcome, and what it was', async () => {
    const found = await compare([{ files }, { files: { '/s.labels.yaml': LABELS('malicious') } }], 'changed');
    assert.deepEqual(counts(found), [0, 0, 1, 2]);
    assert.deepEqual([found.rows[0]?.was, found.rows[0]?.outcome], ['false-positive', 'true-positive']);
    assert.deepEqual(found.notes, ['Both runs are of the same query.']);
  });

  it('know a hit of several events by all of them', async () => {
    const query = 'sequence [any where a == 1] [any where a == 2]';
    const timed = ndjson([1, 2, 2].map((a, at) => ({ a, '@timestamp': `2025-01-01T00:00:0${at}Z` })));
    const longer = `${query} [any where a == 2]`;
    const sample = { '/s.ndjson': timed };
    const same = await compare([
      { files: sample, asked: { query } },
      { files: {}, asked: { query } },
    ]);
    assert.deepEqual(counts(same), [0, 0, 0, 1]);
    const other = await compare([
      { files: sample, asked: { query } },
      { files: {}, asked: { query: longer } },
    ]);
    assert.deepEqual(counts(other), [1, 1, 0, 0]);
    assert.equal(other.rows[0]?.events, 2);
  });

  it('say what differs beside the query, and open nothing that was another sample', async () => {
    const changed = await compare([{ files }, { files: { '/s.ndjson': events(1, 2, 3, 4) } }], 'kept');
    assert.deepEqual(counts(changed), [0, 1, 0, 3]);
    assert.match(changed.notes.join(), /A sample changed between the runs/);
    assert.ok(changed.rows.every(({ reference }) => reference !== undefined));
    const gone = await compare([{ files }, { files: { '/s.ndjson': events(1) } }]);
    assert.deepEqual(
      gone.rows.map(({ line, reference }) => [line, reference]),
      [
        [2, undefined],
        [3, undefined],
      ],
    );
    const other = { '/t.ndjson': events(1, 2, 3) };
    const moved = await compare([{ files }, { files: other, asked: { samples: ['/t.ndjson'] } }]);
    assert.deepEqual(counts(moved), [3, 3, 0, 0]);
    assert.match(moved.notes.join(), /different samples/);
  });
});

describe('the history', () => {
  it('takes five bytes for a hit of one event, and more only where it must', async () => {
    const host = createMemoryHost({ '/s.ndjson': events(1, 2, 3), '/t.ndjson': events(4) });
    assert.equal(bytesOf(recordHits(await runOn(host, {}))), 3 * 5);
    assert.equal(bytesOf(recordHits(await runOn(host, { samples: ['/s.ndjson', '/t.ndjson'] }))), 4 * 7);
  });

  it('forgets the oldest runs where they are too many or too large, and never the last', async () => {
    const host = createMemoryHost({ '/s.ndjson': events(1, 2, 3) });
    const run = await runOn(host, {});
    const known = (limits: ConstructorParameters<typeof RunHistory>[1]): readonly boolean[] => {
      const history = new RunHistory(host, limits);
      [1, 2, 3].forEach((runId) => history.record(runId, run));
      const at = (before: number) => ({ before, after: 3, change: 'kept' as const, from: 0, count: 1 });
      return [1, 2, 3].map((runId) => history.compare(at(runId), undefined) !== null);
    };
    assert.deepEqual(known({ runs: 2, bytes: 1000 }), [false, true, true]);
    assert.deepEqual(known({ runs: 9, bytes: 30 }), [false, true, true]);
    assert.deepEqual(known({ runs: 9, bytes: 1 }), [false, false, true]);
  });
});
