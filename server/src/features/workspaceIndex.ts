// What all rule files of a workspace hold together: uses of fields, names, tags, index patterns. One entry a file, replaced as a whole.
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

export function entryOf(analysis: Analysis): FileEntry {
  const values = (placed: readonly { readonly value: string }[]): string[] => placed.map(({ value }) => value);
  return {
    uses: fieldUses(analysis),
    symbols: symbolsOf(analysis),
    techniques: techniques(analysis).map(({ id, from, to }) => ({ id, from, to })),
    tags: analysis.rules.flatMap(({ rule }) => values(rule.metadata.tags)),
    indexPatterns: analysis.rules.flatMap(({ rule }) => values(rule.metadata.index)),
  };
}

export function createWorkspaceIndex(): WorkspaceIndex {
  const entries = new Map<string, FileEntry>();
  let counted:
    | {
        readonly neighbours: ReadonlyMap<string, number>;
        readonly tags: readonly string[];
        readonly indexPatterns: readonly string[];
      }
    | undefined;
  const count = () => (counted ??= countAll([...entries.values()]));
  return {
    set(file, entry) {
      entries.set(file, entry);
      counted = undefined;
    },
    delete(file) {
      if (entries.delete(file)) counted = undefined;
    },
    get files() {
      return entries.keys();
    },
    entry: (file) => entries.get(file),
    usesOf: (path) =>
      [...entries].flatMap(([file, { uses }]) => uses.filter((use) => use.path === path).map((use) => ({ file, use }))),
    neighbours: () => count().neighbours,
    tags: () => count().tags,
    indexPatterns: () => count().indexPatterns,
    symbols: (typed, limit) => findSymbols(entries, typed.toLowerCase(), limit),
  };
}

function countAll(entries: readonly FileEntry[]) {
  const neighbours = new Map<string, number>();
  for (const { uses } of entries) {
    const rules = new Set(uses.map(({ path, rule }) => JSON.stringify([rule, path])));
    for (const rule of rules) add(neighbours, (JSON.parse(rule) as [number, string])[1]);
  }
  return {
    neighbours,
    tags: byFrequency(entries.flatMap(({ tags }) => tags)),
    indexPatterns: byFrequency(entries.flatMap(({ indexPatterns }) => indexPatterns)),
  };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function byFrequency(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  texts.forEach((text) => add(counts, text));
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([text]) => text);
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

function hasLetters(text: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
