// Alerts that somebody judged: told, shown, counted only once they are accepted.
import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/base/edit';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { markEvents } from '../../server/src/worker/markEvents';
import { doneState } from '../../server/src/worker/panelState';
import { createRowReader } from '../../server/src/worker/runRows';
import type { FinishedRun } from '../../server/src/worker/orders';
import { ndjson, note, runOn } from './world';

const alert = (id: string, reason: string): object => ({
  '@timestamp': '2026-01-02T00:00:00Z',
  kibana: {
    alert: {
      uuid: `alert-${id}`,
      original_event: { id },
      original_time: '2026-01-01T00:00:00Z',
      workflow_status: 'closed',
      workflow_reason: reason,
      workflow_user: 'ann',
    },
  },
});

const ALERTS = ndjson([alert('a', 'false_positive'), alert('b', 'false_positive'), alert('c', 'true_positive')]);

function stateOf(run: FinishedRun) {
  const { order, query } = run;
  return doneState({ runId: 1, rule: { uri: 'file:///r.toml', rule: 0 }, order, query }, run, []);
}

describe('alerts that carry a verdict', () => {
  it('are unlabelled hits with a proposal, and told', async () => {
    const run = await runOn(createMemoryHost({ '/s.ndjson': ALERTS }), {});
    assert.equal(run.judgement.totals.unlabelled, 3);
    assert.match(note(run, 'verdicts')?.message ?? '', /^3 alerts carry a verdict that nobody accepted yet/);
    const { rows } = createRowReader(run)({ runId: 1, from: 0, count: 1 });
    assert.deepEqual(rows[0]?.proposed, { label: 'benign', reason: 'false_positive', by: 'ann' });
  });

  it('are counted and found among the hits until their verdict is accepted', async () => {
    const labels = 'events:\n  - id: b\n    label: benign\n';
    const plain = { '@timestamp': '2026-01-02T00:00:00Z', event: { id: 'd' } };
    const host = createMemoryHost({ '/s.ndjson': `${ALERTS}${ndjson([plain])}`, '/s.labels.yaml': labels });
    const run = await runOn(host, {});
    assert.equal(stateOf(run).unreviewed, 2);
    const read = createRowReader(run);
    const idsOf = (unreviewed?: boolean) =>
      read({ runId: 1, from: 0, count: 9, unreviewed }).rows.map(({ events }) => events[0]?.id);
    assert.deepEqual(idsOf(true), ['a', 'c']);
    assert.deepEqual(idsOf(), ['a', 'b', 'c', 'd']);
    assert.equal(read({ runId: 1, from: 0, count: 9, unreviewed: true, outcomes: ['false-positive'] }).total, 0);
  });

  it('are not spoken of where there is none', async () => {
    const run = await runOn(createMemoryHost({ '/s.ndjson': ndjson([{ event: { id: 'd' } }]) }), {});
    assert.equal('unreviewed' in stateOf(run), false);
  });

  it('are labelled all at once when their verdict is accepted', async () => {
    const host = createMemoryHost({ '/s.ndjson': ALERTS });
    const order = { params: { runId: 1, verdict: 'false_positive', label: 'benign' as const }, open: {} };
    const { files, changed } = await markEvents(order, await runOn(host, {}), host);
    assert.equal(changed, 2);
    const labels = files.map(({ text, edits }) => applyEdits(text, edits)).join('');
    assert.match(labels, /- id: a\n {4}label: benign\n {4}note: false_positive\n {4}by: ann\n/);
    const run = await runOn(createMemoryHost({ '/s.ndjson': ALERTS, '/s.labels.yaml': labels }), {});
    assert.deepEqual([run.judgement.totals.falsePositives, run.judgement.totals.unlabelled], [2, 1]);
    assert.match(note(run, 'verdicts')?.message ?? '', /^1 alert carries/);
  });
});
