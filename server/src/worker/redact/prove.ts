// Proves that rules have the same hits in a sample as before it was redacted, and says which values stand in the way where they have not.
import { fieldsOf } from '../../eql/walk';
import { dslFields } from '../../base/queryDsl';
import type { Host } from '../../host/host';
import type { FinishedRun, Watch } from '../orders';
import { runRule } from '../runRule';
import { SampleCache } from '../sampleCache';
import type { ProvingRule } from './workspaceRules';

/** What rules make of one sample. */
export interface Proof {
  /** By the rule’s place in the list. */
  readonly judgements: readonly Judgement[];
  readonly hits: number;
}

interface Judgement {
  /** The events of every hit, and its outcome. */
  readonly hits: ReadonlySet<string>;
  readonly outcomes: ReadonlySet<string>;
}

/** Undefined: cancelled. */
export async function judgeSample(
  path: string,
  rules: readonly ProvingRule[],
  host: Host,
  watch: Watch,
): Promise<Proof | undefined> {
  const cache = new SampleCache();
  const judgements: Judgement[] = [];
  let hits = 0;
  for (const [index, rule] of rules.entries()) {
    watch.onProgress('running', index / rules.length);
    const run = await runOn(path, rule, host, cache, watch);
    if (run === undefined) return undefined;
    judgements.push(judgementOf(run));
    hits += run.judgement.totals.hits;
  }
  return { judgements, hits };
}

function runOn(
  path: string,
  rule: ProvingRule,
  host: Host,
  cache: SampleCache,
  watch: Watch,
): ReturnType<typeof runRule> {
  const silent: Watch = { onProgress: () => undefined, isCancelled: () => watch.isCancelled() };
  return runRule({ ...rule.order, samples: [{ path }] }, host, cache, silent);
}

function judgementOf({ judgement }: FinishedRun): Judgement {
  const hits = judgement.hits.map(({ hit }) => hit.events.join(' '));
  const outcomes = judgement.hits.map(({ hit, outcome }) => `${outcome} ${hit.events.join(' ')}`);
  return { hits: new Set(hits), outcomes: new Set([...outcomes, ...judgement.misses.map((event) => `miss ${event}`)]) };
}

export interface Difference {
  readonly rule: ProvingRule;
  /** Or only what its labels say of them. */
  readonly isOfHits: boolean;
  /** How many hits came or went. */
  readonly count: number;
}

/** The rules whose hits are others, then those of which only outcomes are. */
export function findDifferences(before: Proof, after: Proof, rules: readonly ProvingRule[]): readonly Difference[] {
  const differences = rules.flatMap((rule, index): readonly Difference[] => {
    const [was, is] = [before.judgements[index], after.judgements[index]];
    if (was === undefined || is === undefined) return [];
    const hits = countDifferent(was.hits, is.hits);
    if (hits > 0) return [{ rule, isOfHits: true, count: hits }];
    const outcomes = countDifferent(was.outcomes, is.outcomes);
    return outcomes > 0 ? [{ rule, isOfHits: false, count: outcomes }] : [];
  });
  return differences.sort((a, b) => Number(b.isOfHits) - Number(a.isOfHits));
}

function countDifferent(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((each) => !b.has(each)).length + [...b].filter((each) => !a.has(each)).length;
}

export interface Culprits {
  /** The first field of the rule in which an event that came or went was changed. */
  readonly field: string;
  /** What the events had there before. */
  readonly values: readonly string[];
}

/** One field at a time, so that as little as possible has to stay. */
export async function findCulprits(
  before: string,
  after: string,
  rule: ProvingRule,
  host: Host,
  watch: Watch,
  isTried: (field: string) => boolean,
): Promise<Culprits | undefined> {
  const [was, is] = [
    await runOn(before, rule, host, new SampleCache(), watch),
    await runOn(after, rule, host, new SampleCache(), watch),
  ];
  if (was === undefined || is === undefined) return undefined;
  const events = differingEvents(was, is);
  const fields = [...fieldsOf(was.query), ...(rule.filters ?? []).flatMap(dslFields).map(({ path }) => path)];
  for (const field of fields) {
    if (isTried(field)) continue;
    const values = events.flatMap((event) => {
      const own = was.store.values(event, field);
      return JSON.stringify(own.map(String)) === JSON.stringify(is.store.values(event, field).map(String)) ? [] : own;
    });
    if (values.length > 0) return { field, values: [...new Set(values.map(String))] };
  }
  return undefined;
}

function differingEvents(was: FinishedRun, is: FinishedRun): readonly number[] {
  const [a, b] = [judgementOf(was).hits, judgementOf(is).hits];
  const different = [...a].filter((each) => !b.has(each)).concat([...b].filter((each) => !a.has(each)));
  return [
    ...new Set(
      different.flatMap((hit) =>
        hit
          .split(' ')
          .filter((each) => each !== '')
          .map(Number),
      ),
    ),
  ];
}
