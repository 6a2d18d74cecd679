// What all rule files of a workspace hold together: uses of fields, names, tags, index patterns. One entry a file, replaced as a whole.
import { hasLetters } from './letters';
import type { Analysis } from '../analysis/analyze';
import { fieldUses } from './fieldUses';
import type { FieldUse } from './fieldUses';
import { symbolsOf } from './symbols';
import type { RuleSymbol } from './symbols';
import { techniques } from './attack';

/** What is kept of a file. It holds no analysis: a workspace may have thousands of rules. */
export interface FileEntry {
  readonly uses: readonly FieldUse[];
  readonly symbols: readonly RuleSymbol[];
  readonly techniques: readonly { readonly id: string; readonly from: number; readonly to: number }[];
  readonly tags: readonly string[];
  readonly indexPatterns: readonly string[];
}

export interface WorkspaceIndex {
  set(file: string, entry: FileEntry): void;
  delete(file: string): void;
  readonly files: Iterable<string>;
  entry(file: string): FileEntry | undefined;
  usesOf(path: string): readonly { readonly file: string; readonly use: FieldUse }[];
  /** In how many rules each field is used. */
  neighbours(): ReadonlyMap<string, number>;
  /** The most frequent first. */
  tags(): readonly string[];
  indexPatterns(): readonly string[];
  /** Rules, items and techniques whose name or id has the letters of `typed` in order, without case; at most `limit`. */
  symbols(typed: string, limit: number): readonly FoundSymbol[];
}

export interface FoundSymbol {
  readonly file: string;
  readonly name: string;
  readonly container: string;
  readonly kind: RuleSymbol['kind'] | 'technique';
  readonly from: number;
  readonly to: number;
}

export function entryOf(analysis: Analysis, title?: string): FileEntry {
  const values = (placed: readonly { readonly value: string }[]): string[] => placed.map(({ value }) => value);
  return {
    uses: fieldUses(analysis),
    symbols: symbolsOf(analysis, title),
    techniques: techniques(analysis).map(({ id, from, to }) => ({ id, from, to })),
    tags: analysis.rules.flatMap(({ rule }) => values(rule.metadata.tags)),
    indexPatterns: analysis.rules.flatMap(({ rule }) => values(rule.metadata.index)),
  };
}

export function createWorkspaceIndex(): WorkspaceIndex {
  const entries = new Map<string, FileEntry>();
  const neighbours = new Map<string, number>();
  const tags = createRanking();
  const indexPatterns = createRanking();
  const count = (entry: FileEntry, by: 1 | -1): void => {
    for (const path of fieldsByRule(entry)) add(neighbours, path, by);
    for (const tag of entry.tags) tags.add(tag, by);
    for (const pattern of entry.indexPatterns) indexPatterns.add(pattern, by);
  };
  const remove = (file: string): void => {
    const known = entries.get(file);
    if (known === undefined) return;
    entries.delete(file);
    count(known, -1);
  };
  return {
    set(file, entry) {
      remove(file);
      entries.set(file, entry);
      count(entry, 1);
    },
    delete: remove,
    get files() {
      return entries.keys();
    },
    entry: (file) => entries.get(file),
    usesOf: (path) =>
      [...entries].flatMap(([file, { uses }]) => uses.filter((use) => use.path === path).map((use) => ({ file, use }))),
    neighbours: () => neighbours,
    tags: () => tags.ranked(),
    indexPatterns: () => indexPatterns.ranked(),
    symbols: (typed, limit) => findSymbols(entries, typed.toLowerCase(), limit),
  };
}

/** The fields of each rule, each once a rule. */
function fieldsByRule({ uses }: FileEntry): readonly string[] {
  const rules = new Map<number, Set<string>>();
  for (const { rule, path } of uses) {
    const paths = rules.get(rule);
    if (paths === undefined) rules.set(rule, new Set([path]));
    else paths.add(path);
  }
  return [...rules.values()].flatMap((paths) => [...paths]);
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}

interface Ranking {
  add(text: string, by: 1 | -1): void;
  /** The most frequent first. */
  ranked(): readonly string[];
}

/** Sorted when it is asked for after a change. */
function createRanking(): Ranking {
  const counts = new Map<string, number>();
  let sorted: readonly string[] | undefined;
  return {
    add(text, by) {
      add(counts, text, by);
      sorted = undefined;
    },
    ranked: () => (sorted ??= [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([text]) => text)),
  };
}

function findSymbols(entries: ReadonlyMap<string, FileEntry>, typed: string, limit: number): readonly FoundSymbol[] {
  const found: FoundSymbol[] = [];
  for (const [file, entry] of entries) {
    for (const symbol of allSymbols(file, entry)) {
      if (!hasLetters(`${symbol.name} ${symbol.container}`.toLowerCase(), typed)) continue;
      found.push(symbol);
      if (found.length >= limit) return found;
    }
  }
  return found;
}

function* allSymbols(file: string, { symbols, techniques: ids }: FileEntry): Generator<FoundSymbol> {
  for (const rule of symbols) {
    const { from, to } = rule.selection;
    yield { file, name: rule.name, container: rule.detail, kind: rule.kind, from, to };
    for (const child of rule.children)
      if (child.kind === 'item')
        yield { file, name: child.name, container: rule.name, kind: child.kind, ...child.selection };
  }
  for (const { id, from, to } of ids)
    yield { file, name: id, container: symbols[0]?.name ?? '', kind: 'technique', from, to };
}
