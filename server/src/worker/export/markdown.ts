// A table for a pull request. Values stand in code spans, so that none of them is a link, a mention or markup.

export function markdownHead(names: readonly string[]): string {
  return `| ${names.map(codeSpan).join(' | ')} |\n|${' --- |'.repeat(names.length)}\n`;
}

export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => codeSpan(clip(cell))).join(' | ')} |\n`;
}

export function restInMarkdown(rest: number): string {
  if (rest <= 0) return '';
  return `\n${rest === 1 ? '1 more row is' : `${rest} more rows are`} not in this table.\n`;
}

const LONGEST_CELL = 200;

function clip(text: string): string {
  return text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL)}…`;
}

/** Fenced by more backticks than it holds in a row; a bar is escaped even within code. */
function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`.replaceAll('|', '\\|');
}
