// How the states of an entry look on its page, and which colours the words of a query have. No DOM.
import * as l10n from '@vscode/l10n';
import type { LofpState } from '../../../server/src/protocol';

export interface StateLook {
  readonly icon: string;
  /** A class of the styles. */
  readonly tone: string;
  readonly word: string;
}

/** What a statement says beyond its title, which is its first sentence. */
export function moreOf(title: string, statement: string): string {
  return statement.startsWith(title) ? statement.slice(title.length).trim() : statement.trim();
}

/** Never colour alone: each state has its own word and icon. */
export const stateLooks: Readonly<Record<LofpState, StateLook>> = {
  fine: { icon: 'pass', tone: 'outcome-true-positive', word: l10n.t('evidence holds') },
  unproven: { icon: 'circle-outline', tone: 'faint', word: l10n.t('proven by no rule here') },
  review: { icon: 'history', tone: 'severity-warning', word: l10n.t('review past') },
  expired: { icon: 'watch', tone: 'severity-warning', word: l10n.t('expired') },
  broken: { icon: 'warning', tone: 'severity-warning', word: l10n.t('evidence broken') },
  faulty: { icon: 'error', tone: 'severity-error', word: l10n.t('has errors') },
};
