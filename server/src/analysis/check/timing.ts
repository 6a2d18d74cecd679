// Whether the runs of a rule see every event, and see a whole sequence at once: its look-back against its interval and its `maxspan`.
import type { Fix, Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { TextField } from '../../rule/fields';
import { isComplete, ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, replaceText, setKey } from './ruleValues';
import { MINUTE, durationOf, momentOf, writeDuration, writeLookBack } from './timeForms';

/** What Kibana takes where a rule says nothing. Source: the detections API, create rule. */
const DEFAULT_INTERVAL = '5m';
const DEFAULT_FROM = 'now-6m';

/** How much later than its end a sequence is still found, as the events of a run are read by when they arrived. */
const SLACK = 10 * MINUTE;

interface Schedule {
  readonly from?: TextField;
  readonly to?: TextField;
  readonly interval?: TextField;
  /** Milliseconds between two runs, and of what one run reads. */
  readonly every: number;
  readonly window: number;
}

export function checkTiming(context: RuleContext): readonly Issue[] {
  const schedule = scheduleOf(context);
  if (schedule === undefined) return [];
  if (schedule.window <= 0) return emptyWindow(schedule);
  const months = monthLookBack(schedule);
  return [
    ...months,
    ...lookBackGap(schedule),
    ...(months.length > 0 ? [] : againstMaxspan(context, schedule)),
    ...tightLookBack(context, schedule),
    ...buildingBlock(context, schedule),
  ];
}

/** Undefined where one of the three cannot be read or means a day of the calendar, or where the rule says nothing of them. */
function scheduleOf(context: RuleContext): Schedule | undefined {
  const [from, to, interval] = ['from', 'to', 'interval'].map((key) => textOf(context, key));
  if (
    ['from', 'to', 'interval'].some((key) => setKey(context, key) !== undefined && textOf(context, key) === undefined)
  )
    return undefined;
  const every = durationOf(interval?.text ?? DEFAULT_INTERVAL);
  const [start, end] = [momentOf(from?.text ?? DEFAULT_FROM), momentOf(to?.text ?? 'now')];
  if (every === undefined || every === 0 || start === undefined || end === undefined) return undefined;
  if (from === undefined && to === undefined && interval === undefined && !isComplete(context)) return undefined;
  return { from, to, interval, every, window: end - start };
}

function emptyWindow({ from, to }: Schedule): readonly Issue[] {
  const place = from ?? to;
  if (place === undefined) return [];
  const [start, end] = [from?.text ?? DEFAULT_FROM, to?.text ?? 'now'];
  const message = `A run reads from \`${start}\` to \`${end}\`, which is nothing. Let it begin before it ends.`;
  const fixes = from !== undefined && start.startsWith('now+') ? replaceText(from, start.replace('+', '-')) : [];
  return [ruleIssue(place, 'empty-window', 'warning', message, { fixes })];
}

/** `M` for `m`. */
function monthLookBack({ from, every }: Schedule): readonly Issue[] {
  const [, amount] = /^now-(\d+)M$/.exec(from?.text ?? '') ?? [];
  if (from === undefined || amount === undefined) return [];
  const message = `\`M\` is months: every run, each ${writeDuration(every)}, reads ${amount} of them again. Minutes are \`m\`.`;
  return [ruleIssue(from, 'month-look-back', 'warning', message, { fixes: replaceText(from, `now-${amount}m`) })];
}

function lookBackGap({ from, to, interval, every, window }: Schedule): readonly Issue[] {
  const place = interval ?? from ?? to;
  if (place === undefined || window >= every) return [];
  const [each, read, gap] = [every, window, every - window].map(writeDuration);
  const fixes = reaching(from, to, every + MINUTE);
  const cure = endsNow(to)
    ? `Let \`from\` be \`${writeLookBack(every + MINUTE)}\``
    : 'Let it look back further, or run it more often';
  const message = `The rule runs every ${each} but reads only ${read}: the ${gap} between two runs are never searched. ${cure}.`;
  return [ruleIssue(place, 'look-back-gap', 'warning', message, { fixes })];
}

function endsNow(to: TextField | undefined): boolean {
  return to === undefined || to.text === 'now';
}

function reaching(from: TextField | undefined, to: TextField | undefined, back: number): readonly Fix[] {
  return from === undefined || !endsNow(to) ? [] : replaceText(from, writeLookBack(back));
}

function againstMaxspan({ eql, rule }: RuleContext, schedule: Schedule): readonly Issue[] {
  if (eql?.query.kind !== 'sequenceQuery' || eql.query.maxspan === undefined) return [];
  const { milliseconds } = eql.query.maxspan;
  const maxspan = eql.embedded.map.spanToFile(eql.query.maxspan);
  const related = [{ ...maxspan, message: `A sequence may last ${writeDuration(milliseconds)}.` }];
  return [
    ...shortLookBack(schedule, milliseconds, schedule.from ?? maxspan ?? rule.heading, related),
    ...shortInterval(schedule, milliseconds, schedule.interval ?? maxspan, related),
  ];
}

type Related = NonNullable<Issue['related']>;

function shortLookBack(
  { from, to, every, window }: Schedule,
  maxspan: number,
  place: Span,
  related: Related,
): readonly Issue[] {
  if (window + SLACK >= maxspan) return [];
  const message = `A sequence may last ${writeDuration(maxspan)}, but a run reads only ${writeDuration(window)}: one that lasts longer is never whole in a run. Look back at least \`maxspan\` and the interval.`;
  const fixes = reaching(from, to, maxspan + every);
  return [ruleIssue(place, 'short-look-back', 'warning', message, { fixes, related })];
}

function shortInterval({ every }: Schedule, maxspan: number, place: Span, related: Related): readonly Issue[] {
  if (every * 2 >= maxspan) return [];
  const message = `The rule runs every ${writeDuration(every)} over sequences of up to ${writeDuration(maxspan)}, so that the same events are read again and again. An \`interval\` of at least half of it, ${writeDuration(maxspan / 2)}, costs less.`;
  return [ruleIssue(place, 'short-interval', 'info', message, { related })];
}

/** Events arrive late: what was ingested after the run that would have read it is lost, unless runs go by when events arrived. */
function tightLookBack(context: RuleContext, { from, to, every, window }: Schedule): readonly Issue[] {
  if (from === undefined || window < every || window >= every + MINUTE || !isComplete(context)) return [];
  if (setKey(context, 'timestamp_override') !== undefined) return [];
  const message = `The look-back is no longer than the interval, and runs go by when events happened: one that arrives late is never read. Look back a minute more, or set \`timestamp_override = "event.ingested"\`.`;
  return [ruleIssue(from, 'tight-look-back', 'hint', message, { fixes: reaching(from, to, every + MINUTE) })];
}

const BLOCK_INTERVAL = 60 * MINUTE;
const BLOCK_WINDOW = 119 * MINUTE;

/** Rules of a repository only: building blocks are many, and nobody waits for them. */
function buildingBlock(context: RuleContext, { from, interval, every, window }: Schedule): readonly Issue[] {
  const block = setKey(context, 'building_block_type');
  if (block === undefined || !isKept(context) || setKey(context, 'bypass_bbr_timing') !== undefined) return [];
  if (textOf(context, 'maturity')?.text === 'deprecated') return [];
  if (every >= BLOCK_INTERVAL && window >= BLOCK_WINDOW) return [];
  const place = every < BLOCK_INTERVAL ? (interval ?? block.keySpan) : (from ?? block.keySpan);
  const message =
    'Rules that are building blocks are kept to an `interval` of at least `60m` and a `from` of at least `now-119m`; set both, or `bypass_bbr_timing` in the metadata.';
  return [ruleIssue(place, 'building-block-timing', 'info', message)];
}
