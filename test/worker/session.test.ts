// What the thread says and answers, message by message, without a thread.
import assert from 'node:assert/strict';
import type { Host } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { PanelState } from '../../server/src/protocol';
import type { FromWorker, Question, QuestionKind, Questions } from '../../server/src/worker/messages';
import { Session } from '../../server/src/worker/session';
import { NO_SCHEMA, ndjson, orderOf } from './world';
import type { Asked } from './world';

const rule = { uri: 'file:///r.toml', rule: 0 };

/** A session with all that it sent; `host` may get in the way of reading. */
function open(files: Readonly<Record<string, string>>, change: (host: Host) => Partial<Host> = () => ({})) {
  const host = createMemoryHost(files);
  const sent: FromWorker[] = [];
  const session = new Session({ ...host, ...change(host) }, (message) => void sent.push(message));
  let lastId = 0;
  return {
    sent,
    session,
    run: (runId: number, asked: Asked = {}) => session.receive({ kind: 'run', runId, rule, order: orderOf(asked) }),
    states: (runId?: number): PanelState[] =>
      sent.flatMap((message) =>
        message.kind === 'state' && (runId === undefined || message.state.runId === runId) ? [message.state] : [],
      ),
    ask: async <K extends QuestionKind>(ask: K, asked: Questions[K]['asked']): Promise<Questions[K]['answer']> => {
      const id = ++lastId;
      await session.receive({ kind: 'question', id, question: { ask, asked } as Question });
      const answer = sent.find((message) => message.kind === 'answer' && message.id === id);
      assert.ok(answer?.kind === 'answer');
      return answer.answer as Questions[K]['answer'];
    },
  };
}

const files = { '/s.ndjson': ndjson([{ a: 1 }, { a: 2 }, { a: 3 }]) };

describe('a session', () => {
  it('reports a run from its beginning to its end', async () => {
    const { run, states } = open(files);
    await run(1, { query: 'any where a > 1' });
    const phases = states().map(({ phase }) => phase);
    assert.deepEqual([phases[0], phases[phases.length - 1]], ['loading', 'done']);
    assert.equal(states().pop()?.totals.hits, 2);
  });

  it('runs on where a label file is too large to be read, and says so', async () => {
    const labels = `events:\n${'  - { id: some-event, label: benign }\n'.repeat(300_000)}`;
    const { run, states } = open({ ...files, '/s.labels.yaml': labels });
    await run(1, { query: 'any where a > 1' });
    const done = states(1).find(({ phase }) => phase === 'done');
    assert.deepEqual([done?.totals.hits, done?.totals.unlabelled], [2, 2]);
    const problem = done?.problems.find(({ severity }) => severity === 'error');
    assert.match(problem?.message ?? '', /^The label file is larger than 10 MB and was not read\. Say .*where/);
  });

  it('shows hits before their near misses, and opens with the near misses of a run without hits', async () => {
    const { run, states } = open(files);
    await run(1, { query: 'any where a > 1' });
    const done = states(1).filter(({ phase }) => phase === 'done');
    assert.deepEqual(
      done.map(({ nearMisses }) => nearMisses.length),
      [0, 1],
    );
    await run(2, { query: 'any where a > 9' });
    const empty = states(2).filter(({ phase }) => phase === 'done');
    assert.deepEqual(
      empty.map(({ nearMisses }) => nearMisses.map(({ count }) => count)),
      [[3]],
    );
  });

  it('fails with the sentence of what cannot be read, and goes on', async () => {
    const { run, states } = open(files);
    await run(1, { samples: ['/none.ndjson'] });
    const failed = states(1).pop();
    assert.deepEqual([failed?.phase, failed?.message], ['failed', '/none.ndjson does not exist.']);
    await run(2);
    assert.equal(states(2).pop()?.phase, 'done');
  });

  it('fails with a sentence where there is a fault of ours', async () => {
    const { run, states } = open(files, () => ({
      openSample: () => {
        throw new Error('a bug');
      },
    }));
    await run(1);
    assert.match(states(1).pop()?.message ?? '', /failed unexpectedly: a bug\.$/);
  });

  it('cancels a run, and says so', async () => {
    const { session, run, states } = open(files);
    const running = run(1);
    await session.receive({ kind: 'cancel', runId: 1 });
    await running;
    assert.equal(states(1).pop()?.phase, 'cancelled');
  });

  it('does not cancel a run by the number of another', async () => {
    const { session, run, states } = open(files);
    const running = run(2);
    await session.receive({ kind: 'cancel', runId: 1 });
    await running;
    assert.equal(states(2).pop()?.phase, 'done');
  });

  it('ends a run in silence when a newer one begins', async () => {
    const { run, states } = open(files);
    await Promise.all([run(1), run(2)]);
    assert.ok(states(1).every(({ phase }) => phase === 'loading' || phase === 'running'));
    assert.equal(states(2).pop()?.phase, 'done');
  });

  it('reports progress now and then, not at every step', async () => {
    const many = { '/s.ndjson': ndjson(Array.from({ length: 20_000 }, (_, a) => ({ a }))) };
    const { run, states } = open(many);
    await run(1, { query: 'any where a > 1' });
    const underWay = states(1).filter(({ phase }) => phase !== 'done').length;
    assert.ok(underWay > 1 && underWay < 10, `${underWay} reports`);
  });
});

describe('a session answers', () => {
  it('of the last finished run, and of no other', async () => {
    const { run, ask } = open(files);
    const rows = (runId: number) => ask('rows', { runId, from: 0, count: 9 });
    assert.equal(await rows(1), null);
    await run(1, { query: 'any where a > 1' });
    assert.equal((await rows(1))?.total, 2);
    await run(2, { query: 'any where a > 2' });
    assert.equal(await rows(1), null);
    assert.equal((await rows(2))?.total, 1);
    await run(3, { samples: ['/none.ndjson'] });
    assert.equal((await rows(2))?.total, 1, 'a run that failed takes nothing away');
  });

  it('with an event, found by its line', async () => {
    const { run, ask } = open(files);
    await run(1, { query: 'any where a > 1' });
    const found = await ask('findEvent', { sample: '/s.ndjson', line: 3 });
    assert.deepEqual(found, { runId: 1, event: 2 });
    assert.equal((await ask('event', { runId: 1, event: 2 }))?.json, '{"a":3}');
    assert.equal(await ask('event', { runId: 1, event: 99 }), null);
    assert.equal(await ask('findEvent', { sample: '/s.ndjson', line: 99 }), null);
  });

  it('with what each arm does, and what would mend a dead one', async () => {
    const names = ['/usr/bin/a', '/usr/bin/b', '/usr/bin/c', '/usr/bin/c'];
    const { run, ask } = open({ '/s.ndjson': ndjson(names.map((executable) => ({ process: { executable } }))) });
    const query =
      'any where not (process.executable : ("/usr/bin/c", "usr/bin/a") or process.executable == "/usr/bin/c")';
    await run(1, { query });
    assert.equal(await ask('arms', { runId: 2 }), null);
    const rows = (await ask('arms', { runId: 1 })) ?? [];
    assert.deepEqual(
      rows.map(({ from, to, removed, removedAlone, unlabelled, dead }) => [
        query.slice(from, to),
        [removed, removedAlone, unlabelled, dead],
      ]),
      [
        ['"/usr/bin/c"', [2, 0, 2, false]],
        ['"usr/bin/a"', [0, 0, 0, true]],
        ['process.executable == "/usr/bin/c"', [2, 0, 2, false]],
      ],
    );
    assert.deepEqual(
      rows.map(({ nearest }) => nearest),
      [undefined, { change: 'the pattern began with `/`', matches: 1 }, undefined],
    );
    assert.equal(rows[1]?.edit?.text, '"/usr/bin/a"');
    assert.equal(await ask('arms', { runId: 1 }), rows, 'they are remembered');
  });

  it('with a timeline of a sequence only', async () => {
    const { run, ask } = open(files);
    await run(1, { query: 'any where a > 1' });
    assert.equal(await ask('timeline', { runId: 1, limit: 5 }), null);
    await run(2, { query: 'sequence [any where a == 1] [any where a == 2]', options: { timestampField: 'a' } });
    assert.equal((await ask('timeline', { runId: 2, limit: 5 }))?.keys.length, 1);
  });

  it('with samples and what they hold, before any run as well', async () => {
    const { ask } = open({ '/w/samples/events/s.ndjson': '{"event":{"dataset":"x.y"}}\n' });
    const [found] = await ask('findSamples', { folder: '/w', request: { ...NO_SCHEMA, datasets: ['x.y'] } });
    assert.equal(found?.fit, 'dataset');
    const known = await ask('knowledge', { samples: [found.path], fields: ['event.dataset', 'none'], limit: 1 });
    assert.deepEqual(known?.paths, ['event.dataset']);
    assert.deepEqual(known.counts, {
      'event.dataset': { events: 1, present: 1, values: [{ text: 'x.y', count: 1 }], isCut: false },
    });
  });

  it('with nothing of a sample that is too large to be read for a completion, until a rule was run on it', async () => {
    const large = open({ '/l.ndjson': '{"a":1}\n' }, (host) => ({
      stamp: (path) => ({ bytes: 64 * 1024 * 1024, modified: host.stamp(path)?.modified ?? 0 }),
    }));
    const params = { samples: ['/l.ndjson'], fields: ['a'], limit: 1 };
    assert.equal(await large.ask('knowledge', params), null);
    await large.run(1, { query: 'any where a == 1', samples: ['/l.ndjson'] });
    assert.deepEqual((await large.ask('knowledge', params))?.paths, ['a']);
  });

  it('with a sentence when it cannot', async () => {
    const { session, sent } = open(files, () => ({
      isFolder: () => {
        throw new Error('a bug');
      },
    }));
    await session.receive({
      kind: 'question',
      id: 9,
      question: { ask: 'findSamples', asked: { folder: '/w', request: NO_SCHEMA } },
    });
    const [failed] = sent;
    assert.deepEqual(failed, { kind: 'failed', id: 9, message: 'The worker failed unexpectedly: a bug.' });
  });
});
