// The matrix of rules and samples: what is run again after a change, and what is not.
import assert from 'node:assert/strict';
import { UnreadableError } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { MatrixResult } from '../../server/src/protocol';
import type { MatrixPair } from '../../server/src/worker/matrix';
import { Matrix } from '../../server/src/worker/matrix';
import { SampleCache } from '../../server/src/worker/sampleCache';
import { ndjson, orderOf, PATIENT } from './world';

const SAMPLES = ['/a.ndjson', '/b.ndjson'];
const TOTALS = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 };
const RAN: MatrixResult = { kind: 'ran', events: 1, totals: TOTALS, errors: [] };

function createWorld() {
  const files: Record<string, string> = {
    '/a.ndjson': ndjson([{ n: 1 }]),
    '/a.labels.yaml': 'events: []\n',
    '/b.ndjson': ndjson([{ n: 2 }]),
  };
  const host = createMemoryHost(files);
  const matrix = new Matrix(host, new SampleCache());
  /** The pairs that were run, as `query sample`. */
  const run = async (
    queries: readonly string[],
    answer: MatrixPair['run'] = () => Promise.resolve(RAN),
    watch = PATIENT,
  ) => {
    const ran: string[] = [];
    const pairs = queries.flatMap((query) =>
      SAMPLES.map((sample): MatrixPair => ({
        order: orderOf({ query, samples: [sample] }),
        run(watch) {
          ran.push(`${query} ${sample}`);
          return answer(watch);
        },
      })),
    );
    return { ...(await matrix.run(pairs, watch)), names: ran };
  };
  return { files, run };
}

describe('a matrix of rules and samples', () => {
  it('runs all rules over a sample before it goes to the next, and answers in the order of the pairs', async () => {
    const { names, ran, results } = await createWorld().run(['p', 'q']);
    assert.deepEqual(names, ['p /a.ndjson', 'q /a.ndjson', 'p /b.ndjson', 'q /b.ndjson']);
    assert.deepEqual([ran, results.length], [4, 4]);
  });

  it('runs nothing again where nothing changed, and after an edit only that rule', async () => {
    const { run } = createWorld();
    await run(['p', 'q']);
    assert.deepEqual((await run(['p', 'q'])).names, []);
    assert.deepEqual((await run(['p', 'r'])).names, ['r /a.ndjson', 'r /b.ndjson']);
  });

  for (const [what, path, text] of [
    ['a sample changed', '/a.ndjson', ndjson([{ n: 1 }, { n: 3 }])],
    ['its labels changed', '/a.labels.yaml', 'events: [] # none\n'],
  ] as const)
    it(`runs all rules again on a sample when ${what}`, async () => {
      const { files, run } = createWorld();
      await run(['p', 'q']);
      files[path] = text;
      assert.deepEqual((await run(['p', 'q'])).names, ['p /a.ndjson', 'q /a.ndjson']);
    });

  it('gives a sentence for a sample that cannot be read', async () => {
    const { results } = await createWorld().run(['p'], () => Promise.reject(new UnreadableError('It is cut off.')));
    assert.deepEqual(results[0], { kind: 'unreadable', errors: ['It is cut off.'] });
  });

  it('answers with what was done when it was cancelled, and keeps that', async () => {
    const { run } = createWorld();
    const isOver = { p: false };
    const answer = (): Promise<MatrixResult | undefined> => {
      const result = isOver.p ? undefined : RAN;
      isOver.p = true;
      return Promise.resolve(result);
    };
    const { results, ran, isCancelled } = await run(['p', 'q'], answer);
    assert.deepEqual(
      { results, ran, isCancelled },
      { results: [RAN, undefined, undefined, undefined], ran: 1, isCancelled: true },
    );
    assert.deepEqual((await run(['p'])).names, ['p /b.ndjson']);
  });

  it('tells how far it is, over all pairs', async () => {
    const told: number[] = [];
    const watch = { ...PATIENT, onProgress: (_phase: string, fraction: number) => void told.push(fraction) };
    await createWorld().run(
      ['p'],
      (inner) => {
        inner.onProgress('loading', 1);
        inner.onProgress('running', 0.5);
        return Promise.resolve(RAN);
      },
      watch,
    );
    assert.deepEqual(told, [0.25, 0.375, 0.75, 0.875]);
  });
});
