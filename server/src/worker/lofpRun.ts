// Known false positives against a finished run: parameters from its events, an exclusion as a proposal, and what a new entry is written from.
import { parseExpression } from '../eql/parse';
import { compileCondition } from '../engine/condition';
import { expandRuns, filtersOf } from '../eql/walk';
import type { ExclusionTemplate } from '../lofp/entries/entry';
import { fillFrom } from '../lofp/entries/fillFrom';
import type { Fill } from '../lofp/entries/fillFrom';
import type { EventReference } from '../protocol';
import { createProver } from '../tuning/verify';
import { referenceTo, valueText } from './eventReference';
import type { FinishedRun } from './orders';
import { proposeFor, withOpening } from './tuneRun';
import type { TunedProposal } from './tuneRun';

export interface LofpFillOrder {
  readonly runId: number;
  readonly rows: readonly number[];
  readonly templates: readonly ExclusionTemplate[];
}

/** Of each template in turn. `events`: how many are meant. */
export interface LofpFillAnswer {
  readonly fills: readonly Fill[];
  readonly events: number;
}

export function fillFromRun({ rows, templates }: LofpFillOrder, run: FinishedRun): LofpFillAnswer {
  const events = eventsOf(rows, run).map((event) => run.store.object(event));
  return { fills: templates.map((template) => fillFrom(template, events)), events: events.length };
}

export interface LofpProposalOrder {
  readonly runId: number;
  readonly entry: string;
  readonly eql: string;
  /** The conditions of the exclusion, each with its field. */
  readonly conditions: readonly { readonly field: string; readonly eql: string }[];
}

/** For the event filter of the query that takes such events; of a query of one event that is the first. */
export function proposeEntry({ entry, eql, conditions }: LofpProposalOrder, run: FinishedRun): TunedProposal {
  const arm = parseExpression(eql).value;
  const test = compileCondition(arm, run.context);
  const hit = run.judgement.hits.find((each) => each.hit.events.some((event) => event !== null && test(event)));
  const filter = filterOf(hit?.hit.events.findIndex((event) => event !== null && test(event)) ?? 0, run);
  const events = run.judgement.hits.flatMap((each) => each.hit.events).filter((event) => event !== null && test(event));
  const proposal = {
    kind: kindOf(conditions.map(({ field }) => field)),
    filter,
    fields: conditions.map((each) => ({
      path: each.field,
      rungs: [{ kind: 'exact' as const, eql: each.eql, title: `as the entry \`${entry}\` says` }],
      rung: 0,
    })),
    arm,
    eql,
    events: events.flatMap((event) => event ?? []),
    lofp: entry,
  };
  return withOpening({ ...proposal, proof: createProver(run).prove(filter, arm) }, run);
}

/** Of a place of a sequence; items that are repeated have one filter. */
function filterOf(place: number, { query }: FinishedRun): number {
  if (query.kind === 'eventQuery') return 0;
  const item = expandRuns(query.items)[place];
  return item === undefined ? 0 : Math.max(0, filtersOf(query).indexOf(item.filter));
}

function kindOf(fields: readonly string[]): TunedProposal['kind'] {
  if (fields.some((field) => field.startsWith('kubernetes.audit.'))) return 'kubernetes';
  if (fields.some((field) => /^(?:container|orchestrator)\./.test(field))) return 'container';
  return fields.some((field) => field.startsWith('process.')) ? 'process' : 'generic';
}

export interface LofpSeedOrder {
  readonly runId: number;
  readonly rows: readonly number[];
}

/** What is known of hits from which somebody makes an entry. */
export interface LofpSeed {
  readonly events: readonly EventReference[];
  /** Of events that are known to be malicious, or authorised: they must still alert. */
  readonly alerts: readonly EventReference[];
  readonly dataset?: string;
  /** The conditions of the best exclusion that is proposed for them; empty where none is. */
  readonly conditions: readonly string[];
  /** Why none is proposed. */
  readonly refusal?: string;
}

const MOST_EVENTS = 20;
const MOST_ALERTS = 5;

export function seedOf({ rows }: LofpSeedOrder, run: FinishedRun): LofpSeed {
  const events = eventsOf(rows, run);
  const { hits } = run.judgement;
  const selected = rows.flatMap((row) => (hits[row] === undefined ? [] : [{ hit: row }]));
  const { proposals, refusals } = proposeFor(run, selected, 1);
  const [best] = proposals;
  const [refused] = refusals;
  const dataset = events[0] === undefined ? '' : valueText(events[0], 'event.dataset', run);
  const dangerous = hits
    .filter(({ outcome }) => outcome === 'true-positive' || outcome === 'authorised')
    .flatMap(({ hit }) => hit.events.slice(0, 1))
    .filter((event) => event !== null);
  return {
    events: events.slice(0, MOST_EVENTS).map((event) => referenceTo(event, run)),
    alerts: dangerous.slice(0, MOST_ALERTS).map((event) => referenceTo(event, run)),
    ...(dataset === '' ? {} : { dataset }),
    conditions: (best?.fields ?? []).flatMap(({ rungs, rung }) => rungs[rung]?.eql || []),
    ...(refused === undefined || best !== undefined ? {} : { refusal: refused.message }),
  };
}

/** Of hits by their rows, each once. */
function eventsOf(rows: readonly number[], { judgement }: FinishedRun): readonly number[] {
  const events = rows.flatMap((row) => judgement.hits[row]?.hit.events ?? []);
  return [...new Set(events)].flatMap((event) => event ?? []);
}
