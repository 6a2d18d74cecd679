// The catalogue as a tree: entries below their techniques or their rules, and what has no entry behind them. Imports no editor.
import type {
  LofpEntriesAnswer,
  LofpEntryRow,
  LofpRule,
  LofpStatementRow,
  LofpTechnique,
  LofpUnreadable,
} from '../../../server/src/protocol';

export type LofpGrouping = 'technique' | 'rule';

export type LofpNode = LofpGroup | LofpLeaf;
export type LofpLeaf =
  | { readonly kind: 'entry'; readonly group: string; readonly row: LofpEntryRow }
  | { readonly kind: 'statement'; readonly group: string; readonly row: LofpStatementRow }
  | { readonly kind: 'unreadable'; readonly group: string; readonly row: LofpUnreadable };

export interface LofpGroup {
  readonly kind: 'technique' | 'rule' | 'rest' | 'statements' | 'unreadable-files';
  /** Tells it from the others. */
  readonly key: string;
  readonly technique?: LofpTechnique;
  readonly rule?: LofpRule;
  readonly children: readonly LofpLeaf[];
}

/** Groups in the order of their names; then what belongs to none, what no entry stands behind, and what cannot be read. */
export function groupsOf(answer: LofpEntriesAnswer, grouping: LofpGrouping): readonly LofpGroup[] {
  const { entries, statements, unreadable } = answer;
  const groups = grouping === 'technique' ? byTechnique(entries) : byRule(entries);
  const grouped = new Set(groups.flatMap(({ children }) => children.map(({ row }) => row)));
  const rest = entries.filter((row) => !grouped.has(row));
  return [
    ...groups,
    ...group('rest', rest.map(entryIn('rest'))),
    ...group(
      'statements',
      statements.map((row): LofpLeaf => ({ kind: 'statement', group: 'statements', row })),
    ),
    ...group(
      'unreadable-files',
      unreadable.map((row): LofpLeaf => ({ kind: 'unreadable', group: 'unreadable-files', row })),
    ),
  ];
}

function group(kind: 'rest' | 'statements' | 'unreadable-files', children: readonly LofpLeaf[]): readonly LofpGroup[] {
  return children.length === 0 ? [] : [{ kind, key: kind, children }];
}

function entryIn(key: string): (row: LofpEntryRow) => LofpLeaf {
  return (row) => ({ kind: 'entry', group: key, row });
}

function byTechnique(entries: readonly LofpEntryRow[]): readonly LofpGroup[] {
  const found = collect(
    entries,
    ({ techniques }) => techniques,
    ({ id }) => `technique/${id}`,
  );
  return found
    .map(({ key, of, rows }): LofpGroup => ({
      kind: 'technique',
      key,
      technique: of,
      children: rows.map(entryIn(key)),
    }))
    .sort((a, b) => compare(a.technique?.id, b.technique?.id));
}

function byRule(entries: readonly LofpEntryRow[]): readonly LofpGroup[] {
  const found = collect(
    entries,
    ({ rules }) => rules,
    ({ id, name, place, rule }) => `rule/${place === undefined ? (id ?? name) : `${place.uri}#${rule ?? 0}`}`,
  );
  return found
    .map(({ key, of, rows }): LofpGroup => ({ kind: 'rule', key, rule: of, children: rows.map(entryIn(key)) }))
    .sort((a, b) => compare(a.rule?.name, b.rule?.name));
}

interface Found<T> {
  readonly key: string;
  readonly of: T;
  readonly rows: LofpEntryRow[];
}

function collect<T>(
  entries: readonly LofpEntryRow[],
  partsOf: (row: LofpEntryRow) => readonly T[],
  keyOf: (part: T) => string,
): readonly Found<T>[] {
  const found = new Map<string, Found<T>>();
  for (const row of entries)
    for (const of of partsOf(row)) {
      const key = keyOf(of);
      const own = found.get(key) ?? { key, of, rows: [] };
      found.set(key, own);
      if (!own.rows.includes(row)) own.rows.push(row);
    }
  return [...found.values()];
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
