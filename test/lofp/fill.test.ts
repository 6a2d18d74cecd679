// Templates: filled they are an arm that leaves out what was meant and nothing else, and the way back from events gives the values again.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../server/src/engine/store';
import { evaluate } from '../../server/src/library/evaluate';
import type { ExclusionTemplate, ParameterValues } from '../../server/src/lofp/entries/entry';
import { fillFrom } from '../../server/src/lofp/entries/fillFrom';
import { examplesOf, fillTemplate } from '../../server/src/lofp/entries/fillTemplate';
import { commandText, wordsOfCommand } from '../../server/src/lofp/entries/commandWords';
import { changed, entryOf } from './entryTexts';

function templateOf(...changes: readonly (readonly [string, string])[]): ExclusionTemplate {
  const [template] = entryOf(changed(...changes)).exclusions;
  assert.ok(template !== undefined);
  return template;
}

function filled(template: ExclusionTemplate, values: ParameterValues = {}): string {
  const answer = fillTemplate(template, { ...examplesOf(template), ...values });
  return answer.kind === 'filled' ? answer.eql : answer.message;
}

function filledOf(template: ExclusionTemplate): { readonly eql: string } {
  const answer = fillTemplate(template, examplesOf(template));
  assert.ok(answer.kind === 'filled');
  return answer;
}

function escaped(text: string): string {
  return text.replace(/[+.]/g, '\\$&');
}

const event = (user: string, namespace: string, pod: string, query: string): JsonObject => ({
  'user.name': user,
  'kubernetes.audit.objectRef.subresource': 'exec',
  'kubernetes.audit.objectRef.namespace': namespace,
  'kubernetes.audit.objectRef.name': pod,
  'kubernetes.audit.requestURI': `/api/v1/namespaces/${namespace}/pods/${pod}/exec?${query}`,
});

const DF = 'command=df&command=-h&container=db&stderr=true&stdout=true';
const JOB = 'system:serviceaccount:monitoring:disk-check';

describe('a filled template', () => {
  it('binds values as they are, and an owner by the letters that a name may have', () => {
    assert.equal(
      filled(templateOf()),
      `user.name == "${JOB}" and kubernetes.audit.objectRef.namespace == "shop" and kubernetes.audit.requestURI regex ` +
        '"/api/v1/namespaces/shop/pods/db-[a-z0-9.-]+/exec[?]command=df[&]command=-h[&]container=db[&]stderr=true[&]stdout=true"',
    );
  });

  it('is compared as a whole where nothing in it is open', () =>
    assert.match(
      filled(templateOf(), { pod: ['db'] }),
      /requestURI == "\/api\/v1\/namespaces\/shop\/pods\/db\/exec\?command=df&/,
    ));

  it('takes several values of a parameter as a list', () =>
    assert.match(filled(templateOf(), { account: ['ann', 'bob'] }), /^user\.name in \("ann", "bob"\)/));

  it('writes a command as the API server takes it', () => {
    const template = templateOf(
      ['command=df&command=-h&container', '{run}&container'],
      ['    parameters:\n', '    parameters:\n      run: { type: command, example: cat /var/log/a.log }\n'],
    );
    assert.match(filled(template, { pod: ['db'] }), /exec\?command=cat&command=%2Fvar%2Flog%2Fa\.log&container=db/);
  });

  it('writes a word that holds spaces and signs of an address as one word', () => {
    const template = templateOf(
      ['command=df&command=-h&container', '{run}&container'],
      [
        '    parameters:\n',
        `    parameters:\n      run: { type: command, example: 'sh -c "ls -1t /a b & echo 1+1"' }\n`,
      ],
    );
    const script = 'ls+-1t+%2Fa+b+%26+echo+1%2B1';
    assert.match(
      filled(template, { pod: ['db'] }),
      new RegExp(`command=sh&command=-c&command=${escaped(script)}&container`),
    );
    // A pattern takes both ways to write a space.
    const { eql } = filledOf(template);
    for (const each of [script, script.replaceAll('+', '%20')])
      assert.deepEqual(
        evaluate(
          eql,
          event(JOB, 'shop', 'db-0', `command=sh&command=-c&command=${each}&container=db&stderr=true&stdout=true`),
        ),
        { value: true },
      );
  });

  it('lets a wildcard that is allowed stay within its part of an address', () => {
    const template = templateOf(
      ['command=-h', 'command=-{depth}'],
      ['    parameters:\n', "    parameters:\n      depth: { type: number, wildcard: allowed, example: '*' }\n"],
    );
    assert.match(filled(template), /command=-\[0-9\]\+\[&\]container/);
  });

  it('leaves an optional condition out, as long as enough is bound', () => {
    const optional = (fewest: string): ExclusionTemplate =>
      templateOf(
        ["pattern: '{account}' }", "pattern: '{account}', optional: true }"],
        ['    parameters:\n', `    fewest: ${fewest}\n    parameters:\n`],
      );
    assert.doesNotMatch(filled(optional('2'), { account: [] }), /user\.name/);
    assert.match(filled(optional('3'), { account: [] }), /would bind 2 of at least 3 fields/);
  });

  const withCommand = templateOf(
    ['command=df&command=-h&container', '{run}&container'],
    ['    parameters:\n', '    parameters:\n      run: { type: command, example: df -h }\n'],
  );
  const refused: readonly (readonly [what: string, values: ParameterValues, sentence: RegExp])[] = [
    ['no value', { namespace: [] }, /`namespace` has no value/],
    ['an empty value', { namespace: [''] }, /`namespace` has no value/],
    ['a forbidden wildcard', { namespace: ['*'] }, /`\*` holds a wildcard, which `namespace` forbids/],
    ['one wildcard among many values', { account: ['ann', '*'] }, /which `account` forbids/],
    ['a value of another type', { account: ['system:serviceaccount:x'] }, /is no service account/],
    [
      'more values than anybody reads',
      { account: Array.from({ length: 30 }, (_, index) => `u${index}`) },
      /more than 20 values/,
    ],
    ['a command with an open quote', { run: ["cat '/a b"] }, /has a quote that does not close/],
    ['a shell', { run: ['bash -l'] }, /runs whatever is typed into it/],
    ['a shell behind another program', { run: ['nsenter -t 1 -m /bin/sh'] }, /runs whatever is typed into it/],
    ['a shell that opens a shell', { run: ["sh -c 'clear; (bash || ash || sh)'"] }, /opens a shell/],
    ['a shell that opens one behind its options', { run: ["bash -e -cu -- 'exec sh'"] }, /opens a shell/],
    ['a shell that is handed a shell', { run: ["sh -c '$0' bash"] }, /opens a shell/],
    ['a shell with nothing to run', { run: ["sh -c ''"] }, /runs whatever is typed into it/],
    ['a value without end', { account: ['a'.repeat(2000)] }, /longer than 1000 characters/],
  ];
  for (const [what, values, sentence] of refused)
    it(`is refused for ${what}`, () => assert.match(filled(withCommand, values), sentence));

  for (const run of [
    'sh -c "ls -l /logs"',
    "bash -ceu -- 'psql --file=-'",
    "env A=1 sh -e -c 'df -h'",
    'cat /etc/bashrc',
  ])
    it(`is made for ${run}`, () => assert.match(filled(withCommand, { run: [run] }), /^user\.name ==/));

  it('is EQL whatever the values, and leaves out the event that has them and no other', () => {
    const template = templateOf();
    const name = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?$/);
    const user = fc
      .string({ minLength: 1, maxLength: 20 })
      .filter((text) => !/[\s*?]/.test(text) && !text.startsWith('system:'));
    fc.assert(
      fc.property(name, user, name, name, (namespace, account, owner, suffix) => {
        const values = { namespace: [namespace], account: [account], pod: [`${owner}-`] };
        const answer = fillTemplate(template, values);
        assert.ok(answer.kind === 'filled', JSON.stringify(answer));
        const matches = (each: JsonObject): unknown => evaluate(answer.eql, each);
        assert.deepEqual(matches(event(account, namespace, `${owner}-${suffix}`, DF)), { value: true });
        assert.deepEqual(matches(event(`${account}x`, namespace, `${owner}-${suffix}`, DF)), { value: false });
        assert.deepEqual(matches(event(account, `${namespace}x`, `${owner}-${suffix}`, DF)), { value: false });
        assert.deepEqual(matches(event(account, namespace, `${owner}-${suffix}`, `command=id&x=/exec?${DF}`)), {
          value: false,
        });
      }),
    );
  });

  it('has an answer for any values at all', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('account', 'namespace', 'pod', 'other'), fc.array(fc.string(), { maxLength: 4 })),
        (values) => {
          const answer = fillTemplate(templateOf(), values);
          assert.ok(answer.kind === 'filled' || answer.message !== '');
        },
      ),
      { numRuns: 50 },
    ));
});

describe('a template filled from events', () => {
  it('has the values of the events, and pods by their owner', () => {
    const fill = fillFrom(templateOf(), [event(JOB, 'shop', 'db-0', DF), event(JOB, 'shop', 'db-1', DF)]);
    assert.deepEqual(fill, {
      values: { account: [JOB], namespace: ['shop'], pod: ['db-'] },
      missing: [],
      refusals: [],
      unmet: [],
    });
  });

  it('tells of events that it would not leave out', () => {
    const fill = fillFrom(templateOf(), [
      event(JOB, 'shop', 'db-0', DF),
      event(JOB, 'shop', 'db-1', 'command=id&stdout=true'),
    ]);
    assert.deepEqual(fill.unmet, [1]);
  });

  it('says what the events do not', () => {
    const { 'user.name': _user, ...nobody } = event(JOB, 'shop', 'db-0', DF);
    assert.deepEqual(fillFrom(templateOf(), [nobody]).missing, ['account']);
    assert.deepEqual(fillFrom(templateOf(), []).missing, ['account', 'namespace', 'pod']);
  });

  it('refuses a terminal, a shell and the read of a token', () => {
    const run = templateOf(
      ['command=df&command=-h&container', '{run}&container'],
      ['    parameters:\n', '    parameters:\n      run: { type: command, example: df -h }\n'],
    );
    const refusals = (query: string): string => fillFrom(run, [event('ann', 'shop', 'db-0', query)]).refusals.join(' ');
    assert.match(refusals('command=df&container=db&stdin=true&stdout=true&tty=true'), /A terminal gets no exclusion/);
    assert.match(refusals('command=sh&container=db&stderr=true&stdout=true'), /`sh` runs whatever is typed into it/);
    assert.match(
      refusals(
        'command=cat&command=%2Fvar%2Frun%2Fsecrets%2Fkubernetes.io%2Fserviceaccount%2Ftoken&container=db&stderr=true&stdout=true',
      ),
      /must alert everywhere/,
    );
    assert.equal(refusals('command=df&command=-h&container=db&stderr=true&stdout=true'), '');
  });

  it('gives back a command with its quotes, whichever way the client wrote spaces', () => {
    const run = templateOf(
      ['command=df&command=-h&container', '{run}&container'],
      ['    parameters:\n', '    parameters:\n      run: { type: command, example: df -h }\n'],
    );
    for (const space of ['+', '%20']) {
      const query = `command=sh&command=-c&command=ls${space}-l${space}%26%26${space}df&container=db&stderr=true&stdout=true`;
      const fill = fillFrom(run, [event(JOB, 'shop', 'db-0', query), event(JOB, 'shop', 'db-1', query)]);
      assert.deepEqual(fill.values['run'], ["sh -c 'ls -l && df'"]);
      assert.deepEqual([fill.missing, fill.refusals, fill.unmet], [[], [], []]);
    }
  });

  it('gives back the values with which events were made', () => {
    const name = fc.stringMatching(/^[a-z](?:[a-z0-9]{0,8})$/);
    fc.assert(
      fc.property(name, name, name, (namespace, account, owner) => {
        const template = templateOf();
        const made = [0, 1].map((ordinal) => event(account, namespace, `${owner}-${ordinal}`, DF));
        const fill = fillFrom(template, made);
        assert.deepEqual(fill.values, { account: [account], namespace: [namespace], pod: [`${owner}-`] });
        assert.deepEqual([fill.missing, fill.refusals, fill.unmet], [[], [], []]);
      }),
    );
  });
});

describe('the words of a command', () => {
  for (const [text, words] of [
    ['df -h', ['df', '-h']],
    ['  df   -h ', ['df', '-h']],
    ['sh -c "a b"', ['sh', '-c', 'a b']],
    ["echo 'it is' a'b'c", ['echo', 'it is', 'abc']],
    ['echo "a \\" b" \\"', ['echo', 'a " b', '"']],
    ["echo ''", ['echo', '']],
    ['', []],
    ['echo "a', undefined],
    ['echo \\', undefined],
  ] as const)
    it(`are those of ${JSON.stringify(text)}`, () => assert.deepEqual(wordsOfCommand(text), words));

  it('are the same again, whatever they are', () =>
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => assert.deepEqual(wordsOfCommand(commandText(words)), words)),
    ));
});
