// Which label an event bears for a rule, out of all that people said.
import type { EventStore } from '../engine/store';
import type { Expression } from '../eql/ast';
import { STAGE_PATH } from './labels';
import type { LabelEntry } from './labels';

/** The labels of one store, resolved for one rule. */
export interface LabelBook {
  /** The entry that decides for an event, or undefined for an unlabelled one. */
  entryOf(event: number): LabelEntry | undefined;
  /** Events labelled malicious by an entry that names this rule: what the rule must hit. */
  readonly mustHit: readonly number[];
  /** Entries that name no event, and events with contradicting entries, as sentences. */
  readonly problems: readonly string[];
  /** Events of which entries of one rank say different things; absent where there are none. */
  readonly contradicted?: ReadonlySet<number>;
}

/** How the condition of a label is asked, and where the time of an event is. */
export interface LabelTests {
  test(condition: Expression): (event: number) => boolean;
  /** Milliseconds since 1970; undefined for an event without a time. */
  time(event: number): number | undefined;
}

/** All names of an event by which a label may call it. */
export interface EventNames {
  ids(event: number): readonly string[];
  /** Undefined where no hash was computed at loading. */
  hash(event: number): string | undefined;
}

/**
 * Resolves entries for a rule. `entriesOf` gives the entries of the label files of the event's own sample. A narrower entry wins:
 * a hash over an id with a stage over an id over a condition, one of the sample's own file over one about many samples, one that names
 * the rule over one for all rules, a later one over an earlier one.
 */
export function createLabelBook(
  store: EventStore,
  names: EventNames,
  entriesOf: (sample: number) => readonly LabelEntry[],
  rule: string | undefined,
  tests: LabelTests,
): LabelBook {
  const indexes = new Map<number, EntryIndex>();
  const chosen = new Map<number, LabelEntry>();
  const mustHit: number[] = [];
  const contradicted: number[] = [];
  for (let event = 0; event < store.count; event++) {
    const sample = store.origin(event).sample;
    let index = indexes.get(sample);
    if (index === undefined) indexes.set(sample, (index = indexEntries(entriesOf(sample), rule, tests)));
    const entries = [...matching(index, event, store, names, tests), ...satisfied(index, event, tests)];
    if (entries.length === 0) continue;
    entries.sort((a, b) => narrowness(a) - narrowness(b) || a.order - b.order);
    const decisive = entries[entries.length - 1];
    if (decisive === undefined) continue;
    chosen.set(event, decisive.entry);
    if (contradicts(entries, decisive)) contradicted.push(event);
    if (decisive.entry.label === 'malicious' && entries.some(isDemand)) mustHit.push(event);
  }
  return {
    entryOf: (event) => chosen.get(event),
    mustHit,
    problems: problemsOf(indexes, contradicted, store),
    ...(contradicted.length === 0 ? {} : { contradicted: new Set(contradicted) }),
  };
}

/** Only an entry that names the rule asks for a hit; one for all rules says what a hit would be worth. */
function isDemand({ entry }: IndexedEntry): boolean {
  return entry.label === 'malicious' && entry.rules !== undefined;
}

interface IndexedEntry {
  readonly entry: LabelEntry;
  readonly order: number;
  used: boolean;
}

interface EntryIndex {
  readonly byName: ReadonlyMap<string, readonly IndexedEntry[]>;
  readonly conditions: readonly { readonly indexed: IndexedEntry; readonly test: (event: number) => boolean }[];
  readonly all: readonly IndexedEntry[];
}

function indexEntries(entries: readonly LabelEntry[], rule: string | undefined, tests: LabelTests): EntryIndex {
  const byName = new Map<string, IndexedEntry[]>();
  const conditions: EntryIndex['conditions'][number][] = [];
  const all: IndexedEntry[] = [];
  entries.forEach((entry, order) => {
    const indexed: IndexedEntry = { entry, order, used: false };
    all.push(indexed);
    if (entry.rules !== undefined && (rule === undefined || !entry.rules.includes(rule))) {
      indexed.used = true;
      return;
    }
    if (entry.where !== undefined) {
      conditions.push({ indexed, test: tests.test(entry.where.condition) });
      return;
    }
    const key = entry.hash === undefined ? `id:${entry.id ?? ''}` : `hash:${entry.hash}`;
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [indexed]);
    else list.push(indexed);
  });
  return { byName, conditions, all };
}

function matching(
  index: EntryIndex,
  event: number,
  store: EventStore,
  names: EventNames,
  tests: LabelTests,
): IndexedEntry[] {
  if (index.byName.size === 0) return [];
  const found: IndexedEntry[] = [];
  const hash = names.hash(event);
  if (hash !== undefined) found.push(...(index.byName.get(`hash:${hash}`) ?? []));
  for (const id of new Set(names.ids(event))) found.push(...(index.byName.get(`id:${id}`) ?? []));
  const fitting = found.filter(
    ({ entry }) =>
      (entry.stage === undefined || store.values(event, STAGE_PATH).includes(entry.stage)) &&
      isWithin(entry, event, tests),
  );
  for (const each of fitting) each.used = true;
  return fitting;
}

function satisfied({ conditions }: EntryIndex, event: number, tests: LabelTests): IndexedEntry[] {
  return conditions.flatMap(({ indexed, test }) => {
    if (!isWithin(indexed.entry, event, tests) || !test(event)) return [];
    indexed.used = true;
    return [indexed];
  });
}

function isWithin({ between }: LabelEntry, event: number, tests: LabelTests): boolean {
  if (between === undefined) return true;
  const time = tests.time(event);
  return time !== undefined && between.from <= time && time < between.to;
}

function narrowness({ entry }: IndexedEntry): number {
  const name = entry.hash !== undefined ? 3 : entry.where !== undefined ? 0 : entry.stage !== undefined ? 2 : 1;
  return name * 4 + (entry.isShared === true ? 0 : 2) + (entry.rules !== undefined ? 1 : 0);
}

function contradicts(entries: readonly IndexedEntry[], decisive: IndexedEntry): boolean {
  return entries.some((each) => narrowness(each) === narrowness(decisive) && each.entry.label !== decisive.entry.label);
}

function problemsOf(
  indexes: ReadonlyMap<number, EntryIndex>,
  contradicted: readonly number[],
  store: EventStore,
): string[] {
  const problems: string[] = [];
  const unused = [...indexes.values()].flatMap((index) =>
    index.all.filter(({ used, entry }) => !used && entry.isShared !== true),
  );
  const firstUnused = unused[0]?.entry;
  if (firstUnused !== undefined) {
    problems.push(
      `${unused.length} label ${unused.length === 1 ? 'entry names' : 'entries name'} no event of the sample; the first is ${firstUnused.hash ?? firstUnused.id ?? `\`where: ${firstUnused.where?.text ?? ''}\``}.`,
    );
  }
  const first = contradicted[0];
  if (first !== undefined) {
    problems.push(
      `${contradicted.length} ${contradicted.length === 1 ? 'event has' : 'events have'} labels that contradict each other; the later entry counts. The first is on line ${store.origin(first).line}.`,
    );
  }
  return problems;
}
