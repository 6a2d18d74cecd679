// Texts of rules and samples as Markdown that shows them as they are: nothing in them is a link, an image or HTML.

/** As code, whatever backquotes and line breaks it has. */
export function code(text: string): string {
  const line = shorten(text).replace(/[\r\n\t]+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** As plain words. */
export function plain(text: string): string {
  return shorten(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, (sign) => `\\${sign}`)
    .replace(/[\r\n]+/g, ' ');
}

const MOST = 400;

function shorten(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST)}…`;
}
