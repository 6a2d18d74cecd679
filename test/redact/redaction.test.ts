// Events without their people and machines: which values change, which stay, and that rules go on matching.
import assert from 'node:assert/strict';
import { planFor, redacted } from './world';

interface Audit {
  readonly user: { readonly name: string };
  readonly kubernetes: {
    readonly audit: {
      readonly requestURI: string;
      readonly objectRef: { readonly namespace: string; readonly name: string };
    };
  };
}

const exec = (user: string, pod: string, command = 'command=id'): Audit => ({
  user: { name: user },
  kubernetes: {
    audit: {
      requestURI: `/api/v1/namespaces/shop/pods/${pod}/exec?${command}&container=front&stdin=true`,
      objectRef: { namespace: 'shop', name: pod },
    },
  },
});

describe('redaction', () => {
  it('names a user in the same way wherever he stands', () => {
    const [event] = redacted([
      { user: { name: 'li.wenyan' }, process: { args: ['--as=li.wenyan', '/home/li.wenyan/x'] } },
    ]);
    const token = event?.user.name;
    assert.notEqual(token, 'li.wenyan');
    assert.deepEqual(event?.process.args, [`--as=${token}`, `/home/${token}/x`]);
  });

  it('keeps the path of an address, its namespace and its parameters', () => {
    const [event] = redacted([
      exec('ada@hill.example', 'cart-7d9f8c6b5-x2x4z', 'command=su&command=ada%40hill.example'),
    ]);
    const { name, namespace } = event?.kubernetes.audit.objectRef ?? { name: '', namespace: '' };
    assert.equal(namespace, 'shop');
    const user = event?.user.name.replace('@', '%40') ?? '';
    assert.match(
      event?.kubernetes.audit.requestURI ?? '',
      new RegExp(
        `^/api/v1/namespaces/shop/pods/${name}/exec\\?command=su&command=${user}&container=[a-z]{5}&stdin=true$`,
      ),
    );
  });

  it('takes a name for itself only as a whole word', () => {
    const [event] = redacted([{ user: { name: 'anna' }, message: 'anna, savannah and anna-1' }]);
    const token = event?.user.name ?? '';
    assert.equal(event?.message, `${token}, savannah and ${token}-1`);
  });

  it('does not touch what an event is', () => {
    const event = {
      '@timestamp': '2026-01-01T00:00:00Z',
      event: { action: 'exec', category: ['process'] },
      user: { name: 'process' },
      process: { pid: 1234567, interactive: true },
    };
    const [now] = redacted([event]);
    assert.deepEqual({ ...now, user: event.user }, event);
    assert.notEqual(now?.user.name, 'process');
  });

  it('reaches into JSON that stands in a text', () => {
    const inner = { user: { username: 'carlotta' } };
    const [event] = redacted([{ message: JSON.stringify(inner) }]);
    const read = JSON.parse(event?.message ?? '') as typeof inner;
    assert.match(read.user.username, /^[a-z]{8}$/);
    assert.notEqual(read.user.username, 'carlotta');
  });

  it('writes what it does not change as it was written', () => {
    const line = String.raw`{"uri":"\/a?b=1\u0026user=carlotta", "n":1.0, "user": {"name":"carlotta"}}`;
    const plan = planFor([{ user: { name: 'carlotta' } }]);
    const now = plan.rewrite(line);
    assert.match(now, /^\{"uri":"\/a\?b=1\\u0026user=[a-z]{8}", "n":1\.0, "user": \{"name":"[a-z]{8}"\}\}$/);
  });

  const secrets = [
    'Bearer abcdefghijklmnop1234',
    '--password=hunter2hunter2',
    'https://ada:swordfish9@db.hill.example/x',
  ];
  for (const text of secrets)
    it(`replaces the secret of ${text}`, () => {
      const [event] = redacted([{ process: { command_line: text } }]);
      assert.notEqual(event?.process.command_line, text);
      assert.equal(event?.process.command_line.length, text.length);
    });

  it('leaves a field that is to stay', () => {
    const event = { user: { name: 'carlotta' }, note: 'carlotta' };
    assert.deepEqual(redacted([event], [], ['user.name', 'note']), [event]);
  });
});

describe('what rules compare with', () => {
  const values: readonly (readonly [string, string, string, RegExp])[] = [
    ['a whole value', 'any where user.name == "carlotta"', 'carlotta', /^carlotta$/],
    ['a value of a list', 'any where user.name in ("x", "carlotta")', 'carlotta', /^carlotta$/],
    [
      'a beginning',
      'any where user.name like "svc-build-*"',
      'svc-build-x2x4z',
      /^svc-build-[a-z][0-9][a-z][0-9][a-z]$/,
    ],
    ['an end', 'any where user.name like~ "*-ADMIN"', 'carlotta-admin', /^(?!carlotta)[a-z]{8}-admin$/],
    ['a part', 'any where stringContains(user.name, "lott")', 'carlotta', /^...lott.$/],
    ['a regular expression', 'any where user.name regex "svc-[a-z]+"', 'svc-carlotta', /^svc-(?!carlotta)[a-z]{8}$/],
  ];
  for (const [what, rule, name, shape] of values)
    it(`stays: ${what}`, () => assert.match(redacted([{ user: { name } }], [rule])[0]?.user.name ?? '', shape));

  it('does not stay in fields that no rule asks for', () => {
    const [event] = redacted([{ user: { name: 'carlotta' } }], ['any where host.name == "carlotta"']);
    assert.notEqual(event?.user.name, 'carlotta');
  });

  it('keeps an address in the block of a rule', () => {
    const [event] = redacted([{ source: { ip: '10.1.2.3' } }], ['any where cidrMatch(source.ip, "10.1.2.0/24")']);
    assert.match(event?.source.ip ?? '', /^10\.1\.2\.[0-9]+$/);
  });

  it('is told', () => {
    const rule = 'any where user.name == "carlotta"';
    assert.deepEqual(planFor([{ user: { name: 'carlotta' } }], [rule]).kept, [
      { text: 'carlotta', field: 'user.name', rule },
    ]);
  });
});

describe('the search for what was left', () => {
  it('takes what stays of one name for no other', () => {
    const events = [
      { host: { name: 'db-1.east.example' }, container: { name: 'example' } },
      { url: { domain: 'www.example.com', full: 'https://www.example.com/' }, user: { name: 'com' } },
      { url: { domain: 'example.com' }, container: { id: 'containerd://0a1b2c3d4e5f', name: 'containerd' } },
      { user: { name: 'system:serviceaccount:shop:cart' }, pod: { name: 'shop' } },
    ];
    const plan = planFor(events);
    for (const event of events) assert.equal(plan.leftover(plan.rewrite(JSON.stringify(event))), undefined);
  });

  it('finds an identity in any field', () => {
    const plan = planFor([{ user: { name: 'carlotta' } }]);
    assert.equal(plan.leftover('{"note":"by Carlotta"}')?.path, 'note');
    assert.equal(plan.leftover(plan.rewrite('{"note":"by Carlotta","user":{"name":"carlotta"}}')), undefined);
  });
});
