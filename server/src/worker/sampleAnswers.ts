// What the thread answers about the samples of a workspace, run or not.
import type { Host } from '../host/host';
import type { SamplePageAnswer } from '../protocol';
import { jsonText } from './jsonText';
import type { LabelFiles } from './labelFiles';
import type { Watch } from './orders';
import type { PeekCache } from './peekDatasets';
import { ProjectFiles } from './projectFiles';
import { readSampleDetails } from './sampleDetails';
import type { SampleDetails } from './sampleDetails';
import { listWorkspaceSamples } from './sampleFiles';
import type { SampleListing } from './sampleFiles';
import { readSamplePage } from './samplePage';

export interface SampleAnswers {
  sampleFiles(asked: { readonly folders: readonly string[] }): SampleListing;
  sampleDetails(asked: { readonly path: string }): Promise<SampleDetails>;
  samplePage(asked: {
    readonly path: string;
    readonly from: number;
    readonly count: number;
  }): Promise<SamplePageAnswer>;
}

const UNWATCHED: Watch = { onProgress: () => undefined, isCancelled: () => false };
/** Events of a page at most. */
const MOST = 1000;

/** Nothing of it keeps a run from going on: reading rests often. */
export function sampleAnswers(
  host: Host,
  known: { readonly peeks: PeekCache; readonly labels: LabelFiles },
): SampleAnswers {
  const projects = new ProjectFiles(host);
  return {
    sampleFiles: ({ folders }) => listWorkspaceSamples(folders, projects, host),
    sampleDetails: async ({ path }) =>
      (await readSampleDetails(path, { host, ...known }, UNWATCHED)) ?? { datasets: [], isEstimate: true, labels: 0 },
    async samplePage({ path, from, count }) {
      const page = await readSamplePage(path, { from, count: Math.min(count, MOST) }, host, UNWATCHED);
      const { events = [], isLast = true, problem } = page ?? {};
      const text = `${jsonText(
        events.map(({ object }) => object),
        2,
      )}\n`;
      return { text, count: events.length, isLast, ...(problem === undefined ? {} : { problem }) };
    },
  };
}
