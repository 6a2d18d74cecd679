// Redaction as an editor asks for it: copies where it says, and a sentence where there are none.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { RedactRequest } from '../../server/src/protocol';
import type { RedactAnswer } from '../../server/src/protocol';
import { Editor } from './editor';
import { longSample, shellWorkspace } from './shells';
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

  it('tells its progress, which never goes back, and leaves nothing behind when it is cancelled', async () => {
    workspace.write('samples/events/long.ndjson', longSample());
    const heard = editor.progress('r');
    const source = new CancellationTokenSource();
    const asked = { samples: [workspace.uri('samples/events/long.ndjson')], folder: workspace.uri('cancelled') };
    const answer = editor.request<RedactAnswer>(RedactRequest, { ...asked, workDoneToken: 'r' }, source.token);
    await heard.first((value) => value.kind === 'report' && (value.percentage ?? 0) >= 20);
    source.cancel();
    assert.deepEqual(await answer, { written: [], sentences: [] });
    assert.equal(existsSync(workspace.at('cancelled')), false);
    const told = heard.all.flatMap((value) => (value.kind === 'report' ? [value.percentage ?? 0] : []));
    assert.deepEqual(
      told,
      [...told].sort((a, b) => a - b),
    );
    assert.equal(heard.all.at(-1)?.kind, 'end');
  });

  it('refuses to overwrite the sample, with a sentence', async () => {
    const asked = { samples: [workspace.uri('more/e.ndjson')], folder: workspace.uri('more') };
    assert.match((await editor.refusal(RedactRequest, asked)).message, /is there already, and nothing is overwritten/);
    assert.ok(existsSync(path.join(workspace.root, 'more', 'e.ndjson')));
  });
});
