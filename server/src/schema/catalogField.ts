// One field out of what the catalogs say of its name.
import { familyOf } from '../eql/types';
import type { FieldType, ResolvedField } from '../eql/types';
import { joinTypes } from './joinTypes';
import { ancestorsOf, typesOn } from './layers';
import type { Statement } from './layers';

/** Its twins, other ways to index the same values, are not looked at here. */
export function catalogField(path: string, statements: readonly Statement[], hasOneDataSet: boolean): ResolvedField {
  const { type, otherTypes, isUncertain } = joinTypes(statements, hasOneDataSet);
  const nestedIn = statements.every((each) => each.nestedIn !== undefined) ? statements[0]?.nestedIn : undefined;
  return {
    path,
    source: path,
    type,
    exact: familyOf(type) === 'text' ? 'none' : 'self',
    ...factsOn(path, type, statements),
    ...(otherTypes.length > 0 ? { otherTypes } : {}),
    ...(isUncertain || isBelowFlattened(path, type, statements) ? { uncertainType: true } : {}),
    ...(nestedIn === undefined ? {} : { nestedIn }),
    ...sinceOf(statements),
    definedBy: definersOf(statements),
    fromCatalog: true,
  };
}

/** What a data set has by itself does not wait for the common schema. */
function sinceOf(statements: readonly Statement[]): Pick<ResolvedField, 'since'> {
  const [only] = statements;
  return statements.length === 1 && only?.isCommon === true && only.since !== undefined ? { since: only.since } : {};
}

export function definersOf(statements: readonly Statement[]): readonly string[] {
  return [...new Set(statements.flatMap((statement) => statement.definedBy))];
}

/** Fleet and Beats index keywords up to this length, unless a schema says otherwise. */
const USUAL_IGNORE_ABOVE = 1024;

function factsOn(path: string, type: FieldType, statements: readonly Statement[]): Partial<ResolvedField> {
  const catalogs = new Set(statements.map(({ layer }) => layer.catalog));
  const facts = [...catalogs].map((catalog) => catalog.factsOf(path));
  const description = facts.find((fact) => fact.description !== undefined)?.description;
  const allowedValues = facts.find((fact) => fact.values !== undefined)?.values;
  const limit = facts.map((fact) => fact.ignoreAbove).find((each) => each !== undefined);
  const isArray = facts.some((fact) => fact.array) || statements.some((statement) => statement.type === 'array');
  return {
    ...(description === undefined ? {} : { description }),
    ...(allowedValues === undefined ? {} : { allowedValues }),
    ...(isArray ? { array: true } : {}),
    ...(type === 'keyword' && limit !== null ? { ignoreAbove: limit ?? USUAL_IGNORE_ABOVE } : {}),
  };
}

/** Values below a flattened field are keywords, whatever else a list says of them. */
function isBelowFlattened(path: string, type: FieldType, statements: readonly Statement[]): boolean {
  if (familyOf(type) === 'string') return false;
  const layers = statements.map(({ layer }) => layer);
  return ancestorsOf(path).some((ancestor) => typesOn(layers, ancestor).includes('flattened'));
}
