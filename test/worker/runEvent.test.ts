// One event as a person looks at it, the timeline of a sequence, and near misses.
import assert from 'node:assert/strict';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { EventAnswer } from '../../server/src/protocol';
import { findEvent, referenceTo } from '../../server/src/worker/eventReference';
import type { FinishedRun } from '../../server/src/worker/orders';
import { readEvent } from '../../server/src/worker/runEvent';
import { readNearMisses } from '../../server/src/worker/runNearMisses';
import { readTimeline } from '../../server/src/worker/runTimeline';
import { countFields } from '../../server/src/worker/sampleKnowledge';
import { ndjson, runOver } from './world';

function runLines(lines: string, query: string): Promise<FinishedRun> {
  return runOver({ '/s.ndjson': lines }, { query });
}

function answerOf(run: FinishedRun, event: number): EventAnswer {
  const answer = readEvent(event, run);
  assert.ok(answer);
  return answer;
}

describe('an event of a run', () => {
  it('is given whole, with its place', async () => {
    const run = await runLines(
      '\n{"@timestamp":"2024-01-01T00:00:00Z","event":{"id":"x"},"a":1}\n',
      'any where a == 1',
    );
    const { reference, json, truncated } = answerOf(run, 0);
    assert.deepEqual(reference, {
      event: 0,
      sample: '/s.ndjson',
      line: 2,
      id: 'x',
      timestamp: '2024-01-01T00:00:00Z',
    });
    assert.deepEqual(JSON.parse(json), run.store.object(0));
    assert.equal(truncated, false);
  });

  it('keeps the digits of long numbers, and texts of digits as texts', async () => {
    const line = '{"a":12345678901234567890,"b":-9223372036854775807,"c":"12345678901234567890"}';
    assert.equal(answerOf(await runLines(line, 'any where true'), 0).json, line);
  });

  it('is cut when it is too large', async () => {
    const { json, truncated } = answerOf(await runLines(`{"a":"${'x'.repeat(1_500_000)}"}`, 'any where true'), 0);
    assert.ok(truncated && json.length <= 1_000_000);
  });

  it('has the values that the query looked at, the category among them', async () => {
    const run = await runLines(
      '{"event":{"category":"process"},"a":["x",null,2]}',
      'process where a == "x" and b == 1',
    );
    assert.deepEqual(answerOf(run, 0).looked, [
      { path: 'event.category', values: ['process'] },
      { path: 'a', values: ['x', '2'] },
      { path: 'b', values: [] },
    ]);
  });

  it('is explained clause by clause', async () => {
    const run = await runLines('{"a":1,"b":"df"}', 'any where a == 1 and not (b == "df" or b == "ls") and c == 2');
    const { explanation } = answerOf(run, 0);
    assert.equal(explanation?.value, false);
    const [first, exclusion, last] = explanation.children;
    assert.deepEqual([first?.eql, first?.value, first?.actual, first?.expected], ['a == 1', true, '1', '1']);
    const arms = exclusion?.children.flatMap(({ children }) => children) ?? [];
    assert.deepEqual(
      arms.map(({ eql, excludedBy }) => [eql, excludedBy]),
      [
        ['b == "df"', true],
        ['b == "ls"', undefined],
      ],
    );
    assert.deepEqual([last?.value, last?.actual], [null, null]);
    assert.ok(!('from' in explanation));
  });

  it('says why a clause could not be computed', async () => {
    const { explanation } = answerOf(await runLines('{"a":0}', 'any where 1 / a == 1'), 0);
    assert.match(explanation?.error ?? '', /zero/i);
  });

  it('of a sequence stands below the whole query, one child an item', async () => {
    const lines = ndjson([1, 2, 3].map((n) => ({ '@timestamp': n, n })));
    const run = await runLines(lines, 'sequence [any where n == 1] [any where n == 2]');
    const roots = [0, 1, 2].map((event) => answerOf(run, event).explanation);
    assert.deepEqual(
      roots.map((root) => [root?.value, root?.children.map(({ value }) => value)]),
      [
        [true, [true, false]],
        [true, [false, true]],
        [false, [false, false]],
      ],
    );
  });

  it('of a sequence names its items as the query writes them, each above its own clauses', async () => {
    const run = await runLines(
      '{"@timestamp":1,"event":{"category":"process"},"u":"x","n":2}',
      'sequence [any where n == 1] by u ![process where n == 2] by u [any where n == 3] by u with runs=2 until [any where n == 4] by u',
    );
    assert.deepEqual(
      answerOf(run, 0).explanation?.children.map(({ eql, value, children }) => [
        eql,
        value,
        children.map((each) => each.eql),
      ]),
      [
        ['[any where n == 1] by u', false, ['n == 1']],
        ['![process where n == 2] by u', true, ['event.category == "process"', 'n == 2']],
        ['[any where n == 3] by u with runs=2', false, ['n == 3']],
        ['until [any where n == 4] by u', false, ['n == 4']],
      ],
    );
  });

  it('of a sample is explained by its items too, of a query with a pipe by its filter', async () => {
    const written = async (query: string) => {
      const run = await runLines('{"@timestamp":1,"u":"x","n":1}', query);
      return answerOf(run, 0).explanation?.children.map(({ eql }) => eql);
    };
    assert.deepEqual(await written('sample by u [any where n == 1] [any where n == 2]'), [
      '[any where n == 1]',
      '[any where n == 2]',
    ]);
    assert.deepEqual(await written('any where n == 1 | head 1'), ['n == 1']);
  });

  it('says that it was converted, where it was', async () => {
    const run = await runLines(
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"i","verb":"get","stage":"Panic"}\n{"n":1}',
      'any where true',
    );
    assert.deepEqual(
      [0, 1].map((event) => readEvent(event, run)?.converted),
      ['kubernetes-audit', undefined],
    );
  });

  it('is none where the run has none', async () => {
    const run = await runLines('{"a":1}', 'any where true');
    for (const event of [-1, 1, 0.5, NaN]) assert.equal(readEvent(event, run), undefined);
  });
});

describe('the event on a line', () => {
  it('is found in each sample, past lines that are none', async () => {
    const files = { '/a.ndjson': '{"n":1}\n\nx\n{"n":2}\n', '/b.ndjson': '\n{"n":3}\n' };
    const run = await runOver(files, { samples: ['/a.ndjson', '/b.ndjson'] });
    const found = (sample: string, line: number) => findEvent(sample, { line }, run);
    assert.deepEqual([found('/a.ndjson', 1), found('/a.ndjson', 4), found('/b.ndjson', 2)], [0, 1, 2]);
    for (const [sample, line] of [
      ['/a.ndjson', 2],
      ['/a.ndjson', 3],
      ['/a.ndjson', 5],
      ['/b.ndjson', 1],
      ['/c.ndjson', 1],
    ] as const)
      assert.equal(found(sample, line), undefined);
  });

  it('is the one in which the cursor stands, where events are laid out', async () => {
    const files = { '/list.json': '[\n  {\n    "n": 1\n  },\n  { "n": 2 }, { "n": 3 }\n]\n', '/z.ndjson': '{"n":4}\n' };
    const run = await runOver(files, { samples: ['/list.json', '/z.ndjson'] });
    const found = (line: number, column?: number) => findEvent('/list.json', { line, column }, run);
    assert.deepEqual([found(1), found(2), found(3, 9), found(4)], [undefined, 0, 0, 0]);
    assert.deepEqual([found(5), found(5, 8), found(5, 15), found(5, 40), found(6)], [1, 1, 2, 2, 2]);
    assert.deepEqual(referenceTo(2, run), { event: 2, sample: '/list.json', line: 5, column: 15 });
  });
});

describe('the timeline of a run', () => {
  const lines = ndjson([
    { '@timestamp': '2024-01-01T00:00:00Z', u: 'x', n: 1 },
    { '@timestamp': '2024-01-01T00:00:02Z', u: 'x', n: 2 },
    { '@timestamp': '2024-01-01T00:00:03Z', u: 'y', n: 1 },
    { '@timestamp': '2024-01-01T00:00:04Z', n: 2 },
    { u: 'x', n: 1 },
  ]);

  it('tells how far each key came, with its events', async () => {
    const run = await runLines(lines, 'sequence by u [any where n == 1] [any where n == 2]');
    const timeline = readTimeline(3, 10, run);
    assert.ok(timeline);
    assert.deepEqual([timeline.runId, timeline.needed, timeline.keyCount], [3, 2, 2]);
    assert.deepEqual(timeline.items, ['[any where n == 1]', '[any where n == 2]']);
    assert.deepEqual(
      timeline.keys.map(({ keys, reached, ended, events }) => [keys, reached, ended, events.map(({ after }) => after)]),
      [
        [['x'], 2, 'complete', [0, 2000]],
        [['y'], 1, 'missing-key', [0]],
      ],
    );
    assert.equal(timeline.keys[1]?.endedBy?.line, 4);
    assert.match(
      timeline.notes.join(' '),
      /1 event matches item 2 but lacks its key; the first is on line 4\..*1 event has no timestamp/,
    );
    assert.equal(readTimeline(3, 1, run)?.keys.length, 1);
    assert.equal(readTimeline(3, -1, run)?.keys.length, 0);
  });

  it('is none for other queries', async () => {
    assert.equal(readTimeline(1, 10, await runLines(lines, 'any where n == 1')), undefined);
    assert.equal(
      readTimeline(1, 10, await runLines(lines, 'sample by u [any where n == 1] [any where n == 2]')),
      undefined,
    );
  });
});

describe('the near misses of a run', () => {
  const lines = ndjson([
    { a: 1, b: 1 },
    { a: 1, b: 2 },
    { a: 1, b: 3 },
    { a: 2, b: 1 },
    { a: 2, b: 2 },
  ]);
  const near = async (query: string) => {
    const run = await runLines(lines, query);
    const found = await readNearMisses(run, createMemoryHost({}), { isCancelled: () => false });
    return found?.map(({ clause, count, firstEvent }) => [clause, count, firstEvent.line]);
  };

  it('are events that fail by one clause, the most frequent clause first', async () => {
    assert.deepEqual(await near('any where a == 1 and b == 1'), [
      ['b == 1', 2, 2],
      ['a == 1', 1, 4],
    ]);
  });

  it('of a sequence are those of the first item that nothing matches', async () => {
    assert.deepEqual(await near('sequence [any where a == 1] [any where a == 2 and b == 3]'), [
      ['item 2: b == 3', 2, 4],
      ['item 2: a == 2', 1, 3],
    ]);
  });

  it('of a sequence are none where every item is matched: the timeline tells', async () => {
    assert.deepEqual(await near('sequence [any where a == 1] [any where a == 2]'), []);
  });

  it('of a sample are those of its items too, missing items left out', async () => {
    assert.deepEqual(await near('sample by a [any where b == 1] [any where a == 9 and b == 3]'), [
      ['item 2: a == 9', 1, 3],
    ]);
    assert.deepEqual(await near('sequence with maxspan=1m [any where a == 1] ![any where a == 9]'), []);
  });

  it('are given up when the run is cancelled', async () => {
    const run = await runOver(
      { '/s.ndjson': ndjson(Array.from({ length: 5000 }, (_, n) => ({ n }))) },
      { query: 'any where n == -1' },
    );
    assert.equal(await readNearMisses(run, createMemoryHost({}), { isCancelled: () => true }), undefined);
  });
});

describe('what a run knows of its samples', () => {
  it('are all paths, and counts of the fields asked for', async () => {
    const run = await runLines('{"a":"x","b":{"c":1}}\n{"a":"x"}\n{"a":"y"}', 'any where true');
    const knowledge = countFields(run.store, { fields: ['a', 'none'], limit: 5 });
    assert.deepEqual([...knowledge.paths].sort(), ['a', 'b.c']);
    assert.deepEqual(Object.keys(knowledge.counts), ['a']);
    assert.deepEqual(knowledge.counts['a']?.values, [
      { text: 'x', count: 2 },
      { text: 'y', count: 1 },
    ]);
  });
});
