// The panel's state stays small whatever the sample holds, and says the gravest things first.
import assert from 'node:assert/strict';
import { parseQuery } from '../../server/src/eql/parse';
import type { NearMiss, PanelState } from '../../server/src/protocol';
import type { FinishedRun, RunNote } from '../../server/src/worker/orders';
import { doneState, openState } from '../../server/src/worker/panelState';
import type { RunRequested } from '../../server/src/worker/panelState';
import { columnsOf } from '../../server/src/worker/runColumns';
import { ndjson, orderOf, runOver } from './world';

const LIMIT = 2048;

function requested(query: string, name = 'A rule', samples = ['/s.ndjson']): RunRequested {
  const order = { ...orderOf({ query, samples }), rule: { name } };
  return { runId: 5, rule: { uri: 'file:///w/rules/r.toml', rule: 2 }, order, query: parseQuery(query).value };
}

function bytes(state: PanelState): number {
  return Buffer.byteLength(JSON.stringify(state));
}

function nearMisses(count: number, clause: string): NearMiss[] {
  return Array.from({ length: count }, (_, index) => ({
    clause,
    count: count - index,
    firstEvent: { event: index, sample: '/s.ndjson', line: index + 1, id: 'x'.repeat(500), timestamp: 'y'.repeat(500) },
  }));
}

function notes(count: number, severity: RunNote['severity'], message: string): RunNote[] {
  return Array.from({ length: count }, (_, index) => ({
    code: 'c',
    severity,
    message,
    sample: '/s.ndjson',
    line: index + 1,
  }));
}

async function finished(extra: readonly RunNote[] = []): Promise<FinishedRun> {
  const run = await runOver({ '/s.ndjson': ndjson([{ a: 1 }, { a: 2 }]) }, { query: 'any where a == 1' });
  return { ...run, notes: extra };
}

describe('the state of the panel', () => {
  it('has the run while it is under way', () => {
    const state = openState(requested('any where a == 1 and b == 2'), 'running', { progress: 0.12345 });
    assert.deepEqual(state, {
      runId: 5,
      rule: { uri: 'file:///w/rules/r.toml', rule: 2, name: 'A rule' },
      phase: 'running',
      progress: 0.123,
      samples: ['/s.ndjson'],
      events: 0,
      totals: { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0 },
      columns: ['a', 'b'],
      problems: [],
      nearMisses: [],
      isSequence: false,
      hasTimeline: false,
    });
  });

  it('has the totals, and near misses without what nobody needs of their first event', async () => {
    const state = doneState(requested('any where a == 1'), await finished(), nearMisses(1, 'a == 1'));
    assert.deepEqual([state.phase, state.events, state.totals.hits], ['done', 2, 1]);
    assert.deepEqual(state.nearMisses, [
      { clause: 'a == 1', count: 1, firstEvent: { event: 0, sample: '/s.ndjson', line: 1 } },
    ]);
  });

  it('knows sequences and samples, and that only time makes a timeline', () => {
    for (const kind of ['sequence', 'sample']) {
      const state = openState(requested(`${kind} by u [any where true] [any where true]`), 'loading');
      assert.deepEqual([state.isSequence, state.hasTimeline], [true, kind === 'sequence']);
    }
  });

  it('tells the gravest problems first', async () => {
    const given = [...notes(1, 'info', 'i'), ...notes(1, 'error', 'e'), ...notes(1, 'warning', 'w')];
    const state = doneState(requested('any where true'), await finished(given), []);
    assert.deepEqual(
      state.problems.map(({ message }) => message),
      ['e', 'w', 'i'],
    );
  });

  const fields = (count: number): string =>
    Array.from({ length: count }, (_, index) => `kubernetes.audit.requestObject.spec.field_${index} == 1`).join(
      ' and ',
    );
  const path = `/home/somebody/${'folder/'.repeat(20)}sample.ndjson`;
  const LARGE: readonly { readonly name: string; readonly asked: RunRequested; readonly text: string }[] = [
    { name: 'long messages and clauses', asked: requested('any where true'), text: 'x'.repeat(5000) },
    { name: 'messages that take three bytes a letter', asked: requested('any where true'), text: '€'.repeat(5000) },
    { name: 'a query of many fields', asked: requested(`any where ${fields(60)}`), text: 'short' },
    { name: 'a long name', asked: requested('any where true', 'n'.repeat(3000)), text: 'short' },
    {
      name: 'many samples with long paths',
      asked: requested(
        'any where true',
        'A rule',
        Array.from({ length: 50 }, () => path),
      ),
      text: 'short',
    },
  ];
  for (const { name, asked, text } of LARGE) {
    it(`stays below 2 KB with ${name}`, async () => {
      const run = await finished([...notes(30, 'error', text), ...notes(30, 'warning', text)]);
      const state = doneState(asked, run, nearMisses(50, text));
      assert.ok(bytes(state) < LIMIT, `${bytes(state)} bytes`);
      assert.ok(state.problems.length > 0 && state.nearMisses.length > 0);
      assert.ok(bytes(openState(asked, 'failed', { message: text })) < LIMIT);
    });
  }
});

describe('the columns of a run', () => {
  it('are the fields of the query in its order, each once', () => {
    const { value } = parseQuery('sequence by u [any where b == 1 and a == 2] [any where b == 3]');
    assert.deepEqual(columnsOf(value), ['u', 'b', 'a']);
  });

  it('are not more than a table can show', () => {
    const many = Array.from({ length: 60 }, (_, index) => `f${index} == 1`).join(' and ');
    const columns = columnsOf(parseQuery(`any where ${many}`).value);
    assert.ok(columns.length >= 10 && columns.length <= 20);
    assert.equal(columns[0], 'f0');
  });
});
