// The types of fields and values, and how the language asks what a field is.

/** Elasticsearch's names. A type that EQL cannot use (`geo_point`, `long_range`, `binary` excepted) is kept under its own name. */
export type FieldType = string;

/** What a value is to the language: `unsupported` covers ranges, geo types and unknown ones, `nested` fields and their children. */
export type TypeFamily =
  'string' | 'text' | 'number' | 'boolean' | 'date' | 'ip' | 'version' | 'binary' | 'object' | 'nested' | 'unsupported';

/** A version of the common schema that has a field, and the newest before it that is known to lack it: `9.0` after `8.11`. */
export interface SchemaVersion {
  readonly version: string;
  readonly after: string;
}

/** What is known of one field name. */
export interface ResolvedField {
  /** The name asked for. */
  readonly path: string;
  /** Where its values stand: the target of an alias, the parent of a multi-field; else `path`. */
  readonly source: string;
  readonly type: FieldType;
  /**
   * Whether exact matching is possible on it. `normalized`: a keyword with a normalizer. `none`: a `text` without keyword twin.
   * `ambiguous`: several keyword twins. `via`: a `text` with one keyword twin, which is used silently.
   */
  readonly exact: 'self' | 'via' | 'none' | 'ambiguous' | 'normalized';
  /** The multi-field used for exact matching, where `exact` is `via`. */
  readonly exactField?: ResolvedField;
  /** The nested object on its way, if any. */
  readonly nestedIn?: string;
  /** Keywords longer than this many UTF-16 units… Lucene counts code points; see `ignore_above` of the mapping. */
  readonly ignoreAbove?: number;
  /** Stands for an explicit JSON null. */
  readonly nullValue?: string | number | boolean;
  /** Java date patterns of a `date`, separated by `||`. */
  readonly format?: string;
  /** The value of a `constant_keyword`, where the mapping gives it. */
  readonly constantValue?: string;
  /** Path of the `flattened` field that it lies below. */
  readonly flattenedIn?: string;
  readonly scalingFactor?: number;
  readonly description?: string;
  /** Values that its schema allows or expects, where it lists them: to offer, not to insist on. */
  readonly allowedValues?: readonly string[];
  /** The datasets or schemas that know it, for messages and hovers. */
  readonly definedBy?: readonly string[];
  /** Does the schema say that the value is an array? */
  readonly array?: boolean;
  /** True where only a catalogue, not a mapping, says so: then its `ignoreAbove` never changes a result. */
  readonly fromCatalog?: boolean;
  /** Types that other datasets, or other versions of one, give it. */
  readonly otherTypes?: readonly FieldType[];
  /** Only the common schema has it, and not from the beginning. */
  readonly since?: SchemaVersion;
  /** The schemas contradict each other or leave the type open (any name below an object): no issue may rest on `type`, and a sample knows better. */
  readonly uncertainType?: boolean;
}

/** How the language and the engine ask for fields: a mapping, a catalog, or types inferred from a sample. */
export interface FieldResolver {
  /** `mapping`: what Elasticsearch refuses is an error. `catalog`: composed from schemas. `open`: nothing is known to be unknown. */
  readonly authority: 'mapping' | 'catalog' | 'open';
  find(path: string): ResolvedField | undefined;
  /** Known names nearest to a misspelt one, best first, at most five. */
  nearest(path: string): readonly string[];
  /** Every known name, objects among them, for completions: names cost nothing, fields are made by `find`. What lies below `flattened` and open objects is not listed. */
  names?(): readonly string[];
  /** Why a field that is known can have no value in the events that a place is about; undefined where it may have one, or nobody can tell. */
  misplaced?(path: string, place: EventPlace): Misplacement | undefined;
  /** What is known of a name that `find` does not find. */
  unknown?(path: string): UnknownName;
}

/** The events that a part of a query is about, as far as it says so; undefined is any. */
export interface EventPlace {
  readonly categories?: readonly string[];
  readonly datasets?: readonly string[];
}

export interface Misplacement {
  /** Whose events they are, for people: `` `file` events of Endpoint ``. */
  readonly events: string;
  /** The data sets that have the field: at least one. */
  readonly datasets: readonly string[];
}

export interface UnknownName {
  /** Data sets that have it, which nothing says to read. */
  readonly datasets: readonly string[];
  /** Packages that would have it, in the version that is known: `kubernetes 1.66.2`. A newer one may have it. */
  readonly packages: readonly string[];
  /** Is it so near to a known name that this one must have been meant? */
  readonly isMisspelt: boolean;
}

const FAMILIES: Readonly<Record<string, TypeFamily>> = {
  keyword: 'string',
  wildcard: 'string',
  constant_keyword: 'string',
  flattened: 'string',
  text: 'text',
  match_only_text: 'text',
  long: 'number',
  integer: 'number',
  short: 'number',
  byte: 'number',
  double: 'number',
  float: 'number',
  half_float: 'number',
  scaled_float: 'number',
  unsigned_long: 'number',
  boolean: 'boolean',
  date: 'date',
  date_nanos: 'date',
  ip: 'ip',
  version: 'version',
  binary: 'binary',
  object: 'object',
  nested: 'nested',
};

export function familyOf(type: FieldType): TypeFamily {
  return FAMILIES[type] ?? 'unsupported';
}

/** A field of which nothing is declared: matched by the JSON type of each value. */
export function undeclaredField(path: string, type: FieldType = 'keyword'): ResolvedField {
  return { path, source: path, type, exact: 'self' };
}
