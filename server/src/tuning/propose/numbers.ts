// Texts that differ in numbers only, as one regular expression that lets nothing else through.

/** Elasticsearch's `index.max_regex_length`. */
export const LONGEST_REGEX = 1000;

/** Equal for texts that differ in numbers only. */
export function withoutNumbers(text: string): string {
  return text.replace(/[0-9]+/g, '0');
}

/** `texts` are equal without their numbers. A number that never differs stays as it is. */
export function numbersRegex(texts: readonly string[]): string {
  const parts = texts.map((text) => text.split(/([0-9]+)/));
  const [first = []] = parts;
  return first
    .map((part, place) => (parts.every((each) => each[place] === part) ? escapeRegex(part) : '[0-9]+'))
    .join('');
}

/** The same for people: one text with N in place of each number that differs; all texts where they differ in more. */
export function numbersAsN(texts: readonly string[]): readonly string[] {
  const parts = texts.map((text) => text.split(/([0-9]+)/));
  const [first = []] = parts;
  if (parts.some(({ length }) => length !== first.length)) return texts;
  return [first.map((part, place) => (parts.every((each) => each[place] === part) ? part : 'N')).join('')];
}

/** Source: Lucene's RegExp with all its optional operators, as `regex` turns them on. */
export function escapeRegex(text: string): string {
  return text.replace(/[.?+*|{}()"#@&<>~[\]\\]/g, (unit) => (/[[\]\\]/.test(unit) ? `\\${unit}` : `[${unit}]`));
}
