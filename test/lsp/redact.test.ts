// Redaction as an editor asks for it: copies where it says, and a sentence where there are none.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { RedactRequest } from '../../server/src/protocol';
import type { RedactAnswer } from '../../server/src/protocol';
import { Editor } from './editor';
import { shellWorkspace } from './shells';
import type { Workspace } from './workspace';

describe('redaction in the editor', () => {
  let workspace: Workspace;
  let editor: Editor;

  before(async () => {
    workspace = shellWorkspace({ 'more/e.ndjson': '{"user":{"name":"carlotta"}}\n' });
    editor = await Editor.start({ folders: [workspace.root] });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  const redact = (folder: string): Promise<RedactAnswer> =>
    editor.request(RedactRequest, { samples: [workspace.uri('more/e.ndjson')], folder: workspace.uri(folder) });

  it('writes a copy into the folder and says what it did', async () => {
    const { written, sentences } = await redact('copies');
    assert.deepEqual(written, [workspace.uri('copies/e.ndjson')]);
    assert.match(sentences.join(' '), /^e\.ndjson written; replaced: 1 account\./);
    const place = fileURLToPath(written[0] ?? '');
    assert.match(readFileSync(place, 'utf8'), /^\{"user":\{"name":"(?!carlotta)[a-z]{8}"\}\}\n$/);
  });

  it('refuses to overwrite the sample, with a sentence', async () => {
    const asked = { samples: [workspace.uri('more/e.ndjson')], folder: workspace.uri('more') };
    assert.match((await editor.refusal(RedactRequest, asked)).message, /is there already, and nothing is overwritten/);
    assert.ok(existsSync(path.join(workspace.root, 'more', 'e.ndjson')));
  });
});
