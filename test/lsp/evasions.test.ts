// Arms that are too broad, as the editor sees them: told when it is quiet, with the event to look at, and to add to the sample.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { CodeAction, CreateFile, TextDocumentEdit } from 'vscode-languageserver/node';
import { parse } from 'yaml';
import { ShowTextCommand } from '../../server/src/protocol';
import type { ShowTextParams } from '../../server/src/protocol';
import { Editor, positionOf } from './editor';
import { Workspace } from './workspace';

const rule = (arms: string): string =>
  `[rule]\nname = "a"\nrule_id = "14de811c-d60f-11ec-9fd7-f661ea17fbce"\nlanguage = "eql"\ntype = "eql"\nquery = '''\nprocess where process.name == "curl" and not (${arms})\n'''\n`;
const TEXT = rule('process.parent.name == "cron" or process.parent.name == "backup"');
const EVENT = '{"@timestamp":"2026-03-01T10:00:00Z","event":{"category":["process"]},"process":{"name":"curl"}}\n';

describe('arms that are too broad, in the editor', () => {
  const workspace = new Workspace();
  const uri = workspace.uri('rules/a.toml');
  let editor: Editor;
  before(async () => {
    editor = await Editor.start({ folders: [workspace.root] });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  /** Opens the rule, and waits until its arms were looked at. */
  const told = async (text: string): Promise<readonly string[]> => {
    const asked = editor.asked.all.length;
    await editor.open(uri, text);
    await editor.diagnostics(uri);
    await editor.asked.first((name) => name === 'workspace/diagnostic/refresh', asked);
    const found = await editor.diagnostics(uri);
    return found
      .filter(({ code }) => code === 'over-broad-arm')
      .map(({ severity }) => ['', '', 'warning', '', 'hint'][severity ?? 0] ?? '');
  };

  const actionsAt = async (text: string, wanted: string): Promise<readonly CodeAction[]> => {
    const at = positionOf(text, text.indexOf(wanted));
    return editor.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [], only: ['quickfix'] },
    });
  };

  it('are hints where there is no git', async () => {
    workspace.write('rules/a.toml', TEXT);
    assert.deepEqual(await told(TEXT), ['hint', 'hint']);
    await editor.close(uri);
  });

  it('are warnings where they are new against what git has', async () => {
    const git = (...words: readonly string[]): void =>
      void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...words], {
        cwd: workspace.root,
        stdio: 'ignore',
      });
    workspace.write('rules/a.toml', rule('process.parent.name == "cron"'));
    git('init');
    git('add', 'rules/a.toml');
    git('commit', '-m', 'a');
    assert.deepEqual(await told(`${TEXT}# changed\n`), ['hint', 'warning']);
    await editor.close(uri);
  });

  it('show their event, and add it to the sample of the rule with its label, in one edit', async () => {
    workspace.write('samples/events/process.ndjson', EVENT);
    workspace.write('samples/events/process.labels.yaml', 'events:\n  - id: b\n    label: benign\n');
    await editor.open(uri, TEXT);
    await editor.diagnostics(uri);
    const text = `${TEXT}\n`;
    await editor.close(uri);
    await told(text);
    const actions = await actionsAt(text, 'process.parent.name == "cron"');
    const show = actions.find(({ title }) => title === 'Show an event that passes this arm');
    assert.equal(show?.command?.command, ShowTextCommand);
    const [shown] = (show.command.arguments ?? []) as [ShowTextParams];
    const event = JSON.parse(shown.text) as { process: { parent: { executable: string } } };
    assert.equal(event.process.parent.executable, '/tmp/cron');

    const add = actions.find(({ title }) => title.startsWith('Add an event that passes this arm'));
    assert.ok(add);
    const { edit } = await editor.request<CodeAction>('codeAction/resolve', add);
    const changes = (edit?.documentChanges ?? []) as (CreateFile | TextDocumentEdit)[];
    const edits = changes.flatMap((each) => ('edits' in each ? [each] : []));
    assert.equal(edits.length, 2);
    const [sample, labels] = edits;
    const line = sample?.edits.map((each) => ('newText' in each ? each.newText : '')).join('') ?? '';
    // Of the day of the sample, and the same otherwise: a day far from it would stretch the time over which alerts are counted.
    assert.deepEqual(JSON.parse(line), { ...event, '@timestamp': '2026-03-01T10:00:00.000Z' });
    const added = labels?.edits.map((each) => ('newText' in each ? each.newText : '')).join('') ?? '';
    const hash = createHash('sha256').update(line.trimEnd()).digest('hex').slice(0, 16);
    const [entry] = (parse(`events:\n${added.replace(/^events:\n/, '')}`) as { events: Record<string, unknown>[] })
      .events;
    assert.equal(entry?.['hash'], hash);
    assert.equal(entry['label'], 'malicious');
    assert.deepEqual(entry['rules'], ['14de811c-d60f-11ec-9fd7-f661ea17fbce']);
    await editor.close(uri);
  });
});
