// Events that pass an arm: each kind is found where it works, nothing where identity and command are bound, and the engine agrees.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { compileCondition, compileFilter, createContext } from '../../server/src/engine/condition';
import { createEventStore } from '../../server/src/engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { JsonObject } from '../../server/src/engine/store';
import { parseQuery } from '../../server/src/eql/parse';
import { filtersOf } from '../../server/src/eql/walk';
import { inferFields } from '../../server/src/library/inferFields';
import { findRules } from '../../server/src/rule/read';
import { armsOfQuery, printArm, withoutExclusions } from '../../server/src/tuning/arms';
import type { Arm } from '../../server/src/tuning/arms';
import { valueAt } from '../../server/src/tuning/evade/draft';
import { findEvasion } from '../../server/src/tuning/evade/findEvasion';
import type { Evasion } from '../../server/src/tuning/evade/findEvasion';

declare const __ROOT__: string;

const fields = inferFields(createEventStore());

function evade(arm: Arm, examples: readonly JsonObject[] = []): Evasion | undefined {
  return findEvasion({ arm, fields, options: DEFAULT_RUN_OPTIONS, examples });
}

function armsOf(text: string): readonly Arm[] {
  const { value, issues } = parseQuery(text);
  assert.deepEqual(issues, []);
  return armsOfQuery(value);
}

/** The query takes it without its exclusions, the arm takes it out, and the query as it stands does not take it. */
function assertProven(arm: Arm, { event }: Evasion): void {
  const store = createEventStore();
  store.addObject(event, { sample: 0, line: 1 });
  const context = createContext(store, fields, DEFAULT_RUN_OPTIONS);
  assert.ok(compileFilter(withoutExclusions(arm.filter), context)(0), 'not taken without exclusions');
  assert.ok(compileCondition(arm.condition, context)(0), 'not taken out by the arm');
  assert.ok(!compileFilter(arm.filter, context)(0), 'still a hit');
}

/** For comparison with an expression. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const EXEC = 'any where kubernetes.audit.objectRef.subresource == "exec" and ';
const POD = '/api/v1/namespaces/n/pods';

describe('an event that passes an arm', () => {
  const found: readonly [query: string, kind: string, path: string, value: RegExp][] = [
    [
      `${EXEC} not (kubernetes.audit.objectRef.namespace == "n" and kubernetes.audit.objectRef.name like "c-*")`,
      'shell',
      'kubernetes.audit.requestURI',
      /pods\/c-\w+\/exec\?command=sh&container=\w+&stdin=true&stdout=true&tty=true$/,
    ],
    [`${EXEC} not user.name == "backup"`, 'shell', 'kubernetes.audit.requestURI', /command=sh&.*tty=true/],
    [
      `${EXEC} not kubernetes.audit.requestURI like "${POD}/*/exec?command=df&command=-h&container=c&stdout=true"`,
      'smuggled-parameters',
      'kubernetes.audit.requestURI',
      /exec\?command=sh&command=-c&command=id&x=\/exec\?command=df&command=-h&container=c&stdout=true$/,
    ],
    [
      `${EXEC} not (user.name == "backup" and kubernetes.audit.requestURI like "${POD}/p-*/exec?command=df&container=c")`,
      'smuggled-parameters',
      'kubernetes.audit.requestURI',
      /pods\/p-\w+\/exec\?command=sh&command=-c&command=id&x=\/exec\?command=df/,
    ],
    [
      `${EXEC} not kubernetes.audit.requestURI == "${POD}/p/exec?command=bash&stdin=true&stdout=true&tty=true"`,
      'shell',
      'user.name',
      /./,
    ],
    [
      `${EXEC} not kubernetes.audit.requestURI like "${POD}/p/exec?command=sh&command=-c&command=*+%2Fresults&stdout=true"`,
      'other-command',
      'kubernetes.audit.requestURI',
      /command=id%3B\+%2Fresults/,
    ],
    [
      `${EXEC} not kubernetes.audit.requestURI like "${POD}/p/exec?command=cat&command=%2Flog&container=*&stdout=true"`,
      'other-command',
      'kubernetes.audit.requestURI',
      /container=\w+&command=%2Fvar%2Frun%2Fsecrets%2Fkubernetes\.io%2Fserviceaccount%2Ftoken/,
    ],
    [
      `${EXEC} not kubernetes.audit.requestURI like "${POD}/p/exec?command=sh&container=*&stdout=true"`,
      'other-command',
      'kubernetes.audit.requestURI',
      /command=sh&container=\w+&command=-c&command=id/,
    ],
    ['file where not process.name : "dpkg"', 'same-name', 'process.executable', /^\/tmp\/dpkg$/],
    ['file where not process.name : "Update.exe"', 'same-name', 'process.executable', /^C:\\ProgramData\\Update\.exe$/],
    [
      'process where process.name == "curl" and process.parent.name != "cron"',
      'same-name',
      'process.parent.executable',
      /^\/tmp\/cron$/,
    ],
    [
      'file where not process.executable like "/home/*/bin/tool"',
      'writable-path',
      'process.executable',
      /^\/home\/\w+\/bin\/tool$/,
    ],
    ['file where not process.executable like "*/zoom"', 'writable-path', 'process.executable', /^\/tmp\/zoom$/],
    [
      'file where not process.executable : "?:\\\\Users\\\\*\\\\AppData\\\\a.exe"',
      'writable-path',
      'process.name',
      /^a\.exe$/,
    ],
    [
      'process where process.name == "bash" and not process.args == "--help"',
      'added-argument',
      'process.command_line',
      /^bash -c id --help$/,
    ],
    [
      'process where process.name == "bash" and not process.command_line : "*backup*"',
      'added-text',
      'process.command_line',
      /^bash -c id backup$/,
    ],
    [
      'process where host.os.type == "windows" and not (process.name : "cmd.exe" and process.command_line : "*\\\\app\\\\*.cmd*")',
      'added-text',
      'process.command_line',
      /^cmd\.exe \/c whoami \\app\\x\.cmd$/,
    ],
    [
      'process where not (process.name : "cmd.exe" and process.command_line : "C:\\\\Windows\\\\cmd.exe /d /c \\"wmic.exe*")',
      'added-text',
      'process.command_line',
      /^C:\\Windows\\cmd\.exe \/d \/c "wmic\.exe & whoami$/,
    ],
    [
      'process where not (process.name : "cmd.exe" and process.args : "?:\\\\Windows\\\\a.exe")',
      'added-argument',
      'process.args',
      /C:\\\\Windows\\\\a\.exe/,
    ],
    [
      'process where not (process.name : "chrome.exe" and process.command_line : "*playwright*")',
      'same-name',
      'process.command_line',
      /^C:\\ProgramData\\chrome\.exe playwright$/,
    ],
    [
      'process where container.id != null and not container.image.name like "*/nginx"',
      'other-image',
      'container.image.name',
      /^registry\.elsewhere\.example\/nginx$/,
    ],
  ];
  for (const [query, kind, field, value] of found)
    it(`${kind}: ${query}`, () => {
      const [arm] = armsOf(query);
      const evasion = arm && evade(arm);
      assert.ok(arm !== undefined && evasion !== undefined);
      assert.equal(evasion.kind, kind);
      assert.match(textOf(valueAt(evasion.event, field)), value);
      assert.ok(evasion.changed.length > 0 && evasion.why.endsWith('.'));
      assertProven(arm, evasion);
    });

  const silent: readonly string[] = [
    'process where not (process.name : "cmd.exe" and process.command_line : "cmd.exe /c chcp")',
    'process where not (process.parent.name : "cmd.exe" and process.command_line : "attrib +h *.cui")',
    'process where (process.name : "net.exe" or (process.name : "net1.exe" and not process.parent.name : "net.exe"))',
    'process where not process.command_line : "bash /opt/flutter/bin/flutter*"',
    `${EXEC} not (user.name == "x" and kubernetes.audit.requestURI == "${POD}/p/exec?command=df&container=c")`,
    `${EXEC} not kubernetes.audit.requestURI == "${POD}/p/exec?command=df&command=-h&container=c"`,
    `${EXEC} not (user.name == "x" and kubernetes.audit.requestURI == "${POD}/p/exec?command=sh&stdin=true&tty=true")`,
    `${EXEC} not kubernetes.audit.objectRef.subresource == "attach"`,
    `${EXEC} not kubernetes.audit.requestURI like "api/v1/namespaces/n/pods/*/exec?command=df"`,
    'file where not process.executable == "/usr/bin/dpkg"',
    'file where not process.executable : "C:\\\\Program Files\\\\*\\\\a.exe"',
    'file where not (process.name == "dpkg" and user.id == "0")',
    'file where not (process.name == "a.exe" and process.code_signature.trusted == true)',
    'process where process.name == "bash" and not process.name == "bash" and not process.parent.executable == "/usr/sbin/cron"',
    'process where process.name == "bash" and not (process.parent.executable == "/usr/sbin/cron" and process.args == "-l")',
    'process where process.name == "ls" and not process.args == "--help"',
    'process where container.id != null and not container.image.name == "registry.example/nginx"',
    'file where not process.hash.sha256 == "00"',
  ];
  for (const query of silent)
    it(`none: ${query}`, () => {
      assert.deepEqual(
        armsOf(query).flatMap((arm) => evade(arm)?.changed ?? []),
        [],
      );
    });

  it('starts from an event that the arm takes out, and keeps what it does not have to change', () => {
    const uri = `${POD}/es-0/exec?command=df&container=c`;
    const [arm] = armsOf(`${EXEC} not kubernetes.audit.requestURI like "${POD}/*/exec?command=df&container=c"`);
    const example: JsonObject = {
      '@timestamp': '2024-05-05T00:00:00Z',
      agent: { name: 'node' },
      kubernetes: {
        audit: {
          auditID: 'a',
          verb: 'get',
          requestURI: uri,
          objectRef: { subresource: 'exec', namespace: 'n', name: 'es-0' },
        },
      },
    };
    const event = arm && evade(arm, [example])?.event;
    assert.ok(event !== undefined);
    assert.deepEqual(
      ['agent.name', 'kubernetes.audit.verb', 'kubernetes.audit.objectRef.name'].map((each) => valueAt(event, each)),
      ['node', 'get', 'es-0'],
    );
    assert.match(textOf(valueAt(event, 'kubernetes.audit.requestURI')), /pods\/es-0\/exec\?command=sh/);
    assert.notEqual(valueAt(event, 'kubernetes.audit.auditID'), 'a');
    assert.notEqual(valueAt(event, '@timestamp'), '2024-05-05T00:00:00Z');
  });

  it('finds a way around each arm of the rule of the samples that can match a request', () => {
    const text = readFileSync(path.join(__ROOT__, 'samples', 'rules', 'kubernetes_user_exec_into_pod.toml'), 'utf8');
    const query = findRules(text, 'toml').rules[0]?.query?.text ?? '';
    for (const arm of armsOf(query)) {
      const evasion = evade(arm);
      // The pattern without its slash matches no request.
      assert.equal(evasion === undefined, printArm(arm).includes('"api/v1'), printArm(arm));
      if (evasion === undefined) continue;
      assertProven(arm, evasion);
      const uri = textOf(valueAt(evasion.event, 'kubernetes.audit.requestURI'));
      const [, namespace, pod] = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)\/exec\?/.exec(uri) ?? [];
      assert.equal(valueAt(evasion.event, 'kubernetes.audit.objectRef.namespace'), namespace);
      assert.equal(valueAt(evasion.event, 'kubernetes.audit.objectRef.name'), pod);
    }
  });

  it('is confirmed by the engine, whatever the arm', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '/', '*', '?', 'tmp', '.exe', '\\\\', '&command=', 'sh', 'exec?command='),
    });
    const field = fc.constantFrom(
      'process.name',
      'process.executable',
      'process.args',
      'process.command_line',
      'process.parent.name',
      'kubernetes.audit.requestURI',
      'kubernetes.audit.objectRef.name',
      'user.name',
    );
    const clause = fc
      .tuple(field, fc.constantFrom('==', ':', 'like'), text)
      .map(([name, operator, value]) => `${name} ${operator} "${value}"`);
    fc.assert(
      fc.property(
        fc.constantFrom('any where true', `${EXEC} true`, 'any where process.name == "bash"'),
        fc.array(clause, { minLength: 1, maxLength: 3 }),
        (positive, clauses) => {
          const { value, issues } = parseQuery(`${positive} and not (${clauses.join(' and ')})`);
          if (issues.length > 0) return;
          assert.equal(filtersOf(value).length, 1);
          for (const arm of armsOfQuery(value)) {
            const evasion = evade(arm);
            if (evasion !== undefined) assertProven(arm, evasion);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
