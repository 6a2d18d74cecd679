// The values that a clause looked at, as text for a person: as the event has them, not as they are indexed. Never longer than a glance.
import { printDate } from '../eql/dates';
import type { FieldReader } from './fieldValues';
import type { EventStore } from './store';
import { printValue } from './value';
import type { Value } from './value';

/** A longer value is cut, with its length told. */
const MAX_TEXT = 2000;
const MAX_VALUES = 50;

/** Of one field its values; of several `name = values`; null where none has any. */
export function actualText(readers: readonly FieldReader[], event: number, store: EventStore): string | null {
  const found = readers.map((reader) => ({ path: reader.path, text: fieldText(reader, event, store) }));
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only.text;
  const parts = found.flatMap(({ path, text }) => (text === null ? [] : [`${path} = ${text}`]));
  return parts.length === 0 ? null : parts.join('; ');
}

/** Values that the event has and the index lacks (too long, no number, no address) are shown, and said to be out of the index. */
function fieldText(reader: FieldReader, event: number, store: EventStore): string | null {
  const raw = store.values(event, reader.field?.source ?? reader.path).filter((leaf) => leaf !== null);
  const indexed = reader.values(event);
  if (raw.length === 0)
    return indexed.length === 0 ? null : listText(indexed.map((value) => indexedText(reader, value)));
  const text = listText(raw.map(String));
  return indexed.length === 0 ? `${text} (not indexed)` : text;
}

/** A value that stands for a null of the event, or for the whole index, or lies below a `flattened` field. */
function indexedText(reader: FieldReader, value: Value): string {
  return reader.family === 'date' ? printDate(Number(value)) : printValue(value);
}

function listText(texts: readonly string[]): string {
  const shown = texts.slice(0, MAX_VALUES).map((text) => (text === '' ? '""' : shorten(text)));
  if (texts.length > MAX_VALUES) shown.push(`… ${texts.length - MAX_VALUES} more`);
  return shown.join(', ');
}

function shorten(text: string): string {
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${text.length} characters)`;
}
