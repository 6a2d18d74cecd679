// Short names for what arms ask for: fields without the part that all know, and of long values only what tells them from their neighbours.
import type { Expression, Query } from '../eql/ast';
import { printExpression, printLiteral } from '../eql/print';
import { fieldsOf } from '../eql/walk';
import type { Arm } from './arms';

/** Longer texts are cut where they are shown as a title. */
const LONGEST = 160;
/** UTF-16 units of a value that is shown as it is. */
const SHORT_VALUE = 48;

/** The end of each path that no other field of the query ends with: `objectRef.name` beside `user.name`. */
export function shortFields(query: Query): ReadonlyMap<string, string> {
  const paths = fieldsOf(query);
  return new Map(paths.map((path) => [path, uniqueEnd(path, paths)]));
}

/** What an arm leaves out, with short fields; of several values in a list only how many there are. */
export function titleOfArm([first]: Arms, count: number, fields: ReadonlyMap<string, string>): string {
  const text = printExpression(first.condition);
  const value = first.value === undefined ? undefined : `(${printLiteral(first.value)})`;
  const whole = value === undefined || count === 1 ? text : text.replace(value, () => `(${count} values)`);
  return clip(withShortFields(whole, fields));
}

/** `x != "a"` and `x not in (…)` as they are written. */
export function titleOfLeaf(node: Expression, count: number, fields: ReadonlyMap<string, string>): string {
  const text = printExpression(node);
  return clip(withShortFields(count === 1 ? text : text.replace(/\(.*\)$/s, `(${count} values)`), fields));
}

/** Values of one list, or one arm by itself. */
export type Arms = readonly [Arm, ...Arm[]];

/** A value of a list; a long one by the words that most of its neighbours lack, else by those that one of them does. */
export function titleOfValue({ value }: Arm, neighbours: readonly Arm[]): string {
  if (value === undefined) return '';
  const text = printLiteral(value);
  if (text.length <= SHORT_VALUE) return text;
  const lacking = (most: number): readonly string[] =>
    wordsOf(text).filter((word) => holdersOf(word, neighbours) <= most);
  const most = lacking(neighbours.length / 2);
  const own = most.length > 0 ? most : lacking(neighbours.length - 1);
  return own.length === 0 ? clip(text) : clip(own.join(' … '));
}

function holdersOf(word: string, neighbours: readonly Arm[]): number {
  return neighbours.filter(({ value }) => value !== undefined && wordsOf(printLiteral(value)).includes(word)).length;
}

/** Words as addresses, paths and command lines divide them. */
function wordsOf(text: string): readonly string[] {
  return text.split(/[\s/\\?&=",]+/).filter((word) => /[\w%]/.test(word));
}

function withShortFields(text: string, fields: ReadonlyMap<string, string>): string {
  let short = text;
  const longestFirst = [...fields].sort(([a], [b]) => b.length - a.length);
  for (const [path, end] of longestFirst) short = short.replaceAll(path, end);
  return short;
}

function uniqueEnd(path: string, paths: readonly string[]): string {
  const parts = path.split('.');
  for (let count = 1; count < parts.length; count++) {
    const end = parts.slice(-count).join('.');
    if (paths.every((other) => other === path || !`.${other}`.endsWith(`.${end}`))) return end;
  }
  return path;
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
