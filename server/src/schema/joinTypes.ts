// One type out of what several data sets say of a field: the one that raises no false alarm.
import { familyOf } from '../eql/types';
import type { FieldType, TypeFamily } from '../eql/types';

/** What one catalog says of a name. */
export interface TypeStatement {
  readonly type: FieldType;
  readonly drift: readonly FieldType[];
  /** Of the common schema, not of a data set. */
  readonly isCommon: boolean;
}

export interface JoinedType {
  readonly type: FieldType;
  readonly otherTypes: readonly FieldType[];
  readonly isUncertain: boolean;
}

/** Words of the lists for which Elasticsearch has no type: the target of an alias, the elements of an array, what is not documented. */
const UNTOLD: ReadonlySet<FieldType> = new Set(['alias', 'array', 'unknown']);

/** A data set's own word goes before the common schema's; but beside other data sets, which may follow the schema, both count. */
export function joinTypes(statements: readonly TypeStatement[], hasOneDataSet: boolean): JoinedType {
  const own = statements.filter((statement) => !statement.isCommon);
  const asked = hasOneDataSet && own.length > 0 ? own : statements;
  const told = asked.flatMap(({ type }) => (UNTOLD.has(type) ? [] : [type]));
  const all = new Set(asked.flatMap(({ type, drift }) => [type, ...drift]).filter((type) => !UNTOLD.has(type)));
  const type = mostLenient(told);
  if (type === undefined) return { type: 'keyword', otherTypes: [], isUncertain: true };
  const otherTypes = [...all].filter((other) => other !== type);
  return { type, otherTypes, isUncertain: otherTypes.some((other) => contradicts(type, other)) };
}

/** Most lenient first; a family that is not listed stands before `text`. */
const LENIENCE: readonly TypeFamily[] = ['string', 'number', 'boolean', 'date', 'ip', 'version', 'binary', 'object'];
const STRICT: readonly TypeFamily[] = ['text', 'nested', 'unsupported'];

function mostLenient(types: readonly FieldType[]): FieldType | undefined {
  return [...types].sort((a, b) => strictness(a) - strictness(b))[0];
}

function strictness(type: FieldType): number {
  const family = familyOf(type);
  return STRICT.includes(family) ? LENIENCE.length + STRICT.indexOf(family) : LENIENCE.indexOf(family);
}

/** A keyword that is a text elsewhere is still a string: what may be done with a text may be done with it. */
function contradicts(type: FieldType, other: FieldType): boolean {
  const [family, otherFamily] = [familyOf(type), familyOf(other)];
  return family !== otherFamily && !(family === 'string' && otherFamily === 'text');
}
