// Decodes the content of YAML's flow scalars (plain, single- and double-quoted): escapes, and lines folded into one.
import type { Span } from '../base/span';
import { createTextDecoder, type DecodedText, type TextDecoder } from './decoded';

export type FlowQuoting = 'yaml-plain' | 'yaml-single' | 'yaml-double';

export function decodeFlow(file: string, content: Span, quoting: FlowQuoting): DecodedText {
  const decoder = createTextDecoder(file);
  let at = content.from;
  while (at < content.to) {
    const next = nextSpecial(file, at, content.to, quoting);
    decoder.copy(at, next);
    at = next < content.to ? decodeSpecial(file, { from: next, to: content.to }, decoder) : next;
  }
  return decoder.finish(content);
}

const specials = {
  'yaml-plain': /[ \t\r\n]/g,
  'yaml-single': /[ \t\r\n']/g,
  'yaml-double': /[ \t\r\n\\]/g,
};

function nextSpecial(file: string, from: number, to: number, quoting: FlowQuoting): number {
  const special = specials[quoting];
  special.lastIndex = from;
  return Math.min(special.exec(file)?.index ?? to, to);
}

/** Returns the offset after what it read. */
function decodeSpecial(file: string, rest: Span, decoder: TextDecoder): number {
  const unit = file.charAt(rest.from);
  if (unit === '\\') return decodeEscape(file, rest, decoder);
  if (unit !== "'") return decodeSpace(file, rest, decoder);
  const to = Math.min(rest.from + (file[rest.from + 1] === "'" ? 2 : 1), rest.to);
  decoder.replace("'", rest.from, to);
  return to;
}

const space = /[ \t]*(?:\r?\n[ \t]*)*/y;

/** One line break folds into a space, more into one line break less; the space around them goes. Other space stays. */
function decodeSpace(file: string, { from, to }: Span, decoder: TextDecoder): number {
  space.lastIndex = from;
  const run = (space.exec(file)?.[0] ?? '').slice(0, to - from);
  const breaks = run.split('\n').length - 1;
  const end = from + Math.max(1, run.length);
  if (breaks === 0) decoder.copy(from, end);
  else decoder.replace(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), from, end);
  return end;
}

const simpleEscapes = new Map([
  ['0', '\0'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
  [' ', ' '],
  ['"', '"'],
  ['/', '/'],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const hexLengths = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);
const escapedBreak = /\\\r?\n[ \t]*/y;

function decodeEscape(file: string, { from, to }: Span, decoder: TextDecoder): number {
  escapedBreak.lastIndex = from;
  const skipped = escapedBreak.exec(file)?.[0].length;
  if (skipped !== undefined) return Math.min(from + skipped, to);
  const letter = file.charAt(from + 1);
  const end = Math.min(from + 2 + (hexLengths.get(letter) ?? 0), to);
  const text = simpleEscapes.get(letter) ?? hexText(file.slice(from + 2, end), hexLengths.get(letter));
  if (text !== undefined) decoder.replace(text, from, end);
  else decoder.copy(from, end);
  return end;
}

/** Half a surrogate pair is allowed: two of them make one character. */
function hexText(digits: string, length: number | undefined): string | undefined {
  if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const code = parseInt(digits, 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}
