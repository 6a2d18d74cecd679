// Writes an edit of a query into a JSON string.
import { applyEdits } from '../base/edit';
import type { TextEdit } from '../base/edit';
import type { EmbeddedQuery } from './document';
import { placeOf } from './editPlace';
import { decodeJsonText } from './jsonTree';

/** In place where that reads back as the query with the edit applied, else the whole text is written anew. */
export function liftJsonEdit(query: EmbeddedQuery, file: string, edit: TextEdit): TextEdit {
  const expected = applyEdits(query.text, [edit]);
  const place = placeOf(query.map, edit);
  const whole = { from: query.from, to: query.to, text: escapeJson(expected) };
  if (place === undefined) return whole;
  const inPlace = { ...place, text: escapeJson(edit.text) };
  const shifted = { ...inPlace, from: place.from - query.from, to: place.to - query.from };
  const changed = applyEdits(file.slice(query.from, query.to), [shifted]);
  return decodeJsonText(changed).text === expected ? inPlace : whole;
}

export function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
