// Which shape a sample has, told by its first characters and never by its name.
import { parseEvent } from '../engine/parseEvent';
import { isAuditRecord } from './auditd/record';
import { CONTAINERS, containerOf } from './containers';
import type { Container } from './containers';
import { createDocumentCutter } from './cutDocuments';
import { delimiterOf } from './csv';

export type Shape =
  /** One JSON object a line: events, search hits, bulk files, raw logs. */
  | { readonly kind: 'lines' }
  /** JSON over several lines, in lists, or one document that holds many events. */
  | { readonly kind: 'documents'; readonly container?: Container }
  | { readonly kind: 'csv'; readonly delimiter: string }
  | { readonly kind: 'auditd' }
  | { readonly kind: 'unknown' };

/** What a sample may be, for the sentence about one that is nothing of it. */
export const SHAPES =
  'NDJSON, a JSON list, an answer of _search, _eql/search or ES|QL, an elasticdump or bulk file, ' +
  'a CSV or JSON of Discover, Kubernetes audit logs, an auditd log';

/** UTF-16 units that are enough to tell. */
export const HEAD = 1 << 16;

/** `head`: the beginning of the text, or all of it. */
export function recognise(head: string, isWhole: boolean): Shape {
  const text = head.replace(/^[\ufeff\s]+/, '');
  if (text === '') return { kind: 'lines' };
  const lines = linesOf(text, isWhole);
  if (lines.slice(0, 20).some(isAuditRecord)) return { kind: 'auditd' };
  if (text.startsWith('[')) return { kind: 'documents' };
  if (text.startsWith('{')) return recogniseObjects(text, lines);
  if (lines.some(isObjectLine)) return { kind: 'lines' };
  const delimiter = delimiterOf(headerOf(text));
  return delimiter === undefined ? { kind: 'unknown' } : { kind: 'csv', delimiter };
}

const LOOKED_AT = 50;

/** Whole ones that are not blank, without their ends: what is indented is part of something larger. */
function linesOf(text: string, isWhole: boolean): readonly string[] {
  const lines = text.split('\n', LOOKED_AT + 1);
  if (!isWhole && lines.length <= LOOKED_AT) lines.pop();
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '');
}

function headerOf(text: string): string {
  return (text.split('\n', 1)[0] ?? '').replace(/\r$/, '');
}

function isObjectLine(line: string): boolean {
  return line.startsWith('{') && 'object' in parseEvent(line);
}

function recogniseObjects(text: string, lines: readonly string[]): Shape {
  const [first] = lines;
  const parsed = first === undefined ? undefined : parseEvent(first);
  if (parsed !== undefined && 'object' in parsed) {
    const container = containerOf(parsed.object);
    return container === undefined ? { kind: 'lines' } : { kind: 'documents', container };
  }
  const container = CONTAINERS.find((each) => isReached(text, each));
  if (container !== undefined) return { kind: 'documents', container };
  // A line that is longer than what was looked at, and one that is broken among good ones, are lines; all else is laid out.
  return first === undefined || lines.some(isObjectLine) ? { kind: 'lines' } : { kind: 'documents' };
}

function isReached(text: string, { path, sign, keys }: Container): boolean {
  const cutter = createDocumentCutter(path);
  const pieces = cutter.push(text);
  if (!cutter.hasReached || (sign !== undefined && !sign.test(text))) return false;
  const [key] = /(?<=^\{\s*")[^"]*(?=")/.exec(text) ?? [];
  return (keys === undefined || keys.has(key ?? '')) && (pieces.length === 0 || /^\s*[{[]/.test(pieces[0]?.text ?? ''));
}
