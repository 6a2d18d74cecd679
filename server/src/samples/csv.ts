// Rows of Discover's CSV export to events. What the export wrote for people is read back: lists, dates, thousands, and `-` for nothing.
import { parse } from 'papaparse';
import { parseExactly } from '../engine/parseEvent';
import type { JsonObject, JsonValue } from '../engine/store';
import { isListField } from './listFields';
import { isObject, nest } from './nest';

export interface Row {
  readonly object: JsonObject;
  readonly id?: string;
  readonly index?: string;
  /** A time of it has no zone, as Kibana shows times, and was taken for one of UTC. */
  readonly hasLocalTime: boolean;
}

/** The separator of a header whose cells are names of fields; undefined where the line is no header. */
export function delimiterOf(header: string): string | undefined {
  return DELIMITERS.find((delimiter) => {
    const names = cellsOf(header, delimiter);
    return names !== undefined && names.every((name) => FIELD_NAME.test(name)) && names.some(isTelling);
  });
}

const DELIMITERS = [',', ';', '\t', '|'];
const FIELD_NAME = /^[@A-Za-z_][\w@.\-/ ]*$/;

/** Names of fields that no text of another kind begins with. */
function isTelling(name: string): boolean {
  return /^(?:@timestamp|_id|_index|_source|timestamp)$/.test(name) || /^[a-z_]\w*(?:\.\w+)+$/i.test(name);
}

/** The cells of one row; undefined where its quotes are wrong. */
export function cellsOf(row: string, delimiter: string): readonly string[] | undefined {
  const { data, errors } = parse(row, { delimiter });
  const [cells] = data;
  return data.length !== 1 || errors.some(({ type }) => type === 'Quotes') ? undefined : cells;
}

/** Undefined where the row has not a cell for each name. */
export function readRow(row: string, names: readonly string[], delimiter: string): Row | undefined {
  const cells = cellsOf(row, delimiter);
  if (cells?.length !== names.length) return undefined;
  const entries: (readonly [string, JsonValue])[] = [];
  const about: { id?: string; index?: string } = {};
  let hasLocalTime = false;
  for (const [at, name] of names.entries()) {
    const cell = cells[at] ?? '';
    if (cell === '' || cell === '-') continue;
    if (name === '_id') about.id = cell;
    else if (name === '_index') about.index = cell;
    else if (!METADATA.has(name) && !isTwin(name, names)) {
      hasLocalTime ||= LOCAL_TIME.test(cell);
      entries.push([name, readCell(name, cell)]);
    }
  }
  return { object: withSource(entries), ...about, hasLocalTime };
}

const METADATA: ReadonlySet<string> = new Set(['_score', '_type', '_version', '_ignored']);

function isTwin(name: string, names: readonly string[]): boolean {
  return /\.(?:keyword|text|caseless)$/.test(name) && names.includes(name.slice(0, name.lastIndexOf('.')));
}

/** An export without chosen columns may have the whole document in one. */
function withSource(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const source = entries.find(([name]) => name === '_source')?.[1];
  return isObject(source) ? source : nest(entries);
}

function readCell(name: string, cell: string): JsonValue {
  const time = readTime(cell);
  if (time !== undefined) return time;
  if (/^[[{]/.test(cell)) {
    const value = parseExactly(cell);
    if (value !== undefined) return value as JsonValue;
  }
  const parts = cell.includes(', ') ? cell.split(', ') : [];
  const isList = parts.length > 1 && (isListField(name) || parts.every((part) => /^[^\s,]+$/.test(part)));
  return isList ? parts.map(readScalar) : readScalar(cell);
}

/** Numbers are recognised where they are written as JSON writes them, or with Kibana's thousands. */
function readScalar(text: string): JsonValue {
  if (text === 'true' || text === 'false') return text === 'true';
  const plain = THOUSANDS.test(text) ? text.replaceAll(',', '') : text;
  const number = Number(plain);
  return String(number) === plain && Number.isFinite(number) ? number : text;
}

const THOUSANDS = /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `Oct 26, 2018 @ 13:42:46.764`, as Kibana shows a time in the zone of the person. */
const LOCAL_TIME = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/;

function readTime(cell: string): string | undefined {
  const [, month = '', day = '', year = '', time = ''] = LOCAL_TIME.exec(cell) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  return number === 0 ? undefined : `${year}-${pad(number)}-${day.padStart(2, '0')}T${time}Z`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
