// Multi-fields: other ways to index the values of a field, named by it and one more segment.
import { familyOf } from '../eql/types';
import type { ResolvedField } from '../eql/types';
import { statementsOn } from './layers';
import type { Layer } from './layers';

export type LookUp = (path: string) => ResolvedField | undefined;

/** Their usual names. */
const TWINS: ReadonlySet<string> = new Set(['text', 'keyword', 'caseless']);

/** A field that its name tells to be a multi-field has its parent's values. A `caseless` one is in lower case, so it cannot be matched exactly. */
export function asTwin(field: ResolvedField, listed: LookUp): ResolvedField {
  const { parent, last } = split(field.path);
  const source = TWINS.has(last) ? listed(parent) : undefined;
  if (source === undefined || !isString(source)) return field;
  return { ...field, source: source.path, exact: last === 'caseless' ? 'normalized' : field.exact };
}

/** A `text` is matched through its keyword twin. */
export function withTwin(field: ResolvedField, listed: LookUp): ResolvedField {
  const twin = field.exact === 'none' ? listed(`${field.path}.keyword`) : undefined;
  return twin?.type === 'keyword' ? { ...field, exact: 'via', exactField: asTwin(twin, listed) } : field;
}

/** Some lists leave multi-fields out. */
export function unlistedTwin(layers: readonly Layer[], path: string, listed: LookUp): ResolvedField | undefined {
  const { parent, last } = split(path);
  const owners = statementsOn(layers, parent).filter(({ layer }) => layer.catalog.twins.has(last));
  const type = owners[0]?.layer.catalog.twins.get(last);
  const source = type === undefined ? undefined : listed(parent);
  if (type === undefined || source === undefined || !isString(source)) return undefined;
  const definedBy = [...new Set(owners.flatMap((owner) => owner.definedBy))];
  const exact = familyOf(type) === 'text' ? 'none' : 'self';
  return asTwin({ path, source: parent, type, exact, definedBy, fromCatalog: true }, listed);
}

function split(path: string): { readonly parent: string; readonly last: string } {
  const dot = path.lastIndexOf('.');
  return { parent: path.slice(0, Math.max(dot, 0)), last: path.slice(dot + 1) };
}

function isString({ type }: ResolvedField): boolean {
  return familyOf(type) === 'string' || familyOf(type) === 'text';
}
