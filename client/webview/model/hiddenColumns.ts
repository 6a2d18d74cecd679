// Which fields of a rule the table leaves out. Kept for each rule, by name, so that a run whose query changed shows what it can.
import type { PanelState } from '../../../server/src/protocol';

/** Rule → its hidden fields. The rule that was changed last stands last. */
export type HiddenColumns = Readonly<Record<string, readonly string[]>>;

/** A field of the run as the menu of columns lists it. */
export interface ColumnChoice {
  readonly field: string;
  readonly isShown: boolean;
  /** It is the only one that is shown, and stays. */
  readonly isLast: boolean;
}

/** Rules that are remembered. */
const mostRules = 200;

export function columnChoices(state: PanelState | undefined, hidden: HiddenColumns): readonly ColumnChoice[] {
  const shown = shownFields(state, hidden);
  return fieldsOf(state).map((field) => {
    const isShown = shown.includes(field);
    return { field, isShown, isLast: isShown && shown.length === 1 };
  });
}

/** At least one, where the run has any: a query that changed may have only fields that were hidden before. */
export function shownFields(state: PanelState | undefined, hidden: HiddenColumns): readonly string[] {
  const left = hiddenFields(state, hidden);
  const fields = fieldsOf(state);
  const shown = fields.filter((field) => !left.includes(field));
  return shown.length > 0 ? shown : fields;
}

/** Hides a field or shows it again. The last one that is shown stays. */
export function toggleField(state: PanelState, hidden: HiddenColumns, field: string): HiddenColumns {
  const choice = columnChoices(state, hidden).find((each) => each.field === field);
  if (choice === undefined || choice.isLast) return hidden;
  const shown = shownFields(state, hidden);
  const left = hiddenFields(state, hidden);
  const isOfRun = (each: string): boolean => fieldsOf(state).includes(each);
  const now = fieldsOf(state).filter((each) => (each === field ? choice.isShown : !shown.includes(each)));
  // What an earlier query of the rule had stays hidden in case it comes back.
  return remember(state, hidden, [...left.filter((each) => !isOfRun(each)), ...now]);
}

export function showAllFields(state: PanelState, hidden: HiddenColumns): HiddenColumns {
  return remember(state, hidden, []);
}

/** The time has a column of its own. */
function fieldsOf(state: PanelState | undefined): readonly string[] {
  return (state?.columns ?? []).filter((field) => field !== '@timestamp');
}

function hiddenFields(state: PanelState | undefined, hidden: HiddenColumns): readonly string[] {
  const key = keyOf(state);
  return key !== undefined && Object.hasOwn(hidden, key) ? (hidden[key] ?? []) : [];
}

function remember(state: PanelState, hidden: HiddenColumns, fields: readonly string[]): HiddenColumns {
  const key = keyOf(state) ?? '';
  const others = Object.entries(hidden).filter(([each]) => each !== key);
  const kept = others.slice(Math.max(0, others.length - mostRules + 1));
  return Object.fromEntries(fields.length === 0 ? kept : [...kept, [key, fields] as const]);
}

function keyOf(state: PanelState | undefined): string | undefined {
  return state === undefined ? undefined : `${state.rule.uri}#${state.rule.rule}`;
}
