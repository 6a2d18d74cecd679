// Marks that a person sets to edits of a label file: what they do not change stays as it is written, comments and all.
import { applyEdits } from '../base/edit';
import type { TextEdit } from '../base/edit';
import { endOf, lineBreakOf, lineStart, nextLine, readLabelText, setProperties, writeProperty } from './labelNodes';
import type { EntryList, Property } from './labelNodes';
import { readLabels } from './labels';
import type { Label, LabelEntry, LabelFile } from './labels';

/** How an entry calls one event and no other. */
export type EventName = { readonly id: string; readonly stage?: string } | { readonly hash: string };

export interface MarkedEvent {
  /** Its place among the events of the sample. */
  readonly order: number;
  /** How a new entry calls it. */
  readonly name: EventName;
  /** All names that are this event's alone, `name` among them. */
  readonly names: readonly EventName[];
  /** Said of this event alone. */
  readonly texts?: Pick<Mark, 'note' | 'by' | 'at'>;
}

/** What is said of the events. */
export interface Mark {
  /** Undefined: nothing any more. */
  readonly label: Label | undefined;
  /** The id of the rule that is looked at: entries for other rules are left alone. */
  readonly rule?: string;
  /** Said for that rule only. */
  readonly isForRule?: boolean;
  readonly lofp?: string;
  readonly note?: string;
  readonly by?: string;
  readonly at?: string;
}

export type LabelEdits =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[]; readonly changed: number }
  /** Why the file is not touched, as a sentence. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * `text`: of the label file without a byte order mark, empty where there is none. `placeOf`: the place of the first event that an entry
 * names; undefined where it names none or is a condition.
 */
export function editLabels(
  text: string,
  events: readonly MarkedEvent[],
  mark: Mark,
  placeOf: (entry: LabelEntry) => number | undefined,
): LabelEdits {
  const known = readLabelText(text);
  const file = readLabels(text);
  if (known.kind === 'broken') return refused(file.problems[0]?.message ?? 'The label file cannot be edited.');
  const plan = planOf(known.kind === 'list' ? entriesOf(known.list, file) : [], events, mark);
  const edits = [
    ...(known.kind === 'list' ? changesOf(plan, known.list, text) : []),
    ...(plan.added.length === 0 ? [] : additions(plan, known, text, placeOf)),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const isAsked = edits.length === 0 || holds(readLabels(applyEdits(text, edits)), file.entries, plan);
  return isAsked ? { kind: 'edits', edits, changed: plan.changed } : refused(UNSAFE);
}

const UNSAFE =
  'The label file is written in a way that cannot be edited without a change of other entries: set the label in the file.';

function refused(message: string): LabelEdits {
  return { kind: 'refused', message };
}

interface Item {
  readonly index: number;
  readonly entry: LabelEntry;
}

interface Change {
  readonly item: Item;
  readonly properties: readonly (readonly [string, Property])[];
}

interface Plan {
  readonly items: readonly Item[];
  readonly changes: readonly Change[];
  readonly removed: readonly Item[];
  readonly added: readonly { readonly order: number; readonly entry: LabelEntry }[];
  /** How many events are called otherwise than before. */
  readonly changed: number;
}

function entriesOf({ items }: EntryList, { entries, places }: LabelFile): readonly Item[] {
  const starts = new Map(items.map((node, index) => [node.range?.[0], index]));
  return entries.flatMap((entry, at) => {
    const index = starts.get(places[at]?.from);
    return index === undefined ? [] : [{ index, entry }];
  });
}

function planOf(items: readonly Item[], events: readonly MarkedEvent[], mark: Mark): Plan {
  const byName = new Map<string, Item[]>();
  for (const item of items) {
    if (item.entry.where !== undefined) continue;
    const key = nameKey(item.entry);
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [item]);
    else list.push(item);
  }
  const changes: Change[] = [];
  const removed: Item[] = [];
  const added: Plan['added'][number][] = [];
  const seen = new Set<string>();
  let changed = 0;
  for (const event of events) {
    const key = nameKey(event.name);
    if (seen.has(key)) continue;
    seen.add(key);
    const own = [...new Set(event.names.map(nameKey))].flatMap((name) => byName.get(name) ?? []);
    const spoken = own.filter(({ entry }) => speaksTo(entry, mark.rule));
    const before = changes.length + removed.length + added.length;
    if (mark.label === undefined) unmark(spoken, mark, changes, removed);
    else setMark(event, mark.label, spoken, mark, changes, added);
    if (changes.length + removed.length + added.length > before) changed++;
  }
  return { items, changes, removed, added, changed };
}

function speaksTo({ rules }: LabelEntry, rule: string | undefined): boolean {
  return rules === undefined || (rule !== undefined && rules.includes(rule));
}

/** An entry that speaks for other rules, too, goes on to do so. */
function unmark(spoken: readonly Item[], { rule, isForRule }: Mark, changes: Change[], removed: Item[]): void {
  for (const item of spoken) {
    const { rules } = item.entry;
    if (rules === undefined) {
      if (isForRule !== true) removed.push(item);
      continue;
    }
    const others = rules.filter((each) => each !== rule);
    if (others.length === 0) removed.push(item);
    else changes.push({ item, properties: [['rules', others]] });
  }
}

function setMark(
  event: MarkedEvent,
  label: Label,
  spoken: readonly Item[],
  mark: Mark,
  changes: Change[],
  added: Plan['added'][number][],
): void {
  const { rule, isForRule } = mark;
  const texts = textsOf({ ...mark, ...event.texts });
  const isSole = ({ entry }: Item): boolean => entry.rules?.length === 1;
  const decisive = decisiveOf(isForRule === true ? spoken.filter(isSole) : spoken);
  if (decisive !== undefined) {
    const said = decisive.entry as unknown as Readonly<Record<string, unknown>>;
    const properties = Object.entries({ label, ...texts }).filter(([key, value]) => said[key] !== value);
    if (properties.length > 0) changes.push({ item: decisive, properties });
    return;
  }
  const rules = isForRule === true && rule !== undefined ? { rules: [rule] } : {};
  added.push({ order: event.order, entry: { ...event.name, label, ...rules, ...texts } });
}

type Texts = Partial<Record<'lofp' | 'note' | 'by' | 'at', string>>;

function textsOf({ lofp, note, by, at }: Mark): Texts {
  return Object.fromEntries(
    Object.entries({ lofp, note, by, at }).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** As a label book chooses: the narrowest, of equal ones the last. */
function decisiveOf(items: readonly Item[]): Item | undefined {
  return [...items].sort((a, b) => rankOf(a.entry) - rankOf(b.entry) || a.index - b.index).at(-1);
}

function rankOf({ hash, stage, rules }: LabelEntry): number {
  return (hash !== undefined ? 3 : stage !== undefined ? 2 : 1) * 2 + (rules === undefined ? 0 : 1);
}

function nameKey(name: { readonly id?: string; readonly hash?: string; readonly stage?: string }): string {
  return name.hash === undefined ? JSON.stringify([name.id, name.stage ?? '']) : `hash:${name.hash}`;
}

/** The edits of entries that are there. */
function changesOf({ changes, removed }: Plan, list: EntryList, text: string): readonly TextEdit[] {
  const changed = changes.flatMap(({ item, properties }) => {
    const node = list.items[item.index];
    return (node && setProperties(node, properties, text)) ?? [];
  });
  const gone = new Set(removed.map(({ index }) => index));
  if (gone.size === 0) return changed;
  return [
    ...changed,
    ...(list.isFlow ? flowRemovals(gone, list) : [...gone].map((index) => removal(index, list, text))),
  ];
}

/** With the brackets left, whatever was in them. */
function flowRemovals(gone: ReadonlySet<number>, { items, from, to }: EntryList): readonly TextEdit[] {
  if (gone.size === items.length) return [{ from: from + 1, to: to - 1, text: '' }];
  const kept = items.flatMap((_, index) => (gone.has(index) ? [] : index));
  const [first = 0] = kept;
  return [...gone].map((index) => {
    const node = items[index];
    const start = node?.range?.[0] ?? 0;
    const next = items[index + 1]?.range?.[0] ?? 0;
    // Up to the first that stays its comma goes with it, afterwards the one before.
    return index < first
      ? { from: start, to: next, text: '' }
      : { from: endOf(items[index - 1]), to: endOf(node), text: '' };
  });
}

/** Whole lines, and the comment above where it is about this entry alone. */
function removal(index: number, list: EntryList, text: string): TextEdit {
  const to = endOfItem(index, list, text);
  const start = lineStart(text, list.dashes[index] ?? 0);
  return { from: isHeading(to, text) ? start : commentStart(start, text, 1), to, text: '' };
}

/** More entries follow without a comment or a blank line: what stands above may be about all of them. */
function isHeading(next: number, text: string): boolean {
  return /^[ \t]*-/.test(text.slice(next, nextLine(text, next + 1)));
}

/** Where the comment lines directly above begin, at most so many. */
function commentStart(start: number, text: string, most = Infinity): number {
  let from = start;
  for (let count = 0; count < most && from > 0; count++) {
    const before = lineStart(text, from - 1);
    if (!/^[ \t]*#/.test(text.slice(before, from))) break;
    from = before;
  }
  return from;
}

function endOfItem(index: number, { items }: EntryList, text: string): number {
  return nextLine(text, endOf(items[index]));
}

type Known = Exclude<ReturnType<typeof readLabelText>, { readonly kind: 'broken' }>;

function additions(
  { added, items }: Plan,
  known: Known,
  text: string,
  placeOf: (entry: LabelEntry) => number | undefined,
): readonly TextEdit[] {
  const eol = lineBreakOf(text);
  const inOrder = [...added].sort((a, b) => a.order - b.order);
  if (known.kind !== 'list')
    return [
      firstEntries(
        inOrder.map(({ entry }) => entry),
        known,
        text,
        eol,
      ),
    ];
  const { list } = known;
  const anchorOf = anchors(items, list.items.length - 1, placeOf);
  const groups = new Map<number, LabelEntry[]>();
  for (const { order, entry } of inOrder) {
    const anchor = anchorOf(order);
    const group = groups.get(anchor);
    if (group === undefined) groups.set(anchor, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([anchor, entries]) => insertion(anchor, entries, list, text, eol));
}

/** Behind which entry one of that place belongs; -1 is before the first. */
function anchors(
  items: readonly Item[],
  last: number,
  placeOf: (entry: LabelEntry) => number | undefined,
): (order: number) => number {
  const places = items.flatMap(({ entry, index }) => {
    const place = entry.where === undefined ? placeOf(entry) : undefined;
    return place === undefined ? [] : [{ index, place }];
  });
  const isOrdered = places.every(({ place }, at) => at === 0 || (places[at - 1]?.place ?? 0) <= place);
  return (order) => {
    if (!isOrdered || !places.some(({ place }) => place > order)) return last;
    return places.filter(({ place }) => place <= order).at(-1)?.index ?? (places[0]?.index ?? 0) - 1;
  };
}

function insertion(
  anchor: number,
  entries: readonly LabelEntry[],
  list: EntryList,
  text: string,
  eol: string,
): TextEdit {
  if (list.isFlow) {
    const written = entries.map((entry) => `{ ${linesOf(entry).join(', ')} }`).join(', ');
    if (anchor < 0) return at(list.items[0]?.range?.[0] ?? 0, `${written}, `);
    return at(endOf(list.items[anchor]), `, ${written}`);
  }
  const dash = list.dashes[Math.max(anchor, 0)] ?? 0;
  const start = lineStart(text, dash);
  const lines = writeEntries(entries, dash - start, eol);
  if (anchor < 0) return at(commentStart(start, text), `${lines}${eol}`);
  const end = endOfItem(anchor, list, text);
  return at(end, text[end - 1] === '\n' ? `${lines}${eol}` : `${eol}${lines}`);
}

function at(offset: number, text: string): TextEdit {
  return { from: offset, to: offset, text };
}

/** For a file that has no entries yet. */
function firstEntries(
  entries: readonly LabelEntry[],
  known: Exclude<Known, { readonly kind: 'list' }>,
  text: string,
  eol: string,
): TextEdit {
  const lines = writeEntries(entries, 2, eol);
  if (known.kind === 'empty') {
    const isCut = text !== '' && !text.endsWith('\n');
    return at(text.length, `${isCut ? eol : ''}events:${eol}${lines}${eol}`);
  }
  if (known.to > known.at) return { from: known.at, to: known.to, text: `${eol}${lines}` };
  const end = nextLine(text, known.at);
  return at(end, text[end - 1] === '\n' ? `${lines}${eol}` : `${eol}${lines}${eol}`);
}

function writeEntries(entries: readonly LabelEntry[], indent: number, eol: string): string {
  const before = ' '.repeat(indent);
  return entries
    .flatMap((entry) => linesOf(entry).map((line, index) => `${before}${index === 0 ? '- ' : '  '}${line}`))
    .join(eol);
}

const WRITTEN = ['id', 'hash', 'stage', 'label', 'rules', 'lofp', 'note', 'by', 'at'] as const;

function linesOf(entry: LabelEntry): readonly string[] {
  return WRITTEN.flatMap((key) => {
    const value = entry[key];
    return value === undefined ? [] : [`${key}: ${writeProperty(value)}`];
  });
}

/** Does the edited file say what it should, and of all else what it said before? */
function holds(after: LabelFile, before: readonly LabelEntry[], { changes, removed, added }: Plan): boolean {
  const gone = new Set(removed.map(({ entry }) => entry));
  const changed = new Map(changes.map(({ item, properties }) => [item.entry, properties]));
  const expected = before
    .filter((entry) => !gone.has(entry))
    .map((entry) => ({ ...entry, ...Object.fromEntries(changed.get(entry) ?? []) }));
  const wanted = [...expected, ...added.map(({ entry }) => entry)].map(textOf).sort();
  const found = after.entries.map(textOf).sort();
  return wanted.length === found.length && wanted.every((each, index) => each === found[index]);
}

function textOf(entry: Readonly<Record<string, unknown>> | LabelEntry): string {
  const { where, ...rest } = entry as LabelEntry;
  return JSON.stringify(Object.entries({ ...rest, where: where?.text }).sort(([a], [b]) => (a < b ? -1 : 1)));
}
