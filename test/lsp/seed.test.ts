// The main job over real messages, on the workspace that everybody has: open a rule, see what it hits, find the fault, mend it, run again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EventRequest, RowsRequest } from '../../server/src/protocol';
import type { EventAnswer, RowsAnswer } from '../../server/src/protocol';
import { Editor, rangeOf, uriOf } from './editor';

declare const __ROOT__: string;

const samples = path.join(__ROOT__, 'samples');
const at = (name: string): string => path.join(samples, ...name.split('/'));

/** The pattern that lacks its leading slash. */
const FAULTY = '"api/v1/namespaces/kube-system/pods/*/exec?command=cilium&command=endpoint';

describe('the rules to try', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start({ folders: [samples] })));
  after(() => editor.stop());

  async function open(name: string): Promise<{ uri: string; text: string }> {
    const uri = uriOf(at(name));
    const text = readFileSync(at(name), 'utf8');
    await editor.open(uri, text);
    return { uri, text };
  }

  for (const [name, sample] of [
    ['rules/kubernetes_user_exec_into_pod.toml', 'kubernetes-audit.ndjson'],
    ['rules/interactive_exec_into_container.yaml', 'cloud-defend-process.ndjson'],
    ['rules/service_account_token_read.eql', 'cloud-defend-process.ndjson'],
  ] as const)
    it(`${name} has no errors, and finds good and bad on its sample`, async () => {
      const { uri } = await open(name);
      const found = await editor.diagnostics(uri);
      assert.deepEqual(
        found.filter(({ severity }) => severity === 1),
        [],
      );
      assert.equal((await editor.lensTitles(uri))[0], `▷ Run on ${sample}`);
      const { phase, totals } = await editor.run({ uri, rule: 0 });
      assert.equal(phase, 'done');
      assert.ok(totals.truePositives > 0 && totals.falsePositives > 0, JSON.stringify(totals));
      assert.match((await editor.lensTitles(uri))[1] ?? '', /^\d+ hits · \d+ false positives/);
    });

  it('lose their false positives when the fault is mended, before the file is saved', async () => {
    const { uri, text } = await open('rules/kubernetes_user_exec_into_pod.toml');
    const before = await editor.run({ uri, rule: 0 });
    const { start } = rangeOf(text, FAULTY);
    const behindQuote = { line: start.line, character: start.character + 1 };
    await editor.change(uri, { range: { start: behindQuote, end: behindQuote }, text: '/' });
    const after = await editor.run({ uri, rule: 0 });
    assert.equal(before.totals.falsePositives - after.totals.falsePositives, 31);
    assert.equal(after.totals.truePositives, before.totals.truePositives);
    assert.equal(after.totals.misses, before.totals.misses);
  });

  it('show why a false positive was hit', async () => {
    const { uri } = await open('rules/kubernetes_user_exec_into_pod.toml');
    const { runId } = await editor.run({ uri, rule: 0 });
    const rows = await editor.request<RowsAnswer>(RowsRequest, {
      runId,
      from: 0,
      count: 1,
      outcomes: ['false-positive'],
      text: 'endpoint&command=list',
    });
    assert.equal(rows.total, 31);
    const event = await editor.request<EventAnswer>(EventRequest, { runId, event: rows.rows[0]?.events[0]?.event });
    assert.equal(event.explanation?.value, true);
    const uriLooked = event.looked.find((each) => each.path === 'kubernetes.audit.requestURI');
    assert.match(uriLooked?.values[0] ?? '', /^\/api\/v1\/namespaces\/kube-system/);
  });
});

describe('quick fixes', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start()));
  after(() => editor.stop());

  const cases: readonly (readonly [name: string, extension: string, before: string, title: RegExp, after: string])[] = [
    [
      'in a TOML string with escapes',
      'toml',
      '[rule]\ntype = "eql"\nquery = "any where process.name == \\"\\u00e9\\" and user.name = \\"a\\""\n',
      /==/,
      '[rule]\ntype = "eql"\nquery = "any where process.name == \\"\\u00e9\\" and user.name == \\"a\\""\n',
    ],
    [
      'in a YAML block',
      'yaml',
      'type: eql\nquery: |\n  any where user.name == "a" and\n    user.id = "b"\n',
      /==/,
      'type: eql\nquery: |\n  any where user.name == "a" and\n    user.id == "b"\n',
    ],
    [
      'for a field that is nearly right',
      'toml',
      `[rule]\ntype = "eql"\nindex = ["logs-endpoint.events.process-*"]\nquery = '''process where process.nmae == "a"'''\n`,
      /process\.name/,
      `[rule]\ntype = "eql"\nindex = ["logs-endpoint.events.process-*"]\nquery = '''process where process.name == "a"'''\n`,
    ],
  ];

  for (const [name, extension, before, title, after] of cases)
    it(`are made when one is picked, ${name}`, async () => {
      const uri = `file:///fixes/${name.replaceAll(' ', '-')}.${extension}`;
      await editor.open(uri, before);
      const diagnostics = await editor.diagnostics(uri);
      const [diagnostic] = diagnostics;
      const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: diagnostic?.range,
        context: { diagnostics, only: ['quickfix'] },
      });
      const action = actions.find((each) => title.test(each.title));
      assert.ok(action, JSON.stringify(actions));
      assert.equal(action.edit, undefined);
      assert.deepEqual(action.diagnostics?.[0]?.range, diagnostic?.range);
      const resolved = await editor.request<CodeAction>('codeAction/resolve', action);
      const [change] = resolved.edit?.documentChanges ?? [];
      assert.ok(change !== undefined && 'edits' in change);
      assert.equal(change.textDocument.version, 1);
      const edits = change.edits.filter((edit): edit is TextEdit => 'newText' in edit);
      assert.equal(edits.length, change.edits.length);
      assert.equal(TextDocument.applyEdits(TextDocument.create(uri, '', 1, before), edits), after);
    });

  it('that come too late change nothing', async () => {
    const uri = 'file:///fixes/late.eql';
    await editor.open(uri, 'any where user.name = "a"');
    const [diagnostic] = await editor.diagnostics(uri);
    const [action] = await editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic?.range,
      context: { diagnostics: [], only: ['quickfix'] },
    });
    await editor.change(uri, { text: 'any where true' });
    assert.equal((await editor.request<CodeAction>('codeAction/resolve', action)).edit, undefined);
  });
});
