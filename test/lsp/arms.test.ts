// What the arms of a rule did in its last run, beside each of them in the editor, and the fix of those that did nothing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, InlayHint, TextDocumentEdit } from 'vscode-languageserver/node';
import { ArmsRequest } from '../../server/src/protocol';
import type { ArmsAnswer } from '../../server/src/protocol';
import { Editor, positionOf, rangeOf, uriOf } from './editor';

declare const __ROOT__: string;

const file = path.join(__ROOT__, 'samples', 'rules', 'kubernetes_user_exec_into_pod.toml');
const uri = uriOf(file);
const textDocument = { uri };
const TEXT = readFileSync(file, 'utf8');

/** The value that lacks its leading slash, to its end. */
const [FAULTY = ''] =
  /"api\/v1\/namespaces\/kube-system\/pods\/\*\/exec\?command=cilium&command=endpoint[^"]*"/.exec(TEXT) ?? [];
const MEND = 'Mend the arm: it would remove 31 events if the pattern began with `/`';

describe('arms after a run', () => {
  let editor: Editor;
  before(async () => (editor = await Editor.start({ folders: [path.join(__ROOT__, 'samples')] })));
  after(() => editor.stop());
  beforeEach(() => editor.open(uri, TEXT));
  afterEach(() => editor.close(uri));

  const hints = async (): Promise<readonly (InlayHint & { readonly label: string })[]> => {
    const range = { start: positionOf(TEXT, 0), end: positionOf(TEXT, TEXT.length) };
    const all = await editor.request<InlayHint[]>('textDocument/inlayHint', { textDocument, range });
    return all.flatMap((hint) => {
      const { label } = hint;
      return typeof label === 'string' && label.startsWith('removes') ? [{ ...hint, label }] : [];
    });
  };
  const hintBehind = async (text: string, value: string) => {
    const { end } = rangeOf(text, value);
    return (await hints()).find(({ position }) => position.line === end.line && position.character === end.character);
  };
  const mending = async (): Promise<CodeAction | undefined> => {
    const range = rangeOf(TEXT, FAULTY);
    const asked = { textDocument, range, context: { diagnostics: [], only: ['quickfix'] } };
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', asked);
    return actions.find(({ title }) => title.startsWith('Mend the arm'));
  };

  it('say what each of them removed, and mend a dead one', async () => {
    await editor.run({ uri, rule: 0 });
    const dead = await hintBehind(TEXT, FAULTY);
    assert.equal(dead?.label, 'removes 0');
    assert.match(JSON.stringify(dead.tooltip), /It would remove 31 events if the pattern began with `\/`\./);
    assert.ok((await hints()).some(({ label }) => /^removes [1-9]\d* · alone \d+$/.test(label)));

    const action = await mending();
    assert.equal(action?.title, MEND);
    const [change] = (action.edit?.documentChanges ?? []) as TextDocumentEdit[];
    for (const edit of change?.edits ?? [])
      if ('newText' in edit && 'range' in edit) await editor.change(uri, { range: edit.range, text: edit.newText });
    assert.deepEqual(await hints(), [], 'the counts are of another query');

    await editor.run({ uri, rule: 0 });
    const mended = FAULTY.replace('"', '"/');
    const hint = await hintBehind(TEXT.replace(FAULTY, mended), mended);
    assert.match(hint?.label ?? '', /^removes 31 · alone /);
    assert.equal(await mending(), undefined);
  });

  it('are told by a request, with their places while the query is the one that was run', async () => {
    const { runId } = await editor.run({ uri, rule: 0 });
    const { arms } = await editor.request<ArmsAnswer>(ArmsRequest, { runId });
    const dead = arms.find(({ range }) => range?.start.line === rangeOf(TEXT, FAULTY).start.line);
    assert.deepEqual(dead?.nearest, { change: 'the pattern began with `/`', matches: 31 });
    assert.ok(dead.dead);
    const { start } = rangeOf(TEXT, FAULTY);
    const inside = { line: start.line, character: start.character + 1 };
    await editor.change(uri, { range: { start: inside, end: inside }, text: '/' });
    const later = await editor.request<ArmsAnswer>(ArmsRequest, { runId });
    assert.deepEqual(
      later.arms.map(({ range }) => range),
      later.arms.map(() => undefined),
    );
    assert.match((await editor.refusal(ArmsRequest, { runId: runId + 1 })).message, /run the rule again/);
  });

  it('say nothing where the setting is off', async () => {
    await editor.run({ uri, rule: 0 });
    assert.notEqual((await hints()).length, 0);
    editor.settings = { inlayHints: { arms: false } };
    const heard = editor.asked.all.length;
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
    await editor.asked.first((method) => method === 'workspace/configuration', heard);
    await editor.settled();
    assert.deepEqual(await hints(), []);
  });
});
