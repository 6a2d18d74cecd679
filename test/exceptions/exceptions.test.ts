// Exception lists: read from TOML and from exports, their shape, and what is wrong with them.
import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/base/edit';
import { checkExceptions, findUnknownRules } from '../../server/src/exceptions/check';
import type { ExceptionWorld } from '../../server/src/exceptions/check';
import type { ExceptionFile } from '../../server/src/exceptions/list';
import { readExceptions } from '../../server/src/exceptions/read';
import { mappingResolver } from '../../server/src/schema/mapping';

const METADATA = `[metadata]
creation_date = "2025/01/02"
updated_date = "2025/01/03"
list_name = "Backups"
rule_ids = ["5b1c"]
rule_names = ["Shell in a pod"]
`;
const CONTAINER = `[[exceptions]]
[exceptions.container]
name = "Backups"
description = "Agents that are known"
list_id = "backups"
type = "detection"
namespace_type = "single"
`;
const entry = (...lines: readonly string[]): string =>
  ['[[exceptions.items.entries]]', ...lines.map((line) => `${line}\n`)].join('\n');
const MATCH = entry('field = "user.name"', 'operator = "included"', 'type = "match"', 'value = "velero"');
const item = (entries: string, ...more: readonly string[]): string => `[[exceptions.items]]
name = "Velero"
description = "Its hooks"
list_id = "backups"
type = "simple"
${more.map((line) => `${line}\n`).join('')}${entries}`;

const GOOD = METADATA + CONTAINER + item(MATCH, 'expire_time = 2030-01-01T00:00:00Z');

function read(text: string): { readonly value: ExceptionFile; readonly shape: readonly string[] } {
  const found = readExceptions(text, 'toml');
  assert.ok(found);
  const shape = found.issues.map(({ code, from, to, message }) => `${code} at ${text.slice(from, to)}: ${message}`);
  return { value: found.value, shape };
}

function foundIn(text: string, world: ExceptionWorld): readonly string[] {
  return checkExceptions(read(text).value, world).map(
    ({ code, severity, from, to }) => `${severity} ${code} at ${text.slice(from, to)}`,
  );
}

describe('exceptions in TOML', () => {
  it('are read', () => {
    const { value, shape } = read(GOOD);
    assert.deepEqual(shape, []);
    const [list] = value.lists;
    assert.deepEqual([list?.listId, list?.type, list?.items.length], ['backups', 'detection', 1]);
    const [first] = list?.items ?? [];
    const [only] = first?.entries ?? [];
    assert.ok(only?.kind === 'match');
    assert.deepEqual(
      [only.field.value, only.excluded, only.values.map(({ value: each }) => each)],
      ['user.name', false, ['velero']],
    );
    assert.equal(first?.expireTime?.value, '2030-01-01T00:00:00Z');
    assert.deepEqual(
      value.rules.map(({ id, name }) => [id?.value, name?.value]),
      [['5b1c', 'Shell in a pod']],
    );
  });

  for (const text of ['', '[rule]\nname = "exceptions"', '[[exceptions]]\nreason = "mine"', 'exceptions = 1'])
    it(`are not there: ${JSON.stringify(text)}`, () => assert.equal(readExceptions(text, 'toml'), undefined));

  for (const [what, text, expected] of [
    ['no metadata', CONTAINER + item(MATCH), /at \[\[exceptions\]\]|lacks `\[metadata\]`/],
    ['a missing key', METADATA + CONTAINER.replace(/name = "B.*\n/, '') + item(MATCH), /The list lacks `name`/],
    ['an unknown key', METADATA + CONTAINER + item(MATCH, 'expires = 2030-01-01'), /at expires: The item has no key/],
    ['a misspelt key', METADATA + CONTAINER + item(MATCH, 'expire_tim = 2030-01-01'), /Did you mean `expire_time`/],
    ['a wrong choice', GOOD.replace('"included"', '"is"'), /at is: `operator` is one of `included` or `excluded`/],
    ['a wrong kind of list', GOOD.replace('"detection"', '"detections"'), /at detections: `type` is one of/],
    ['a wrong type', GOOD.replace('"velero"', '["velero"]'), /at \["velero"\]: `value` is a text/],
    ['a text for a list', GOOD.replace('"match"', '"match_any"'), /at velero: `value` is a list of texts/],
    ['an unknown entry', GOOD.replace('"match"', '"matches"'), /at matches: `matches` is no type of an entry/],
    ['no entry', METADATA + CONTAINER + item('entries = []'), /at \[\]: The item has no entry/],
    ['no date', GOOD.replace('2030-01-01T00:00:00Z', '"soon"'), /at soon: `expire_time` is a date/],
    [
      'a nested entry in a nested entry',
      METADATA +
        CONTAINER +
        item(
          'entries = [{ field = "a", type = "nested", entries = [{ field = "b", type = "nested", entries = [] }] }]',
        ),
      /at nested: A `nested` entry holds no entry of type `nested`/,
    ],
  ] as const) {
    it(`are pointed out for ${what}`, () => {
      const { shape } = read(text);
      assert.ok(
        shape.some((each) => expected.test(each)),
        shape.join('\n'),
      );
    });
  }

  it('may be for one rule', () => {
    const one = METADATA.replace('rule_ids = ["5b1c"]', 'rule_id = "5b1c"').replace(
      /rule_names = .*/,
      'rule_name = "N"',
    );
    const { value, shape } = read(one + CONTAINER + item(MATCH));
    assert.deepEqual(shape, []);
    assert.deepEqual(
      value.rules.map(({ id, name }) => [id?.value, name?.value]),
      [['5b1c', 'N']],
    );
  });

  it('take what Kibana writes by itself', () => {
    const written = ['created_at = "2025-01-01"', 'tie_breaker_id = "x"', '_version = "W"', 'os_types = ["linux"]'];
    assert.deepEqual(read(METADATA + CONTAINER + item(MATCH, ...written)).shape, []);
  });
});

describe('exceptions that are well-formed', () => {
  it('may have expired', () => {
    const text = GOOD.replace('2030', '2024');
    assert.deepEqual(foundIn(text, { today: '2025-05-01' }), ['warning exception-expired at 2024-01-01T00:00:00Z']);
    assert.deepEqual(foundIn(GOOD, { today: '2025-05-01' }), []);
    assert.deepEqual(foundIn(text, {}), []);
  });

  it('may look for a field that is not there', () => {
    const fields = mappingResolver({ properties: { 'user.name': { type: 'keyword' } } }).value;
    assert.deepEqual(foundIn(GOOD, { fields }), []);
    assert.deepEqual(foundIn(GOOD.replace('user.name', 'user.nam'), { fields }), [
      'warning exception-unknown-field at user.nam',
    ]);
    const misspelt = GOOD.replace('user.name', 'user.nam');
    const [found] = checkExceptions(read(misspelt).value, { fields });
    assert.equal(applyEdits(misspelt, found?.fixes?.[0]?.edits ?? []), GOOD);
  });

  it('may be for a rule that nobody has', () => {
    const unknown = (...names: readonly string[]): readonly string[] =>
      findUnknownRules(read(GOOD).value.rules, (name) => names.includes(name)).map(({ from, to }) =>
        GOOD.slice(from, to),
      );
    assert.deepEqual(unknown(), ['5b1c']);
    assert.deepEqual(unknown('5b1c'), []);
    assert.deepEqual(unknown('Shell in a pod'), []);
  });

  for (const [type, value, expected] of [
    ['match', '/tmp/*.sh', ['warning exception-wildcard at /tmp/*.sh']],
    ['match', 'C:\\Program Files\\*', ['warning exception-wildcard at C:\\Program Files\\*']],
    ['match', '*', []],
    ['match', 'ls /tmp/*.sh', []],
    ['match', '/api?x=1', []],
    ['wildcard', '/tmp/*.sh', []],
    ['wildcard', '/tmp/a.sh', ['info exception-wildcard at /tmp/a.sh']],
    ['wildcard', 'C:\\Temp\\a*', ['warning exception-wildcard at C:\\Temp\\a*']],
    ['wildcard', 'C:\\\\Temp\\\\*', []],
  ] as const) {
    it(`may misuse wildcards: ${type} ${value}`, () => {
      const fields = ['field = "user.name"', 'operator = "included"', `type = "${type}"`, `value = '${value}'`];
      assert.deepEqual(foundIn(METADATA + CONTAINER + item(entry(...fields)), {}), expected);
    });
  }
});

describe('exported exceptions', () => {
  const list = { list_id: 'l', name: 'L', description: 'd', type: 'detection', namespace_type: 'single' };
  const row = (id: string, value: string) => ({
    list_id: id,
    item_id: 'i',
    name: 'N',
    description: 'd',
    type: 'simple',
    expire_time: null,
    comments: [{ comment: 'why' }],
    entries: [{ field: 'a', operator: 'included', type: 'match', value }],
  });
  const lines = (...values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

  it('are gathered by their list', () => {
    const text = lines(list, row('l', 'x'), row('other', 'y'), { exported_exception_list_count: 1 });
    const found = readExceptions(text, 'ndjson');
    assert.deepEqual(
      found?.value.lists.map(({ name, items }) => [name, items.map(({ comments }) => comments)]),
      [
        ['L', [['why']]],
        [undefined, [['why']]],
      ],
    );
    assert.deepEqual(found.issues, []);
  });

  it('are not there in a sample or among rules', () => {
    assert.equal(readExceptions(lines({ '@timestamp': 'x', type: 'y' }), 'ndjson'), undefined);
  });
});
