// What exceptions do, in words, and what a key of the keyboard does in their table. No DOM.
import * as l10n from '@vscode/l10n';
import type { ExceptionItemRow, ExceptionItemsAnswer } from '../../../server/src/protocol';
import { counted } from './counted';
import { formatCount } from './format';

/** Items that are asked for at first, and the most that are given. */
export const firstItems = 200;
export const mostItems = 10_000;

export interface ItemColumn {
  readonly label: string;
  readonly title: string;
  readonly count: (item: ExceptionItemRow) => number;
}

export const itemColumns: readonly ItemColumn[] = [
  {
    label: l10n.t('Removes'),
    title: l10n.t('Hits that go when only this item is there'),
    count: ({ removes }) => removes.hits,
  },
  {
    label: l10n.t('False'),
    title: l10n.t('False positives among them'),
    count: ({ removes }) => removes.falsePositives,
  },
  {
    label: l10n.t('True'),
    title: l10n.t('True positives among them: lost'),
    count: ({ removes }) => removes.truePositives,
  },
  {
    label: l10n.t('Authorised'),
    title: l10n.t('Authorised hits among them'),
    count: ({ removes }) => removes.authorised,
  },
  {
    label: l10n.t('Unlabelled'),
    title: l10n.t('Unlabelled hits among them'),
    count: ({ removes }) => removes.unlabelled,
  },
  { label: l10n.t('Alone'), title: l10n.t('Those that no other item removes'), count: ({ alone }) => alone },
  { label: l10n.t('Adds'), title: l10n.t('Hits that come when only this item is there'), count: ({ adds }) => adds },
];

/** "12 hits before, 3 after: 1 true positive lost, 2 hits only by the exceptions." `loses`: true positives of all items. */
export function effectInWords({ before, after, adds, total }: ExceptionItemsAnswer, loses: number): string {
  if (total === 0) return l10n.t('No exception item of the files is for this rule.');
  const parts = [
    ...(loses === 0 ? [] : [l10n.t('{0} lost', counted.truePositives(loses))]),
    ...(adds === 0 ? [] : [l10n.t('{0} only by the exceptions', counted.hits(adds))]),
  ];
  const hits = l10n.t('{0} before, {1} after', counted.hits(before.hits), formatCount(after.hits));
  return parts.length === 0 ? `${hits}.` : `${hits}: ${parts.join(', ')}.`;
}

interface StateLook {
  readonly label: string;
  readonly icon: string;
  readonly explained: string;
}

/** Never colour alone: each state has its own word and icon. */
export const states: Readonly<Record<ExceptionItemRow['state'], StateLook>> = {
  active: { label: l10n.t('active'), icon: 'pass', explained: l10n.t('the item changes the hits') },
  'never-used': {
    label: l10n.t('never used'),
    icon: 'circle-outline',
    explained: l10n.t('no hit comes or goes with the item'),
  },
  expired: { label: l10n.t('expired'), icon: 'history', explained: l10n.t('its time is over, so it is not applied') },
  'value-list': {
    label: l10n.t('not evaluated'),
    icon: 'warning',
    explained: l10n.t('the item asks for a value list, which only Kibana has'),
  },
  unreadable: {
    label: l10n.t('not evaluated'),
    icon: 'warning',
    explained: l10n.t('the item is not as Kibana wants it'),
  },
};

/** What is to be done about an item: why it is of no use, or that it costs too much. */
export function remarkOf({ state, doubles, removes }: ExceptionItemRow): string {
  const [arm, ...others] = doubles ?? [];
  if (arm !== undefined) {
    return others.length === 0
      ? l10n.t('doubles the arm `{0}`', arm)
      : l10n.t('doubles the arm `{0}` and {1} more', arm, others.length);
  }
  if (removes.truePositives > 0) return l10n.t('loses {0}', counted.truePositives(removes.truePositives));
  return state === 'active' ? '' : states[state].explained;
}

/** The moves between rows. Undefined where the key means nothing, or there is no such row. */
export function moveInItems(at: number, key: string, rows: number): number | undefined {
  const goals: Readonly<Record<string, number | undefined>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows - 1,
  };
  const goal = goals[key];
  return goal === undefined || goal < 0 || goal >= rows ? undefined : goal;
}
