// A misspelt field is underlined on its own characters, however the query is quoted.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticsOf, placeOf, write } from './editor';

const query = 'process where process.nmae == "sh"';
const head = 'name = "A rule"\nlanguage = "eql"\ntype = "eql"\nindex = ["logs-endpoint.events.process-*"]\n';
const yamlHead = 'name: A rule\nlanguage: eql\ntype: eql\nindex: [logs-endpoint.events.process-*]\n';

/** File → text; each holds the misspelt field once. */
const variants: Readonly<Record<string, string>> = {
  'rules/literal.toml': `[rule]\n${head}query = '''\n${query}\n'''\n`,
  'rules/escaped.toml': `[rule]\n${head}query = "${query.replaceAll('"', '\\"')}"\n`,
  'rules/block.yaml': `${yamlHead}query: |\n  ${query}\n`,
  'rules/folded.yaml': `${yamlHead}query: >-\n  process where\n    process.nmae == "sh"\n`,
  'rules/bare.eql': `${query}\n`,
};

describe('the diagnostics of a rule', () => {
  for (const [file, text] of Object.entries(variants)) {
    it(`stand on the misspelt field in ${file}`, async () => {
      const document = await write(file, text);
      const [error] = await diagnosticsOf(document, hasError);
      assert.ok(error);
      assert.equal(document.getText(error.range), 'process.nmae');
      assert.match(error.message, /process\.name/);
      assert.equal(error.source, 'rulewright');
    });
  }

  it('go when the field is put right, without saving', async () => {
    const document = await write('rules/mended.toml', variants['rules/literal.toml'] ?? '');
    const [error] = await diagnosticsOf(document, hasError);
    assert.ok(error);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, error.range, 'process.name');
    await vscode.workspace.applyEdit(edit);
    await diagnosticsOf(document, (diagnostics) => !hasError(diagnostics));
    assert.equal(document.isDirty, true);
  });

  it('are none of severity error for the rules of the samples', async () => {
    // The last document tells that the server has answered for the ones before.
    const rules = await vscode.workspace.findFiles('rules/{kubernetes,interactive,service}_*');
    assert.equal(rules.length, 3);
    for (const uri of rules) await vscode.window.showTextDocument(uri);
    await diagnosticsOf(await write('rules/last.eql', query), hasError);
    rules.forEach((uri) => assert.equal(hasError(vscode.languages.getDiagnostics(uri)), false, uri.path));
  });

  it('are none for other TOML and YAML', async () => {
    const others = [
      await write('Cargo.toml', '[package]\nname = "not-a-rule"\nversion = "0.1.0"\n'),
      await write('compose.yaml', 'services:\n  web:\n    image: "nginx:1"\n'),
    ];
    await diagnosticsOf(await write('rules/after.eql', query), hasError);
    others.forEach(({ uri }) => assert.deepEqual(vscode.languages.getDiagnostics(uri), [], uri.path));
    await vscode.workspace.fs.delete(placeOf('Cargo.toml'));
  });
});

function hasError(diagnostics: readonly vscode.Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}
