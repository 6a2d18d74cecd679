// The rows of a run over time: bins that begin at round times, hold every row with a time once, and are never too many.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { totalOf } from '../../server/src/worker/outcomeCounts';
import { createRowAnswers } from '../../server/src/worker/rowAnswers';
import type { RowAnswers } from '../../server/src/worker/rowAnswers';
import { ndjson, runOver } from './world';

async function answersAt(times: readonly (number | undefined)[]): Promise<RowAnswers> {
  const events = times.map((time, place) => ({
    ...(time === undefined ? { lost: true } : { '@timestamp': new Date(time).toISOString() }),
    event: { id: `e${place}` },
  }));
  const labels = 'events:\n  - { id: e0, label: benign }\n';
  return createRowAnswers(await runOver({ '/s.ndjson': ndjson(events), '/s.labels.yaml': labels }));
}

const NOON = Date.parse('2024-01-01T12:00:00Z');
const MINUTE = 60_000;

describe('the hits over time', () => {
  it('are counted by outcome in bins of a round length', async () => {
    const read = await answersAt([NOON + 1, NOON + 30_000, NOON + 9 * MINUTE, undefined]);
    const { span, bins, withoutTime } = read.hitTimeline({ runId: 1, bins: 10 });
    assert.deepEqual(span, { from: NOON, to: NOON + 10 * MINUTE });
    assert.equal(withoutTime, 1);
    assert.deepEqual(bins.map(totalOf), [2, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    const { falsePositives, unlabelled } = bins[0] ?? {};
    assert.deepEqual([falsePositives, unlabelled], [1, 1]);
  });

  it('follow the filter', async () => {
    const read = await answersAt([NOON, NOON + MINUTE]);
    const { bins } = read.hitTimeline({ runId: 1, bins: 10, outcomes: ['false-positive'] });
    assert.deepEqual(bins.map(totalOf), [1]);
    const { bins: grouped } = read.hitTimeline({ runId: 1, bins: 10, group: { field: 'event.id', value: 'e1' } });
    assert.deepEqual(grouped.map(totalOf), [1]);
  });

  it('have no bins where nothing has a time', async () => {
    const { span, bins, withoutTime } = (await answersAt([undefined, undefined])).hitTimeline({ runId: 1, bins: 10 });
    assert.deepEqual([span, bins, withoutTime], [undefined, [], 2]);
  });

  it('lie in at most so many bins, each row in the one whose span shows it', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 60 }),
        async (times, most) => {
          const read = await answersAt(times);
          const { span, bins } = read.hitTimeline({ runId: 1, bins: most });
          assert.ok(span !== undefined && bins.length >= 1 && bins.length <= most);
          assert.equal(
            bins.reduce((sum, bin) => sum + totalOf(bin), 0),
            times.length,
          );
          const width = (span.to - span.from) / bins.length;
          bins.forEach((bin, place) => {
            const from = span.from + place * width;
            const between = { from, to: from + width };
            assert.equal(read.rows({ runId: 1, from: 0, count: 1, between }).total, totalOf(bin));
          });
        },
      ),
      { numRuns: 40 },
    ));
});
