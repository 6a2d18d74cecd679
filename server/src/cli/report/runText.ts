// The report of `run` for people: totals, the first hits of each outcome, misses, and what went wrong.
import type { Outcome, Totals } from '../../tuning/outcome';
import type { FinishedRun } from '../../worker/orders';
import type { Colour, Paint } from '../paint';
import { bySeverity } from '../ruleRun';
import type { RuleRun, RunIssue } from '../ruleRun';
import { SEVERITY_COLOURS } from './checkText';
import { eventTable, hitTable } from './eventRows';
import { printNearMisses } from './nearMissText';
import { alignTable } from './table';
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
}

/** Several rules are followed by a table of their totals. */
export function printRun(run: RuleRun, style: TextStyle): string {
  const { finished, issues } = run;
  const heading = style.paint('bold', run.name) + (run.path === undefined ? '' : style.paint('dim', `  ${run.path}`));
  const body = finished === undefined ? ['not run'] : printFinished(finished, style);
  return `${[heading, ...body, ...printIssues(issues, style)].join('\n')}\n`;
}

function printFinished(run: FinishedRun, style: TextStyle): string[] {
  const { totals, hits } = run.judgement;
  const events = run.samples.reduce((sum, sample) => sum + sample.events, 0);
  const sections = OUTCOMES.flatMap(({ outcome, many, total, colour, shown }) => {
    const first = hits.filter((each) => each.outcome === outcome).slice(0, shown);
    const table = hitTable(
      first.map(({ hit }) => hit),
      run,
      style.width - 2,
    );
    return section(many, colour, totals[total], first.length, table, style);
  });
  const missed = run.judgement.misses.slice(0, 10);
  return [
    `${counted(events, 'event')} of ${run.samples.map(({ path }) => path).join(', ')}`,
    sentence(totals),
    ...sections,
    ...section('misses', 'red', totals.misses, missed.length, eventTable(missed, run, style.width - 2), style),
    ...(totals.hits === 0 ? printNearMisses(run, style.width) : []),
  ];
}

/** `12 hits: 3 true positives, 9 false positives; 1 miss`. */
function sentence(totals: Totals): string {
  const parts = OUTCOMES.flatMap(({ total, one, many }) =>
    totals[total] === 0 ? [] : [counted(totals[total], one, many)],
  );
  const misses = totals.misses === 0 ? '' : `; ${counted(totals.misses, 'miss', 'misses')}`;
  return `${counted(totals.hits, 'hit')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}${misses}`;
}

function section(
  title: string,
  colour: Colour,
  total: number,
  shown: number,
  [header = '', ...rows]: readonly string[],
  { paint }: TextStyle,
): string[] {
  if (total === 0) return [];
  const which = shown < total ? `, the first ${shown} of ${grouped(total)}` : '';
  return ['', `${paint(colour, title)}${which}`, `  ${paint('dim', header)}`, ...rows.map((row) => `  ${row}`)];
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
