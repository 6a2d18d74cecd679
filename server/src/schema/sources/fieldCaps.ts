// The answer of `GET index/_field_caps`: types as Elasticsearch compares them over its indices.
import type { Issue } from '../../base/issue';
import { familyOf } from '../../eql/types';
import type { ResolvedField } from '../../eql/types';
import { isRecord } from '../json';
import type { JsonRecord } from '../json';
import { fieldsResolver, typeInAll } from '../mapping';
import { leftOut, markNested, withTwins } from '../mappingFields';
import type { FieldSource } from './source';

/** Undefined where it is none. */
export function readFieldCaps(value: unknown): FieldSource | undefined {
  const listed = isRecord(value) && isRecord(value['fields']) ? Object.entries(value['fields']) : [];
  const capabilities = listed.flatMap(([path, byType]) => (isCapabilities(byType) ? [{ path, byType }] : []));
  if (capabilities.length === 0 || capabilities.length < listed.length) return undefined;
  const issues: Issue[] = [];
  const fields = new Map(capabilities.flatMap(({ path, byType }) => entryOf(path, byType, issues)));
  markNested(fields);
  joinTwins(fields);
  const unsearchable = capabilities.filter(({ path, byType }) => fields.has(path) && isUnsearchable(byType));
  if (unsearchable.length > 0) issues.push(leftOut(notSearchable(unsearchable.map(({ path }) => path))));
  return {
    kind: 'field-caps',
    parts: [{ patterns: [], isWhole: true, fields: fieldsResolver(fields, 'mapping') }],
    issues,
  };
}

/** `{keyword: {type: 'keyword', searchable: true, …}}` */
function isCapabilities(value: unknown): value is Readonly<Record<string, JsonRecord>> {
  return (
    isRecord(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((each) => isRecord(each) && ('searchable' in each || 'aggregatable' in each))
  );
}

/** Some indices may lack it. What Elasticsearch keeps for itself, `_id`, is no field of an event. */
function entryOf(
  path: string,
  byType: Readonly<Record<string, JsonRecord>>,
  issues: Issue[],
): readonly (readonly [string, ResolvedField])[] {
  const types = Object.keys(byType).filter((type) => type !== 'unmapped');
  const isInternal = Object.values(byType).some((each) => each['metadata_field'] === true) || path.startsWith('_');
  const [first] = types;
  if (isInternal || first === undefined) return [];
  if (types.length > 1) issues.push(leftOut(contradiction(path, byType, types)));
  const type = typeInAll(types);
  return [[path, { path, source: path, type, exact: familyOf(type) === 'text' ? 'none' : 'self' }]];
}

function contradiction(path: string, byType: Readonly<Record<string, JsonRecord>>, types: readonly string[]): string {
  const where = types.map((type) => {
    const indices = byType[type]?.['indices'];
    return Array.isArray(indices) ? `${type} in ${indices.slice(0, 2).map(String).join(', ')}` : type;
  });
  return `\`${path}\` is ${where.join(' and ')}; Elasticsearch refuses a query that uses it over both.`;
}

function isUnsearchable(byType: Readonly<Record<string, JsonRecord>>): boolean {
  return Object.values(byType).some(
    (each) => each['searchable'] === false && familyOf(String(each['type'])) !== 'object',
  );
}

const MOST_NAMED = 3;

function notSearchable(paths: readonly string[]): string {
  const named = paths
    .slice(0, MOST_NAMED)
    .map((path) => `\`${path}\``)
    .join(', ');
  const others = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} others` : '';
  return `${named}${others} cannot be searched: they are not indexed, and a clause over them fails or finds nothing.`;
}

/** The answer lists multi-fields like others: below a field that is no object they are other ways to index its values. */
function joinTwins(fields: Map<string, ResolvedField>): void {
  const twins = new Map<string, ResolvedField[]>();
  for (const [path, field] of fields) {
    const parent = fields.get(path.slice(0, Math.max(path.lastIndexOf('.'), 0)));
    if (parent === undefined || !isLeaf(parent)) continue;
    const twin = { ...field, source: parent.path };
    fields.set(path, twin);
    twins.set(parent.path, [...(twins.get(parent.path) ?? []), twin]);
  }
  for (const [path, own] of twins) {
    const parent = fields.get(path);
    if (parent !== undefined) fields.set(path, withTwins(parent, own));
  }
}

function isLeaf({ type }: ResolvedField): boolean {
  const family = familyOf(type);
  return (family === 'string' && type !== 'flattened') || family === 'text';
}
