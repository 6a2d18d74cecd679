// Proves an entry on a rule: what must alert is alerted on and not left out by its exclusions, and these leave out what they are for.
import type { EqlAnalysis, RuleAnalysis } from '../../analysis/analyze';
import type { Span } from '../../base/span';
import { clausesOfFilter } from '../../engine/clauses';
import { compileCondition, compileFilter, createContext } from '../../engine/condition';
import type { EvaluationContext, EventTest } from '../../engine/condition';
import { DEFAULT_RUN_OPTIONS } from '../../engine/run';
import { printExpression } from '../../eql/print';
import { filtersOf } from '../../eql/walk';
import { withFallback } from '../../schema/mapping';
import { armsOfQuery, printArm, withoutExclusions } from '../../tuning/arms';
import type { Arm } from '../../tuning/arms';
import type { EvidenceItem, ExclusionTemplate, LofpEntry, RuleReference } from './entry';
import type { EvidenceSide, MeantEvent, SampleReader } from './evidenceEvents';
import { readEvidence } from './evidenceEvents';
import { examplesOf, fillTemplate } from './fillTemplate';

/** Why an event does not behave as the entry says. */
export type Breach =
  | 'no-event'
  | 'not-asked'
  | 'unfilled'
  | 'left-out-by-entry'
  | 'left-out-by-arm'
  | 'left-out-by-tied-arm'
  | 'not-left-out-by-entry'
  | 'not-left-out-by-tied-arm';

export interface EvidenceRow {
  readonly side: EvidenceSide;
  /** In the entry's file. */
  readonly item: EvidenceItem;
  /** The event, for people. */
  readonly event: string;
  /** Undefined where the event behaves as the entry says. */
  readonly breach?: Breach;
  /** A sentence in either case. */
  readonly message: string;
  /** The arm that is to blame, in the query. */
  readonly arm?: Span;
}

export interface EvidenceOptions {
  readonly read: SampleReader;
  /** The arms of the rule that are tied to the entry. */
  readonly tied?: readonly Arm[];
  /** The name of the rule's file without its ending: what a query without metadata is called. */
  readonly file?: string;
}

/** Of a rule in EQL that is free of faults; of any other there is nothing to prove. An event of a sequence is looked at item by item. */
export function runEvidence(
  entry: LofpEntry,
  rule: RuleAnalysis,
  { read, tied = [], file }: EvidenceOptions,
): readonly EvidenceRow[] {
  const { eql } = rule;
  if (eql === undefined || eql.hasErrors) return [];
  const { store, fields, events, gone } = readEvidence(entry, read);
  const options = {
    ...DEFAULT_RUN_OPTIONS,
    timestampField: eql.options.timestampField,
    eventCategoryField: eql.options.eventCategoryField,
  };
  const bench = createBench(eql, tied, createContext(store, withFallback(eql.fields, fields), options));
  const isFor = ({ rules }: EvidenceItem): boolean =>
    rules.length === 0 || rules.some((each) => isNamed(each, rule, file));
  return [
    ...gone
      .filter(({ item }) => isFor(item))
      .map(({ side, item, message }): EvidenceRow => ({ side, item, event: 'no event', breach: 'no-event', message })),
    ...events.filter(({ item }) => isFor(item)).map((meant) => judge(meant, entry, bench)),
  ];
}

/** Whether an entry says that it is about a rule. */
export function concernsRule({ rules }: Pick<LofpEntry, 'rules'>, rule: RuleAnalysis, file?: string): boolean {
  return rules.some((each) => isReferenceTo(each, rule, file));
}

/** The id counts, where both have one. `file`: what a query without metadata is called. */
export function isReferenceTo({ id, name }: RuleReference, rule: RuleAnalysis, file?: string): boolean {
  const own = rule.rule.metadata.id?.value;
  return id !== undefined && own !== undefined
    ? id === own
    : name !== undefined && isSameName(name, nameOf(rule, file));
}

function isNamed(text: string, rule: RuleAnalysis, file: string | undefined): boolean {
  return text === rule.rule.metadata.id?.value || isSameName(text, nameOf(rule, file));
}

function nameOf({ rule }: RuleAnalysis, file: string | undefined): string | undefined {
  return rule.metadata.name?.value ?? file;
}

function isSameName(name: string, other: string | undefined): boolean {
  return other !== undefined && name.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The parts of a rule as tests, compiled once for all events. */
interface Bench {
  readonly context: EvaluationContext;
  /** The rule without its exclusions; and what it asks for. */
  readonly asks: EventTest;
  readonly clauses: readonly { readonly text: string; readonly test: EventTest }[];
  readonly alerts: EventTest;
  readonly arms: readonly TestedArm[];
  readonly tied: readonly TestedArm[];
}

interface TestedArm {
  readonly arm: Arm;
  readonly test: EventTest;
}

function createBench(eql: EqlAnalysis, tied: readonly Arm[], context: EvaluationContext): Bench {
  const filters = filtersOf(eql.query);
  const open = filters.map(withoutExclusions);
  const asked = open.map((filter) => compileFilter(filter, context));
  const wanted = filters.map((filter) => compileFilter(filter, context));
  const tested = (arm: Arm): TestedArm => ({ arm, test: compileCondition(arm.condition, context) });
  const [first] = open;
  return {
    context,
    asks: (event) => asked.some((test) => test(event)),
    clauses:
      first === undefined || open.length > 1
        ? []
        : clausesOfFilter(first, context).map(({ node, test }) => ({ text: printExpression(node), test })),
    alerts: (event) => wanted.some((test) => test(event)),
    arms: armsOfQuery(eql.query).map(tested),
    tied: tied.map(tested),
  };
}

function judge(meant: MeantEvent, entry: LofpEntry, bench: Bench): EvidenceRow {
  const { side, item, event, label } = meant;
  const base = { side, item, event: label };
  if (!bench.asks(event)) {
    const clause = bench.clauses.find(({ test }) => !test(event));
    const why = clause === undefined ? '' : `: \`${shortened(clause.text)}\` does not hold`;
    return { ...base, breach: 'not-asked', message: `The rule does not ask for this event${why}.` };
  }
  const taken = templatesTaking(meant, entry.exclusions, bench.context);
  if (typeof taken === 'string') return { ...base, breach: 'unfilled', message: taken };
  const answer = side === 'alerts' ? judgeAlert(event, taken, bench) : judgeExcluded(meant, taken, entry, bench);
  return { ...base, ...answer };
}

type Answer = Pick<EvidenceRow, 'breach' | 'message' | 'arm'>;

function judgeAlert(event: number, taken: readonly ExclusionTemplate[], { alerts, arms, tied }: Bench): Answer {
  if (taken.length > 0)
    return {
      breach: 'left-out-by-entry',
      message:
        'This event must alert, but the exclusion of the entry leaves it out. Bind more fields, or bind them closer.',
    };
  if (alerts(event)) return { message: 'The rule alerts on it.' };
  const own = tied.find(({ test }) => test(event));
  const other = own ?? arms.find(({ test }) => test(event));
  if (other === undefined)
    return { breach: 'left-out-by-arm', message: 'This event must alert, but the rule leaves it out.' };
  const message = `This event must alert, but the rule leaves it out by \`${shortened(printArm(other.arm))}\`.`;
  return { breach: own === undefined ? 'left-out-by-arm' : 'left-out-by-tied-arm', message, arm: other.arm.span };
}

function judgeExcluded(
  { event, item }: MeantEvent,
  taken: readonly ExclusionTemplate[],
  entry: LofpEntry,
  { tied }: Bench,
): Answer {
  if (entry.exclusions.length > 0 && taken.length === 0)
    return {
      breach: 'not-left-out-by-entry',
      message: 'The exclusion of the entry does not leave this event out. Mend its pattern, or the event.',
    };
  const [first] = tied;
  if (first !== undefined && item.expectsArm && !tied.some(({ test }) => test(event)))
    return {
      breach: 'not-left-out-by-tied-arm',
      message: `The rule means to leave this event out, but \`${shortened(printArm(first.arm))}\` does not.`,
      arm: first.arm.span,
    };
  return {
    message:
      first === undefined || !item.expectsArm
        ? 'The exclusion leaves it out.'
        : 'The exclusion leaves it out, and so does the rule.',
  };
}

/** A sentence where a template cannot be filled. */
function templatesTaking(
  { item, event }: MeantEvent,
  templates: readonly ExclusionTemplate[],
  context: EvaluationContext,
): readonly ExclusionTemplate[] | string {
  const taking: ExclusionTemplate[] = [];
  for (const template of templates) {
    const filled = fillTemplate(template, { ...examplesOf(template), ...item.with });
    if (filled.kind === 'refused') return filled.message;
    if (compileCondition(filled.arm, context)(event)) taking.push(template);
  }
  return taking;
}

function shortened(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
