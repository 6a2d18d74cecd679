// A field resolver over catalogs: nothing is copied, a name is looked up in each when it is first asked for.
import { familyOf } from '../eql/types';
import type { FieldResolver, ResolvedField } from '../eql/types';
import { catalogField } from './catalogField';
import { namesOf, statementsOn } from './layers';
import type { Layer } from './layers';
import { nearestFields } from './nearest';
import { openField } from './openNames';

export function catalogResolver(layers: readonly Layer[], authority: FieldResolver['authority']): FieldResolver {
  const find = remembered(lookUpIn(layers));
  let names: readonly string[] | undefined;
  const allNames = (): readonly string[] => (names ??= [...namesOf(layers)]);
  let leaves: readonly string[] | undefined;
  const isLeaf = (path: string): boolean => find(path)?.type !== 'object';
  return {
    authority,
    find,
    nearest: (path) => nearestFields(path, (leaves ??= allNames().filter(isLeaf))),
    *all() {
      for (const name of allNames()) {
        const field = find(name);
        if (field !== undefined) yield field;
      }
    },
  };
}

type LookUp = (path: string) => ResolvedField | undefined;

/** Misspelt names come one a keystroke: only so many are kept. */
const MOST_UNKNOWN = 1000;

function remembered(lookUp: LookUp): LookUp {
  const known = new Map<string, ResolvedField>();
  const unknown = new Set<string>();
  return (path) => {
    const field = known.get(path);
    if (field !== undefined || unknown.has(path)) return field;
    const found = lookUp(path);
    if (found !== undefined) known.set(path, found);
    else {
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
    return field === undefined ? openField(layers, path, hasOneDataSet) : withTwins(asTwin(field, listed), listed);
  };
}

/** Names of multi-fields, other ways to index the values of their parent. */
const TWINS: ReadonlySet<string> = new Set(['text', 'keyword', 'caseless']);

/** A `caseless` twin is in lower case, so it cannot be matched exactly. */
function asTwin(field: ResolvedField, listed: LookUp): ResolvedField {
  const dot = field.path.lastIndexOf('.');
  const last = field.path.slice(dot + 1);
  const parent = dot > 0 && TWINS.has(last) ? listed(field.path.slice(0, dot)) : undefined;
  if (parent === undefined || !isString(parent)) return field;
  return { ...field, source: parent.path, exact: last === 'caseless' ? 'normalized' : field.exact };
}

/** A `text` is matched through its keyword twin. */
function withTwins(field: ResolvedField, listed: LookUp): ResolvedField {
  const twin = field.exact === 'none' ? listed(`${field.path}.keyword`) : undefined;
  return twin?.type === 'keyword' ? { ...field, exact: 'via', exactField: asTwin(twin, listed) } : field;
}

function isString({ type }: ResolvedField): boolean {
  return familyOf(type) === 'string' || familyOf(type) === 'text';
}
