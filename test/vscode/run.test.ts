// A rule is run from its lens: on the text as it is in the editor, on the sample that fits, with totals and lenses that follow.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, lensesOf, placeOf, runRule, rulewright, until, write } from './editor';

const execRule = 'rules/kubernetes_user_exec_into_pod.toml';

describe('a run', () => {
  it('is offered by a lens that names the sample', async () => {
    const document = await vscode.workspace.openTextDocument(placeOf(execRule));
    const lenses = await lensesOf(document);
    // The editor's own command gives them as they become known, so that their order says nothing.
    assert.match(lenses.join(' | '), /Run on kubernetes-audit\.ndjson/);
  });

  it('counts hits and what they are, in a state that stays small', async () => {
    const state = await runRule(placeOf(execRule));
    assert.equal(state.phase, 'done');
    assert.equal(state.rule.name, 'Kubernetes User Exec into Pod');
    assert.ok(state.totals.falsePositives > 0 && state.totals.truePositives > 0 && state.totals.misses > 0);
    const { hits, truePositives, falsePositives, authorised, unlabelled } = state.totals;
    assert.equal(hits, truePositives + falsePositives + authorised + unlabelled);
    assert.ok(JSON.stringify(state).length < 2048);
  });

  it('is told by the lens afterwards, and that the text moved on', async () => {
    const document = await vscode.workspace.openTextDocument(placeOf(execRule));
    const before = await lensesOf(document);
    assert.ok(
      before.some((title) => /\d+ hits · \d+ false positives/.test(title)),
      before.join(' | '),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      document.uri,
      rangeOf(document, 'kubernetes.audit.level == "Request"'),
      'kubernetes.audit.level == "None"',
    );
    await vscode.workspace.applyEdit(edit);
    const api = await rulewright();
    await until(api.onDidChange, () => (api.lastRun?.stale === true ? true : undefined));
    assert.ok((await lensesOf(document)).some((title) => title.includes('before the last edit')));
  });

  it('runs the text that is not saved, and finds near misses where nothing is hit', async () => {
    const state = await runRule(placeOf(execRule));
    assert.equal(state.totals.hits, 0);
    assert.equal(state.stale, undefined);
    assert.equal(state.nearMisses[0]?.clause, 'kubernetes.audit.level == "None"');
    await vscode.window.showTextDocument(placeOf(execRule));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('runs each rule of the samples', async () => {
    for (const file of ['rules/interactive_exec_into_container.yaml', 'rules/service_account_token_read.eql']) {
      const { phase, totals } = await runRule(placeOf(file));
      assert.equal(phase, 'done', file);
      assert.ok(totals.hits > 0, file);
    }
  });

  it('follows the keys of a sequence', async () => {
    const sequence =
      'sequence by process.parent.name with maxspan=1m\n  [process where event.dataset == "cloud_defend.process"]\n  [process where true]\n';
    await write('rules/sequence.eql', sequence);
    const state = await runRule(placeOf('rules/sequence.eql'));
    assert.equal(state.phase, 'done', state.message);
    assert.deepEqual([state.isSequence, state.hasTimeline], [true, true]);
  });

  it('is not begun for a query with an error, and the lens says why', async () => {
    const document = await write('rules/broken.eql', 'process where process.name = "sh"\n');
    await diagnosticsOf(document, (diagnostics) => diagnostics.length > 0);
    assert.match((await lensesOf(document)).join(' | '), /Not run: 1 error/);
    const api = await rulewright();
    const before = api.lastRun;
    await vscode.commands.executeCommand('rulewright.run', { uri: document.uri.toString(), rule: 0 });
    assert.equal(api.lastRun, before);
  });
});

function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const from = document.getText().indexOf(text);
  assert.ok(from >= 0, text);
  return new vscode.Range(document.positionAt(from), document.positionAt(from + text.length));
}
