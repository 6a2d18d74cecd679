// One line of CSV that a spreadsheet takes for text: a cell that it would compute gets an apostrophe before it. Source: OWASP, CSV injection.
import { unparse } from 'papaparse';

/** Numbers are harmless as they are. */
const FORMULA = /^(?:[=+@\t\r\n＝＋－＠]|-(?!\d+(?:\.\d+)?$))/;

/** Names of fields stand as they are, `@timestamp` too: a name by itself computes nothing. */
export function csvHead(names: readonly string[]): string {
  const isName = names.every((name) => /^@?[\w.]+$/.test(name));
  return isName ? `${names.join(',')}\r\n` : csvLine(names);
}

export function csvLine(cells: readonly string[]): string {
  return `${unparse([cells], { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
