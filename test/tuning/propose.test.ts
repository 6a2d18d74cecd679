// What is proposed for hits of each kind, what their ladders are, and which hits get nothing.
import assert from 'node:assert/strict';
import { createContext } from '../../server/src/engine/condition';
import { createEventStore } from '../../server/src/engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import { startRun } from '../../server/src/engine/startRun';
import type { JsonObject } from '../../server/src/engine/store';
import { parseQuery } from '../../server/src/eql/parse';
import { inferFields } from '../../server/src/library/inferFields';
import type { LabelBook } from '../../server/src/tuning/labelBook';
import type { Label } from '../../server/src/tuning/labels';
import { judge } from '../../server/src/tuning/outcome';
import { asExceptionSays } from '../../server/src/tuning/propose/expressible';
import { moveRung } from '../../server/src/tuning/propose/ladder';
import { createReading } from '../../server/src/tuning/propose/kind';
import { numbersRegex } from '../../server/src/tuning/propose/numbers';
import { ownersOf } from '../../server/src/tuning/propose/owner';
import { moveAndProve, propose } from '../../server/src/tuning/propose/propose';
import { titleOfProposal } from '../../server/src/tuning/propose/title';
import type { Proposals, ProposeSource } from '../../server/src/tuning/propose/propose';

type Given = readonly [label: Label | undefined, event: JsonObject];

function sourceOf(given: readonly Given[], query = 'any where true'): ProposeSource {
  const store = createEventStore();
  given.forEach(([, event], index) => store.addObject(event, { sample: 0, line: index + 1 }));
  const fields = inferFields(store);
  const labels: LabelBook = {
    entryOf: (event) => {
      const label = given[event]?.[0];
      return label && { id: String(event), label };
    },
    mustHit: [],
    problems: [],
  };
  const tree = parseQuery(query).value;
  const run = startRun(tree, store, fields, DEFAULT_RUN_OPTIONS);
  while (!run.step(1000));
  const context = createContext(store, fields, DEFAULT_RUN_OPTIONS);
  return { query: tree, context, labels, judgement: judge(run.result().hits, labels) };
}

function proposed(given: readonly Given[], query?: string): Proposals {
  return propose(sourceOf(given, query));
}

const texts = ({ proposals }: Proposals): readonly string[] => proposals.map(({ eql }) => eql);
const reasons = ({ refusals }: Proposals): readonly string[] => refusals.map(({ reason }) => reason);

function request(user: string, pod: string, query: string, more: JsonObject = {}): JsonObject {
  return {
    user: { name: user },
    kubernetes: {
      audit: {
        objectRef: { namespace: 'ns', name: pod, subresource: 'exec' },
        requestURI: `/api/v1/namespaces/ns/pods/${pod}/exec?${query}`,
        ...more,
      },
    },
  };
}

function started(process: JsonObject, more: JsonObject = {}): JsonObject {
  return { process, user: { id: '0' }, ...more };
}

describe('proposals for commands in pods', () => {
  it('bind who, where and the whole command, and let only the name of the pod differ', () => {
    const given: readonly Given[] = [
      ['benign', request('system:serviceaccount:a:b', 'web-2hncm7c7bh-kl6kl', 'command=df&stdout=true')],
      ['benign', request('system:serviceaccount:a:b', 'web-9h7kdqllss-m27s2', 'command=df&stdout=true')],
    ];
    assert.deepEqual(texts(proposed(given)), [
      'user.name == "system:serviceaccount:a:b" and kubernetes.audit.objectRef.namespace == "ns" and ' +
        'kubernetes.audit.objectRef.name like "web-*" and ' +
        'kubernetes.audit.requestURI regex "/api/v1/namespaces/ns/pods/web-[a-z0-9.-]+/exec[?]command=df[&]stdout=true"',
    ]);
  });

  it('do not let a command through that is smuggled behind another one', () => {
    const uri = '/api/v1/namespaces/ns/pods/web-9h7kdqllss-m27s2/exec?command=sh&x=/exec?command=df&stdout=true';
    const { proposals } = proposed([
      ['benign', request('u:a', 'web-2hncm7c7bh-kl6kl', 'command=df&stdout=true')],
      ['malicious', request('u:a', 'web-9h7kdqllss-m27s2', '', { requestURI: uri })],
    ]);
    assert.deepEqual(
      proposals.map(({ proof }) => proof.loses),
      [0],
    );
  });

  it('make a list of people, and of each account of a machine a proposal of its own', () => {
    const users = ['mira', 'jonas', 'system:serviceaccount:a:b'];
    const found = texts(proposed(users.map((user) => ['benign', request(user, 'db-0', 'command=df')])));
    assert.deepEqual(found.map((eql) => eql.split(' and ')[0]).sort(), [
      'user.name == "system:serviceaccount:a:b"',
      'user.name in ("jonas", "mira")',
    ]);
  });

  it('bind the impersonated user behind a proxy as well', () => {
    const [eql = ''] = texts(
      proposed([['benign', request('system:proxy', 'db-0', 'command=df', { impersonatedUser: { username: 'mira' } })]]),
    );
    assert.ok(eql.startsWith('user.name == "system:proxy" and kubernetes.audit.impersonatedUser.username == "mira"'));
  });

  it('let numbers differ from three commands on, and go back where one of them must not be lost', () => {
    const commands = [1, 22, 333].map((number): Given => [
      'benign',
      request('u:a', 'db-0', `command=tail&command=${number}`),
    ]);
    const [free = ''] = texts(proposed(commands));
    assert.ok(free.endsWith('exec[?]command=tail[&]command=[0-9]+"'), free);
    const { proposals } = proposed([...commands, ['malicious', request('u:a', 'db-0', 'command=tail&command=9')]]);
    const [narrow] = proposals;
    assert.ok(narrow);
    assert.ok(
      narrow.eql.endsWith('command=22", "/api/v1/namespaces/ns/pods/db-[0-9]+/exec[?]command=tail[&]command=333")'),
      narrow.eql,
    );
    assert.deepEqual([narrow.proof.removes, narrow.proof.loses], [3, 0]);
    const [two = ''] = texts(proposed(commands.slice(0, 2)));
    assert.ok(two.includes('regex ("') && !two.includes('[0-9]+"'), two);
  });

  const refused: readonly [title: string, event: JsonObject, reason: string][] = [
    ['a terminal', request('u:a', 'db-0', 'command=sh&stdin=true&tty=true'), 'terminal'],
    ['a terminal that is asked for by another word', request('u:a', 'db-0', 'command=sh&tty=1'), 'terminal'],
    [
      'a read of a token',
      request('u:a', 'db-0', 'command=cat&command=%2Fvar%2Frun%2Fsecrets%2Fkubernetes.io%2Fserviceaccount%2Ftoken'),
      'secrets',
    ],
    [
      'nobody',
      { kubernetes: { audit: { objectRef: { subresource: 'exec' }, requestURI: '/x?command=df' } } },
      'no-identity',
    ],
  ];
  for (const [title, event, reason] of refused)
    it(`are none for ${title}`, () => {
      const found = proposed([['benign', event]]);
      assert.deepEqual([texts(found), reasons(found)], [[], [reason]]);
    });
});

describe('the title of a proposal', () => {
  const titles = (given: readonly Given[], move?: readonly [path: string, rung: number]): readonly string[] => {
    const source = sourceOf(given);
    const { proposals } = propose(source);
    const shown = proposals.map((each) => (move === undefined ? each : moveRung(each, ...move)) ?? each);
    return shown.map((each) => titleOfProposal(each, createReading(source.context)));
  };
  const exec = (pod: string, words: string): Given => [
    'benign',
    request('system:serviceaccount:ops:probe', pod, `${words}&container=c&stdout=true`),
  ];

  it('names the command, the container, the pods, the namespace and the account', () => {
    assert.deepEqual(titles([exec('web-2hncm7c7bh-kl6kl', 'command=df&command=-h'), exec('db-0', 'command=id')]), [
      '`df -h` in `c` of `web-*` in `ns` by `ops:probe`',
      '`id` in `c` of `db-*` in `ns` by `ops:probe`',
    ]);
  });

  it('writes N for numbers that may differ, and a pod’s own name where only that is meant', () => {
    const given = [1, 2, 3].map((number) => exec('db-0', `command=tail&command=${number}`));
    assert.deepEqual(titles(given), ['`tail N` in `c` of `db-*` in `ns` by `ops:probe`']);
    assert.deepEqual(titles(given.slice(0, 1), ['kubernetes.audit.objectRef.name', 0]), [
      '`tail 1` in `c` of `db-0` in `ns` by `ops:probe`',
    ]);
  });

  it('names of a process what was run, from where and as whom; of other events their fields', () => {
    const process = { executable: '/usr/bin/df', command_line: 'df -h', parent: { executable: '/usr/sbin/cron' } };
    assert.deepEqual(titles([['benign', started(process)]]), ['`df -h` from `/usr/sbin/cron` by `0`']);
    assert.deepEqual(
      titles([
        ['benign', { kind: 'a', name: 'x' }],
        ['malicious', { kind: 'a', name: 'y' }],
      ]),
      ['name `x`'],
    );
  });

  it('is told by each rung of the address, too', () => {
    const [first] = propose(sourceOf([exec('db-0', 'command=df'), exec('db-1', 'command=df')])).proposals;
    const field = first?.fields.find(({ path }) => path === 'kubernetes.audit.requestURI');
    assert.deepEqual(field?.rungs.find(({ kind }) => kind === 'prefix')?.title, '`df` in `c`, any pod of `db-`');
  });
});

describe('proposals for processes', () => {
  it('bind the program, its parent, the command line and the user', () => {
    const event = started({
      name: 'df',
      executable: '/usr/bin/df',
      command_line: 'df -h',
      parent: { executable: '/usr/sbin/cron' },
      working_directory: '/',
    });
    assert.deepEqual(texts(proposed([['benign', event]])), [
      'process.executable == "/usr/bin/df" and process.parent.executable == "/usr/sbin/cron" and ' +
        'process.command_line == "df -h" and user.id == "0" and process.working_directory == "/"',
    ]);
  });

  it('bind all arguments with their count where there is no command line', () => {
    const event = started({ name: 'df', executable: '/usr/bin/df', args: ['df', '-h'], args_count: 2 });
    assert.deepEqual(texts(proposed([['benign', event]])), [
      'process.executable == "/usr/bin/df" and process.args == "df" and process.args == "-h" and ' +
        'process.args_count == 2 and user.id == "0"',
    ]);
  });

  it('leave out a parent and a working folder where users may write', () => {
    const event = started({
      name: 'df',
      executable: '/usr/bin/df',
      command_line: 'df',
      parent: { executable: '/home/mira/run' },
      working_directory: 'C:\\ProgramData\\mira',
    });
    assert.deepEqual(texts(proposed([['benign', event]])), [
      'process.executable == "/usr/bin/df" and process.command_line == "df" and user.id == "0"',
    ]);
  });

  const writable = [
    '/tmp/x',
    '/var/tmp/x',
    '/dev/shm/x',
    '/home/m/x',
    'C:\\Windows\\Temp\\x.exe',
    'C:\\ProgramData\\x.exe',
    'D:\\Apps\\AppData\\x.exe',
  ];
  for (const executable of writable)
    it(`are none for ${executable}`, () => {
      const found = proposed([['benign', started({ name: 'x', executable, command_line: 'x' })]]);
      assert.deepEqual([texts(found), reasons(found)], [[], ['writable-folder']]);
    });
  it('are none for an interpreter of a script where users may write', () => {
    const event = started({ name: 'bash', executable: '/bin/bash', args: ['bash', '/tmp/x.sh'] });
    assert.deepEqual(reasons(proposed([['benign', event]])), ['writable-folder']);
  });
  it('are made of other fields where the event does not tell what was run', () => {
    const event = started({ name: 'ssh', executable: '/usr/bin/ssh' }, { file: { path: '/etc/x' } });
    const { proposals } = proposed([
      ['benign', event],
      [undefined, started({ name: 'ssh', executable: '/usr/bin/ssh' }, { file: { path: '/etc/y' } })],
    ]);
    assert.deepEqual(
      proposals.map(({ kind }) => kind),
      ['generic'],
    );
    assert.match(proposals[0]?.eql ?? '', /file\.path == "\/etc\/x"/);
  });
  it('are none for a shell at a terminal', () => {
    const event = started({ name: 'bash', executable: '/bin/bash', args: ['bash'], interactive: true });
    assert.deepEqual(reasons(proposed([['benign', event]])), ['terminal']);
  });
});

describe('proposals for containers', () => {
  const process = { name: 'df', executable: '/bin/df', args: ['df'], entry_leader: { args: ['start'] } };
  const inImage = (name: string): JsonObject =>
    started(process, { container: { image: { name } }, orchestrator: { namespace: 'ns' } });

  it('bind the namespace, the image with its registry, and what was run', () => {
    assert.deepEqual(texts(proposed([['benign', inImage('registry.example/tools/df')]])), [
      'orchestrator.namespace == "ns" and container.image.name == "registry.example/tools/df" and ' +
        'process.executable == "/bin/df" and process.args == "df" and process.entry_leader.args == "start"',
    ]);
  });
  for (const image of ['df', 'tools/df'])
    it(`are none for the image ${image}`, () =>
      assert.deepEqual(reasons(proposed([['benign', inImage(image)]])), ['unqualified-image']));
});

describe('proposals for other events', () => {
  it('bind what the hits share and others lack', () => {
    const found = proposed([
      ['benign', { kind: 'a', zone: 'x', who: 'p' }],
      ['benign', { kind: 'a', zone: 'y', who: 'p' }],
      ['malicious', { kind: 'b', zone: 'x', who: 'p' }],
      [undefined, { kind: 'a', zone: 'x', who: 'q' }],
    ]);
    const [proposal, ...others] = found.proposals;
    assert.ok(proposal && others.length === 0);
    assert.deepEqual(proposal.eql.split(' and ').sort(), ['kind == "a"', 'who == "p"']);
    assert.deepEqual([proposal.proof.removes, proposal.proof.removed.length], [2, 2]);
  });
  it('bind no field that says what another one of its family says', () => {
    const [eql = ''] = texts(proposed([['benign', { host: { name: 'h', hostname: 'h' }, kind: 'a' }]]));
    assert.deepEqual(eql.split(' and ').sort(), ['host.name == "h"', 'kind == "a"']);
  });

  it('are none where the hits share nothing', () => {
    const found = proposed([
      ['benign', { kind: 'a', zone: 'x' }],
      ['benign', { kind: 'b', zone: 'y' }],
      ['malicious', { kind: 'a', zone: 'y' }],
    ]);
    assert.deepEqual([texts(found), reasons(found)], [[], ['nothing-in-common']]);
  });
});

describe('proposals for a sequence', () => {
  it('are for the item whose event is meant', () => {
    const given: readonly Given[] = [
      ['benign', { '@timestamp': 1, kind: 'a', zone: 'x', who: 'p' }],
      ['benign', { '@timestamp': 2, kind: 'b', zone: 'x', who: 'q' }],
    ];
    const source = sourceOf(given, 'sequence by zone [any where kind == "a"] [any where kind == "b"]');
    const { proposals } = propose(source, [{ hit: 0, event: 1 }]);
    assert.deepEqual(
      proposals.map(({ filter, proof }) => [filter, proof.removes]),
      [[1, 1]],
    );
  });
});

describe('the ladder of a proposal', () => {
  const given: readonly Given[] = [
    ['benign', request('u:a', 'db-0', 'command=df')],
    ['authorised', request('u:a', 'db-1', 'command=df')],
  ];
  const source = sourceOf(given);
  const { proposals } = propose(source);

  it('is gone down where an authorised hit would be lost', () => {
    const [proposal] = proposals;
    assert.ok(proposal);
    assert.deepEqual([proposal.proof.removes, proposal.proof.isDangerous], [1, false]);
  });
  it('is moved by hand, with the proof of what it is then', () => {
    const [proposal] = proposals;
    assert.ok(proposal);
    let moved = proposal;
    for (const { path, rungs } of proposal.fields) {
      const place = rungs.findIndex(({ kind }) => kind === 'prefix');
      if (place >= 0) moved = moveAndProve(source, moved, path, place) ?? moved;
    }
    assert.match(moved.eql, /name like "db-\*"/);
    assert.deepEqual([moved.proof.removes, moved.proof.authorised, moved.proof.isDangerous], [1, 1, true]);
  });
  it('has no rungs but its own, and never all fields off', () => {
    const [proposal] = proposals;
    assert.ok(proposal);
    assert.equal(moveRung(proposal, 'user.name', 5), undefined);
    assert.equal(moveRung(proposal, 'no.field', 0), undefined);
  });
});

describe('a proposal as an exception says it', () => {
  it('has the addresses as they are in place of a regular expression', () => {
    const pods = ['db-0', 'db-1'];
    const { proposals } = proposed(pods.map((pod) => ['benign', request('u:a', pod, 'command=df')]));
    const [proposal] = proposals;
    assert.ok(proposal);
    const said = asExceptionSays(proposal);
    const addresses = pods.map((pod) => `"/api/v1/namespaces/ns/pods/${pod}/exec?command=df"`);
    assert.ok(said?.eql.endsWith(`kubernetes.audit.requestURI in (${addresses.join(', ')})`), said?.eql);
  });
  it('is the same where an item can say all of it', () => {
    const { proposals } = proposed([['benign', started({ executable: '/usr/bin/df', command_line: 'df' })]]);
    const [proposal] = proposals;
    assert.ok(proposal);
    assert.equal(asExceptionSays(proposal), proposal);
  });
});

describe('owners of pods', () => {
  const cases: readonly [names: readonly string[], owners: readonly string[]][] = [
    [['web-2hncm7c7bh-kl6kl', 'web-9h7kdqllss-m27s2'], ['web-']],
    [['cilium-828vq'], ['cilium-']],
    [['db-0', 'db-11'], ['db-']],
    [['web-frontend-proxy'], ['web-frontend-proxy']],
    [
      ['a-0', 'b-0'],
      ['a-', 'b-'],
    ],
    [[1, 2, 3, 4, 5].map((each) => `runner-x${each}-0`), ['runner-']],
  ];
  for (const [names, owners] of cases)
    it(`of ${names.join(', ')}`, () =>
      assert.deepEqual(
        ownersOf(names).map(({ prefix }) => prefix),
        owners,
      ));
});

describe('a regular expression of texts that differ in numbers', () => {
  it('keeps what does not differ, and takes every character as it is', () => {
    assert.equal(numbersRegex(['a.b?1 c7', 'a.b?22 c7']), 'a[.]b[?][0-9]+ c7');
    const text = 'x.?+*|{}()"#@&<>~[]\\-^$';
    const query = `any where kind regex ${JSON.stringify(numbersRegex([text]))}`;
    const hits = (kind: string): number => sourceOf([[undefined, { kind }]], query).judgement.hits.length;
    assert.deepEqual([hits(text), hits(`${text}x`), hits('x')], [1, 0, 0]);
  });
});
