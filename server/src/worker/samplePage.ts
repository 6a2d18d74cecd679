// Some events of a sample, one after the other as they stand in it: of a large one no more is read than is asked for.
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import type { SampleEvent } from '../samples/sampleEvent';
import { looksBinary } from './decode';
import type { Watch } from './orders';
import { createPace } from './pace';
import { createSampleText } from './sampleText';

export interface SamplePage {
  readonly events: readonly SampleEvent[];
  /** The sample ends with it. */
  readonly isLast: boolean;
  /** Why the rest cannot be read: a sentence. */
  readonly problem?: string;
}

/** A page holds no more text than a person can read in an editor, whatever its events are like. */
const MOST_TEXT = 4 * 1024 * 1024;

/** `from`: how many events stand before the page. Undefined: cancelled. Throws UnreadableError for a file of which nothing can be read. */
export async function readSamplePage(
  path: string,
  { from, count }: { readonly from: number; readonly count: number },
  host: Host,
  watch: Watch,
): Promise<SamplePage | undefined> {
  const page = createPage(from, count);
  const text = createSampleText();
  const pace = createPace(host);
  const size = Math.max(1, host.stamp(path)?.bytes ?? 1);
  let begun = false;
  let problem: string | undefined;
  try {
    for await (const bytes of host.openSample(path, (read) => watch.onProgress('loading', Math.min(1, read / size)))) {
      if (!begun && looksBinary(bytes)) throw new UnreadableError(`${path} is a binary file, not a sample.`);
      begun = true;
      for (const piece of text.push(bytes)) if (!page.isFull()) text.reader?.read(piece, page);
      if (page.isFull()) return { events: page.events, isLast: false };
      await pace.rest();
      if (watch.isCancelled()) return undefined;
    }
  } catch (error) {
    if (!(error instanceof UnreadableError) || !begun) throw error;
    problem = error.message;
  }
  for (const piece of text.end()) if (!page.isFull()) text.reader?.read(piece, page);
  if (!page.isFull()) text.reader?.end(page);
  return { events: page.events, isLast: !page.isFull(), ...(problem === undefined ? {} : { problem }) };
}

/** Takes one event more than the page has, which tells whether there is a next one. */
function createPage(from: number, count: number) {
  const events: SampleEvent[] = [];
  let seen = 0;
  let characters = 0;
  let isFull = false;
  return {
    events,
    isFull: () => isFull,
    event(event: SampleEvent) {
      if (isFull || seen++ < from) return;
      if (events.length >= count || (events.length > 0 && characters + event.text.length > MOST_TEXT)) isFull = true;
      else events.push(event);
      characters += event.text.length;
    },
    fault: () => undefined,
  };
}
