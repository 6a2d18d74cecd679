// What people say of events: reads `x.labels.yaml` and answers which label an event bears for a rule.
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { EventStore } from '../engine/store';
import { isYamlTooDeep } from '../rule/nesting';

export type Label = 'malicious' | 'benign' | 'authorised';

/** One entry of a label file. Exactly one of `id` and `hash` is set. */
export interface LabelEntry {
  readonly id?: string;
  readonly hash?: string;
  readonly stage?: string;
  readonly label: Label;
  readonly rules?: readonly string[];
  readonly lofp?: string;
  readonly note?: string;
}

/** What is wrong with a label file: a sentence and the line it is about, from 1. */
export interface LabelProblem {
  readonly message: string;
  readonly line: number;
}

export interface LabelFile {
  readonly entries: readonly LabelEntry[];
  readonly problems: readonly LabelProblem[];
}

/** The path of an audit event's stage, by which an entry with `stage` is narrowed. */
export const STAGE_PATH = 'kubernetes.audit.stage';

const LABELS: ReadonlySet<string> = new Set<Label>(['malicious', 'benign', 'authorised']);
const OPTIONAL_KEYS = ['stage', 'lofp', 'note'] as const;
const TEXT_KEYS = ['id', 'hash', 'label', ...OPTIONAL_KEYS] as const;
type TextKey = (typeof TEXT_KEYS)[number];
const KEYS: ReadonlySet<string> = new Set(['id', 'hash', 'stage', 'label', 'rules', 'lofp', 'note']);

/** Reads a label file; an entry that cannot be read is a problem, all others still speak. */
export function readLabels(text: string): LabelFile {
  if (isYamlTooDeep(text)) return { entries: [], problems: [{ message: 'The label file nests too deeply.', line: 1 }] };
  const lines = new LineCounter();
  // By this schema every value is a text: an id or a hash of digits alone is no number.
  const document = parseDocument(text, { schema: 'failsafe', merge: true, lineCounter: lines, prettyErrors: false });
  const problems: LabelProblem[] = document.errors.map((error) => ({
    message: `The label file is no valid YAML here: ${error.message}`,
    line: lines.linePos(error.pos[0]).line,
  }));
  const events = eventsOf(document);
  if (events === undefined && problems.length === 0)
    problems.push({ message: 'A label file is a list under the key `events`.', line: 1 });
  const entries: LabelEntry[] = [];
  for (const node of events ?? []) {
    const read = readEntry(valueOf(node, document));
    if (typeof read === 'string') problems.push({ message: read, line: lines.linePos(node.range?.[0] ?? 0).line });
    else entries.push(read);
  }
  return { entries, problems };
}

/** Undefined where the file holds something else; a file that holds nothing yet has no entries. */
function eventsOf({ contents }: Document.Parsed): readonly Node[] | undefined {
  const events: unknown = isMap(contents) ? contents.get('events') : contents;
  if (isSeq(events) && isMap(contents)) return events.items.filter(isNode);
  const isEmpty = events === null || events === '' || (isScalar(events) && events.value === '');
  return isEmpty ? [] : undefined;
}

/** Undefined where an alias means nothing. */
function valueOf(node: Node, document: Document.Parsed): unknown {
  try {
    return node.toJS(document) as unknown;
  } catch {
    return undefined;
  }
}

/** An entry, or the sentence that says why it is none. */
function readEntry(value: unknown): LabelEntry | string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'A label entry is a mapping with `id` or `hash`, and `label`.';
  const record = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(record).find((key) => !KEYS.has(key));
  if (unknown !== undefined) return `\`${unknown}\` is no key of a label entry; known are ${[...KEYS].join(', ')}.`;
  const noText = TEXT_KEYS.find((key) => record[key] !== undefined && typeof record[key] !== 'string');
  if (noText !== undefined) return `\`${noText}\` must be a text.`;
  const { rules } = record;
  if (rules !== undefined && !isTextList(rules)) return '`rules` must be a list of rule ids.';
  return readTexts(record, rules);
}

function readTexts(texts: Partial<Record<TextKey, string>>, rules: readonly string[] | undefined): LabelEntry | string {
  const { id = '', label } = texts;
  const hash = texts.hash?.toLowerCase() ?? '';
  if (!isLabel(label)) return '`label` must be `malicious`, `benign` or `authorised`.';
  if ((id === '') === (hash === '')) return 'A label entry needs either `id` or `hash`.';
  if (hash !== '' && !/^[0-9a-f]{16}$/.test(hash))
    return '`hash` must be the first 16 hexadecimal digits of the SHA-256 of the line.';
  const others = OPTIONAL_KEYS.flatMap((key) => (texts[key] ? [[key, texts[key]] as const] : []));
  return {
    label,
    ...(hash === '' ? { id } : { hash }),
    ...(Object.fromEntries(others) as Partial<Record<(typeof OPTIONAL_KEYS)[number], string>>),
    ...(rules === undefined ? {} : { rules }),
  };
}

function isLabel(value: string | undefined): value is Label {
  return value !== undefined && LABELS.has(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' && each !== '');
}

/** The labels of one store, resolved for one rule. */
export interface LabelBook {
  /** The entry that decides for an event, or undefined for an unlabelled one. */
  entryOf(event: number): LabelEntry | undefined;
  /** Events labelled malicious by an entry that names this rule: what the rule must hit. */
  readonly mustHit: readonly number[];
  /** Entries that name no event, and events with contradicting entries, as sentences. */
  readonly problems: readonly string[];
}

/** All names of an event by which a label may call it. */
export interface EventNames {
  ids(event: number): readonly string[];
  /** Undefined where no hash was computed at loading. */
  hash(event: number): string | undefined;
}

/**
 * Resolves entries for a rule. `entriesOf` gives the entries of the label file beside the event's own sample. A narrower entry wins:
 * a hash over an id with a stage over an id, one that names the rule over one for all rules, a later one over an earlier one.
 */
export function createLabelBook(
  store: EventStore,
  names: EventNames,
  entriesOf: (sample: number) => readonly LabelEntry[],
  rule: string | undefined,
): LabelBook {
  const indexes = new Map<number, EntryIndex>();
  const chosen = new Map<number, LabelEntry>();
  const mustHit: number[] = [];
  const contradicted: number[] = [];
  for (let event = 0; event < store.count; event++) {
    const sample = store.origin(event).sample;
    let index = indexes.get(sample);
    if (index === undefined) indexes.set(sample, (index = indexEntries(entriesOf(sample), rule)));
    const entries = matching(index, event, store, names);
    if (entries.length === 0) continue;
    entries.sort((a, b) => narrowness(a) - narrowness(b) || a.order - b.order);
    const decisive = entries[entries.length - 1];
    if (decisive === undefined) continue;
    chosen.set(event, decisive.entry);
    if (contradicts(entries, decisive)) contradicted.push(event);
    if (decisive.entry.label === 'malicious' && entries.some(isDemand)) mustHit.push(event);
  }
  return { entryOf: (event) => chosen.get(event), mustHit, problems: problemsOf(indexes, contradicted, store) };
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
  readonly all: readonly IndexedEntry[];
}

function indexEntries(entries: readonly LabelEntry[], rule: string | undefined): EntryIndex {
  const byName = new Map<string, IndexedEntry[]>();
  const all: IndexedEntry[] = [];
  entries.forEach((entry, order) => {
    const indexed: IndexedEntry = { entry, order, used: false };
    all.push(indexed);
    if (entry.rules !== undefined && (rule === undefined || !entry.rules.includes(rule))) {
      indexed.used = true;
      return;
    }
    const key = entry.hash === undefined ? `id:${entry.id ?? ''}` : `hash:${entry.hash}`;
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [indexed]);
    else list.push(indexed);
  });
  return { byName, all };
}

function matching(index: EntryIndex, event: number, store: EventStore, names: EventNames): IndexedEntry[] {
  if (index.byName.size === 0) return [];
  const found: IndexedEntry[] = [];
  const hash = names.hash(event);
  if (hash !== undefined) found.push(...(index.byName.get(`hash:${hash}`) ?? []));
  for (const id of new Set(names.ids(event))) found.push(...(index.byName.get(`id:${id}`) ?? []));
  const fitting = found.filter(
    ({ entry }) => entry.stage === undefined || store.values(event, STAGE_PATH).includes(entry.stage),
  );
  for (const each of fitting) each.used = true;
  return fitting;
}

function narrowness({ entry }: IndexedEntry): number {
  return (entry.hash !== undefined ? 4 : entry.stage !== undefined ? 2 : 0) + (entry.rules !== undefined ? 1 : 0);
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
  const unused = [...indexes.values()].flatMap((index) => index.all.filter((each) => !each.used));
  const firstUnused = unused[0]?.entry;
  if (firstUnused !== undefined) {
    problems.push(
      `${unused.length} label ${unused.length === 1 ? 'entry names' : 'entries name'} no event of the sample; the first is ${firstUnused.hash ?? firstUnused.id ?? ''}.`,
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
