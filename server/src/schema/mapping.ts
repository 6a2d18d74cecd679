// An Elasticsearch mapping as a field resolver: the whole schema.
// Source: docs/command-line.md, check; docs/eql.md, section 7.
import type { Issue, WithIssues } from '../base/issue';
import type { FieldResolver, FieldType, ResolvedField } from '../eql/types';
import { ancestorsOf } from './layers';
import { KEYWORDS, leftOut, mappingRoots, readRoot } from './mappingFields';
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
  const [union = new Map<string, ResolvedField>(), ...others] = roots.map((root) => readRoot(root, issues));
  for (const fields of others) mergeFields(union, fields, issues);
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

/** A field that the indices type differently stays as one that no query can use. */
export function mergeFields(
  union: Map<string, ResolvedField>,
  fields: ReadonlyMap<string, ResolvedField>,
  issues: Issue[],
): void {
  for (const [path, field] of fields) {
    const known = union.get(path);
    if (known === undefined) union.set(path, field);
    else if (!capabilitiesOf(known).includes(capabilityOf(field.type))) {
      union.set(path, { path, source: path, type: typeInAll([known.type, field.type]), exact: 'self' });
      const message = `\`${path}\` is ${known.type} in one index and ${field.type} in another; Elasticsearch refuses a query that uses it over both.`;
      issues.push(leftOut(message));
    }
  }
}

const AND = ' and ';

/** The one type, or the name of a type that no query can use. */
export function typeInAll(types: readonly FieldType[]): FieldType {
  return types.join(AND);
}

function capabilitiesOf({ type }: ResolvedField): readonly string[] {
  return type.split(AND).map(capabilityOf);
}

/** The type by which indices are compared. Source: field capabilities, `familyTypeName`. */
function capabilityOf(type: FieldType): string {
  return KEYWORDS.has(type) ? 'keyword' : type === 'match_only_text' ? 'text' : type;
}

/** A resolver over known fields. Below a `flattened` field every path is a keyword, and below an `open` name every path has its type. */
export function fieldsResolver(
  fields: ReadonlyMap<string, ResolvedField>,
  authority: FieldResolver['authority'],
  open: ReadonlyMap<string, FieldType> = new Map(),
): FieldResolver {
  const flattened = new Set(
    [...fields.values()].filter((field) => field.type === 'flattened').map((field) => field.path),
  );
  const below = (path: string): ResolvedField | undefined => {
    if (flattened.size === 0 && open.size === 0) return undefined;
    const ancestors = ancestorsOf(path);
    const root = ancestors.find((each) => flattened.has(each));
    if (root !== undefined) return { path, source: path, type: 'keyword', exact: 'self', flattenedIn: root };
    const parent = ancestors.find((each) => open.has(each));
    return parent === undefined ? undefined : openField(path, open.get(parent) ?? 'object');
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

/** `object` stands for any type. */
function openField(path: string, type: FieldType): ResolvedField {
  const field = { path, source: path, exact: 'self' } as const;
  return type === 'object' ? { ...field, type: 'keyword', uncertainType: true } : { ...field, type };
}
