// Rules that nobody has open: what the editor is told of them, and when it is told again.
import assert from 'node:assert/strict';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { Editor, PULLING } from './editor';
import { Workspace } from './workspace';

const rule = (query: string): string => `[rule]\ntype = "eql"\nindex = ["logs-endpoint.*"]\nquery = '${query}'\n`;
const SOUND = rule('process where process.name == "a"');
const MAPPING = {
  properties: {
    '@timestamp': { type: 'date' },
    event: { properties: { category: { type: 'keyword' } } },
    process: { properties: { nam: { type: 'keyword' } } },
  },
};
const FAULTY = rule('process where process.nam == "a"');

function codesOf({ diagnostics }: PublishDiagnosticsParams): string {
  return diagnostics.map(({ code }) => String(code)).join(' ');
}

describe('the rules of a workspace that are not open', () => {
  let editor: Editor | undefined;
  let workspace: Workspace;

  /** What is told of a file, from now on. */
  function heard(name: string, codes: string, from = 0): Promise<PublishDiagnosticsParams> {
    assert.ok(editor);
    return editor.pushed.first((each) => each.uri === workspace.uri(name) && codesOf(each) === codes, from);
  }

  const start = async (options: Parameters<typeof Editor.start>[0] = {}): Promise<Editor> =>
    (editor = await Editor.start({ folders: [workspace.root], ...options }));

  async function configure(settings: object): Promise<void> {
    assert.ok(editor);
    editor.settings = settings;
    await editor.notify('workspace/didChangeConfiguration', { settings: null });
  }

  beforeEach(() => {
    workspace = new Workspace({ 'rules/sound.toml': SOUND, 'rules/faulty.toml': FAULTY, 'notes.toml': 'a = ' });
  });
  afterEach(async () => {
    await editor?.stop();
    editor = undefined;
    workspace.dispose();
  });

  it('are checked by themselves, and files that hold no rule are left alone', async () => {
    const { pushed } = await start();
    await heard('rules/faulty.toml', 'unknown-field');
    assert.deepEqual([...new Set(pushed.all.map(({ uri }) => uri))], [workspace.uri('rules/faulty.toml')]);
  });

  it('are told again when their file changes, and not any more when it is gone', async () => {
    const { pushed } = await start();
    await heard('rules/faulty.toml', 'unknown-field');
    workspace.write('rules/sound.toml', rule('process where'));
    await editor?.filesChanged(2, workspace.at('rules/sound.toml'));
    await heard('rules/sound.toml', 'syntax');
    const before = pushed.all.length;
    workspace.remove('rules/faulty.toml');
    await editor?.filesChanged(3, workspace.at('rules/faulty.toml'));
    await heard('rules/faulty.toml', '', before);
  });

  it('are left to the editor while they are open', async () => {
    const { pushed } = await start();
    await heard('rules/faulty.toml', 'unknown-field');
    const opened = pushed.all.length;
    const uri = workspace.uri('rules/faulty.toml');
    await editor?.open(uri, FAULTY, 'toml');
    await heard('rules/faulty.toml', '', opened);
    const closed = pushed.all.length;
    await editor?.close(uri);
    await heard('rules/faulty.toml', 'unknown-field', closed);
  });

  it('are all checked again when the schema changes', async () => {
    workspace.write('mapping.json', JSON.stringify(MAPPING));
    const { pushed } = await start();
    await heard('rules/faulty.toml', 'unknown-field');
    const before = pushed.all.length;
    await configure({ mapping: 'mapping.json' });
    await heard('rules/faulty.toml', '', before);
    await heard('rules/sound.toml', 'unknown-field', before);
  });

  it('are checked only where that is wanted', async () => {
    const { pushed } = await start();
    await heard('rules/faulty.toml', 'unknown-field');
    const before = pushed.all.length;
    await configure({ check: { workspace: false } });
    await heard('rules/faulty.toml', '', before);
    const off = pushed.all.length;
    await configure({ check: { workspace: true } });
    await heard('rules/faulty.toml', 'unknown-field', off);
  });

  it('are checked with progress where there are many', async () => {
    for (let index = 0; index < 40; index++) workspace.write(`rules/more/${index}.toml`, SOUND);
    const { asked } = await start({ capabilities: { ...PULLING, window: { workDoneProgress: true } } });
    await asked.first((method) => method === 'window/workDoneProgress/create');
    await heard('rules/faulty.toml', 'unknown-field');
  });
});
