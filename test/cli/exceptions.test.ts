// `rulewright run --exceptions`: which items are for a rule, what is left of its hits, and files that hold nothing of the kind.
import assert from 'node:assert/strict';
import path from 'node:path';
import type { ReportedExceptions, RunReport } from '../../server/src/cli/report/runJson';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { linesOf, root, runOnDisk, runOver } from './world';
import type { Said } from './world';

const events = [
  { id: 'a', user: 'ci', cmd: 'ls' },
  { id: 'b', user: 'ci', cmd: 'id' },
  { id: 'c', user: 'eve', cmd: 'id' },
  { id: 'd', user: 'mon', cmd: 'df' },
].map(({ id, user, cmd }, second) => ({
  '@timestamp': `2025-12-01T10:00:0${second}Z`,
  event: { id, category: 'process' },
  user: { name: user },
  cmd,
}));

const rule = (id: string, more = ''): string =>
  `[rule]\nname = "Rule ${id}"\nrule_id = "${id}"\ntype = "eql"\n${more}query = '''process where not user.name == "mon"'''\n`;

const list = (id: string, more: object = {}): object => ({
  list_id: id,
  name: `List ${id}`,
  namespace_type: 'single',
  type: 'detection',
  ...more,
});

const entry = (field: string, value: string) => ({ field, operator: 'included', type: 'match', value });

const item = (listId: string, name: string, entries: readonly object[], more: object = {}): object => ({
  list_id: listId,
  item_id: name.toLowerCase(),
  name,
  description: name,
  type: 'simple',
  namespace_type: 'single',
  entries,
  ...more,
});

const ndjson = (...lines: readonly object[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const toml = (metadata: string): string =>
  `[metadata]
${metadata}
list_name = "L"
creation_date = "2025/01/01"
updated_date = "2025/01/01"

[[exceptions]]
[exceptions.container]
description = "L"
list_id = "of-toml"
name = "L"
namespace_type = "single"
type = "detection"

[[exceptions.items]]
description = "CI"
list_id = "of-toml"
name = "CI"
namespace_type = "single"
type = "simple"
[[exceptions.items.entries]]
field = "user.name"
operator = "included"
type = "match"
value = "ci"
`;

const files: MemoryFiles = {
  '/p/r1.toml': rule('r1'),
  '/p/listed.toml': rule(
    'r2',
    'exceptions_list = [{ id = "1", list_id = "l1", namespace_type = "single", type = "detection" }]\n',
  ),
  '/e.ndjson': ndjson(...events),
  '/e.labels.yaml': 'events:\n  - { id: a, label: benign }\n  - { id: c, label: malicious, rules: [r1] }\n',
  '/lists.ndjson': ndjson(
    list('l1'),
    item('l1', 'CI', [entry('user.name', 'ci')]),
    item('l1', 'Id', [entry('cmd', 'id')]),
    item('l1', 'Mon', [entry('user.name', 'mon')]),
    item('l1', 'Old', [entry('cmd', 'ls')], { expire_time: '2025-12-31T00:00:00Z' }),
    item('l1', 'Never', [entry('cmd', 'rm')]),
  ),
  '/values.ndjson': ndjson(
    list('l1'),
    item('l1', 'Values', [
      { field: 'user.name', operator: 'included', type: 'list', list: { id: 'v', type: 'keyword' } },
    ]),
    item('l1', 'Broken', [entry('user.name', 'ci'), { operator: 'included', type: 'match', value: 'x' }]),
  ),
  '/two.ndjson': ndjson(
    list('l1'),
    item('l1', 'CI', [entry('user.name', 'ci')]),
    list('l2'),
    item('l2', 'Id', [entry('cmd', 'id')]),
    list('l3', { type: 'endpoint_trusted_apps' }),
    item('l3', 'App', [entry('cmd', 'ls')]),
  ),
  '/export.ndjson': ndjson(
    {
      rule_id: 'other',
      name: 'Other',
      type: 'eql',
      language: 'eql',
      query: 'any where true',
      exceptions_list: [{ id: '1', list_id: 'l1', namespace_type: 'single', type: 'detection' }],
    },
    list('l1'),
    item('l1', 'CI', [entry('user.name', 'ci')]),
  ),
  '/ids.toml': toml('rule_ids = ["r1"]\nrule_names = ["Renamed"]'),
  '/names.toml': toml('rule_names = ["Rule r1"]\nrule_ids = ["x"]'),
  '/others.toml': toml('rule_ids = ["x"]\nrule_names = ["X"]'),
  '/cut.ndjson': `${ndjson(list('l1'))}{"list_id":"l1","name":"CI","entr`,
  '/cut.toml': `${toml('rule_ids = ["r1"]')}\n[[exceptions.items]]\nname = "x\n`,
  '/nothing.toml': '[settings]\na = 1\n',
};

const run = (...words: readonly string[]): Promise<Said> =>
  runOver(files, ['run', ...words, '--sample', '/e.ndjson', '--format', 'json']);

async function report(...words: readonly string[]): Promise<RunReport> {
  const said = await run(...words);
  const [first] = linesOf<RunReport>(said);
  return first ?? assert.fail(said.err);
}

const withExceptions = (file: string, path = '/p/r1.toml'): Promise<RunReport> => report(path, '--exceptions', file);

const namesIn = ({ exceptions }: RunReport): readonly string[] => exceptions?.items.map(({ name }) => name) ?? [];
const codesIn = ({ issues }: RunReport): readonly string[] => issues.map(({ code }) => code);

describe('run with exceptions', () => {
  it('tells the hits that they leave, and what each item does', async () => {
    const said = await run('/p/r1.toml', '--exceptions', '/lists.ndjson');
    const [{ hits, totals, misses, exceptions } = assert.fail()] = linesOf<RunReport>(said);
    assert.deepEqual([hits.length, totals.hits, misses.map(({ id }) => id)], [0, 0, ['c']]);
    assert.equal(said.code, 1, 'the exceptions make a miss');
    const { before, after, removes, adds, items } = exceptions ?? assert.fail();
    assert.deepEqual(before, { hits: 3, truePositives: 1, falsePositives: 1, authorised: 0, unlabelled: 1, misses: 0 });
    assert.deepEqual(after, totals);
    assert.deepEqual(removes, { hits: 3, truePositives: 1, falsePositives: 1, authorised: 0, unlabelled: 1 });
    assert.equal(adds, 0);
    const none = { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0 };
    const expected: ReportedExceptions['items'] = [
      {
        list: 'l1',
        item: 'ci',
        name: 'CI',
        state: 'active',
        removes: { ...none, hits: 2, falsePositives: 1, unlabelled: 1 },
        loses: 0,
        alone: 1,
        adds: 0,
      },
      {
        list: 'l1',
        item: 'id',
        name: 'Id',
        state: 'active',
        removes: { ...none, hits: 2, truePositives: 1, unlabelled: 1 },
        loses: 1,
        alone: 1,
        adds: 0,
        firstLost: [{ sample: '/e.ndjson', line: 3, id: 'c' }],
      },
      {
        list: 'l1',
        item: 'mon',
        name: 'Mon',
        state: 'never-used',
        removes: none,
        loses: 0,
        alone: 0,
        adds: 0,
        doubles: [{ arm: 'user.name == "mon"', events: 1 }],
      },
      { list: 'l1', item: 'old', name: 'Old', state: 'expired', removes: none, loses: 0, alone: 0, adds: 0 },
      { list: 'l1', item: 'never', name: 'Never', state: 'never-used', removes: none, loses: 0, alone: 0, adds: 0 },
    ];
    assert.deepEqual(items, expected);
  });

  it('says nothing of them where none are given', async () => {
    const answer = await report('/p/r1.toml');
    assert.equal(answer.totals.hits, 3);
    assert.ok(!('exceptions' in answer));
  });

  it('reads a file once, however often it is named', async () => {
    const answer = await report('/p/r1.toml', '--exceptions', '/ids.toml', '--exceptions', '/ids.toml');
    assert.deepEqual([namesIn(answer), answer.totals.hits], [['CI'], 1]);
  });

  it('says that a run is incomplete where items are not evaluated', async () => {
    const answer = await withExceptions('/values.ndjson');
    assert.deepEqual(
      answer.exceptions?.items.map(({ state }) => state),
      ['value-list', 'unreadable'],
    );
    assert.equal(answer.totals.hits, 3);
    assert.deepEqual(codesIn(answer), ['unread-exception']);
  });

  it('prints a line for each item', async () => {
    const { out } = await runOver(files, [
      'run',
      '/p/r1.toml',
      '--sample',
      '/e.ndjson',
      '--exceptions',
      '/lists.ndjson',
    ]);
    for (const expected of [
      /exceptions: 3 hits before, 0 after$/m,
      /CI +l1 +2 +1 +0 +0 +1 +0$/m,
      /Id +l1 .*loses 1 true positive, the first on line 3/,
      /Mon .*never used; doubles the arm user\.name == "mon"/,
      /Old .*expired: not applied/,
    ])
      assert.match(out, expected);
  });
});

describe('exceptions are for a rule', () => {
  const cases: readonly (readonly [string, string, string, readonly string[], readonly string[]])[] = [
    ['that the file names by id', '/ids.toml', '/p/r1.toml', ['CI'], []],
    ['that the file names by its name', '/names.toml', '/p/r1.toml', ['CI'], []],
    ['but not for others that it names', '/others.toml', '/p/r1.toml', [], ['foreign-exception']],
    ['that names their list', '/two.ndjson', '/p/listed.toml', ['CI'], ['foreign-exception']],
    [
      'without lists, where they name no rule and are not the endpoint’s',
      '/two.ndjson',
      '/p/r1.toml',
      ['CI', 'Id'],
      ['foreign-exception'],
    ],
    ['but not where a rule beside them names their list', '/export.ndjson', '/p/r1.toml', [], ['foreign-exception']],
  ];
  for (const [what, file, path, names, codes] of cases)
    it(what, async () => {
      const answer = await withExceptions(file, path);
      assert.deepEqual([namesIn(answer), codesIn(answer)], [names, codes]);
    });

  it('or for a query by itself', async () => {
    const answer = await report('--query', 'process where true', '--exceptions', '/others.toml');
    assert.deepEqual([namesIn(answer), answer.totals.hits], [['CI'], 2]);
  });
});

describe('explain with exceptions', () => {
  it('says that an event is not there for the query', async () => {
    const words = ['explain', '/p/r1.toml', '--sample', '/e.ndjson', '--event', '1', '--exceptions', '/ids.toml'];
    const { out, code } = await runOver(files, words);
    assert.equal(code, 0);
    assert.match(out, /exceptions beside the query/);
  });
});

describe('a file that holds no exceptions', () => {
  for (const [path, sentence] of [
    ['/gone.ndjson', /^\/gone\.ndjson does not exist\.\n$/],
    ['/nothing.toml', /^\/nothing\.toml holds no exceptions: expected are .*\.\n$/],
    ['/e.ndjson', /^\/e\.ndjson holds no exceptions: .*\.\n$/],
    ['/cut.ndjson', /^\/cut\.ndjson cannot be read on line 2: .*\n$/],
    ['/cut.toml', /^\/cut\.toml cannot be read on line \d+: .*\n$/],
  ] as const)
    it(`is one clear sentence: ${path}`, async () => {
      const said = await run('/p/r1.toml', '--exceptions', path);
      assert.deepEqual([said.code, said.out], [2, '']);
      assert.match(said.err, sentence);
    });
});

describe('the exceptions beside the samples', () => {
  it('show what there is to see: a good one, one that loses an attack, one that is needless, one that has expired', async () => {
    const rulePath = path.join(root, 'samples/rules/kubernetes_user_exec_into_pod.toml');
    const exceptions = path.join(root, 'samples/exceptions/kubernetes_user_exec_into_pod.toml');
    const said = await runOnDisk(['run', rulePath, '--exceptions', exceptions, '--format', 'json']);
    const [answer] = linesOf<RunReport>(said);
    assert.deepEqual(
      answer?.exceptions?.items.map((each) => [
        each.state,
        each.removes.falsePositives > 0,
        each.loses > 0,
        each.doubles?.length,
      ]),
      [
        ['active', true, false, undefined],
        ['active', true, true, undefined],
        ['never-used', false, false, 1],
        ['expired', false, false, undefined],
      ],
    );
  });
});
