// The report of `run` for people: totals, the first hits of each outcome, misses, and what went wrong.
import { explainSequence } from '../../engine/timeline';
import type { NearMiss } from '../../protocol';
import type { Outcome, Totals } from '../../tuning/outcome';
import type { FinishedRun } from '../../worker/orders';
import type { Colour, Paint } from '../paint';
import { bySeverity } from '../ruleRun';
import type { RuleRun, RunIssue } from '../ruleRun';
import { SEVERITY_COLOURS } from './checkText';
import { eventTable } from './eventRows';
import type { EventRow } from './eventRows';
import { printNearMisses, printTimeline } from './nearMissText';
import { alignTable } from './table';
import { alertSentence } from './alertText';
import { printExceptions } from './exceptionText';
import { counted, grouped } from './words';

const OUTCOMES: readonly {
  readonly outcome: Outcome;
  readonly one: string;
  readonly many: string;
  readonly total: keyof Totals;
  readonly colour: Colour;
  /** How many hits are shown. */
  readonly shown: number;
}[] = [
  {
    outcome: 'false-positive',
    one: 'false positive',
    many: 'false positives',
    total: 'falsePositives',
    colour: 'red',
    shown: 10,
  },
  {
    outcome: 'true-positive',
    one: 'true positive',
    many: 'true positives',
    total: 'truePositives',
    colour: 'green',
    shown: 5,
  },
  { outcome: 'authorised', one: 'authorised', many: 'authorised', total: 'authorised', colour: 'blue', shown: 5 },
  { outcome: 'unlabelled', one: 'unlabelled', many: 'unlabelled', total: 'unlabelled', colour: 'yellow', shown: 5 },
];

export interface TextStyle {
  readonly paint: Paint;
  readonly width: number;
  /** What is seen of a value; without it likely secrets are masked. */
  readonly shown?: (text: string) => string;
}

const SHOWN_KEYS = 5;

/** `nearMisses`: of a run without hits. */
export function printRun(run: RuleRun, nearMisses: readonly NearMiss[], style: TextStyle): string {
  const { finished, issues } = run;
  const heading = style.paint('bold', run.name) + (run.path === undefined ? '' : style.paint('dim', `  ${run.path}`));
  const body = finished === undefined ? ['not run'] : printFinished(finished, nearMisses, style);
  return `${[heading, ...body, ...printIssues(issues, style)].join('\n')}\n`;
}

function printFinished(run: FinishedRun, nearMisses: readonly NearMiss[], style: TextStyle): string[] {
  const { totals, hits, misses } = run.judgement;
  const events = run.samples.reduce((sum, sample) => sum + sample.events, 0);
  const sections = OUTCOMES.map(({ outcome, many, colour, shown }): Section => {
    const rows = hits.filter((each) => each.outcome === outcome);
    return {
      title: many,
      colour,
      total: rows.length,
      rows: rows.slice(0, shown).map(({ hit, entry }) => ({ ...hit, entry })),
    };
  });
  const missed = misses
    .slice(0, 10)
    .map((event) => ({ events: [event], joinKeys: [], entry: run.labels.entryOf(event) }));
  const all = [...sections, { title: 'misses', colour: 'red', total: misses.length, rows: missed } as const];
  return [
    `${counted(events, 'event')} of ${run.samples.map(({ path }) => path).join(', ')}`,
    sentence(totals),
    ...(run.alerts === undefined || totals.hits === 0 ? [] : [style.paint('dim', alertSentence(run.alerts))]),
    ...(run.exceptions === undefined ? [] : printExceptions(run.exceptions, run, style)),
    ...all.flatMap((each) => printSection(each, run, style)),
    ...(totals.hits === 0 ? printApproaches(run, nearMisses, style) : []),
  ];
}

function printApproaches(run: FinishedRun, nearMisses: readonly NearMiss[], { width }: TextStyle): string[] {
  const near = printNearMisses(nearMisses, width);
  const { query } = run;
  return query.kind === 'sequenceQuery'
    ? [...near, ...printTimeline(explainSequence(query, run.context, SHOWN_KEYS), run, width)]
    : near;
}

/** `12 hits: 3 true positives, 9 false positives; 1 miss`. */
function sentence(totals: Totals): string {
  const parts = OUTCOMES.flatMap(({ total, one, many }) =>
    totals[total] === 0 ? [] : [counted(totals[total], one, many)],
  );
  const misses = totals.misses === 0 ? '' : `; ${counted(totals.misses, 'miss', 'misses')}`;
  return `${counted(totals.hits, 'hit')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}${misses}`;
}

interface Section {
  readonly title: string;
  readonly colour: Colour;
  readonly total: number;
  /** The first of them. */
  readonly rows: readonly EventRow[];
}

function printSection(
  { title, colour, total, rows }: Section,
  run: FinishedRun,
  { paint, width, shown }: TextStyle,
): string[] {
  if (total === 0) return [];
  const which = rows.length < total ? `, the first ${rows.length} of ${grouped(total)}` : '';
  const [header = '', ...lines] = eventTable(rows, run, width - 2, shown);
  return ['', `${paint(colour, title)}${which}`, `  ${paint('dim', header)}`, ...lines.map((line) => `  ${line}`)];
}

function printIssues(issues: readonly RunIssue[], { paint }: TextStyle): string[] {
  if (issues.length === 0) return [];
  return ['', ...bySeverity(issues).map((issue) => issueLine(issue, paint))];
}

function issueLine(issue: RunIssue, paint: Paint): string {
  const { severity, message, code, line } = issue;
  const sample = 'sample' in issue && issue.sample !== undefined ? `${issue.sample}:` : '';
  const place = line === undefined ? '' : `${sample}${line}${'column' in issue ? `:${issue.column}` : ''}: `;
  return `  ${paint(SEVERITY_COLOURS[severity], severity)}  ${place}${message}  ${paint('dim', code)}`;
}

/** The totals of several rules below each other. */
export function printTotals(runs: readonly RuleRun[], { paint }: TextStyle): string {
  const header = ['rule', 'hits', ...OUTCOMES.map(({ many }) => many), 'misses', ''];
  const rows = runs.map(({ name, finished }) => {
    if (finished === undefined) return [name, ...header.slice(1, -1).map(() => '-'), 'not run'];
    const { totals } = finished.judgement;
    const counts = [totals.hits, ...OUTCOMES.map(({ total }) => totals[total]), totals.misses];
    return [name, ...counts.map(grouped), ''];
  });
  const align = header.map((_, column) => (column === 0 || column === header.length - 1 ? 'left' : 'right'));
  const [first = '', ...lines] = alignTable([header, ...rows], align);
  return `${[paint('bold', first), ...lines].join('\n')}\n`;
}
