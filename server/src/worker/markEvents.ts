// Marks of a person to edits of the label files beside the samples. Nothing is written here.
import type { TextEdit } from '../base/edit';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import type { MarkLabel, MarkParams } from '../protocol';
import { editLabels } from '../tuning/labelEdits';
import type { EventName, Mark, MarkedEvent } from '../tuning/labelEdits';
import type { Label, LabelEntry } from '../tuning/labels';
import { hashEvents } from './eventHashes';
import { labelPathOf } from './labelFiles';
import { verdictOf } from '../tuning/verdicts';
import { eventsMeant, namesOfSample } from './markedEvents';
import type { NamesOfSample } from './markedEvents';
import type { FinishedRun } from './orders';

export interface MarkOrder {
  readonly params: MarkParams;
  /** Label files as they are in the editor: path → text. */
  readonly open: Readonly<Record<string, string>>;
}

/** `text`: what the edits are about. */
export interface Marked {
  readonly files: readonly {
    readonly path: string;
    readonly text: string;
    readonly isNew: boolean;
    readonly edits: readonly TextEdit[];
  }[];
  readonly events: number;
  readonly changed: number;
  readonly message: string;
}

/** Where one file cannot be edited none is. */
export async function markEvents({ params, open }: MarkOrder, run: FinishedRun, host: Host): Promise<Marked> {
  const meant = eventsMeant(params, run);
  if (meant === undefined)
    return nothing(0, 'Say which events are meant: rows, events, those like one, a session, or a verdict.');
  if (params.label !== null && !LABELS.has(params.label))
    return nothing(0, '`label` must be `malicious`, `benign`, `authorised` or null.');
  if (params.forThisRule === true && run.order.rule.id === undefined)
    return nothing(meant.length, 'The rule has no id, so that no label can speak for it alone.');
  const files: Marked['files'][number][] = [];
  let changed = 0;
  for (const [sample, events] of bySample(meant, run)) {
    const path = run.order.samples[sample]?.path ?? '-';
    if (path === '-') return nothing(meant.length, 'Events of standard input have no label file.');
    const file = await editFile(sample, events, params, { open, run, host });
    if (typeof file === 'string') return nothing(meant.length, `${labelPathOf(path)}: ${file}`);
    changed += file.changed;
    if (file.edits.length > 0) files.push(file);
  }
  return { files, events: meant.length, changed, message: sentenceOf(params.label, meant, changed, run) };
}

const LABELS: ReadonlySet<string> = new Set<Label>(['malicious', 'benign', 'authorised']);

function nothing(events: number, message: string): Marked {
  return { files: [], events, changed: 0, message };
}

function bySample(events: readonly number[], { store }: FinishedRun): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const event of events) {
    const { sample } = store.origin(event);
    const list = found.get(sample);
    if (list === undefined) found.set(sample, [event]);
    else list.push(event);
  }
  return found;
}

interface World {
  readonly open: MarkOrder['open'];
  readonly run: FinishedRun;
  readonly host: Host;
}

type EditedFile = Marked['files'][number] & { readonly changed: number };

/** A sentence where the file cannot be edited. */
async function editFile(
  sample: number,
  events: readonly number[],
  params: MarkParams,
  { open, run, host }: World,
): Promise<EditedFile | string> {
  const path = labelPathOf(run.order.samples[sample]?.path ?? '');
  const isOpen = Object.hasOwn(open, path);
  const isNew = !isOpen && host.stamp(path) === undefined;
  const text = isOpen ? (open[path] ?? '') : isNew ? '' : readText(path, host);
  if (text === undefined) return 'the file cannot be read.';
  const names = namesOfSample(sample, run.store);
  const hashes = await hashesNeeded(sample, events, names, /\bhash\b/.test(text), { open, run, host });
  const marked = events.map((event) => toMarked(event, names, hashes, run));
  const found = marked.flatMap((each) => (each === undefined ? [] : [withVerdict(each, params, run)]));
  if (found.length < marked.length) return 'the sample changed since the run: run the rule again.';
  const result = editLabels(text, found, toMark(params, run), placesIn(sample, names, hashes, run));
  return result.kind === 'refused'
    ? result.message
    : { path, text, isNew, edits: result.edits, changed: result.changed };
}

function readText(path: string, host: Host): string | undefined {
  try {
    return host.readText(path).replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

/** Event → hash, of those that have no other name of their own, or whose entry may call them by it. */
async function hashesNeeded(
  sample: number,
  events: readonly number[],
  names: NamesOfSample,
  hasHashes: boolean,
  { run, host }: World,
): Promise<ReadonlyMap<number, string>> {
  const { store, order } = run;
  const isNeeded = (event: number): boolean =>
    store.hash(event) === undefined &&
    (hasHashes || run.labels.entryOf(event)?.hash !== undefined || names.alone(event).length === 0);
  if (events.some(isNeeded)) await hashEvents(sample, order.samples[sample]?.path ?? '', store, host);
  return new Map(
    events.flatMap((event): (readonly [number, string])[] => {
      const hash = store.hash(event);
      return hash === undefined ? [] : [[event, hash]];
    }),
  );
}

/** A verdict that is accepted is said in the words and the name of whoever gave it. */
function withVerdict(marked: MarkedEvent, { verdict }: MarkParams, { store }: FinishedRun): MarkedEvent {
  const given = verdict === undefined ? undefined : verdictOf(store, marked.order);
  return given === undefined ? marked : { ...marked, texts: { note: given.reason, by: given.by, at: given.at } };
}

/** Undefined for an event that is not found in its sample any more. */
function toMarked(
  event: number,
  names: NamesOfSample,
  hashes: ReadonlyMap<number, string>,
  { labels }: FinishedRun,
): MarkedEvent | undefined {
  const hash = hashes.get(event);
  const byHash: readonly EventName[] = hash === undefined ? [] : [{ hash }];
  const byId = names.alone(event);
  // An entry by hash in a file about many samples is outdone only by one of its own kind.
  const isByHash = labels.entryOf(event)?.hash !== undefined;
  const [name] = isByHash ? [...byHash, ...byId] : [...byId, ...byHash];
  return name === undefined ? undefined : { order: event, name, names: [...byId, ...byHash] };
}

/** Where the event of an entry stands among the events of the sample. */
function placesIn(
  sample: number,
  names: NamesOfSample,
  hashes: ReadonlyMap<number, string>,
  { store }: FinishedRun,
): (entry: LabelEntry) => number | undefined {
  const byHash = new Map([...hashes].map(([event, hash]) => [hash, event]));
  for (let event = 0; event < store.count; event++) {
    const hash = store.origin(event).sample === sample ? store.hash(event) : undefined;
    if (hash !== undefined && !byHash.has(hash)) byHash.set(hash, event);
  }
  return (entry) => (entry.hash === undefined ? names.first(entry) : byHash.get(entry.hash));
}

function toMark({ label, forThisRule, lofp, note, by, at }: MarkParams, { order }: FinishedRun): Mark {
  const texts = { lofp, note, by, at };
  return { label: label ?? undefined, rule: order.rule.id, isForRule: forThisRule === true, ...texts };
}

const DONE: Readonly<Record<MarkLabel, string>> = {
  malicious: 'marked as malicious',
  benign: 'marked as benign',
  authorised: 'marked as authorised',
};

function sentenceOf(
  label: MarkLabel | null,
  events: readonly number[],
  changed: number,
  { labels }: FinishedRun,
): string {
  const count = (number: number): string => `${number} ${number === 1 ? 'event' : 'events'}`;
  if (label !== null)
    return changed === 0 ? `${count(events.length)} said to be ${label} already.` : `${count(changed)} ${DONE[label]}.`;
  const kept = events.filter((event) => labels.entryOf(event) !== undefined).length - changed;
  const left =
    kept > 0
      ? ` ${count(kept)} ${kept === 1 ? 'keeps its' : 'keep their'} label: by a condition, or by an entry about more events or samples.`
      : '';
  if (changed === 0) return left === '' ? 'None of the events bears a label.' : left.trim();
  return `The mark of ${count(changed)} is taken back.${left}`;
}
