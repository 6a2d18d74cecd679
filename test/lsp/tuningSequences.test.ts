// Exclusions for hits of several events: one for each item whose events are alike, and each does to the next run what was said of it.
import assert from 'node:assert/strict';
import type { ProposalRow } from '../../server/src/protocol';
import { ruleOf } from './shells';
import { proposal, TuneBench } from './tuneBench';

const RULE = 'rules/started_and_connected.toml';
const QUERY = [
  'sequence by host.id with maxspan=1m',
  '  [process where event.dataset == "test.pairs" and event.action == "start"]',
  '  [network where event.dataset == "test.pairs" and not destination.port == 53]',
].join('\n');

interface Pair {
  readonly host: string;
  readonly executable: string;
  readonly port: number;
  readonly label?: string;
}

const PAIRS: readonly Pair[] = [
  { host: 'a', executable: '/usr/bin/backup', port: 873, label: 'benign' },
  { host: 'b', executable: '/usr/bin/backup', port: 873, label: 'benign' },
  { host: 'c', executable: '/usr/bin/backup', port: 873, label: 'benign' },
  { host: 'd', executable: '/usr/bin/nc', port: 4444, label: 'malicious' },
  { host: 'e', executable: '/usr/bin/ssh', port: 22 },
];

const time = (second: number): string => new Date(1_735_689_600_000 + second * 1000).toISOString();

function eventsOf({ host, executable, port }: Pair, place: number): readonly object[] {
  const both = { host: { id: host }, user: { id: '0' } };
  const dataset = 'test.pairs';
  return [
    {
      '@timestamp': time(place * 10),
      event: { id: `start-${host}`, dataset, category: 'process', action: 'start' },
      process: { executable, command_line: executable, parent: { executable: '/usr/sbin/cron' } },
      ...both,
    },
    {
      '@timestamp': time(place * 10 + 1),
      event: { id: `connect-${host}`, dataset, category: 'network' },
      destination: { port },
      process: { executable },
      ...both,
    },
  ];
}

const LABELS = PAIRS.flatMap(({ host, label }) =>
  label === undefined ? [] : [`  - id: connect-${host}\n    label: ${label}\n`],
).join('');

describe('proposals for hits of a sequence', () => {
  const bench = new TuneBench();
  const text = ruleOf(QUERY);
  before(async () => {
    await bench.start();
    const lines = PAIRS.flatMap(eventsOf).map((event) => `${JSON.stringify(event)}\n`);
    bench.workspace.write('samples/events/pairs.ndjson', lines.join(''));
    bench.workspace.write('samples/events/pairs.labels.yaml', `events:\n${LABELS}`);
    bench.workspace.write(RULE, text);
  });
  after(() => bench.stop());
  beforeEach(() => bench.open(RULE, text));
  afterEach(() => bench.close(RULE));

  async function proposed(rows?: readonly number[]) {
    const before = await bench.run(RULE);
    const { proposals } = await bench.propose(before.runId, rows);
    return { before, proposals };
  }

  it('are made for each item, the one for a program by its path and its command', async () => {
    const { before, proposals } = await proposed();
    assert.deepEqual(
      [before.totals.hits, before.totals.falsePositives, before.totals.truePositives, before.totals.unlabelled],
      [5, 3, 1, 1],
    );
    assert.equal(proposals.length, 2);
    for (const { proof } of proposals)
      assert.deepEqual([proof.removes, proof.loses, proof.unlabelled, proof.adds], [3, 0, 0, 0]);
    const started = proposals.find(({ kind }) => kind === 'process');
    assert.match(started?.eql ?? '', /^process\.executable == "\/usr\/bin\/backup" and .*process\.command_line == /);
    assert.ok(proposals.some(({ kind, eql }) => kind === 'generic' && /873|backup/.test(eql)));
  });

  it('are written into the item whose events they are about, and the next run is what was said', async () => {
    for (const wanted of [0, 1] as const) {
      const { before, proposals } = await proposed();
      const row = proposals[wanted];
      assert.ok(row);
      const answer = await bench.accept({ runId: before.runId, what: proposal(row.proposal, '') });
      const now = await bench.apply(RULE, text, answer);
      const lines = now.split('\n').filter((line) => !text.includes(line));
      assert.ok(lines[0]?.startsWith(row.kind === 'process' ? '  [process where' : '  [network where'), lines[0]);
      const { totals } = await bench.run(RULE);
      assert.deepEqual(totals, { ...before.totals, hits: 2, falsePositives: 0 });
      await bench.close(RULE);
      await bench.open(RULE, text);
    }
  });

  it('say what would be lost with them, and come behind those that lose nothing', async () => {
    const { before, proposals } = await proposed([0, 1, 2, 3]);
    const dangers = proposals.map(({ proof }) => proof.isDangerous);
    assert.ok(dangers.includes(true) && dangers.includes(false));
    assert.deepEqual(dangers, [...dangers].sort());
    const [dangerous] = proposals.filter(({ proof }) => proof.isDangerous);
    assert.equal(dangerous?.proof.loses, 1);
    const asked = await bench.accept({ runId: before.runId, what: proposal(dangerous.proposal) });
    assert.equal(asked.asks, 'This would hide 1 true positive.');
  });

  it('tell of hits that come instead, as an earlier event takes the place of the one that goes', async () => {
    // Two starts before one connection: the later start is the hit's until it is excluded.
    const twice = [
      ['sync', 0],
      ['backup', 1],
    ].map(([name, second], place) => ({
      '@timestamp': time(1000 + Number(second)),
      event: { id: `twice-${place}`, dataset: 'test.pairs', category: 'process', action: 'start' },
      process: { executable: `/usr/bin/${name}`, command_line: String(name) },
      host: { id: 'z' },
      user: { id: '0' },
    }));
    const connection = {
      '@timestamp': time(1002),
      event: { id: 'twice-connect', dataset: 'test.pairs', category: 'network' },
      destination: { port: 1 },
      host: { id: 'z' },
    };
    const lines = [...twice, connection].map((event) => `${JSON.stringify(event)}\n`).join('');
    bench.workspace.write('samples/events/pairs.ndjson', lines);
    bench.workspace.write('samples/events/pairs.labels.yaml', 'events:\n  - id: twice-1\n    label: benign\n');
    const { before, proposals } = await proposed();
    assert.deepEqual([before.totals.hits, before.totals.falsePositives], [1, 1]);
    const row = proposals.find(({ kind }): boolean => kind === 'process') as ProposalRow;
    assert.deepEqual([row.proof.removes, row.proof.adds], [1, 1]);
    await bench.apply(RULE, text, await bench.accept({ runId: before.runId, what: proposal(row.proposal) }));
    const { totals } = await bench.run(RULE);
    assert.deepEqual([totals.hits, totals.falsePositives, totals.unlabelled], [1, 0, 1]);
  });
});
