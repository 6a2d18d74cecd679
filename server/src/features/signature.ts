// Signature help: which function's arguments are being written, and which of them.
import type { Analysis } from '../analysis/analyze';
import { findFunction } from '../eql/functions';
import { tokenize } from '../eql/parse';
import { functionMarkdown } from './hover';
import { queryPlaceAt } from './queryPlace';

export interface SignatureHelp {
  readonly label: string;
  readonly markdown: string;
  /** The stretch of `label` that is each parameter. */
  readonly parameters: readonly (readonly [from: number, to: number])[];
  readonly active: number;
}

/** Undefined where no call of a known function is open. */
export function signatureAt(analysis: Analysis, fileOffset: number): SignatureHelp | undefined {
  const place = queryPlaceAt(analysis, fileOffset);
  const open = place === undefined ? undefined : openCall(place.eql.embedded.text, place.offset);
  const definition = open === undefined ? undefined : findFunction(open.name.replace('~', ''));
  if (open === undefined || definition === undefined) return undefined;
  let label = `${definition.name}${open.name.endsWith('~') ? '~' : ''}(`;
  const parameters = definition.parameters.map((parameter, index): [number, number] => {
    if (index > 0) label += ', ';
    const from = label.length;
    label += `${parameter.name}${parameter.optional === true ? '?' : ''}: ${parameter.type}`;
    return [from, label.length];
  });
  const isVariadic = definition.parameters.at(-1)?.variadic === true;
  label += `${isVariadic ? ', …' : ''}) → ${definition.result}`;
  const last = parameters.length - 1;
  const active = isVariadic ? Math.min(open.argument, last) : open.argument;
  return { label, markdown: functionMarkdown(definition), parameters, active };
}

interface OpenCall {
  readonly name: string;
  readonly argument: number;
}

/** The innermost call whose parenthesis is open at the offset. A place inside a string belongs to the string's argument. */
function openCall(text: string, offset: number): OpenCall | undefined {
  const open: { readonly name: string; argument: number }[] = [];
  let before = '';
  for (const { image, startOffset, tokenType } of tokenize(text)) {
    if (startOffset >= offset) break;
    if (image === '(' || image === '[' || image === '![') open.push({ name: image === '(' ? before : '', argument: 0 });
    if (image === ')' || image === ']') open.pop();
    const last = open[open.length - 1];
    if (image === ',' && last !== undefined) last.argument++;
    before = tokenType.name === 'Identifier' || tokenType.name === 'TildeIdentifier' ? image : '';
  }
  const innermost = open[open.length - 1];
  return innermost === undefined || innermost.name === '' ? undefined : innermost;
}
