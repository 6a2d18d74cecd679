// The schemas that a workspace brings, and the fields of one rule out of them and the catalogs.
import { memoizeByText } from '../base/memo';
import { familyOf } from '../eql/types';
import type { FieldResolver, ResolvedField } from '../eql/types';
import { composeSchema } from './compose';
import type { CatalogReader, SchemaRequest } from './compose';
import { patternCovers, patternsOverlap, readIndexPatterns } from './indexPattern';
import { nearestFields } from './nearest';
import type { SchemaPart, FieldSource } from './sources/source';

/** One file. `for`: index patterns or ids of data views; empty: those that the file names itself, else every rule. */
export interface WorkspaceFile {
  readonly path: string;
  readonly for: readonly string[];
}

export interface WorkspaceSource extends WorkspaceFile {
  readonly source: FieldSource;
}

/** Those that say something of what is asked for, without their content. */
export function filesFor(request: SchemaRequest, sources: readonly WorkspaceSource[]): readonly WorkspaceFile[] {
  if (sources.length === 0) return [];
  const { wanted } = readIndexPatterns(request.index);
  const concerning = sources.filter((each) => partsFor(each, wanted, request.dataView).length > 0);
  return concerning.map(({ path, for: names }) => ({ path, for: names }));
}

/**
 * A mapping, a template or a `_field_caps` answer is the whole schema of the indices that it is for; lists of fields and samples add to the
 * catalogs. The same object for the same request, catalogs and list of sources.
 */
export function composeWithSources(
  request: SchemaRequest,
  read: CatalogReader,
  sources: readonly WorkspaceSource[],
): FieldResolver {
  if (sources.length === 0) return composeSchema(request, read);
  let library = libraries.get(sources);
  if (library?.read !== read) {
    const compose = (asked: SchemaRequest): FieldResolver => composeSchema(asked, read);
    const resolverOf = memoizeByText(MOST_REQUESTS, (key) =>
      resolve(JSON.parse(key) as SchemaRequest, compose, sources),
    );
    libraries.set(sources, (library = { read, resolverOf }));
  }
  return library.resolverOf(JSON.stringify(request));
}

/** A workspace of rules has fewer requests than these. */
const MOST_REQUESTS = 1000;

interface Library {
  readonly read: CatalogReader;
  readonly resolverOf: (request: string) => FieldResolver;
}

const libraries = new WeakMap<readonly WorkspaceSource[], Library>();

type Compose = (request: SchemaRequest) => FieldResolver;

/**
 * One sentence for each field that two files for the same indices give different types, with both files. Such a field is used as one of
 * uncertain type.
 */
export function contradictionsIn(sources: readonly WorkspaceSource[]): readonly string[] {
  const told = new Map<string, string>();
  sources.forEach((later, at) => {
    for (const earlier of sources.slice(0, at)) {
      if (!isForSame(earlier, later)) continue;
      for (const [name, sentence] of contradictionsOf(earlier, later)) if (!told.has(name)) told.set(name, sentence);
    }
  });
  return [...told.values()];
}

function contradictionsOf(a: WorkspaceSource, b: WorkspaceSource): readonly (readonly [string, string])[] {
  return namesIn(b.source).flatMap((name) => {
    const [before, field] = [fieldIn(a.source, name), fieldIn(b.source, name)];
    if (before === undefined || field === undefined || !isContradiction(before, field)) return [];
    return [
      [name, `\`${name}\` is ${before.type} in ${a.path} and ${field.type} in ${b.path}; nothing is said of its type.`],
    ];
  });
}

function isForSame(a: WorkspaceSource, b: WorkspaceSource): boolean {
  const [names, others] = [scopeOf(a), scopeOf(b)];
  if (names === undefined || others === undefined) return true;
  return names.some((name) => others.some((other) => patternsOverlap(name, other)));
}

/** Undefined: every rule. */
function scopeOf({ for: given, source: { parts } }: WorkspaceSource): readonly string[] | undefined {
  if (given.length > 0) return given;
  return parts.some(({ patterns }) => patterns.length === 0) ? undefined : parts.flatMap(({ patterns }) => patterns);
}

function fieldIn({ parts }: FieldSource, name: string): ResolvedField | undefined {
  return parts.map(({ fields }) => fields.find(name)).find((each) => each !== undefined);
}

function namesIn({ parts }: FieldSource): readonly string[] {
  return [...new Set(parts.flatMap(({ fields }) => fields.names?.() ?? []))];
}

/** A guess from a sample contradicts nobody. */
function isContradiction(a: ResolvedField, b: ResolvedField): boolean {
  return a.uncertainType !== true && b.uncertainType !== true && familyOf(a.type) !== familyOf(b.type);
}

/** A part that concerns the rule. */
interface Concerning extends SchemaPart {
  readonly for: readonly string[];
  readonly isGuess: boolean;
}

function resolve(request: SchemaRequest, compose: Compose, sources: readonly WorkspaceSource[]): FieldResolver {
  const { wanted, excluded } = readIndexPatterns(request.index);
  const parts = sources.flatMap((each) => partsFor(each, wanted, request.dataView));
  if (parts.length === 0) return compose(request);
  const isCovered = (by: readonly Concerning[]) => (name: string) => by.some((each) => isFor(each, name));
  const asked = request.dataView === undefined ? wanted : [request.dataView];
  const wholes = parts.filter(({ isWhole }) => isWhole);
  const left = asked.filter((name) => !isCovered(wholes)(name));
  if (left.length === 0 && (asked.length > 0 || wholes.some((each) => each.for.length === 0)))
    return layered(parts, undefined, 'mapping');
  const without = (names: readonly string[]): SchemaRequest => ({
    ...request,
    index: [...names, ...excluded.map((each) => `-${each}`)],
  });
  const base = compose(request.dataView === undefined && left.length > 0 ? without(left) : request);
  const lists = parts.filter((each) => !each.isGuess);
  const open = left.filter((name) => !isCovered(lists)(name));
  const isClosed = asked.length > 0 && open.length === 0;
  const authority = isClosed ? 'catalog' : compose(open.length > 0 ? without(open) : request).authority;
  return layered(parts, base, request.dataView === undefined || isClosed ? authority : 'open');
}

function partsFor(
  { for: given, source }: WorkspaceSource,
  wanted: readonly string[],
  dataView: string | undefined,
): readonly Concerning[] {
  return source.parts.flatMap((part) => {
    const patterns = given.length > 0 ? given : part.patterns;
    const readsAll = wanted.length === 0 && dataView === undefined;
    const concerns =
      readsAll ||
      patterns.length === 0 ||
      (dataView !== undefined && patterns.includes(dataView)) ||
      wanted.some((name) => patterns.some((pattern) => patternsOverlap(pattern, name)));
    return concerns ? [{ ...part, for: patterns, isGuess: source.kind === 'sample' }] : [];
  });
}

/** A list for every rule says nothing of an index in particular; a whole schema for every rule is that of all. */
function isFor({ for: patterns, isWhole }: Concerning, name: string): boolean {
  return patterns.length === 0 ? isWhole : patterns.some((pattern) => patternCovers(pattern, name));
}

/** What a workspace says goes before the catalogs, a whole schema before a list. */
function layered(
  parts: readonly Concerning[],
  base: FieldResolver | undefined,
  authority: FieldResolver['authority'],
): FieldResolver {
  const ordered = [...parts.filter(({ isWhole }) => isWhole), ...parts.filter(({ isWhole }) => !isWhole)];
  const resolvers = ordered.map(({ fields }) => fields);
  const listed = (path: string): ResolvedField | undefined =>
    joined(resolvers.flatMap((each) => each.find(path) ?? []));
  const find = (path: string): ResolvedField | undefined => {
    const [field, known] = [listed(path), base?.find(path)];
    return field !== undefined && known !== undefined ? withFacts(field, known) : (field ?? known);
  };
  let names: readonly string[] | undefined;
  const allNames = (): readonly string[] =>
    (names ??= [
      ...new Set([...resolvers, ...(base === undefined ? [] : [base])].flatMap((each) => each.names?.() ?? [])),
    ].sort());
  return {
    ...base,
    authority,
    find,
    nearest: (path) => nearestFields(path, allNames(), (name) => find(name)?.type !== 'object'),
    names: allNames,
    ...(base?.misplaced === undefined
      ? {}
      : { misplaced: (path, place) => (listed(path) === undefined ? base.misplaced?.(path, place) : undefined) }),
  };
}

/** The first that is sure of its type decides; one that contradicts it makes the type uncertain. */
function joined(fields: readonly ResolvedField[]): ResolvedField | undefined {
  const first = fields.find((each) => each.uncertainType !== true) ?? fields[0];
  if (first === undefined) return undefined;
  const others = fields.filter((each) => isContradiction(first, each)).map(({ type }) => type);
  return others.length === 0 ? first : { ...first, otherTypes: others, uncertainType: true };
}

function withFacts(field: ResolvedField, known: ResolvedField): ResolvedField {
  if (field.uncertainType === true && field.otherTypes === undefined && known.uncertainType !== true) return known;
  const { description, allowedValues, array } = known;
  return {
    ...(description === undefined ? {} : { description }),
    ...(allowedValues === undefined ? {} : { allowedValues }),
    ...(array === undefined ? {} : { array }),
    ...field,
  };
}
