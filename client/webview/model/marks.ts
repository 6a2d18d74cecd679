// What a person can say of hits in the panel: the marks, their keys and their words.
import * as l10n from '@vscode/l10n';
import type { MarkLabel } from '../../../server/src/protocol';
import { looks } from './outcomes';

export type MarkName = 'false-positive' | 'true-positive' | 'authorised' | 'none';

export interface MarkLook {
  readonly name: MarkName;
  readonly label: MarkLabel | null;
  readonly title: string;
  readonly icon: string;
  /** Pressed in the table. */
  readonly key: string;
}

export const marks: readonly MarkLook[] = [
  {
    name: 'false-positive',
    label: 'benign',
    title: l10n.t('False positive'),
    icon: looks['false-positive'].icon,
    key: 'f',
  },
  {
    name: 'true-positive',
    label: 'malicious',
    title: l10n.t('True positive'),
    icon: looks['true-positive'].icon,
    key: 't',
  },
  { name: 'authorised', label: 'authorised', title: l10n.t('Authorised'), icon: looks.authorised.icon, key: 'a' },
  { name: 'none', label: null, title: l10n.t('Remove mark'), icon: 'clear-all', key: 'Delete' },
];

/** Pressed in the table: exclusions are proposed for the selected hits. */
export const excludeKey = 'x';

/** Which events are meant: the selected rows, all rows that look like the active one, or its whole request. */
export type MarkScope = 'selection' | 'like' | 'session';
