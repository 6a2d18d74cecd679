// Exclusions that let more through than they say: added arguments, what clients fill in, wildcards in addresses, shells.
import assert from 'node:assert/strict';
import type { Issue } from '../../../server/src/base/issue';
import { compileCondition } from '../../../server/src/engine/condition';
import { contextOf, filterOf, storeOf } from '../../engine/oneEvent';
import { expectLint, fixed, lintOf, mapping } from './expectIssues';

const fields = mapping({
  process: { properties: { args: { type: 'keyword' }, name: { type: 'keyword' }, pid: { type: 'long' } } },
  kubernetes: {
    properties: {
      audit: {
        properties: {
          level: { type: 'keyword' },
          requestURI: { type: 'keyword' },
          sourceIPs: { type: 'keyword' },
          verb: { type: 'keyword' },
          objectRef: { properties: { namespace: { type: 'keyword' } } },
        },
      },
    },
  },
  'source.ip': 'ip',
  'url.full': 'keyword',
  'user.name': 'keyword',
  'user_agent.original': 'keyword',
});

const codesOf = (query: string): readonly string[] => lintOf(query, fields).map(({ code }) => code);

describe('an exclusion by arguments alone', () => {
  it('is evaded by one more argument', () => {
    expectLint(
      fields,
      `
process where process.pid > 1 and not process.args == "--help" and not (process.args : ("-v", "-h") or process.name == "a")
                                      ------------------------ added-argument: with \`"--help"\` added
                                                                        --------------------------- added-argument: any one value of a list is enough
`,
    );
    assert.deepEqual(codesOf('process where process.pid > 1 and process.args != "--help"'), ['added-argument']);
  });
  it('is none where something else is asked for, or where nothing is excluded', () => {
    for (const condition of [
      'process.pid > 1 and not (process.args == "--help" and process.name == "base64")',
      'process.args == "-c" and not process.name == "base64"',
    ])
      assert.deepEqual(codesOf(`process where ${condition}`), [], condition);
  });
});

describe('an exclusion by what the client says', () => {
  it('is open to anybody', () => {
    expectLint(
      fields,
      `
any where kubernetes.audit.verb == "get" and not (source.ip == "10.0.0.1" or user_agent.original : "kube*")
                                                  ~~~~~~~~~~~~~~~~~~~~~~~ client-field: \`source.ip\` is what the client says
                                                                             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ client-field
`,
    );
  });
  it('is none beside something that the client does not choose, nor of addresses outside the audit log', () => {
    for (const condition of [
      'kubernetes.audit.verb == "get" and not (source.ip == "10.0.0.1" and user.name == "a")',
      'process.pid > 1 and source.ip != "127.0.0.1"',
      'kubernetes.audit.verb == "get" and source.ip != null',
      'user_agent.original : "curl*"',
    ])
      assert.deepEqual(codesOf(`any where ${condition}`), [], condition);
  });
});

const POD = '/api/v1/namespaces/db/pods';

describe('a wildcard in an address', () => {
  const crossing = (query: string): Issue | undefined =>
    lintOf(query, fields).find(({ code }) => code === 'crossing-wildcard');

  it('is shown with addresses that the exclusion leaves out too', () => {
    for (const pattern of [
      `${POD}/*/exec?command=df&stdout=true`,
      `${POD}/db-0/exec?command=df&container=*&stdout=true`,
      `${POD}/db-?/exec?command=df&command=*`,
    ]) {
      const query = `any where kubernetes.audit.verb == "get" and not kubernetes.audit.requestURI like "${pattern}"`;
      const found = crossing(query);
      assert.equal(found?.severity, 'warning', pattern);
      assert.equal(query.slice(found.from, found.to), `"${pattern}"`);
      const [{ message = '' } = {}] = found.related ?? [];
      const address = message.replace('Matches ', '');
      assert.match(address, /command=id/);
      assert.ok(!matches(query, address), address);
      assert.ok(matches(query, `${POD}/db-0/exec?command=id`));
    }
  });
  it('is told once a list, with all patterns of it', () => {
    const list = `("${POD}/*/exec?command=df", "${POD}/db-0/exec?command=df", "${POD}/*/exec?command=id")`;
    const found = crossing(`any where kubernetes.audit.verb == "get" and not kubernetes.audit.requestURI like ${list}`);
    assert.equal(found?.related?.length, 2);
  });
  it('is none without a query part, outside of exclusions, or in a pattern that matches nothing', () => {
    for (const condition of [
      `kubernetes.audit.verb == "get" and not kubernetes.audit.requestURI like "${POD}/*"`,
      `kubernetes.audit.requestURI like "${POD}/*/exec?command=df"`,
      'kubernetes.audit.verb == "get" and not kubernetes.audit.requestURI like "api/*?watch=true"',
      'process.pid > 1 and not url.full : "*example.com*"',
    ])
      assert.equal(crossing(`any where ${condition}`), undefined, condition);
  });

  function matches(query: string, address: string): boolean {
    const { condition } = filterOf(query);
    const event = { kubernetes: { audit: { verb: 'get', requestURI: address } } };
    return compileCondition(condition, contextOf(storeOf(event)))(0);
  }
});

describe('a question mark in an address', () => {
  it('is one character, told once a list', () => {
    expectLint(
      fields,
      `
any where kubernetes.audit.requestURI like ("/api/v1/pods?watch=true", "/api/v1/nodes?watch=true")
                                                         . url-question-mark
`,
    );
    for (const condition of [
      'url.full == "/a?b=c"',
      'url.full : "/a?"',
      'url.full : "/a??.html"',
      'process.name : "a?b=c"',
    ])
      assert.deepEqual(codesOf(`any where ${condition}`), [], condition);
  });
});

describe('an exclusion that hides a shell', () => {
  const excluding = (parameters: string, more = ''): readonly string[] =>
    codesOf(
      `any where kubernetes.audit.verb == "get" and not (kubernetes.audit.objectRef.namespace == "db" and ${more}kubernetes.audit.requestURI == "${POD}/a/exec?${parameters}")`,
    );

  for (const parameters of [
    'command=bash&stdin=true&tty=true',
    'command=%2Fbin%2Fsh&command=-i&stdin=true&tty=true',
    'command=sh&command=-c&command=clear%3B+%28bash+%7C%7C+ash+%7C%7C+sh%29&container=c&stdin=true&tty=true',
    'command=sh&command=-c&command=if+true%3B+then%0A%09exec+%2Fbin%2Fbash%0Afi&stdin=true',
  ])
    it(`is found: ${parameters}`, () => assert.deepEqual(excluding(parameters), ['hidden-shell']));

  for (const parameters of [
    'command=df&command=-h&stdin=true&tty=true',
    'command=bash&stdout=true',
    'command=sh&command=-c&command=ls+%2Ftmp%2Fx.sh&stdin=true',
    'command=bash&command=backup.sh&stdin=true&tty=true',
    'command=crash&stdin=true&tty=true',
  ])
    it(`is none: ${parameters}`, () => assert.deepEqual(excluding(parameters), []));

  it('that reads its commands is none where its account is bound; one at a terminal still is', () => {
    const bound = 'user.name == "runner" and ';
    assert.deepEqual(excluding('command=sh&stdin=true', bound), []);
    assert.deepEqual(excluding('command=sh&stdin=true&tty=true', bound), ['hidden-shell']);
  });
});

describe('a field of several types', () => {
  it('is told once, where another operator would be needed', () => {
    const drifting = {
      ...fields,
      find: (path: string) => {
        const field = fields.find(path);
        if (field === undefined) return undefined;
        return path === 'user.name'
          ? { ...field, otherTypes: ['text'] }
          : path === 'url.full'
            ? { ...field, otherTypes: ['wildcard'] }
            : field;
      },
    };
    expectLint(
      drifting,
      `
any where user.name == "a" or (user.name == "b" and url.full : "c")
          --------- drifting-type: keyword in some versions
`,
    );
  });
});

describe('one level of the audit log', () => {
  it('misses what a policy logs at a higher one', () => {
    expectLint(
      fields,
      `
any where kubernetes.audit.verb == "get" and kubernetes.audit.level == "Request"
                                             ----------------------------------- audit-level: Take both
`,
    );
    assert.equal(
      fixed(fields, 'any where kubernetes.audit.level == "Request"', lintOf),
      'any where kubernetes.audit.level in ("Request", "RequestResponse")',
    );
    assert.deepEqual(codesOf('any where kubernetes.audit.level in ("Request", "RequestResponse")'), []);
  });
});
