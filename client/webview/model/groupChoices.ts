// The fields that rows may be grouped by, as they are offered while somebody types. Pure.
import * as l10n from '@vscode/l10n';
import type { PanelState } from '../../../server/src/protocol';

export interface GroupChoice {
  /** Undefined: no groups. */
  readonly field: string | undefined;
  readonly label: string;
  readonly isChosen: boolean;
}

/** More are found by typing. */
const mostShown = 60;

/** The outcome and the columns come first; what is typed is offered too where it is no field of the events. */
export function groupChoices(
  state: Pick<PanelState, 'columns'> | undefined,
  fields: readonly string[],
  chosen: string | undefined,
  typed: string,
): readonly GroupChoice[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const known = [...new Set(['outcome', ...(state?.columns ?? []), ...fields])];
  const found = known.filter((field) => words.every((word) => wordsOf(field).includes(word)));
  const text = typed.trim();
  const isNew = text !== '' && !/\s/.test(text) && !known.includes(text);
  const choices = [...found.slice(0, mostShown), ...(isNew ? [text] : [])];
  const none = chosen === undefined || words.length > 0 ? [] : [noGroups];
  return [...none, ...choices.map((field) => ({ field, label: labelOf(field), isChosen: field === chosen }))];
}

const noGroups: GroupChoice = { field: undefined, label: l10n.t('No groups'), isChosen: false };

export function labelOf(field: string): string {
  return field === 'outcome' ? l10n.t('Outcome') : field;
}

function wordsOf(field: string): string {
  return `${field} ${labelOf(field)}`.toLowerCase();
}
