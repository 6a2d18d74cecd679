// The values of a field as Elasticsearch indexes them: typed by the mapping, by the catalogue, or by the JSON itself.
// Source: docs/eql.md, sections 5 to 7; docs/command-line.md, check.
import { familyOf } from '../eql/types';
import type { FieldResolver, ResolvedField, TypeFamily } from '../eql/types';
import { parseAddress, printAddress } from '../eql/address';
import { parseDate } from '../eql/dates';
import type { Leaf } from './eventStore';
import type { ProblemLog } from './problems';
import type { EventStore } from './store';
import type { Value } from './value';

/** How a field is read. `dynamic`: nothing declares it, every value has the type that its JSON has. */
export interface FieldReader {
  readonly path: string;
  readonly field: ResolvedField | undefined;
  readonly family: TypeFamily | 'dynamic';
  /** Indexed values of an event, without nulls: strings for strings, ips and versions, ms for dates. Not de-duplicated. */
  values(event: number): readonly Value[];
}

/** A `text` is read through its keyword twin. A field that only a catalogue knows loses nothing to `ignore_above`. */
export function createFieldReader(
  path: string,
  store: EventStore,
  fields: FieldResolver,
  problems: ProblemLog,
): FieldReader {
  const asked = fields.find(path);
  const field = asked?.exactField ?? asked;
  const source = field?.source ?? path;
  const family = field === undefined ? 'dynamic' : readFamily(field);
  const convert = converterOf(family, field);
  const constant = field?.constantValue;
  const limit = field?.fromCatalog === true ? undefined : field?.ignoreAbove;
  const rawValues = leavesReader(source, field, store);
  const read = (event: number): readonly Value[] => {
    const raw = rawValues(event);
    if (raw.length === 0) return NOTHING;
    const values: Value[] = [];
    for (const leaf of raw) {
      const value = convert(leaf === null ? (field?.nullValue ?? null) : leaf);
      if (value === undefined || value === null) continue;
      if (limit !== undefined && typeof value === 'string' && value.length > limit) {
        problems.report('ignored-long-value', event, `\`${path}\` is longer than ${limit} characters`);
      } else values.push(value);
    }
    return values;
  };
  return { path, field, family, values: constant === undefined ? read : () => [constant] };
}

const NOTHING: readonly Value[] = [];

/** A `flattened` field itself has the leaves of everything below it. */
function leavesReader(
  source: string,
  field: ResolvedField | undefined,
  store: EventStore,
): (event: number) => readonly Leaf[] {
  if (field?.type !== 'flattened' || field.flattenedIn !== undefined) return (event) => store.values(event, source);
  const below = [...store.paths()].filter((path) => path === source || path.startsWith(`${source}.`));
  return (event) => below.flatMap((path) => store.values(event, path));
}

/** A `text` without twin, nested and unknown types: Elasticsearch refuses them, the local engine reads them as they stand. */
function readFamily(field: ResolvedField): TypeFamily | 'dynamic' {
  const family = familyOf(field.type);
  if (family === 'text') return 'string';
  return family === 'nested' || family === 'object' || family === 'unsupported' ? 'dynamic' : family;
}

type Converter = (leaf: Leaf) => Value | undefined;

function converterOf(family: TypeFamily | 'dynamic', field: ResolvedField | undefined): Converter {
  switch (family) {
    case 'string':
    case 'version':
    case 'text':
      return toText;
    case 'number':
      return isWhole(field?.type ?? '') ? toWhole : toDouble;
    case 'boolean':
      return toBoolean;
    case 'date':
      return dateConverter(field);
    case 'ip':
      return toAddressText;
    case 'binary':
      return () => undefined;
    case 'dynamic':
    case 'nested':
    case 'object':
    case 'unsupported':
      return toDynamic;
  }
}

function isWhole(type: string): boolean {
  return type === 'long' || type === 'integer' || type === 'short' || type === 'byte' || type === 'unsigned_long';
}

function toText(leaf: Leaf): Value | undefined {
  return leaf === null ? undefined : String(leaf);
}

/** Coerced as Elasticsearch does: numbers in texts are read, decimals cut. */
function toWhole(leaf: Leaf): Value | undefined {
  if (typeof leaf === 'bigint') return leaf;
  if (typeof leaf === 'number') return Number.isFinite(leaf) ? BigInt(Math.trunc(leaf)) : undefined;
  if (typeof leaf !== 'string') return undefined;
  const text = leaf.trim();
  if (/^[+-]?[0-9]+$/.test(text)) return BigInt(text.replace('+', ''));
  const number = text === '' ? NaN : Number(text);
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined;
}

function toDouble(leaf: Leaf): Value | undefined {
  if (leaf === null || typeof leaf === 'boolean') return undefined;
  const number = typeof leaf === 'string' && leaf.trim() === '' ? NaN : Number(leaf);
  return Number.isNaN(number) ? undefined : number;
}

function toBoolean(leaf: Leaf): Value | undefined {
  if (typeof leaf === 'boolean') return leaf;
  if (leaf === 'true') return true;
  return leaf === 'false' || leaf === '' ? false : undefined;
}

/** A `date` keeps milliseconds; only `date_nanos` keeps what is finer. */
function dateConverter(field: ResolvedField | undefined): Converter {
  const fine = field?.type === 'date_nanos';
  const format = field?.format;
  const cut = (value: number | undefined): number | undefined =>
    value === undefined || fine ? value : Math.floor(value);
  return (leaf) => {
    if (leaf === null || typeof leaf === 'boolean') return undefined;
    if (typeof leaf === 'string') return cut(parseDate(leaf, format));
    const asText = parseDate(String(leaf), format);
    return cut(asText ?? (format === undefined ? Number(leaf) : undefined));
  };
}

function toAddressText(leaf: Leaf): Value | undefined {
  const address = typeof leaf === 'string' ? parseAddress(leaf) : undefined;
  return address === undefined ? undefined : printAddress(address);
}

function toDynamic(leaf: Leaf): Value | undefined {
  if (typeof leaf === 'number' && Number.isInteger(leaf)) return BigInt(leaf);
  return leaf ?? undefined;
}
