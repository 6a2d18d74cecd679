// The fields of one Elasticsearch mapping, with what each type and parameter means to EQL.
// Source: docs/eql.md, section 7.
import type { Issue } from '../base/issue';
import type { FieldType, ResolvedField } from '../eql/types';
import { isRecord } from './json';
import type { JsonRecord } from './json';
import { ancestorsOf } from './layers';

export function leftOut(message: string): Issue {
  return { code: 'mapping', severity: 'warning', message, from: 0, to: 0 };
}

/** One for each index; old answers have the name of a document type in between. */
export function mappingRoots(json: unknown): readonly JsonRecord[] {
  if (!isRecord(json)) return [];
  if (isRecord(json['properties'])) return [json];
  const answers = isRecord(json['mappings']) ? [json] : Object.values(json).filter(isRecord);
  return answers.flatMap(({ mappings }) => {
    if (!isRecord(mappings)) return [];
    const typed = Object.values(mappings).filter(isRecord).filter(hasProperties);
    return hasProperties(mappings) || typed.length === 0 ? [mappings] : typed;
  });
}

function hasProperties(json: JsonRecord): boolean {
  return isRecord(json['properties']);
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly nestedIn?: string;
}

/** Elasticsearch stops at 20 unless it is told otherwise. */
const DEEPEST = 100;

export function readRoot(root: JsonRecord, issues: Issue[]): Map<string, ResolvedField> {
  const fields = new Map<string, ResolvedField>();
  const aliases: { readonly path: string; readonly target: string }[] = [];
  const reader: Reader = { fields, aliases, issues };
  if (isRecord(root['properties'])) readProperties(root['properties'], { path: '', depth: 0 }, reader);
  if (isRecord(root['runtime'])) readProperties(root['runtime'], { path: '', depth: 0 }, reader);
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
export function markNested(fields: Map<string, ResolvedField>): void {
  const nested = new Set([...fields.values()].filter((field) => field.type === 'nested').map((field) => field.path));
  if (nested.size === 0) return;
  for (const [path, field] of fields) {
    if (field.nestedIn !== undefined) continue;
    const nestedIn = ancestorsOf(path)
      .reverse()
      .find((each) => nested.has(each));
    if (nestedIn !== undefined) fields.set(path, { ...field, nestedIn });
  }
}

interface Reader {
  readonly fields: Map<string, ResolvedField>;
  readonly aliases: { readonly path: string; readonly target: string }[];
  readonly issues: Issue[];
}

function readProperties(properties: JsonRecord, parent: Place, reader: Reader): void {
  for (const [name, definition] of Object.entries(properties)) {
    const path = parent.path === '' ? name : `${parent.path}.${name}`;
    if (!isRecord(definition)) {
      if (!name.startsWith('_'))
        reader.issues.push(leftOut(`\`${path}\` has no definition in the mapping; it is left out.`));
      continue;
    }
    readField(definition, { ...parent, path }, reader);
  }
}

function readField(definition: JsonRecord, place: Place, reader: Reader): void {
  const { path } = place;
  const children = isRecord(definition['properties']) ? definition['properties'] : undefined;
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
  for (const field of fieldsOfDefinition(definition, path, type, nestedIn)) reader.fields.set(field.path, field);
  if (children === undefined) return;
  if (place.depth < DEEPEST) readProperties(children, { path, nestedIn, depth: place.depth + 1 }, reader);
  else reader.issues.push(leftOut(`\`${path}\` lies more than ${DEEPEST} objects deep; what is below it is left out.`));
}

/** A field, and its multi-fields. */
export function fieldsOfDefinition(
  definition: JsonRecord,
  path: string,
  type: FieldType,
  nestedIn: string | undefined,
): readonly ResolvedField[] {
  const twins = readTwins(definition, path, nestedIn);
  return [withTwins(plainField(path, path, type, definition, nestedIn), twins), ...twins];
}

/** Multi-fields: their values are the parent's. */
function readTwins(definition: JsonRecord, path: string, nestedIn: string | undefined): ResolvedField[] {
  const fields = definition['fields'];
  if (!isRecord(fields)) return [];
  return Object.entries(fields).flatMap(([name, twin]) => {
    const type = isRecord(twin) ? textOf(twin['type']) : undefined;
    return isRecord(twin) && type !== undefined ? [plainField(`${path}.${name}`, path, type, twin, nestedIn)] : [];
  });
}

function plainField(
  path: string,
  source: string,
  type: FieldType,
  definition: JsonRecord,
  nestedIn: string | undefined,
): ResolvedField {
  const text = type === 'text' || type === 'match_only_text';
  const exact = text ? 'none' : type === 'keyword' && definition['normalizer'] !== undefined ? 'normalized' : 'self';
  // One object, filled: a mapping of 20 MB has hundreds of thousands of fields.
  const field: Filled = { path, source, type, exact };
  const { ignore_above: ignoreAbove, null_value: nullValue, scaling_factor: scalingFactor, format, value } = definition;
  if (nestedIn !== undefined) field.nestedIn = nestedIn;
  if (typeof ignoreAbove === 'number') field.ignoreAbove = ignoreAbove;
  if (isScalar(nullValue)) field.nullValue = nullValue;
  if (typeof format === 'string') field.format = format;
  if (type === 'constant_keyword' && isScalar(value)) field.constantValue = String(value);
  if (typeof scalingFactor === 'number') field.scalingFactor = scalingFactor;
  return field;
}

type Filled = { -readonly [Key in keyof ResolvedField]: ResolvedField[Key] };

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The types that Elasticsearch's field capabilities call keyword. */
export const KEYWORDS: ReadonlySet<string> = new Set(['keyword', 'wildcard', 'constant_keyword']);

/** A `text` with one keyword twin is matched through it; with several Elasticsearch cannot choose. Source: FieldAttribute.exactAttribute. */
export function withTwins(field: ResolvedField, twins: readonly ResolvedField[]): ResolvedField {
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
