// A field resolver over catalogs: nothing is copied, a name is looked up in each when it is first asked for.
import type { FieldResolver, ResolvedField } from '../eql/types';
import { catalogField } from './catalogField';
import { statementsOn } from './layers';
import type { Layer } from './layers';
import { nearestFields } from './nearest';
import { openField } from './openNames';
import { asTwin, unlistedTwin, withTwin } from './twins';
import type { LookUp } from './twins';

/** `names` are those of the layers, by the alphabet: who asks for a resolver keeps the lists of a few. */
export function catalogResolver(
  layers: readonly Layer[],
  authority: FieldResolver['authority'],
  names: () => readonly string[],
): FieldResolver {
  const find = remembered(lookUpIn(layers));
  const isLeaf = (path: string): boolean => find(path)?.type !== 'object';
  return { authority, find, nearest: (path) => nearestFields(path, names(), isLeaf), names };
}

/** Completions look at hundreds of fields, and misspelt names come one a keystroke: only so many are kept. */
const MOST_KNOWN = 1000;
const MOST_UNKNOWN = 1000;

function remembered(lookUp: LookUp): LookUp {
  const known = new Map<string, ResolvedField>();
  const unknown = new Set<string>();
  return (path) => {
    const field = known.get(path);
    if (field !== undefined || unknown.has(path)) return field;
    const found = lookUp(path);
    if (found !== undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(path, found);
    } else {
      if (unknown.size >= MOST_UNKNOWN) unknown.clear();
      unknown.add(path);
    }
    return found;
  };
}

function lookUpIn(layers: readonly Layer[]): LookUp {
  const dataSets = layers.flatMap(({ isCommon, counts }) => (isCommon ? [] : counts.filter(Boolean)));
  const hasOneDataSet = dataSets.length === 1;
  const listed: LookUp = (path) => {
    const statements = statementsOn(layers, path);
    return statements.length === 0 ? undefined : catalogField(path, statements, hasOneDataSet);
  };
  return (path) => {
    const field = listed(path);
    if (field !== undefined) return withTwin(asTwin(field, listed), listed);
    return unlistedTwin(layers, path, listed) ?? openField(layers, path, hasOneDataSet);
  };
}
