// One line of CSV that a spreadsheet takes for text: a cell that it would compute gets an apostrophe before it. Source: OWASP, CSV injection.
import { unparse } from 'papaparse';

/** Numbers are harmless as they are. */
const FORMULA = /^(?:[=+@\t\r\n＝＋－＠]|-(?!\d+(?:\.\d+)?$))/;

const FORMULA_IN_HEAD = /^(?:[=+\t\r\n＝＋－＠]|-|@(?![\w.]+$))/;

/** Names of fields; `@timestamp` by itself computes nothing, and programs look for it under this name. */
export function csvHead(names: readonly string[]): string {
  return lineOf(names, FORMULA_IN_HEAD);
}

export function csvLine(cells: readonly string[]): string {
  return lineOf(cells, FORMULA);
}

function lineOf(cells: readonly string[], escapeFormulae: RegExp): string {
  return `${unparse([cells], { escapeFormulae, newline: '\r\n' })}\r\n`;
}
