// The words of a command as a person writes them in one line: quotes hold a word with spaces together, as in a shell; nothing else has a meaning.

/** Undefined where a quote is open, or a backslash has nothing behind it. */
export function wordsOfCommand(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  for (const { 0: part, index } of text.matchAll(PART)) {
    if (index !== at) return undefined;
    at = index + part.length;
    if (/^\s/.test(part)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + meaningOf(part);
  }
  if (at < text.length) return undefined;
  return word === undefined ? words : [...words, word];
}

/** White space, a text in quotes, a sign behind a backslash, and what stands as it is. */
const PART = /\s+|'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]|[^\s'"\\]+/g;

function meaningOf(part: string): string {
  switch (part[0]) {
    case "'":
      return part.slice(1, -1);
    case '"':
      return part.slice(1, -1).replace(/\\(["\\])/g, '$1');
    case '\\':
      return part.slice(1);
    default:
      return part;
  }
}

/** The way back: as few quotes as there can be. */
export function commandText(words: readonly string[]): string {
  return words.map(quotedWord).join(' ');
}

function quotedWord(word: string): string {
  if (word !== '' && !/[\s'"\\]/.test(word)) return word;
  return word.includes("'") ? `"${word.replace(/["\\]/g, '\\$&')}"` : `'${word}'`;
}
