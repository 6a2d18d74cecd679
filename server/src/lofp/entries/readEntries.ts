// All entries of a catalogue: what each says, and what is wrong with it or between them. Total; a faulty entry leaves the others alone.
import type { Issue } from '../../base/issue';
import { nearestName } from '../../eql/nearestName';
import type { CatalogReader } from '../../schema/compose';
import type { SpannedText } from '../../schemaYaml/yamlRead';
import { checkEvidence } from './checkEvidence';
import { checkDays, checkTexts, LONGEST_STATEMENT } from './checkTexts';
import { checkTemplates } from './checkTemplates';
import type { EntryFile, EntryIssue, LofpEntry } from './entry';
import { readEntry } from './readEntry';

export interface EntryWorld {
  /** `YYYY-MM-DD`; without it nothing is past. */
  readonly today?: string;
  /** For datasets and fields of templates. */
  readonly readCatalog?: CatalogReader;
  /** Whether a sample that an entry names is there: `path` as the entry has it, beside the entry's file. */
  readonly hasFile?: (path: string, entry: LofpEntry) => boolean;
}

export interface ReadEntries {
  /** In the order of the files. Of two with one id the first. */
  readonly entries: readonly LofpEntry[];
  readonly issues: readonly EntryIssue[];
}

export function readEntries(files: readonly EntryFile[], world: EntryWorld = {}): ReadEntries {
  const known = new Map<string, LofpEntry>();
  const issues: EntryIssue[] = [];
  for (const file of files) {
    const read = readEntry(file);
    const { entry } = read;
    issues.push(...placed([...read.issues, ...(entry === undefined ? [] : checkEntry(entry, world))], file.path));
    if (entry === undefined) continue;
    const other = known.get(entry.id.value);
    if (other === undefined) known.set(entry.id.value, withinLimit(entry));
    else issues.push(...placed([twice(entry, other)], file.path));
  }
  const entries = [...known.values()];
  return {
    entries,
    issues: [...issues, ...entries.flatMap((entry) => placed(referenceIssues(entry, known), entry.path))],
  };
}

/** Of one entry by itself: for an editor that shows a single file. */
export function checkEntry(entry: LofpEntry, { today, readCatalog, hasFile }: EntryWorld): readonly Issue[] {
  return [
    ...checkTexts(entry),
    ...checkDays(entry, today),
    ...checkTemplates(entry, readCatalog),
    ...checkEvidence(entry, hasFile),
  ];
}

/** Ids that it names and nobody has, and circles in which it stands. */
export function referenceIssues(entry: LofpEntry, known: ReadonlyMap<string, LofpEntry>): readonly Issue[] {
  const unknown = [...(entry.extends === undefined ? [] : [entry.extends]), ...entry.see].flatMap((reference) =>
    known.has(reference.value) ? [] : [unknownReference(reference, [...known.keys()])],
  );
  const circle = circleOf(entry, known);
  return circle === undefined || entry.extends === undefined ? unknown : [...unknown, inCircle(entry.extends, circle)];
}

/** A page in place of a statement is told once, and carried no further. */
function withinLimit(entry: LofpEntry): LofpEntry {
  const { statement } = entry;
  if (statement.value.length <= LONGEST_STATEMENT) return entry;
  return { ...entry, statement: { ...statement, value: `${statement.value.slice(0, SHOWN_STATEMENT)}…` } };
}

const SHOWN_STATEMENT = 500;

function placed(issues: readonly Issue[], path: string): readonly EntryIssue[] {
  return issues.map((issue) => ({ ...issue, path }));
}

function twice({ id }: LofpEntry, other: LofpEntry): Issue {
  const message = `\`${id.value}\` is the id of another entry already, in ${other.path}; that one counts. Give this one an id of its own.`;
  return {
    code: 'lofp-duplicate-id',
    severity: 'error',
    message,
    from: id.from,
    to: id.to,
    related: [{ message: 'The other entry.', file: other.path, from: other.id.from, to: other.id.to }],
  };
}

function unknownReference({ value, from, to }: SpannedText, known: readonly string[]): Issue {
  const near = nearestName(value, known);
  const cure = near === undefined ? 'Write it, or remove the reference.' : `Did you mean \`${near}\`?`;
  const fixes =
    near === undefined ? {} : { fixes: [{ title: `Change to \`${near}\``, edits: [{ from, to, text: near }] }] };
  return { ...reference({ value, from, to }, `There is no entry \`${value}\`. ${cure}`), ...fixes };
}

/** From an entry over `extends` back to itself: all ids, the first also at the end. `see` may go back and forth. */
function circleOf(entry: LofpEntry, known: ReadonlyMap<string, LofpEntry>): readonly string[] | undefined {
  const path: string[] = [];
  let at: LofpEntry | undefined = entry;
  while (at !== undefined && !path.includes(at.id.value)) {
    path.push(at.id.value);
    at = at.extends === undefined ? undefined : known.get(at.extends.value);
  }
  return at?.id.value === entry.id.value ? [...path, entry.id.value] : undefined;
}

const MOST_SHOWN = 6;

function inCircle(place: SpannedText, circle: readonly string[]): Issue {
  const shown = circle.length > MOST_SHOWN ? [...circle.slice(0, MOST_SHOWN - 1), '…', circle[0] ?? ''] : circle;
  const message = `These entries extend each other in a circle: ${shown.map((id) => `\`${id}\``).join(' → ')}. Remove one \`extends\`.`;
  return reference(place, message);
}

function reference({ from, to }: SpannedText, message: string): Issue {
  return { code: 'lofp-reference', severity: 'error', message, from, to };
}
