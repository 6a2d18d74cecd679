// Lists of fields in YAML: the `fields.yml` of an integration or a Beat, the Elastic Common Schema's own files and what it generates of them.
// Source: the package specification, "fields"; ECS, schemas/README.
import type { Issue } from '../../base/issue';
import type { FieldType, ResolvedField } from '../../eql/types';
import { isRecord } from '../json';
import type { JsonRecord } from '../json';
import { fieldsResolver } from '../mapping';
import { fieldsOfDefinition, leftOut, markNested } from '../mappingFields';
import type { FieldSource } from './source';

/** Undefined where it is no such list. */
export function readFieldLists(value: unknown): FieldSource | undefined {
  const definitions = definitionsIn(value);
  if (definitions === undefined) return undefined;
  const reader: Reader = { fields: new Map(), open: new Map(), aliases: [], issues: [] };
  for (const definition of definitions) readDefinition(definition, '', 0, reader);
  const kind = definitions.some(isOfCommonSchema) ? 'ecs-yaml' : 'fields-yml';
  resolveAliases(reader);
  markNested(reader.fields);
  const fields = fieldsResolver(reader.fields, 'catalog', reader.open);
  return { kind, parts: [{ patterns: [], isWhole: false, fields }], issues: reader.issues };
}

/** A list; or what the common schema generates: definitions by their full names, or groups of these. */
function definitionsIn(value: unknown): readonly JsonRecord[] | undefined {
  const listed = Array.isArray(value) ? value : isRecord(value) ? generatedIn(value) : [];
  const records = listed.filter(isRecord);
  const isList = records.length === listed.length && records.every(isNamed) && records.some(isDefinition);
  return isList ? records : undefined;
}

function generatedIn(value: JsonRecord): readonly unknown[] {
  const values = Object.values(value);
  if (values.every((each) => isRecord(each) && typeof each['flat_name'] === 'string')) return values;
  const groups = values.flatMap((each) => (isRecord(each) && isRecord(each['fields']) ? [each['fields']] : []));
  return groups.length < values.length
    ? values.filter((each) => isRecord(each) && isGroup(each))
    : groups.flatMap(Object.values);
}

function isNamed(each: JsonRecord): boolean {
  return isGroup(each) || [each['name'], each['flat_name']].some((name) => typeof name === 'string');
}

/** Lists of other things have names, too. */
function isDefinition(each: JsonRecord): boolean {
  return isGroup(each) || ['type', 'external', 'level'].some((key) => typeof each[key] === 'string');
}

function isGroup({ fields }: JsonRecord): boolean {
  return Array.isArray(fields) && fields.every(isRecord);
}

/** Its groups have a title and its fields a level. */
function isOfCommonSchema(definition: JsonRecord): boolean {
  const { fields } = definition;
  if ('level' in definition || 'flat_name' in definition || 'reusable' in definition) return true;
  return Array.isArray(fields) && fields.filter(isRecord).some(isOfCommonSchema);
}

interface Reader {
  readonly fields: Map<string, ResolvedField>;
  /** Any name may stand below these. */
  readonly open: Map<string, FieldType>;
  readonly aliases: { readonly path: string; readonly target: string }[];
  readonly issues: Issue[];
}

const DEEPEST = 100;

function readDefinition(definition: JsonRecord, parent: string, depth: number, reader: Reader): void {
  const { fields } = definition;
  const path = pathOf(definition, parent);
  const type = typeof definition['type'] === 'string' ? definition['type'] : undefined;
  if (Array.isArray(fields)) {
    if (type !== undefined && type !== 'group' && path !== '') readLeaf(definition, path, type, reader);
    if (depth >= DEEPEST)
      reader.issues.push(leftOut(`\`${path}\` lies more than ${DEEPEST} groups deep; it is left out.`));
    else for (const place of [path, ...reusesOf(definition)]) readFields(fields, place, depth, reader);
  } else if (path !== '' && type !== 'group') {
    // What is taken from the common schema has its type there; a Beat's field without a type is a keyword.
    if (type !== undefined || definition['external'] === undefined)
      readLeaf(definition, path, type ?? 'keyword', reader);
  }
}

function readFields(fields: readonly unknown[], parent: string, depth: number, reader: Reader): void {
  for (const each of fields) if (isRecord(each)) readDefinition(each, parent, depth + 1, reader);
}

/** A group of the root, and a Beat's by a key, have no name of their own in their fields' names. */
function pathOf(definition: JsonRecord, parent: string): string {
  const { name, flat_name: whole } = definition;
  if (typeof whole === 'string') return whole;
  if (typeof name !== 'string' || definition['root'] === true) return parent;
  return parent === '' ? name : `${parent}.${name}`;
}

/** Places where the common schema puts the fields of a group again: `user` or `{at: 'process', as: 'parent'}`. */
function reusesOf(definition: JsonRecord): readonly string[] {
  const { name, reusable } = definition;
  const expected = isRecord(reusable) && Array.isArray(reusable['expected']) ? reusable['expected'] : [];
  return expected.flatMap((each) => {
    if (typeof each === 'string') return [`${each}.${String(name)}`];
    return isRecord(each) && typeof each['at'] === 'string' ? [`${each['at']}.${String(each['as'] ?? name)}`] : [];
  });
}

function readLeaf(definition: JsonRecord, path: string, type: FieldType, reader: Reader): void {
  const below = typeof definition['object_type'] === 'string' ? definition['object_type'] : undefined;
  if (type === 'alias') {
    const target = definition['path'];
    if (typeof target === 'string') reader.aliases.push({ path, target });
    return;
  }
  if (path.endsWith('.*')) {
    reader.open.set(path.slice(0, -'.*'.length), below ?? type);
    return;
  }
  if (type === 'object' && !Array.isArray(definition['fields'])) reader.open.set(path, below ?? 'object');
  for (const field of fieldsOfDefinition(asMapping(definition), path, typeOf(type), undefined))
    reader.fields.set(field.path, { ...field, ...factsOf(definition, field), fromCatalog: true });
}

/** A list's word for several values of any type. */
function typeOf(type: FieldType): FieldType {
  return type === 'array' ? 'keyword' : type;
}

/** The parameters are those of a mapping, but for the multi-fields, which are a list here. */
function asMapping(definition: JsonRecord): JsonRecord {
  const twins = Array.isArray(definition['multi_fields']) ? definition['multi_fields'].filter(isRecord) : [];
  return { ...definition, fields: Object.fromEntries(twins.map((twin) => [String(twin['name']), twin])) };
}

/** Fleet, Beats and the common schema index keywords up to this length, unless a list says otherwise. */
const USUAL_IGNORE_ABOVE = 1024;

function factsOf(definition: JsonRecord, field: ResolvedField): Partial<ResolvedField> {
  const { short, description, allowed_values: allowed, expected_values: expected, normalize } = definition;
  const told = [short, description].find((each) => typeof each === 'string');
  const values = namesOf(allowed) ?? namesOf(expected);
  return {
    ...(told === undefined ? {} : { description: told }),
    ...(values === undefined ? {} : { allowedValues: values }),
    ...(Array.isArray(normalize) && normalize.includes('array') ? { array: true } : {}),
    ...(definition['type'] === 'array' ? { array: true, uncertainType: true } : {}),
    ...(field.type === 'keyword' ? { ignoreAbove: field.ignoreAbove ?? USUAL_IGNORE_ABOVE } : {}),
  };
}

function namesOf(values: unknown): readonly string[] | undefined {
  if (!Array.isArray(values)) return undefined;
  return values.map((each) => String(isRecord(each) ? each['name'] : each));
}

function resolveAliases({ fields, aliases }: Reader): void {
  for (const { path, target } of aliases) {
    const field = fields.get(target);
    // The target may be a field that another file describes.
    fields.set(path, field === undefined ? unknownAlias(path, target) : { ...field, path });
  }
}

function unknownAlias(path: string, target: string): ResolvedField {
  return { path, source: target, type: 'keyword', exact: 'self', uncertainType: true, fromCatalog: true };
}
