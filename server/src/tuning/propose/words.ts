// Values as a title names them: each in backquotes, the long ones cut, of many the first ones.

const LONGEST = 100;
const MOST = 2;

export function named(values: readonly string[]): string {
  const shown = values.slice(0, values.length === MOST + 1 ? MOST + 1 : MOST).map(quoted);
  const left = values.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `\`${line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`}\``;
}
