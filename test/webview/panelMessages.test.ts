// What the extension lets through from the panel's page, and what not.
import assert from 'node:assert/strict';
import { parseFromPanel } from '../../client/src/results/panelMessages';

const rule = { uri: 'file:///r.toml', rule: 0 };

describe('a message from the panel', () => {
  it('passes when it is one that is known', () => {
    const rows = {
      runId: 1,
      from: 0,
      count: 100,
      outcomes: ['miss'],
      text: 'a',
      sort: { column: 'x', descending: true },
    };
    const span = { from: -1, to: 2.5 };
    const messages = [
      { type: 'ready' },
      { type: 'rows', request: 1, params: rows },
      { type: 'event', request: 2, params: { runId: 1, event: 7 } },
      { type: 'timeline', request: 3, params: { runId: 1, limit: 100 } },
      { type: 'exceptions', request: 4, params: { runId: 1, limit: 200 } },
      { type: 'openEvent', sample: 'a.ndjson', line: 3 },
      { type: 'mark', rule, params: { runId: 1, rows: [0, 2], label: 'benign' } },
      { type: 'mark', rule, params: { runId: 1, session: 4, label: null, forThisRule: true } },
      { type: 'mark', rule, params: { runId: 1, verdict: 'false_positive', label: 'benign' } },
      { type: 'mark', rule, params: { runId: 1, like: { row: 1, columns: ['x'] }, label: 'malicious' } },
      { type: 'proposals', request: 5, params: { runId: 1 } },
      { type: 'proposals', request: 5, params: { runId: 1, rows: [3, 4] } },
      { type: 'moveProposal', request: 6, params: { runId: 1, proposal: 0, path: 'user.name', rung: 1 } },
      {
        type: 'acceptProposal',
        request: 7,
        rule,
        params: { runId: 1, what: { kind: 'proposal', proposal: 0, comment: 'why' }, isConfirmed: true },
      },
      { type: 'acceptProposal', request: 7, rule, params: { runId: 1, what: { kind: 'suppression', refusal: 2 } } },
      { type: 'exceptionItem', request: 8, params: { runId: 1, proposal: 0, name: 'n', until: '2027-01-31' } },
      { type: 'rows', request: 1, params: { ...rows, unreviewed: true, group: { field: 'a', value: null } } },
      { type: 'groups', request: 9, params: { runId: 1, field: 'a', limit: 5, outcomes: ['miss'], between: span } },
      { type: 'groupFields', request: 9, params: { runId: 1, limit: 5 } },
      { type: 'hitTimeline', request: 9, params: { runId: 1, bins: 5, group: { field: 'a', value: 'x' } } },
      { type: 'exportRows', name: 'A', rule, params: { runId: 1, columns: ['a'], between: span } },
      { type: 'copyCondition', params: { runId: 1, rows: [1] } },
      { type: 'openRule', rule },
      { type: 'run', rule },
      { type: 'chooseSample', rule },
      { type: 'chooseExceptions', rule },
      { type: 'cancel', runId: 1 },
      { type: 'begin', way: 'walkthrough' },
    ];
    messages.forEach((message) => assert.deepEqual(parseFromPanel(message), message));
  });

  it('may mark twenty thousand rows at once', () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => row);
    const message = { type: 'mark', rule, params: { runId: 1, rows, label: 'benign' } };
    assert.deepEqual(parseFromPanel(message), message);
  });

  it('loses what it should not have', () => {
    assert.deepEqual(parseFromPanel({ type: 'run', rule: { ...rule, reveal: true }, more: 1 }), { type: 'run', rule });
  });

  it('is refused when it is anything else', () => {
    const refused = [
      undefined,
      null,
      'ready',
      {},
      { type: 'toString' },
      { type: 'delete', rule },
      { type: 'begin', way: 'constructor' },
      { type: 'run', rule: { uri: 5, rule: 0 } },
      { type: 'run', rule: { uri: 'file:///r.toml', rule: -1 } },
      { type: 'rows', request: 1, params: { runId: 1, from: 0, count: 1_000_000 } },
      { type: 'rows', request: 1, params: { runId: 1, from: 0, count: 100, outcomes: ['other'] } },
      { type: 'rows', request: 1, params: { runId: 1, from: 0.5, count: 100 } },
      { type: 'rows', request: 1, params: { runId: 1, from: 0, count: 100, sort: { column: 'x' } } },
      { type: 'event', params: { runId: 1, event: 7 } },
      { type: 'timeline', request: 3, params: { runId: 1, limit: 1_000_000 } },
      { type: 'timeline', request: 3, params: { runId: 1 } },
      { type: 'proposals', request: 5, params: { runId: 1, rows: ['3'] } },
      { type: 'moveProposal', request: 6, params: { runId: 1, proposal: 0, path: 'user.name', rung: -1 } },
      { type: 'acceptProposal', request: 7, params: { runId: 1, what: { kind: 'suppression', refusal: 2 } } },
      { type: 'acceptProposal', request: 7, rule, params: { runId: 1, what: { kind: 'all' } } },
      { type: 'exceptionItem', request: 8, params: { runId: 1, proposal: 0 } },
      { type: 'timeline', params: { runId: 1, limit: 100 } },
      { type: 'exceptions', request: 4, params: { runId: 1, limit: 1_000_000 } },
      { type: 'exceptions', request: 4, params: { limit: 1 } },
      { type: 'chooseExceptions', rule: 3 },
      { type: 'mark', rule, params: { runId: 1, rows: [0], label: 'good' } },
      { type: 'mark', rule, params: { runId: 1, rows: ['0'], label: null } },
      { type: 'mark', rule, params: { runId: 1, label: null } },
      { type: 'openEvent', sample: 'a.ndjson', line: '3' },
      { type: 'groups', request: 9, params: { runId: 1, field: 'a', limit: 1_000_000 } },
      { type: 'groups', request: 9, params: { runId: 1, field: 3, limit: 5 } },
      { type: 'hitTimeline', request: 9, params: { runId: 1, bins: 1_000_000 } },
      { type: 'hitTimeline', request: 9, params: { runId: 1, bins: 5, group: { field: 'a' } } },
      { type: 'rows', request: 1, params: { runId: 1, from: 0, count: 1, between: { from: 0, to: Number.NaN } } },
      { type: 'exportRows', name: 'A', rule, params: { runId: 1, columns: 'a' } },
      { type: 'exportRows', name: 'A', params: { runId: 1, columns: ['a'] } },
      { type: 'copyCondition', params: { runId: 1, rows: [-1] } },
      { type: 'cancel', runId: Number.NaN },
    ];
    refused.forEach((message) => assert.equal(parseFromPanel(message), undefined, JSON.stringify(message)));
  });
});
