// The samples of the workspace as an editor asks for them: the list, what is in one, and its events.
import assert from 'node:assert/strict';
import { SampleDetailsRequest, SampleFilesRequest, SamplePageRequest } from '../../server/src/protocol';
import type { SampleDetailsAnswer, SampleFilesAnswer, SamplePageAnswer } from '../../server/src/protocol';
import { Editor } from './editor';
import { shellWorkspace } from './shells';
import type { Workspace } from './workspace';

describe('samples in the editor', () => {
  let workspace: Workspace;
  let editor: Editor;

  before(async () => {
    workspace = shellWorkspace({ 'samples/events/more.ndjson': '{"n":1}\n{"n":2}\n' });
    editor = await Editor.start({ folders: [workspace.root] });
  });
  after(async () => {
    await editor.stop();
    workspace.dispose();
  });

  it('are listed with their uris and sizes', async () => {
    const { folder, files } = await editor.request<SampleFilesAnswer>(SampleFilesRequest, {});
    assert.equal(folder, workspace.uri('samples/events'));
    const uri = workspace.uri('samples/events/more.ndjson');
    assert.deepEqual(
      files.find((file) => file.uri === uri),
      { uri, label: 'samples/events/more.ndjson', bytes: 16 },
    );
  });

  it('tell what is in them', async () => {
    const uri = workspace.uri('samples/events/more.ndjson');
    const details = await editor.request<SampleDetailsAnswer>(SampleDetailsRequest, { uri });
    assert.deepEqual(details, { datasets: [], labels: 0, events: 2, isEstimate: false });
  });

  it('show their events page by page', async () => {
    const uri = workspace.uri('samples/events/more.ndjson');
    const page = await editor.request<SamplePageAnswer>(SamplePageRequest, { uri, from: 1, count: 5 });
    assert.deepEqual(page, { text: '[\n  {\n    "n": 2\n  }\n]\n', count: 1, isLast: true });
  });

  it('are of this machine, and files', async () => {
    const asked = { uri: 'https://example.org/a.ndjson', from: 0, count: 1 };
    assert.match((await editor.refusal(SamplePageRequest, asked)).message, /on this machine only/);
    const gone = { uri: workspace.uri('gone.ndjson'), from: 0, count: 1 };
    assert.match((await editor.refusal(SamplePageRequest, gone)).message, /gone\.ndjson/);
  });
});
