// What the rules of a workspace know of each other.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import { createWorkspaceIndex, entryOf } from '../../server/src/features/workspaceIndex';
import { SCHEMAS } from './hosts';

const ONE = `[[rule]]
name = "Shell in a pod"
rule_id = "aaaa-1"
type = "eql"
index = ["logs-a-*", "logs-b-*"]
tags = ["Linux"]
query = 'any where user.name == "x" and user.name != "y" and user.id == "1"'
[[rule.threat]]
[[rule.threat.technique]]
id = "T1059"
[[rule]]
name = "Second"
type = "eql"
tags = ["Linux", "Pods"]
query = 'any where user.name == "z"'
`;
const TWO = 'rule:\n  name: Third\n  type: eql\n  index: [logs-b-*]\n  query: any where process.name == "x"\n';

function indexOf() {
  const index = createWorkspaceIndex();
  index.set('one.toml', entryOf(analyze(ONE, 'toml', SCHEMAS)));
  index.set('two.yaml', entryOf(analyze(TWO, 'yaml', SCHEMAS)));
  return index;
}

describe('the index of a workspace', () => {
  it('finds the uses of a field in all files', () => {
    const uses = indexOf().usesOf('user.name');
    assert.deepEqual(
      uses.map(({ file, use }) => `${file} ${use.rule} ${ONE.slice(use.from, use.to)}`),
      ['one.toml 0 user.name', 'one.toml 0 user.name', 'one.toml 1 user.name'],
    );
  });

  it('counts a field once a rule, and tags and patterns by frequency', () => {
    const index = indexOf();
    assert.deepEqual(
      [...index.neighbours()],
      [
        ['user.name', 2],
        ['user.id', 1],
        ['process.name', 1],
      ],
    );
    assert.deepEqual(index.tags(), ['Linux', 'Pods']);
    assert.deepEqual(index.indexPatterns(), ['logs-b-*', 'logs-a-*']);
  });

  it('forgets a file', () => {
    const index = indexOf();
    index.delete('one.toml');
    assert.deepEqual([...index.neighbours().keys()], ['process.name']);
    assert.deepEqual(index.usesOf('user.name'), []);
  });

  const symbols: readonly [typed: string, names: readonly string[]][] = [
    ['shpod', ['Shell in a pod', 'T1059']],
    ['AAAA-1', ['Shell in a pod']],
    ['t1059', ['T1059']],
    ['third', ['Third']],
    ['zzz', []],
  ];
  for (const [typed, names] of symbols)
    it(`finds ${names.join(', ') || 'nothing'} for ${typed}`, () =>
      assert.deepEqual(
        indexOf()
          .symbols(typed, 10)
          .map(({ name }) => name),
        names,
      ));
});
