// When a rule runs in production, what each run reads, and how many alerts it makes of what it finds.
import type { Rule } from '../rule/document';
import { entryOf } from '../rule/fields';
import type { FieldValue } from '../rule/fields';
import { durationOf, momentOf } from './check/timeForms';

/** Milliseconds. Source: the detections API, create rule, also for what a rule leaves out. */
export interface Schedule {
  /** Between two runs. */
  readonly every: number;
  /** Of what one run reads. */
  readonly window: number;
  /** The most alerts of one run. */
  readonly maxSignals: number;
  readonly suppression?: Suppression;
}

export interface Suppression {
  /** Alerts that agree in the values of these fields are one. */
  readonly groupBy: readonly string[];
  /** For how long after the first of them; undefined: within one run. */
  readonly duration?: number;
  /** Alerts that lack one of the fields are one group, too; else each of them stays. */
  readonly joinsMissing: boolean;
}

const DEFAULT_EVERY = 5 * 60_000;
const DEFAULT_WINDOW = 6 * 60_000;
const DEFAULT_SIGNALS = 100;

const SAYING = ['interval', 'from', 'max_signals', 'alert_suppression'];

/** Whether a rule is one that runs in production: kept as a whole, or with a word about its runs. */
export function isScheduled({ metadata, content: { rule } }: Pick<Rule, 'metadata' | 'content'>): boolean {
  const isWhole = metadata.id !== undefined && metadata.name !== undefined;
  return isWhole || SAYING.some((key) => entryOf(rule, key) !== undefined);
}

/** What cannot be read is as if it were not there: a check says so. */
export function scheduleOf({ content: { rule } }: Pick<Rule, 'content'>): Schedule {
  const every = durationOf(textAt(rule, 'interval') ?? '') || DEFAULT_EVERY;
  const [from, to] = [momentOf(textAt(rule, 'from') ?? ''), momentOf(textAt(rule, 'to') ?? 'now')];
  const window = from === undefined || to === undefined || to <= from ? DEFAULT_WINDOW : to - from;
  const signals = wholeNumber(entryOf(rule, 'max_signals')?.value);
  const suppression = suppressionOf(entryOf(rule, 'alert_suppression')?.value);
  return {
    every,
    window,
    maxSignals: signals === undefined || signals < 1 ? DEFAULT_SIGNALS : signals,
    ...(suppression === undefined ? {} : { suppression }),
  };
}

function suppressionOf(value: FieldValue | undefined): Suppression | undefined {
  const groups = entryOf(value, 'group_by')?.value;
  const groupBy = (groups?.kind === 'list' ? groups.items : []).flatMap((each) =>
    each.kind === 'text' ? [each.text] : [],
  );
  if (groupBy.length === 0) return undefined;
  const span = entryOf(value, 'duration')?.value;
  const [amount, unit] = [wholeNumber(entryOf(span, 'value')?.value), textAt(span, 'unit')];
  const duration = amount === undefined || unit === undefined ? undefined : durationOf(`${amount}${unit}`);
  const joinsMissing = textAt(value, 'missing_fields_strategy') !== 'doNotSuppress';
  return { groupBy, joinsMissing, ...(duration === undefined ? {} : { duration }) };
}

function textAt(table: FieldValue | undefined, key: string): string | undefined {
  const value = entryOf(table, key)?.value;
  return value?.kind === 'text' ? value.text : undefined;
}

function wholeNumber(value: FieldValue | undefined): number | undefined {
  if (value?.kind !== 'scalar') return undefined;
  const number = Number(value.text.replaceAll('_', ''));
  return Number.isSafeInteger(number) ? number : undefined;
}
