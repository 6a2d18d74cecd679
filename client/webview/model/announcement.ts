// What a screen reader says when a run ends, or an event is opened from elsewhere. Nothing while a rule runs: the progress bar tells that.
import * as l10n from '@vscode/l10n';
import type { EventAnswer, PanelState } from '../../../server/src/protocol';
import { counted } from './counted';
import { formatCount, sampleName } from './format';
import { columnChoices } from './hiddenColumns';
import type { PanelModel } from './panelModel';

/** Undefined when there is nothing to say. */
export function announcementOf(before: PanelState | undefined, now: PanelState | undefined): string | undefined {
  if (now === undefined) return undefined;
  if (before?.runId === now.runId && before.phase === now.phase) return undefined;
  switch (now.phase) {
    case 'loading':
    case 'running':
      return undefined;
    case 'done':
      return l10n.t('{0}: {1}.', now.rule.name, totalsInWords(now));
    case 'cancelled':
      return l10n.t('{0}: the run was cancelled.', now.rule.name);
    case 'failed':
      return now.message === undefined
        ? l10n.t('{0}: the run failed.', now.rule.name)
        : `${now.rule.name}: ${now.message}`;
  }
}

/** "audit.ndjson, line 7: no hit." */
export function verdictInWords({ reference, explanation }: EventAnswer): string {
  const place = [sampleName(reference.sample), reference.line] as const;
  if (explanation === undefined) return l10n.t('{0}, line {1}.', ...place);
  return explanation.value === true
    ? l10n.t('{0}, line {1}: a hit.', ...place)
    : l10n.t('{0}, line {1}: no hit.', ...place);
}

/** After the filter was typed into. */
export function filteredInWords(rows: number, text: string): string {
  return rows === 1 ? l10n.t('1 row holds “{0}”.', text) : l10n.t('{0} rows hold “{1}”.', formatCount(rows), text);
}

/** After the menu of columns was used: on one field, or on all. */
export function columnInWords({ state, hidden }: Pick<PanelModel, 'state' | 'hidden'>, field?: string): string {
  const choices = columnChoices(state, hidden);
  const chosen = choices.find((choice) => choice.field === field);
  const [shown, all] = [choices.filter(({ isShown }) => isShown).length, choices.length];
  if (chosen === undefined) return l10n.t('All fields are in the table.');
  if (!chosen.isShown) return l10n.t('{0} is hidden; {1} of {2} fields are in the table.', chosen.field, shown, all);
  return chosen.isLast
    ? l10n.t('{0} stays: one field is always in the table.', chosen.field)
    : l10n.t('{0} is shown; {1} of {2} fields are in the table.', chosen.field, shown, all);
}

/** In the order in which they are read out. */
const told = ['truePositives', 'falsePositives', 'authorised', 'unlabelled', 'misses'] as const;

function totalsInWords({ totals, events }: PanelState): string {
  const hits = l10n.t('{0} in {1}', counted.hits(totals.hits), counted.events(events));
  const each = told.filter((name) => totals[name] > 0).map((name) => counted[name](totals[name]));
  return each.length === 0 ? hits : `${hits}: ${each.join(', ')}`;
}
