// Names that no catalog lists and that exist all the same: below objects that take any name, by a pattern, or as the parent of others.
import type { ResolvedField } from '../eql/types';
import { catalogField, definersOf } from './catalogField';
import { ancestorsOf, layersBelow, statementsOf, statementsOn } from './layers';
import type { Layer, Statement } from './layers';

export function openField(layers: readonly Layer[], path: string, hasOneDataSet: boolean): ResolvedField | undefined {
  for (const ancestor of ancestorsOf(path)) {
    const field = fieldUnder(layers, ancestor, path, hasOneDataSet);
    if (field !== undefined) return field;
  }
  return fieldByPattern(layers, path, hasOneDataSet) ?? parentObject(layers, path);
}

function fieldUnder(
  layers: readonly Layer[],
  ancestor: string,
  path: string,
  hasOneDataSet: boolean,
): ResolvedField | undefined {
  const told = layers.flatMap((layer) => statementsOf(layer, layer.catalog.below.get(ancestor), path));
  if (told.length > 0) return fieldOfStatements(path, told, hasOneDataSet);
  const above = statementsOn(layers, ancestor);
  const flattened = above.filter(({ type }) => type === 'flattened');
  if (flattened.length > 0) {
    const field = stringField(path, flattened);
    return flattened.length === above.length ? { ...field, flattenedIn: ancestor } : { ...field, uncertainType: true };
  }
  const open = above.filter(({ type }) => OPEN_TYPES.has(type));
  if (open.length > 0) return { ...stringField(path, open), uncertainType: true };
  return nestedField(layers, ancestor, path, above);
}

/** What a list calls so may hold more than it lists. */
const OPEN_TYPES: ReadonlySet<string> = new Set(['object', 'array', 'unknown']);

/** Below a nested object of which no field is listed any name may stand. */
function nestedField(
  layers: readonly Layer[],
  ancestor: string,
  path: string,
  above: readonly Statement[],
): ResolvedField | undefined {
  const nested = above.filter(({ type }) => type === 'nested');
  if (nested.length === 0 || layersBelow(layers, ancestor).length > 0) return undefined;
  return { ...stringField(path, nested), uncertainType: true, nestedIn: nested[0]?.nestedIn ?? ancestor };
}

/** In a list the word `object` for all that is below means: of any type. */
function fieldOfStatements(path: string, statements: readonly Statement[], hasOneDataSet: boolean): ResolvedField {
  return statements.some(({ type }) => type === 'object')
    ? { ...stringField(path, statements), uncertainType: true }
    : catalogField(path, statements, hasOneDataSet);
}

function fieldByPattern(layers: readonly Layer[], path: string, hasOneDataSet: boolean): ResolvedField | undefined {
  const segments = path.split('.');
  const told = layers.flatMap((layer) => {
    const matching = layer.catalog.patterns.filter((pattern) => isMatch(pattern.segments, segments));
    return statementsOf(layer, matching, path);
  });
  return told.length === 0 ? undefined : fieldOfStatements(path, told, hasOneDataSet);
}

/** A `*` is one segment; the last may be several. */
function isMatch(pattern: readonly string[], segments: readonly string[]): boolean {
  const isOpenEnded = pattern.at(-1) === '*';
  if (isOpenEnded ? segments.length < pattern.length : segments.length !== pattern.length) return false;
  return pattern.every((each, at) => each === '*' || each === segments[at]);
}

/** `process` itself, where `process.name` is known. */
function parentObject(layers: readonly Layer[], path: string): ResolvedField | undefined {
  const holding = layersBelow(layers, path);
  if (holding.length === 0) return undefined;
  const definedBy = holding.flatMap(({ catalog, counts }) => catalog.datasets.filter((_, place) => counts[place]));
  return { path, source: path, type: 'object', exact: 'self', definedBy, fromCatalog: true };
}

function stringField(path: string, statements: readonly Statement[]): ResolvedField {
  const definedBy = definersOf(statements);
  return { path, source: path, type: 'keyword', exact: 'self', definedBy, fromCatalog: true };
}
