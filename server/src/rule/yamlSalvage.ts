// Finds rules in a YAML file that is broken somewhere, by its lines: each key that matters is read by itself, so that one mistake
// costs one key.
import { type Document, parseDocument } from 'yaml';
import type { Span } from '../base/span';
import { copyText } from './decoded';
import { flatTable } from './fields';
import type { FieldValue, FoundRule, TextField } from './fields';
import { isBareRule, isNamedRule } from './ruleOf';
import { decodeFlow } from './yamlFlow';
import { isYamlTooDeep } from './nesting';
import { yamlFields } from './yamlNodes';

const wanted: ReadonlySet<string> = new Set([
  'data_view_id',
  'event_category_override',
  'false_positives',
  'index',
  'integration',
  'language',
  'min_stack_version',
  'name',
  'query',
  'rule_id',
  'tiebreaker_field',
  'timestamp_field',
  'timestamp_override',
  'type',
]);

/** A key and the lines that belong to it. `column` is that of the key, behind any dashes. */
interface Chunk extends Span {
  readonly key: string;
  readonly column: number;
  readonly lineFrom: number;
  readonly startsItem: boolean;
  /** After the colon. */
  readonly valueFrom: number;
}

interface OpenRule extends Span {
  from: number;
  to: number;
  heading: Span;
  named: boolean;
  readonly fields: Map<string, FieldValue>;
  readonly metadata: Map<string, FieldValue>;
}

export function salvageYamlRules(file: string): FoundRule[] {
  const rules: OpenRule[] = [];
  for (const document of splitDocuments(file)) salvageDocument(file, document, rules);
  const ours = rules.filter((rule) => (rule.named ? isNamedRule(rule.fields) : isBareRule(rule.fields)));
  return ours.map((each) => {
    const [rule, metadata] = [flatTable(each.fields, each), flatTable(each.metadata, each.heading)];
    return { ...each, content: { rule, metadata, file: rule } };
  });
}

/** The value of the key on the line that begins at `lineFrom`, and where its lines end; undefined where no key stands. */
export function readYamlKey(file: string, lineFrom: number): YamlKey | undefined {
  const chunk = chunkAt(file, lineFrom, file.length);
  return chunk && { key: chunk.key, to: chunk.to, ...readChunk(file, chunk) };
}

export interface YamlKey {
  readonly key: string;
  readonly to: number;
  readonly field?: FieldValue;
  /** The lines are YAML as they stand. */
  readonly isClean: boolean;
}

function salvageDocument(file: string, document: Span, rules: OpenRule[]): void {
  let rule: OpenRule | undefined;
  let itemColumn = Infinity;
  let metadataColumn = Infinity;
  for (const chunk of chunksOf(file, document)) {
    const isItem = chunk.startsItem && chunk.column <= itemColumn;
    if (isItem) itemColumn = chunk.column;
    if (rule === undefined || isItem || (chunk.key === 'rule' && rule.fields.size > 0))
      rules.push((rule = openRule(chunk)));
    if (chunk.column <= metadataColumn) metadataColumn = Infinity;
    if (chunk.key === 'metadata') metadataColumn = chunk.column;
    if (chunk.key === 'rule') Object.assign(rule, { named: true, heading: headingOf(chunk) });
    if (!wanted.has(chunk.key)) continue;
    const fields = metadataColumn < chunk.column ? rule.metadata : rule.fields;
    const { field } = readChunk(file, chunk);
    if (field && !fields.has(chunk.key)) fields.set(chunk.key, field);
    rule.to = trimmedEnd(file, chunk);
  }
}

function openRule(chunk: Chunk): OpenRule {
  const heading = headingOf(chunk);
  return { ...heading, heading, named: false, fields: new Map(), metadata: new Map() };
}

function headingOf({ from, key }: Chunk): Span {
  return { from, to: from + key.length };
}

function splitDocuments(file: string): Span[] {
  const documents: Span[] = [];
  let from = file.startsWith('\ufeff') ? 1 : 0;
  for (const mark of file.matchAll(/^---(?=[ \t\r\n]|$)/gm)) {
    documents.push({ from, to: mark.index });
    from = mark.index + 3;
  }
  return [...documents, { from, to: file.length }];
}

const keyLine = /([ \t]*(?:-[ \t]+)*)(["']?)([A-Za-z_][\w.-]*)\2[ \t]*:(?=[ \t\r\n]|$)/my;

function* chunksOf(file: string, { from, to }: Span): Generator<Chunk> {
  for (let at = from; at < to;) {
    const chunk = chunkAt(file, at, to);
    if (chunk) yield chunk;
    at = chunk ? chunk.to : nextLine(file, at, to);
  }
}

/** Containers are entered, other keys are taken with all that is indented further. */
function chunkAt(file: string, at: number, limit: number): Chunk | undefined {
  const found = matchKey(file, at);
  if (found === null || at + found[0].length > limit) return undefined;
  const [whole, prefix = '', quote = '', key = ''] = found;
  const valueFrom = at + whole.length;
  const chunk = { key, column: prefix.length, lineFrom: at, from: at + prefix.length + quote.length, valueFrom };
  const to = isContainer(key) ? nextLine(file, at, limit) : chunkEnd(file, chunk, limit);
  return { ...chunk, to, startsItem: prefix.includes('-') };
}

function matchKey(file: string, at: number): RegExpExecArray | null {
  keyLine.lastIndex = at;
  return keyLine.exec(file);
}

function isContainer(key: string): boolean {
  return key === 'rule' || key === 'metadata';
}

/**
 * The lines of a key are those indented further, and dashes right below it. A text without quotes on the key's line ends before a key
 * that a rule has, however that one is indented.
 */
function chunkEnd(
  file: string,
  { key, column, lineFrom, valueFrom }: Omit<Chunk, 'to' | 'startsItem'>,
  to: number,
): number {
  let at = nextLine(file, lineFrom, to);
  const isShort = key !== 'query' && /^[^|>"'[{#&!]/.test(file.slice(valueFrom, at).trim());
  while (at < to) {
    const next = nextLine(file, at, to);
    const indent = /^[ \t]*/.exec(file.slice(at, next))?.[0].length ?? 0;
    const isBlank = file.slice(at + indent, next).trim() === '';
    const isDash = indent === column && /^-[ \t\r\n]/.test(file.slice(at + indent, at + indent + 2));
    if (!isBlank && indent <= column && !isDash) return at;
    const key = isShort ? matchKey(file, at)?.[3] : undefined;
    if (key !== undefined && (wanted.has(key) || isContainer(key))) return at;
    at = next;
  }
  return to;
}

function readChunk(file: string, chunk: Chunk): Pick<YamlKey, 'field' | 'isClean'> {
  const shift = chunk.lineFrom;
  // Dashes before the key become spaces, so that columns stay what they are.
  const text = ' '.repeat(chunk.column) + file.slice(shift + chunk.column, chunk.to);
  const document = parseChunk(text);
  const field = document && yamlFields(file, document, shift).get(chunk.key);
  const isClean = document?.errors.length === 0;
  return { field: chunk.key === 'query' && field?.kind !== 'text' ? asPlainText(file, chunk) : field, isClean };
}

function parseChunk(text: string): Document.Parsed | undefined {
  if (isYamlTooDeep(text)) return undefined;
  try {
    return parseDocument(text, { keepSourceTokens: true, uniqueKeys: false, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

/** A query that is no scalar is one without quotes, in which YAML saw a mapping or a comment: `process.name : "x"`. */
function asPlainText(file: string, chunk: Chunk): TextField | undefined {
  const lead = /^[ \t]*/.exec(file.slice(chunk.valueFrom, chunk.to))?.[0].length ?? 0;
  const content = { from: chunk.valueFrom + lead, to: trimmedEnd(file, chunk) };
  if (content.from >= content.to || /[[{*&!]/.test(file.charAt(content.from))) return undefined;
  const decoded = file.slice(content.from, content.to).includes('\n')
    ? decodeFlow(file, content, 'yaml-plain')
    : copyText(file, content);
  return { kind: 'text', quoting: 'yaml-plain', ...content, ...decoded };
}

function trimmedEnd(file: string, { from, to }: Span): number {
  let end = to;
  while (end > from && /\s/.test(file.charAt(end - 1))) end--;
  return end;
}

function nextLine(file: string, at: number, to: number): number {
  const newline = file.indexOf('\n', at);
  return newline < 0 || newline >= to ? to : newline + 1;
}
