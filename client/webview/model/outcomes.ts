// The outcomes as people see them: their order, words and icons. Data with one reader each; no DOM.
import * as l10n from '@vscode/l10n';
import type { PanelState, RowOutcome, RunTotals } from '../../../server/src/protocol';

export type TabName = 'all' | RowOutcome | 'unreviewed';
/** What a tab counts. */
export type TotalName = keyof RunTotals | 'unreviewed';
/** What the panel can show below the totals: rows of one kind, proposed exclusions, what exceptions do, the clauses that events just fail, how far each key of a sequence came, or the runs of the session. */
export type ViewName = TabName | 'proposals' | 'exceptions' | 'near-misses' | 'timeline' | 'history';

export interface Tab {
  readonly name: TabName;
  readonly label: string;
  /** Which rows it shows. */
  readonly outcomes: readonly RowOutcome[];
  readonly total: TotalName;
}

/** All hits; a miss is none, and has its own tab. */
const hitOutcomes: readonly RowOutcome[] = ['true-positive', 'false-positive', 'authorised', 'unlabelled'];

/** In the order in which a person who tunes a rule asks for them. */
export const tabs: readonly Tab[] = [
  { name: 'all', label: l10n.t('All hits'), outcomes: hitOutcomes, total: 'hits' },
  { name: 'false-positive', label: l10n.t('False positives'), outcomes: ['false-positive'], total: 'falsePositives' },
  { name: 'true-positive', label: l10n.t('True positives'), outcomes: ['true-positive'], total: 'truePositives' },
  { name: 'authorised', label: l10n.t('Authorised'), outcomes: ['authorised'], total: 'authorised' },
  { name: 'unlabelled', label: l10n.t('Unlabelled'), outcomes: ['unlabelled'], total: 'unlabelled' },
  { name: 'miss', label: l10n.t('Misses'), outcomes: ['miss'], total: 'misses' },
  { name: 'unreviewed', label: l10n.t('Unreviewed'), outcomes: hitOutcomes, total: 'unreviewed' },
];

/** Those of a run: of one whose alerts bear no verdict, or of which all are accepted, nothing is left to review. */
export function tabsOf(state: PanelState | undefined): readonly Tab[] {
  return tabs.filter(({ name }) => name !== 'unreviewed' || state?.unreviewed !== undefined);
}

export function countOf({ total }: Tab, { totals, unreviewed = 0 }: PanelState): number {
  return total === 'unreviewed' ? unreviewed : totals[total];
}

/** Ids of the counts, for whoever looks for one. */
export const totalIds: Readonly<Record<TotalName, string>> = {
  hits: 'total-hits',
  truePositives: 'total-true-positives',
  falsePositives: 'total-false-positives',
  authorised: 'total-authorised',
  unlabelled: 'total-unlabelled',
  misses: 'total-misses',
  unreviewed: 'total-unreviewed',
};

export interface OutcomeLook {
  readonly label: string;
  readonly icon: string;
  readonly explained: string;
}

/** Never colour alone: each outcome has its own word and icon. */
export const looks: Readonly<Record<RowOutcome, OutcomeLook>> = {
  'true-positive': {
    label: l10n.t('True positive'),
    icon: 'pass-filled',
    explained: l10n.t('a hit that is labelled malicious'),
  },
  'false-positive': {
    label: l10n.t('False positive'),
    icon: 'error',
    explained: l10n.t('a hit that is labelled benign'),
  },
  authorised: {
    label: l10n.t('Authorised'),
    icon: 'verified',
    explained: l10n.t('a hit that is labelled as permitted'),
  },
  unlabelled: {
    label: l10n.t('Unlabelled'),
    icon: 'question',
    explained: l10n.t('a hit that nobody has labelled yet'),
  },
  miss: {
    label: l10n.t('Miss'),
    icon: 'warning',
    explained: l10n.t('labelled malicious, but the rule does not hit it'),
  },
};

/** Of a hit with a verdict that nobody accepted. */
export const unreviewedLook: OutcomeLook = {
  label: l10n.t('Unreviewed'),
  icon: 'eye',
  explained: l10n.t('a hit with a verdict that nobody accepted yet'),
};

/** Nothing for the tab of all. */
export function lookOfTab(name: TabName): OutcomeLook | undefined {
  return name === 'all' ? undefined : name === 'unreviewed' ? unreviewedLook : looks[name];
}

export function isTab(view: ViewName): view is TabName {
  return (
    view !== 'proposals' && view !== 'exceptions' && view !== 'near-misses' && view !== 'timeline' && view !== 'history'
  );
}

export function tabNamed(name: TabName): Tab {
  return tabs.find((tab) => tab.name === name) ?? allTab;
}

const allTab: Tab = { name: 'all', label: l10n.t('All hits'), outcomes: hitOutcomes, total: 'hits' };
