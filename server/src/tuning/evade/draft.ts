// Events that are made up: copies of one with other values in it, and ones that are made of nothing but what a condition asks for.
import type { JsonObject, JsonValue } from '../../engine/store';
import type { EventFilter, Expression } from '../../eql/ast';
import { filled, waysOf, wishOf } from './wishes';
import type { Wish } from './wishes';

/** Values by path; undefined takes out what is there. */
export type Changes = ReadonlyMap<string, JsonValue | undefined>;

/** The value at a path, whether its keys are nested or dotted. */
export function valueAt(object: JsonObject, path: string): JsonValue | undefined {
  if (path in object) return object[path];
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const inner = object[path.slice(0, dot)];
    const found = isObject(inner) ? valueAt(inner, path.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of several values the first. */
export function textAt(object: JsonObject, path: string): string | undefined {
  const value = valueAt(object, path);
  const first: unknown = Array.isArray(value) ? (value as readonly JsonValue[])[0] : value;
  return typeof first === 'string' ? first : undefined;
}

export function withChanges(object: JsonObject, changes: Changes): JsonObject {
  return [...changes].reduce((made, [path, value]) => withValue(made, path, value), object);
}

function withValue(object: JsonObject, path: string, value: JsonValue | undefined): JsonObject {
  const { [path]: _before, ...others } = object;
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
    const key = path.slice(0, dot);
    const inner = object[key];
    if (isObject(inner)) return { ...others, [key]: withValue(inner, path.slice(dot + 1), value) };
  }
  if (value === undefined) return others;
  const dot = path.indexOf('.');
  if (path in object || dot < 0) return { ...object, [path]: value };
  const key = path.slice(0, dot);
  return { ...object, [key]: withValue({}, path.slice(dot + 1), value) };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Events that may satisfy a filter, made of the literals of its clauses; at most `most`. */
export function madeEvents(
  { category, condition }: EventFilter,
  categoryField: string,
  most: number,
): readonly JsonObject[] {
  const base: JsonObject = category.name === undefined ? {} : withValue({}, categoryField, category.name);
  return waysOf(condition, most).map((way, turn) => withWishes(base, wishesOf(way), turn));
}

export function wishesOf(clauses: readonly Expression[]): readonly Wish[] {
  return clauses.flatMap((clause) => wishOf(clause) ?? []);
}

/** Fields that hold several values. */
const LISTS = /(?:^|\.)(?:args|groups|tags|sourceIPs)$|^event\.(?:type|category)$|^(?:source|host)\.ip$/;

/** `turn` says which of several values is taken. What one field is asked for more than once is joined. */
export function withWishes(object: JsonObject, wishes: readonly Wish[], turn: number): JsonObject {
  const asked = new Map<string, Wish[]>();
  for (const wish of wishes) asked.set(wish.path, [...(asked.get(wish.path) ?? []), wish]);
  const changes = new Map<string, JsonValue>();
  for (const [path, all] of asked) {
    const scalar = all.find(({ value }) => value !== undefined)?.value;
    const texts = all.flatMap((wish) => wish.texts.slice(turn % Math.max(1, wish.texts.length)).slice(0, 1));
    if (scalar !== undefined) changes.set(path, scalar);
    else if (LISTS.test(path)) changes.set(path, [...listAt(object, path), ...texts.map((each) => filled(each))]);
    else changes.set(path, joined(texts));
  }
  return withChanges(object, changes);
}

function listAt(object: JsonObject, path: string): readonly JsonValue[] {
  const value = valueAt(object, path);
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

/** What is asked for letter by letter goes before what may stand anywhere. */
function joined(texts: readonly { readonly text: string; readonly isPattern: boolean }[]): string {
  const exact = texts.find(({ text, isPattern }) => !isPattern || !/[*?]/.test(text));
  if (exact !== undefined) return exact.text;
  const [first, ...others] = texts;
  const rest = others.map((each) => filled(each, ''));
  return [first === undefined ? '' : filled(first, rest.length > 0 ? '' : 'x'), ...rest].join(' ');
}
