// Another item in a list of a rule file, written as its neighbours are.
import type { Fix } from '../../base/issue';
import { escapeFor } from '../../rule/escape';
import type { ListField, TextField } from '../../rule/fields';
import { wholeSpan } from './ruleValues';

/** Puts a text behind the item at `index`, in the same quotes; none where the place cannot be told, or is on several lines. */
export function addItem(list: ListField, index: number, text: string, file: string): readonly Fix[] {
  const item = list.items[index];
  const whole = item === undefined ? undefined : wholeSpan(item);
  if (item?.kind !== 'text' || whole === undefined) return [];
  const written = writtenLike(item, text, file.slice(whole.from, item.from));
  const lead = leadOf(list, index, whole.from, file);
  if (written === undefined || lead === undefined) return [];
  return [{ title: `Add \`${text}\``, edits: [{ from: whole.to, to: whole.to, text: lead + written }] }];
}

/** A text that no plain scalar of YAML can hold is quoted. */
function writtenLike({ quoting }: TextField, text: string, quote: string): string | undefined {
  const escaped = escapeFor(quoting, text);
  if (escaped !== undefined) return quote + escaped + quote;
  const quoted = quoting === 'yaml-plain' ? escapeFor('yaml-double', text) : undefined;
  return quoted === undefined ? undefined : `"${quoted}"`;
}

/** What stands between two items: as between those that are there, or as the only one stands. */
function leadOf({ items }: ListField, index: number, from: number, file: string): string | undefined {
  const before = items[index - 1] === undefined ? undefined : wholeSpan(items[index - 1] as TextField);
  const between = before === undefined ? '' : file.slice(before.to, from);
  if (/^\s*,\s*$/.test(between) || /^[ \t]*\r?\n[ \t]*-[ \t]+$/.test(between)) return between;
  const start = file.slice(file.lastIndexOf('\n', from - 1) + 1, from);
  if (/^[ \t]*$/.test(start)) return `,\n${start}`;
  if (/^[ \t]*-[ \t]+$/.test(start)) return `\n${start}`;
  return /[[,]\s*$/.test(start) ? ', ' : undefined;
}
