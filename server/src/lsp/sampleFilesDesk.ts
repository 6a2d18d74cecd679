// The samples of the workspace, for an editor that lists them and shows their events: uris outside, paths inside.
import type {
  SampleDetailsAnswer,
  SampleFileParams,
  SampleFilesAnswer,
  SamplePageAnswer,
  SamplePageParams,
} from '../protocol';
import type { WorkerClient } from '../worker/client';
import { toPath, toUri } from './uris';

export interface SampleFilesDesk {
  files(): Promise<SampleFilesAnswer>;
  /** Both reject with a sentence for a file that is not of this machine, or cannot be read. */
  details(params: SampleFileParams): Promise<SampleDetailsAnswer>;
  page(params: SamplePageParams): Promise<SamplePageAnswer>;
}

export function createSampleFilesDesk(folders: () => readonly string[], worker: () => WorkerClient): SampleFilesDesk {
  return {
    async files() {
      const { folder, samples } = await worker().ask('sampleFiles', { folders: folders() });
      return {
        ...(folder === undefined ? {} : { folder: toUri(folder) }),
        files: samples.map(({ path, ...sample }) => ({ uri: toUri(path), ...sample })),
      };
    },
    details: ({ uri }) => worker().ask('sampleDetails', { path: pathOf(uri) }),
    page: ({ uri, from, count }) => worker().ask('samplePage', { path: pathOf(uri), from, count }),
  };
}

function pathOf(uri: string): string {
  const path = toPath(uri);
  if (path === undefined) throw new Error('samples can be looked into on this machine only.');
  return path;
}
