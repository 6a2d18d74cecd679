// Markup that is made of texts, and the one way in which a text gets into it: escaped. Rules are written by strangers.

/** Safe to be put into a page as it is. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | readonly Markup[];

/** html`<p>${text}</p>`: texts are escaped, markup and lists of markup are not. Values of attributes stand in double quotes. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: fixed.map((text, index) => text + textOf(parts[index] ?? '')).join('') };
}

export const NOTHING: Markup = { markup: '' };

export function join(parts: readonly Markup[], between = ''): Markup {
  return { markup: parts.map(({ markup }) => markup).join(between) };
}

export function when(condition: boolean, make: () => Markup): Markup {
  return condition ? make() : NOTHING;
}

function textOf(part: Part): string {
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

/** For the text of an element and for a value in double quotes alike. */
export function escapeHtml(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSAFE, (sign) => NAMES[sign] ?? visible(sign));
}

/** What markup is made of, signs that turn the direction of the text around them, and those that no page may hold. */
const UNSAFE = /[&<>"']|[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;

const NAMES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A reader should know that it is there. */
function visible(sign: string): string {
  const code = sign.charCodeAt(0);
  return 0x202a <= code && code <= 0x2069 ? `[U+${code.toString(16).toUpperCase()}]` : '\uFFFD';
}

/** Not more than so many characters, cut between words where that is possible. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  const kept = space > most / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.replace(/[\s,;:.(–-]+$/, '')}…`;
}

/** `count` things, in words. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** What stands between backquotes is code, on one line; nothing else is marked up. */
export function inline(text: string): Markup {
  return join(
    text
      .split(/(`[^`\n]+`)/)
      .map((part, index) => (index % 2 === 1 ? html`<code>${part.slice(1, -1)}</code>` : html`${part}`)),
  );
}

/** Blank lines divide paragraphs; other ends of lines are those of the rule's file. */
export function paragraphs(text: string): Markup {
  const parts = text.split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/).map((part) => part.replace(/\s+/g, ' ').trim());
  return join(
    parts.filter((part) => part !== '').map((part) => html`<p>${inline(part)}</p>`),
    '\n',
  );
}

/** A path as an address: relative, each name in it escaped. */
export function addressOf(path: string): string {
  // Half a pair of surrogates cannot be encoded.
  const names = path.replace(/\p{Cs}/gu, '\uFFFD').split('/');
  return names.map(encodeURIComponent).join('/');
}
