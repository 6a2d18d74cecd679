// The exclusions of a document as a tree: by the text alone, after a run, after an edit, and the event that passes an arm.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { ArmEvasionRequest, ExclusionsRequest } from '../../server/src/protocol';
import type { ArmEvasionAnswer, ExclusionRow, ExclusionsAnswer } from '../../server/src/protocol';
import { Editor, rangeOf, uriOf } from './editor';
import { Workspace } from './workspace';

declare const __ROOT__: string;

const file = path.join(__ROOT__, 'samples', 'rules', 'kubernetes_user_exec_into_pod.toml');
const uri = uriOf(file);
const TEXT = readFileSync(file, 'utf8');
const FAULTY = '"api/v1/namespaces/kube-system';

const leavesOf = (rows: readonly ExclusionRow[]): readonly ExclusionRow[] =>
  rows.flatMap((row) => (row.parts.length === 0 ? [row] : leavesOf(row.parts)));
const leaves = ({ rules }: ExclusionsAnswer): readonly ExclusionRow[] =>
  rules.flatMap(({ exclusions }) => leavesOf(exclusions));

describe('the exclusions of a document', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start({ folders: [path.join(__ROOT__, 'samples')] })));
  after(() => editor.stop());
  beforeEach(() => editor.open(uri, TEXT));
  afterEach(() => editor.close(uri));

  const tree = (): Promise<ExclusionsAnswer> => editor.request<ExclusionsAnswer>(ExclusionsRequest, { uri });
  const dead = ({ start }: ExclusionRow['range']): boolean => start.line === rangeOf(TEXT, FAULTY).start.line;

  it('are known before a run, each arm with its place', async () => {
    const found = await tree();
    const [rule] = found.rules;
    assert.deepEqual([rule?.name, rule?.run, rule?.exclusions.length], ['Kubernetes User Exec into Pod', 'none', 1]);
    const arms = rule?.exclusions[0]?.parts ?? [];
    assert.deepEqual(
      arms.map(({ parts }) => parts.length),
      [0, 0, 2, 3, 4],
    );
    assert.match(arms[4]?.title ?? '', /^namespace == "kube-system" and requestURI like \(4 values\)$/);
    assert.ok(leaves(found).every(({ effect }) => effect === undefined));
    assert.ok(leaves(found).some(({ range }) => dead(range)));
  });

  it('say after a run what each arm did, and what mends a dead one', async () => {
    await editor.run({ uri, rule: 0 });
    const found = await tree();
    assert.equal(found.rules[0]?.run, 'holds');
    const faulty = leaves(found).find(({ range }) => dead(range));
    assert.equal(faulty?.effect?.dead, true);
    assert.deepEqual(faulty.effect.nearest, { change: 'the pattern began with `/`', matches: 31 });
    assert.ok(faulty.mend);
    await editor.change(uri, { range: faulty.mend.range, text: faulty.mend.newText });
    const later = await tree();
    assert.ok(later.version > found.version);
    assert.equal(later.rules[0]?.run, 'changed');
    assert.ok(leaves(later).every(({ effect, mend }) => effect === undefined && mend === undefined));
    await editor.run({ uri, rule: 0 });
    const mended = leaves(await tree()).find(({ range }) => dead(range));
    assert.deepEqual([mended?.effect?.dead, mended?.effect?.removed], [false, 31]);
  });

  it('have counts of each rule that was run, where they were asked for in time', async () => {
    const other = uriOf(path.join(path.dirname(file), 'service_account_token_read.eql'));
    await editor.run({ uri, rule: 0 });
    await editor.run({ uri: other, rule: 0 });
    assert.equal((await tree()).rules[0]?.run, 'late');
    await editor.run({ uri, rule: 0 });
    await tree();
    await editor.run({ uri: other, rule: 0 });
    const kept = await tree();
    assert.equal(kept.rules[0]?.run, 'holds');
    assert.ok(leaves(kept).every(({ effect }) => effect !== undefined));
  });

  it('of a document that is not open, or holds no rule, are none', async () => {
    const other = await editor.request<ExclusionsAnswer>(ExclusionsRequest, { uri: uriOf(`${file}.toml`) });
    assert.deepEqual(other, { version: 0, rules: [] });
    assert.match((await editor.refusal(ExclusionsRequest, {})).message, /needs `uri` to be a text/);
  });
});

const QUERY = (arms: string): string =>
  `[rule]\nname = "a"\nlanguage = "eql"\ntype = "eql"\nquery = '''\nprocess where process.name == "curl" and not (${arms})\n'''\n`;

describe('an arm that an event passes', () => {
  const workspace = new Workspace();
  const rule = workspace.uri('rules/a.toml');
  const text = QUERY('process.parent.name in ("cron", "backup") or process.parent.executable == "/usr/bin/a"');
  let editor: Editor;
  before(async () => {
    workspace.write('samples/events/a.ndjson', '{"process":{"name":"curl"},"event":{"category":["process"]}}\n');
    editor = await Editor.start({ folders: [workspace.root] });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  it('is told with the event, and with what adds it to the sample', async () => {
    const asked = editor.asked.all.length;
    await editor.open(rule, text);
    await editor.diagnostics(rule);
    await editor.asked.first((name) => name === 'workspace/diagnostic/refresh', asked);
    const found = await editor.request<ExclusionsAnswer>(ExclusionsRequest, { uri: rule });
    const passed = leaves(found).flatMap(({ title, passes }) => (passes === undefined ? [] : [{ title, ...passes }]));
    assert.deepEqual(
      passed.map(({ title }) => title),
      ['"cron"', '"backup"'],
    );
    assert.match(passed[1]?.why ?? '', /backup/);
    const params = { uri: rule, rule: 0, version: found.version, at: passed[1]?.at };
    const answer = await editor.request<ArmEvasionAnswer>(ArmEvasionRequest, params);
    const event = JSON.parse(answer.text) as { process: { parent: { name: string } } };
    assert.equal(event.process.parent.name, 'backup');
    const { documentChanges } = answer.edit as WorkspaceEdit;
    assert.ok(documentChanges?.some((change) => 'edits' in change && change.textDocument.uri.endsWith('/a.ndjson')));
    assert.equal(await editor.request(ArmEvasionRequest, { ...params, version: found.version + 1 }), null);
  });
});
