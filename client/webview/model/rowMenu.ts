// What the menu of a row offers: an exclusion of the selected rows, the marks for them, for all like it and for its whole request, its verdict, and a copy as a condition. Data only.
import * as l10n from '@vscode/l10n';
import type { MarkLabel, ResultRow } from '../../../server/src/protocol';
import { excludeKey, marks } from './marks';
import type { MarkLook, MarkScope } from './marks';

export type RowAct =
  | { readonly kind: 'exclude' }
  | { readonly kind: 'condition' | 'known' | 'newKnown' }
  | { readonly kind: 'mark'; readonly scope: MarkScope; readonly label: MarkLabel | null }
  | { readonly kind: 'accept'; readonly reason: string; readonly label: MarkLabel };

export interface RowMenuItem {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  /** Does the same in the table. */
  readonly key?: string;
  readonly act: RowAct;
}

/** In groups, with a line between them. */
export function rowMenu(
  row: (Pick<ResultRow, 'proposed'> & Partial<Pick<ResultRow, 'outcome'>>) | undefined,
): readonly (readonly RowMenuItem[])[] {
  const groups = [
    ...(row?.outcome === 'miss' ? [] : [[exclude, known, newKnown]]),
    ...scopes.map(({ scope, titled }) => marks.map((look) => toItem(look, scope, titled))),
    [condition],
  ];
  if (row?.proposed === undefined) return groups;
  const { reason, label } = row.proposed;
  const title = l10n.t('Accept “{0}” for all alike', reason);
  return [[{ id: 'accept', title, icon: 'check-all', act: { kind: 'accept', reason, label } }], ...groups];
}

const exclude: RowMenuItem = {
  id: 'exclude',
  title: l10n.t('Exclude…'),
  icon: 'exclude',
  key: excludeKey,
  act: { kind: 'exclude' },
};

const known: RowMenuItem = {
  id: 'known',
  title: l10n.t('Known false positive…'),
  icon: 'book',
  act: { kind: 'known' },
};

const newKnown: RowMenuItem = {
  id: 'new-known',
  title: l10n.t('New entry from these hits'),
  icon: 'new-file',
  act: { kind: 'newKnown' },
};

const condition: RowMenuItem = {
  id: 'condition',
  title: l10n.t('Copy as EQL condition'),
  icon: 'copy',
  act: { kind: 'condition' },
};

interface ScopeLook {
  readonly scope: MarkScope;
  readonly titled: (mark: string) => string;
}

const scopes: readonly ScopeLook[] = [
  { scope: 'selection', titled: (mark) => mark },
  { scope: 'like', titled: (mark) => l10n.t('{0}: all like this one', mark) },
  { scope: 'session', titled: (mark) => l10n.t('{0}: its whole request', mark) },
];

function toItem(
  { name, label, title, icon, key }: MarkLook,
  scope: MarkScope,
  titled: ScopeLook['titled'],
): RowMenuItem {
  const item: RowMenuItem = { id: `${scope}-${name}`, title: titled(title), icon, act: { kind: 'mark', scope, label } };
  return scope === 'selection' ? { ...item, key } : item;
}
