// An Elasticsearch mapping as a field resolver: the whole schema, with what each type and parameter means to EQL.
// Source: docs/command-line.md, check; docs/eql.md, section 7.
import type { Issue, WithIssues } from '../base/issue';
import type { FieldResolver, FieldType, ResolvedField } from '../eql/types';
import { nearestFields } from './nearest';

/**
 * Takes `{"properties": …}`, `{"mappings": …}` or the answer of `GET index/_mapping`. Never throws; issues have no place in a text:
 * `no-mapping` where it is none at all, `mapping` for what is left out of one.
 */
export function mappingResolver(json: unknown): WithIssues<FieldResolver> {
  const roots = mappingRoots(json);
  if (roots.length === 0) {
    const message =
      'This is no Elasticsearch mapping: `{"properties": {…}}` or the answer of `GET index/_mapping` is expected.';
    return {
      value: fieldsResolver(new Map(), 'mapping'),
      issues: [{ ...leftOut(message), code: 'no-mapping', severity: 'error' }],
    };
  }
  const issues: Issue[] = [];
  const union = new Map<string, ResolvedField>();
  for (const root of roots) mergeFields(union, readRoot(root, issues), issues);
  return { value: fieldsResolver(union, 'mapping'), issues };
}

/** Several mappings as one: a field has the type of the first that knows it; a contradiction is an issue of `mappingResolver` only within one file. */
export function unionResolver(resolvers: readonly FieldResolver[]): FieldResolver {
  const [first] = resolvers;
  if (resolvers.length === 1 && first !== undefined) return first;
  return {
    authority: first !== undefined && resolvers.every((each) => each.authority === 'mapping') ? 'mapping' : 'open',
    find: (path) => withAllFormats(resolvers.flatMap((each) => each.find(path) ?? [])),
    nearest: (path) => [...new Set(resolvers.flatMap((each) => each.nearest(path)))].slice(0, 5),
    names: () => [...new Set(resolvers.flatMap((each) => each.names?.() ?? []))],
  };
}

const DEFAULT_DATE_FORMAT = 'strict_date_optional_time||epoch_millis';

/** Each index reads a date by its own format, so a value is tried with the formats of all, the first that knows the field first. */
function withAllFormats(fields: readonly ResolvedField[]): ResolvedField | undefined {
  const [first] = fields;
  if (first === undefined || !isDate(first)) return first;
  const formats = new Set(fields.filter(isDate).map((field) => field.format));
  if (formats.size < 2) return first;
  return { ...first, format: [...formats].map((format) => format ?? DEFAULT_DATE_FORMAT).join('||') };
}

function isDate({ type }: ResolvedField): boolean {
  return type === 'date' || type === 'date_nanos';
}

/** What the first knows not, the second may: fields that a mapping lacks are mapped dynamically from the sample. */
export function withFallback(resolver: FieldResolver, fallback: FieldResolver): FieldResolver {
  return {
    authority: resolver.authority,
    find: (path) => resolver.find(path) ?? fallback.find(path),
    nearest: (path) => resolver.nearest(path),
    names: () => [...new Set([...(resolver.names?.() ?? []), ...(fallback.names?.() ?? [])])],
  };
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function leftOut(message: string): Issue {
  return { code: 'mapping', severity: 'warning', message, from: 0, to: 0 };
}

/** One for each index; old answers have the name of a document type in between. */
function mappingRoots(json: unknown): readonly Json[] {
  if (!isObject(json)) return [];
  if (isObject(json['properties'])) return [json];
  const answers = isObject(json['mappings']) ? [json] : Object.values(json).filter(isObject);
  return answers.flatMap(({ mappings }) => {
    if (!isObject(mappings)) return [];
    const typed = Object.values(mappings).filter(isObject).filter(hasProperties);
    return hasProperties(mappings) || typed.length === 0 ? [mappings] : typed;
  });
}

function hasProperties(json: Json): boolean {
  return isObject(json['properties']);
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly nestedIn?: string;
}

/** Elasticsearch stops at 20 unless it is told otherwise. */
const DEEPEST = 100;

function readRoot(root: Json, issues: Issue[]): Map<string, ResolvedField> {
  const fields = new Map<string, ResolvedField>();
  const aliases: { readonly path: string; readonly target: string }[] = [];
  const reader: Reader = { fields, aliases, issues };
  if (isObject(root['properties'])) readProperties(root['properties'], { path: '', depth: 0 }, reader);
  if (isObject(root['runtime'])) readProperties(root['runtime'], { path: '', depth: 0 }, reader);
  markNested(fields);
  for (const { path, target } of aliases) {
    const field = fields.get(target);
    if (field === undefined)
      issues.push(leftOut(`The alias \`${path}\` points to \`${target}\`, which the mapping does not have.`));
    else fields.set(path, { ...field, path });
  }
  return fields;
}

/** A dotted name lies in a nested object as well as one below its `properties`. */
function markNested(fields: Map<string, ResolvedField>): void {
  const nested = [...fields.values()].filter((field) => field.type === 'nested').map((field) => field.path);
  if (nested.length === 0) return;
  for (const [path, field] of fields) {
    const parent = field.nestedIn === undefined ? nested.find((each) => path.startsWith(`${each}.`)) : undefined;
    if (parent !== undefined) fields.set(path, { ...field, nestedIn: parent });
  }
}

interface Reader {
  readonly fields: Map<string, ResolvedField>;
  readonly aliases: { readonly path: string; readonly target: string }[];
  readonly issues: Issue[];
}

function readProperties(properties: Json, parent: Place, reader: Reader): void {
  for (const [name, definition] of Object.entries(properties)) {
    const path = parent.path === '' ? name : `${parent.path}.${name}`;
    if (!isObject(definition)) {
      if (!name.startsWith('_'))
        reader.issues.push(leftOut(`\`${path}\` has no definition in the mapping; it is left out.`));
      continue;
    }
    readField(definition, { ...parent, path }, reader);
  }
}

function readField(definition: Json, place: Place, reader: Reader): void {
  const { path } = place;
  const children = isObject(definition['properties']) ? definition['properties'] : undefined;
  const type = textOf(definition['type']) ?? (children === undefined ? undefined : 'object');
  if (type === undefined) {
    if (definition['enabled'] !== false)
      reader.issues.push(leftOut(`\`${path}\` has no type in the mapping; it is left out.`));
    return;
  }
  if (type === 'alias') {
    reader.aliases.push({ path, target: textOf(definition['path']) ?? '' });
    return;
  }
  const nestedIn = place.nestedIn ?? (type === 'nested' ? path : undefined);
  const twins = readTwins(definition, path, nestedIn);
  reader.fields.set(path, withTwins(plainField(path, path, type, definition, nestedIn), twins));
  for (const twin of twins) reader.fields.set(twin.path, twin);
  if (children === undefined) return;
  if (place.depth < DEEPEST) readProperties(children, { path, nestedIn, depth: place.depth + 1 }, reader);
  else reader.issues.push(leftOut(`\`${path}\` lies more than ${DEEPEST} objects deep; what is below it is left out.`));
}

/** Multi-fields: their values are the parent's. */
function readTwins(definition: Json, path: string, nestedIn: string | undefined): ResolvedField[] {
  const fields = definition['fields'];
  if (!isObject(fields)) return [];
  return Object.entries(fields).flatMap(([name, twin]) => {
    const type = isObject(twin) ? textOf(twin['type']) : undefined;
    return isObject(twin) && type !== undefined ? [plainField(`${path}.${name}`, path, type, twin, nestedIn)] : [];
  });
}

function plainField(
  path: string,
  source: string,
  type: FieldType,
  definition: Json,
  nestedIn: string | undefined,
): ResolvedField {
  const text = type === 'text' || type === 'match_only_text';
  const exact = text ? 'none' : type === 'keyword' && definition['normalizer'] !== undefined ? 'normalized' : 'self';
  const ignoreAbove = definition['ignore_above'];
  const nullValue = definition['null_value'];
  const scalingFactor = definition['scaling_factor'];
  return {
    path,
    source,
    type,
    exact,
    ...(nestedIn === undefined ? {} : { nestedIn }),
    ...(typeof ignoreAbove === 'number' ? { ignoreAbove } : {}),
    ...(isScalar(nullValue) ? { nullValue } : {}),
    ...(typeof definition['format'] === 'string' ? { format: definition['format'] } : {}),
    ...(type === 'constant_keyword' && isScalar(definition['value'])
      ? { constantValue: String(definition['value']) }
      : {}),
    ...(typeof scalingFactor === 'number' ? { scalingFactor } : {}),
  };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The types that Elasticsearch's field capabilities call keyword. */
const KEYWORDS: ReadonlySet<string> = new Set(['keyword', 'wildcard', 'constant_keyword']);

/** A `text` with one keyword twin is matched through it; with several Elasticsearch cannot choose. Source: FieldAttribute.exactAttribute. */
function withTwins(field: ResolvedField, twins: readonly ResolvedField[]): ResolvedField {
  if (field.exact !== 'none') return field;
  const exact = twins.filter((twin) => KEYWORDS.has(twin.type) && twin.exact === 'self');
  const [only] = exact;
  if (only === undefined)
    return twins.some((twin) => twin.exact === 'normalized') ? { ...field, exact: 'normalized' } : field;
  return exact.length === 1 ? { ...field, exact: 'via', exactField: only } : { ...field, exact: 'ambiguous' };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A field that the indices type differently stays as one that no query can use. */
function mergeFields(
  union: Map<string, ResolvedField>,
  fields: ReadonlyMap<string, ResolvedField>,
  issues: Issue[],
): void {
  for (const [path, field] of fields) {
    const known = union.get(path);
    if (known === undefined) union.set(path, field);
    else if (!capabilitiesOf(known).includes(capabilityOf(field.type))) {
      union.set(path, { path, source: path, type: `${known.type}${AND}${field.type}`, exact: 'self' });
      const message = `\`${path}\` is ${known.type} in one index and ${field.type} in another; Elasticsearch refuses a query that uses it over both.`;
      issues.push(leftOut(message));
    }
  }
}

const AND = ' and ';

function capabilitiesOf({ type }: ResolvedField): readonly string[] {
  return type.split(AND).map(capabilityOf);
}

/** The type by which indices are compared. Source: field capabilities, `familyTypeName`. */
function capabilityOf(type: FieldType): string {
  return KEYWORDS.has(type) ? 'keyword' : type === 'match_only_text' ? 'text' : type;
}

/** A resolver over known fields. Below a `flattened` field every path is a keyword. */
export function fieldsResolver(
  fields: ReadonlyMap<string, ResolvedField>,
  authority: FieldResolver['authority'],
): FieldResolver {
  const flattened = [...fields.values()].filter((field) => field.type === 'flattened').map((field) => field.path);
  const below = (path: string): ResolvedField | undefined => {
    const root = flattened.find((each) => path.startsWith(`${each}.`));
    return root === undefined ? undefined : { path, source: path, type: 'keyword', exact: 'self', flattenedIn: root };
  };
  let known: readonly string[] | undefined;
  const names = (): readonly string[] => (known ??= [...fields.keys()].sort());
  return {
    authority,
    find: (path) => fields.get(path) ?? below(path),
    nearest: (path) => nearestFields(path, names()),
    names,
  };
}
