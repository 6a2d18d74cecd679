// Decodes YAML's block scalars, literal and folded, after the indentation and chomping that their header asks for.
import type { CST } from 'yaml';
import type { Span } from '../base/span';
import { createTextDecoder, type DecodedText, type TextDecoder } from './decoded';

export interface BlockText {
  readonly quoting: 'yaml-literal' | 'yaml-folded';
  /** The block's content, with its trailing blank lines. */
  readonly bounds: Span;
  readonly decoded: DecodedText;
}

export function decodeBlock(file: string, token: CST.BlockScalar, shift: number): BlockText {
  const header = readHeader(token);
  const from = token.offset + shift + header.length;
  const to = from + token.source.length;
  const lines = splitLines(file, { from, to });
  const block = measure(lines, token.indent, header);
  const first = lines[0];
  const start = first && block.end > 0 ? textFrom(first, block.indent) : lineBreakBefore(file, from);
  const bounds = { from: start, to };
  const decoder = createTextDecoder(file);
  if (header.folded) decodeFolded(lines, block, decoder);
  else decodeLiteral(lines, block, decoder);
  chomp(lines, block, header.chomp, decoder);
  const decoded = decoder.finish({ from: start, to: behindBlankLines(file, to) });
  return { quoting: header.folded ? 'yaml-folded' : 'yaml-literal', bounds, decoded };
}

interface Header {
  readonly folded: boolean;
  readonly chomp: '' | '-' | '+';
  /** The indentation indicator; 0 where there is none. */
  readonly indent: number;
  /** Up to where the first line of the content begins. */
  readonly length: number;
}

function readHeader({ props }: CST.BlockScalar): Header {
  const sources = props.map((each) => ('source' in each ? each.source : ''));
  const text = sources[0] ?? '';
  const sign = /[-+]/.exec(text)?.[0];
  return {
    folded: text.startsWith('>'),
    chomp: sign === '-' || sign === '+' ? sign : '',
    indent: Number(/[1-9]/.exec(text)?.[0] ?? 0),
    length: sources.join('').length,
  };
}

interface Line {
  readonly from: number;
  /** Where the indentation ends. */
  readonly contentFrom: number;
  /** Where the line's break begins, and where the next line does. */
  readonly contentTo: number;
  readonly next: number;
  /** The content begins with a tab, which counts as indented further. */
  readonly isTabbed: boolean;
}

function splitLines(file: string, { from, to }: Span): Line[] {
  const lines: Line[] = [];
  for (let at = from; at <= to;) {
    const newline = file.indexOf('\n', at);
    const end = newline < 0 || newline >= to ? to : newline;
    const contentTo = end > at && end < to && file[end - 1] === '\r' ? end - 1 : end;
    let contentFrom = at;
    while (contentFrom < contentTo && file[contentFrom] === ' ') contentFrom++;
    const isTabbed = contentFrom < contentTo && file[contentFrom] === '\t';
    lines.push({ from: at, contentFrom, contentTo, next: Math.min(end + 1, to), isTabbed });
    if (end >= to) break;
    at = end + 1;
  }
  return lines;
}

interface Block {
  /** How many spaces are taken from each line. */
  readonly indent: number;
  /** The number of lines before the trailing blank ones. */
  readonly end: number;
  /** The first line that is not blank. */
  readonly start: number;
}

function measure(lines: readonly Line[], parentIndent: number, header: Header): Block {
  let end = lines.length;
  while (end > 0 && isBlank(lines[end - 1])) end--;
  const start = lines.findIndex((line) => !isBlank(line));
  const first = lines[start];
  if (end === 0 || first === undefined) return { indent: Infinity, end: 0, start: 0 };
  const indent = header.indent > 0 ? parentIndent + header.indent : first.contentFrom - first.from;
  for (let at = lines.length - 1; at >= end; at--) {
    const line = lines[at];
    if (line && line.contentFrom - line.from > indent) end = at + 1;
  }
  return { indent, end, start };
}

function decodeLiteral(lines: readonly Line[], { indent, end }: Block, decoder: TextDecoder): void {
  lines.slice(0, end).forEach((line, at) => {
    decoder.copy(textFrom(line, indent), line.contentTo);
    if (at < end - 1) addBreak(line, decoder);
  });
}

/** A line break between two plain lines is a space; blank lines and lines indented further keep theirs. */
function decodeFolded(lines: readonly Line[], { indent, end, start }: Block, decoder: TextDecoder): void {
  for (const line of lines.slice(0, start)) {
    decoder.copy(textFrom(line, indent), line.contentTo);
    addBreak(line, decoder);
  }
  let breaks = 0;
  let further = false;
  let last: Line | undefined;
  for (const line of lines.slice(start, end)) {
    const isFurther = isFurtherIndented(line, indent);
    if (last) breaks++;
    if (isBlank(line) && !isFurther) continue;
    if (last) joinLines(last, line, breaks, further || isFurther, decoder);
    decoder.copy(textFrom(line, indent), line.contentTo);
    last = line;
    further = isFurther;
    breaks = 0;
  }
}

function joinLines(last: Line, line: Line, breaks: number, further: boolean, decoder: TextDecoder): void {
  const kept = further ? breaks : breaks - 1;
  decoder.replace(kept === 0 ? ' ' : '\n'.repeat(kept), last.contentTo, line.from);
}

function isFurtherIndented(line: Line, indent: number): boolean {
  return line.contentFrom - line.from > indent || line.isTabbed;
}

/** The text's end: no line break, one, or all that stand there. */
function chomp(lines: readonly Line[], { indent, end }: Block, sign: Header['chomp'], decoder: TextDecoder): void {
  const last = lines[end - 1];
  if (sign === '-' || (last === undefined && sign === '')) return;
  if (last) addBreak(last, decoder);
  if (sign === '') return;
  lines.slice(end, -1).forEach((line) => {
    decoder.copy(textFrom(line, indent), line.contentTo);
    addBreak(line, decoder);
  });
}

function addBreak(line: Line, decoder: TextDecoder): void {
  if (line.next - line.contentTo === 1) decoder.copy(line.contentTo, line.next);
  else decoder.replace('\n', line.contentTo, line.next);
}

function textFrom(line: Line, indent: number): number {
  return Math.min(line.from + indent, line.contentFrom);
}

function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.contentFrom >= line.contentTo;
}

/** Blank lines that are indented less than the block are not its own for YAML; somebody who types there goes on with the query. */
function behindBlankLines(file: string, to: number): number {
  for (let at = to, end = to; ; at = end + 1) {
    const newline = file.indexOf('\n', at);
    const lineEnd = newline < 0 ? file.length : newline;
    if (file.slice(at, lineEnd).trim() !== '') return end;
    if (newline < 0) return lineEnd;
    end = newline;
  }
}

function lineBreakBefore(file: string, at: number): number {
  if (file[at - 1] !== '\n') return at;
  return file[at - 2] === '\r' ? at - 2 : at - 1;
}
