// Values of a rule's keys as they stand in the file, quotes included, and the small edits that mend them.
import type { TextEdit } from '../../base/edit';
import type { Fix } from '../../base/issue';
import type { Span } from '../../base/span';
import { editDistance, nearestName } from '../../eql/nearestName';
import { escapeFor } from '../../rule/escape';
import type { FieldEntry, FieldValue, ListField, TextField } from '../../rule/fields';
import { keyOf } from './ruleContext';
import type { RuleContext } from './ruleContext';

/** Characters before and after the content; those of other quotings depend on lines around it. */
const QUOTE: Partial<Readonly<Record<TextField['quoting'], number>>> = {
  'toml-basic': 1,
  'toml-literal': 1,
  'yaml-single': 1,
  'yaml-double': 1,
  'yaml-plain': 0,
};

const KEPT_MARKS: ReadonlySet<string> = new Set(['creation_date', 'maturity', 'updated_date']);

/** A rule kept in a repository, as detection-rules keeps them: with a table beside it that says how old and how mature it is. Conventions of names and dates are its. */
export function isKept({ rule: { content } }: RuleContext): boolean {
  return content.metadata.entries.some(({ key }) => KEPT_MARKS.has(key));
}

/** A key that holds nothing, as an export writes it: `key: null`. */
export function isNull(value: FieldValue): boolean {
  return value.kind === 'scalar' && /^(?:null|~|)$/i.test(value.text.trim());
}

/** A key that is there and holds something. */
export function setKey(context: RuleContext, key: string): FieldEntry | undefined {
  const entry = keyOf(context, key);
  return entry === undefined || isNull(entry.value) ? undefined : entry;
}

/** With its quotes; undefined for a text of several lines. */
export function wholeSpan(value: FieldValue): Span | undefined {
  if (value.kind !== 'text') return { from: value.from, to: value.to };
  const quote = QUOTE[value.quoting];
  return quote === undefined ? undefined : { from: value.from - quote, to: value.to + quote };
}

/** Another text in the same quotes; none where these cannot hold it, or where the text stands on several lines. */
export function replaceText(value: TextField, text: string): readonly Fix[] {
  const escaped = wholeSpan(value) === undefined ? undefined : escapeFor(value.quoting, text);
  if (escaped === undefined) return [];
  return [{ title: `Replace with \`${text}\``, edits: [{ from: value.from, to: value.to, text: escaped }] }];
}

/** Takes an item of a list out, with what stands between it and the item before; none where a comment stands there. */
export function removeItem(list: ListField, index: number, file: string): readonly Fix[] {
  const edit = removal(list, index, file);
  return edit === undefined ? [] : [{ title: 'Remove', edits: [edit] }];
}

function removal({ items }: ListField, index: number, file: string): TextEdit | undefined {
  const [item, before, after] = [items[index], items[index - 1], items[index + 1]].map((each) =>
    each === undefined ? undefined : wholeSpan(each),
  );
  if (item === undefined) return undefined;
  if (before !== undefined)
    return isSeparator(file.slice(before.to, item.from)) ? { from: before.to, to: item.to, text: '' } : undefined;
  if (after === undefined) return undefined;
  return isSeparator(file.slice(item.to, after.from)) ? { from: item.from, to: after.from, text: '' } : undefined;
}

/** Between two items: a comma, or the dash of the next line. */
function isSeparator(between: string): boolean {
  return /^\s*,\s*$/.test(between) || /^[ \t]*\r?\n\s*-[ \t]+$/.test(between);
}

/** What a word that is none of a few was most likely meant to be. */
export function meantWord(word: string, known: readonly string[]): string | undefined {
  return nearestName(word.trim(), known);
}

/** Of a shorter name too many are one letter away. */
const SHORTEST_SLIP = 3;

/** One slip of the keys in a short name, two in a longer one: nearer than `meantWord`, for names that may be somebody's own. */
export function slippedName(name: string, known: readonly string[]): string | undefined {
  const nearest = name.length < SHORTEST_SLIP ? undefined : nearestName(name, known);
  if (nearest === undefined) return undefined;
  return editDistance(name.toLowerCase(), nearest.toLowerCase()) <= (name.length < 8 ? 1 : 2) ? nearest : undefined;
}

export function listWords(words: readonly string[], between: 'and' | 'or'): string {
  const quoted = words.map((word) => `\`${word}\``);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} ${between} ${quoted.at(-1) ?? ''}`;
}
