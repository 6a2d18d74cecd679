// Files that Kibana wrote, as the editor shows them: each exported rule a text of its own, exceptions with what is wrong with them.
import assert from 'node:assert/strict';
import { ExportedRuleRequest, ExportedRulesRequest } from '../../server/src/protocol';
import type { ExportedRule, ExportedRuleAnswer } from '../../server/src/protocol';
import { Editor } from './editor';
import { SH, shellWorkspace } from './shells';
import type { Workspace } from './workspace';

const line = (value: object): string => `${JSON.stringify(value)}\n`;
const EXPORT = [
  line({ rule_id: 'one', name: 'Shells / "all"', type: 'eql', language: 'eql', query: SH }),
  line({ rule_id: 'two', type: 'query', language: 'kuery', query: 'a : b' }),
  line({ list_id: 'l', type: 'detection', namespace_type: 'single', name: 'L' }),
  line({ exported_count: 3 }),
].join('');

const EXCEPTIONS = `[metadata]
creation_date = "2025/01/02"
updated_date = "2025/01/03"
list_name = "L"
rule_ids = []
rule_names = []
[[exceptions]]
[exceptions.container]
name = "L"
description = "d"
type = "detection"
[[exceptions.items]]
name = "I"
description = "d"
list_id = "l"
type = "simple"
expire_time = 2020-01-01T00:00:00Z
entries = [{ field = "process.name", operator = "is", type = "match", value = "x" }]
`;

describe('an export of rules in the editor', () => {
  let workspace: Workspace;
  let editor: Editor;

  before(async () => {
    workspace = shellWorkspace({ 'exports/rules.ndjson': EXPORT, 'rules/exceptions.toml': EXCEPTIONS });
    editor = await Editor.start({ folders: [workspace.root] });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  const rulesOf = (name: string): Promise<readonly ExportedRule[]> =>
    editor.request(ExportedRulesRequest, { uri: workspace.uri(name) });
  const textOf = async (index: number): Promise<string> => {
    const asked = { uri: workspace.uri('exports/rules.ndjson'), index };
    return (await editor.request<ExportedRuleAnswer>(ExportedRuleRequest, asked)).text;
  };
  /** As the extension names it. */
  const shownAs = (index: number): string => {
    const query = encodeURIComponent(`${index}&${workspace.uri('exports/rules.ndjson')}`);
    return `${workspace.uri('exports/rules.ndjson').replace(/^file:/, 'rulewright-rule:')}/Shells.toml?${query}`;
  };

  it('gives its rules by name', async () => {
    assert.deepEqual(await rulesOf('exports/rules.ndjson'), [
      { index: 0, name: 'Shells / "all"', ruleId: 'one', language: 'eql' },
      { index: 1, name: 'two', ruleId: 'two', language: 'kuery' },
    ]);
  });

  it('is no sample', async () => {
    assert.deepEqual(await rulesOf('samples/events/shells.ndjson'), []);
  });

  it('gives a rule as TOML that says where it is from', async () => {
    const text = await textOf(0);
    assert.match(text, /^# From rules\.ndjson, line 1\./);
    assert.ok(text.includes(`query = '''\n${SH}\n'''`));
  });

  it('has its rules checked and run as any other', async () => {
    const uri = shownAs(0);
    await editor.open(uri, await textOf(0), 'toml');
    assert.deepEqual(
      (await editor.diagnostics(uri)).filter(({ code }) => code === 'syntax' || code === 'toml-syntax'),
      [],
    );
    assert.ok((await editor.lenses(uri)).some(({ command }) => /Run on shells/.test(command?.title ?? '')));
    assert.equal((await editor.run({ uri, rule: 0 })).totals.hits, 3);
  });

  it('says of a rule that is gone, and of a file that is gone, that they are', async () => {
    const gone = { uri: workspace.uri('exports/rules.ndjson'), index: 9 };
    assert.match((await editor.refusal(ExportedRuleRequest, gone)).message, /not in the export any more/);
    const file = { uri: workspace.uri('exports/none.ndjson') };
    assert.match((await editor.refusal(ExportedRulesRequest, file)).message, /no longer there/);
    const elsewhere = { uri: 'vscode-vfs://github/a.ndjson' };
    assert.match((await editor.refusal(ExportedRulesRequest, elsewhere)).message, /files of this machine only/);
  });

  it('is read again when it changed', async () => {
    workspace.write('exports/other.ndjson', EXPORT);
    assert.equal((await rulesOf('exports/other.ndjson')).length, 2);
    workspace.write('exports/other.ndjson', EXPORT + line({ rule_id: 'three', type: 'eql', query: 'any where true' }));
    assert.equal((await rulesOf('exports/other.ndjson')).length, 3);
  });

  it('has exceptions in TOML checked', async () => {
    const uri = workspace.uri('rules/exceptions.toml');
    await editor.open(uri, EXCEPTIONS);
    const codes = (await editor.diagnostics(uri)).map(({ code }) => code);
    assert.ok(codes.includes('exception-shape'), codes.join());
    assert.ok(codes.includes('exception-expired'), codes.join());
    for (const method of ['textDocument/codeLens', 'textDocument/documentSymbol', 'textDocument/foldingRange'])
      await editor.request(method, { textDocument: { uri } });
    await editor.request('textDocument/hover', { textDocument: { uri }, position: { line: 3, character: 3 } });
  });
});
