// What people say of events: reads a label file, `x.labels.yaml`.
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Expression } from '../eql/ast';
import { parseDate } from '../eql/dates';
import { parseExpression } from '../eql/parse';
import { isYamlTooDeep } from '../rule/nesting';

export type Label = 'malicious' | 'benign' | 'authorised';

/** One entry of a label file. Exactly one of `id`, `hash` and `where` is set. */
export interface LabelEntry {
  readonly id?: string;
  readonly hash?: string;
  readonly stage?: string;
  /** All events of the samples that satisfy a condition. */
  readonly where?: LabelCondition;
  /** Only events of that time. */
  readonly between?: LabelPeriod;
  readonly label: Label;
  readonly rules?: readonly string[];
  readonly lofp?: string;
  readonly note?: string;
  /** Who said it and when, and how sure they are, in their own words. */
  readonly by?: string;
  readonly at?: string;
  readonly confidence?: string;
  /** It stands in a file about many samples: that it names no event of some of them is no fault. */
  readonly isShared?: true;
  /** Where it stands, of an entry that was read from a file. */
  readonly source?: { readonly path: string; readonly line: number };
}

export interface LabelCondition {
  readonly text: string;
  readonly condition: Expression;
}

/** Milliseconds since 1970; the first is in it, the last is not. */
export interface LabelPeriod {
  readonly from: number;
  readonly to: number;
}

/** What is wrong with a label file: a sentence and the line it is about, from 1. */
export interface LabelProblem {
  readonly message: string;
  readonly line: number;
}

export interface LabelFile {
  readonly entries: readonly LabelEntry[];
  /** Where each entry begins: its offset, and its line from 1. */
  readonly places: readonly LabelPlace[];
  readonly problems: readonly LabelProblem[];
}

export interface LabelPlace {
  readonly from: number;
  readonly line: number;
}

/** The path of an audit event's stage, by which an entry with `stage` is narrowed. */
export const STAGE_PATH = 'kubernetes.audit.stage';

const LABELS: ReadonlySet<string> = new Set<Label>(['malicious', 'benign', 'authorised']);
const OPTIONAL_KEYS = ['stage', 'lofp', 'note', 'by', 'at', 'confidence'] as const;
const TEXT_KEYS = ['id', 'hash', 'where', 'label', ...OPTIONAL_KEYS] as const;
type TextKey = (typeof TEXT_KEYS)[number];
const KEYS: ReadonlySet<string> = new Set([...TEXT_KEYS, 'between', 'rules']);

/** Characters: a hundred thousand entries. Beyond, the reading of YAML takes minutes. */
const LONGEST_FILE = 10_000_000;

/** Reads a label file; an entry that cannot be read is a problem, all others still speak. */
export function readLabels(text: string): LabelFile {
  if (text.length > LONGEST_FILE) return unreadable(TOO_LONG);
  if (isYamlTooDeep(text)) return unreadable('The label file nests too deeply.');
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
  const places: LabelPlace[] = [];
  for (const node of events ?? []) {
    const read = readEntry(valueOf(node, document));
    const from = node.range?.[0] ?? 0;
    const { line } = lines.linePos(from);
    if (typeof read === 'string') problems.push({ message: read, line });
    else {
      entries.push(read);
      places.push({ from, line });
    }
  }
  return { entries, places, problems };
}

const TOO_LONG =
  'The label file is larger than 10 MB and was not read. Say what many events have in common with `where: <EQL condition>`, or divide the sample.';

function unreadable(message: string): LabelFile {
  return { entries: [], places: [], problems: [{ message, line: 1 }] };
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
    return 'A label entry is a mapping with `id` or `hash` or `where`, and `label`.';
  const record = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(record).find((key) => !KEYS.has(key));
  if (unknown !== undefined) return `\`${unknown}\` is no key of a label entry; known are ${[...KEYS].join(', ')}.`;
  const noText = TEXT_KEYS.find((key) => record[key] !== undefined && typeof record[key] !== 'string');
  if (noText !== undefined) return `\`${noText}\` must be a text.`;
  const { rules } = record;
  if (rules !== undefined && !isTextList(rules)) return '`rules` must be a list of rule ids.';
  const between = readPeriod(record['between']);
  if (typeof between === 'string') return between;
  const read = readTexts(record);
  if (typeof read === 'string') return read;
  return { ...read, ...(between === undefined ? {} : { between }), ...(rules === undefined ? {} : { rules }) };
}

function readTexts(texts: Partial<Record<TextKey, string>>): LabelEntry | string {
  const { label } = texts;
  if (!isLabel(label)) return '`label` must be `malicious`, `benign` or `authorised`.';
  const name = readName(texts);
  if (typeof name === 'string') return name;
  const others = OPTIONAL_KEYS.flatMap((key) => (texts[key] ? [[key, texts[key]] as const] : []));
  return { label, ...name, ...(Object.fromEntries(others) as Partial<Record<(typeof OPTIONAL_KEYS)[number], string>>) };
}

/** Which events the entry is about. */
function readName(texts: Partial<Record<TextKey, string>>): Pick<LabelEntry, 'id' | 'hash' | 'where'> | string {
  const { id = '', where = '' } = texts;
  const hash = texts.hash?.toLowerCase() ?? '';
  if ([id, hash, where].filter((each) => each !== '').length !== 1)
    return 'A label entry needs one of `id`, `hash` and `where`.';
  if (id !== '') return { id };
  if (where !== '') return readCondition(where);
  return /^[0-9a-f]{16}$/.test(hash)
    ? { hash }
    : '`hash` must be the first 16 hexadecimal digits of the SHA-256 of the line.';
}

function readCondition(text: string): Pick<LabelEntry, 'where'> | string {
  const { value, issues } = parseExpression(text);
  const [issue] = issues;
  return issue === undefined
    ? { where: { text, condition: value } }
    : `\`where\` is no condition of EQL: ${issue.message}`;
}

const PERIOD = '`between` must be a list of two times, as in [2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z].';

function readPeriod(value: unknown): LabelPeriod | string | undefined {
  if (value === undefined) return undefined;
  if (!isTextList(value) || value.length !== 2) return PERIOD;
  const [from, to] = value.map((each) => parseDate(each));
  if (from === undefined || to === undefined) return PERIOD;
  return from < to ? { from, to } : '`between` must begin before it ends.';
}

function isLabel(value: string | undefined): value is Label {
  return value !== undefined && LABELS.has(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string' && each !== '');
}
