// Writes samples anew without the people and machines in them: all of them or none, and only with the proof that rules hit what they hit before.
import type { Expression } from '../../eql/ast';
import type { Host } from '../../host/host';
import type { KeptIdentity, Plan } from '../../redact/plan';
import { createRedaction } from '../../redact/redaction';
import type { Redaction } from '../../redact/redaction';
import { ruleTextsOf } from '../../redact/ruleTexts';
import type { AskingRule } from '../../redact/ruleTexts';
import type { Watch } from '../orders';
import { createPace } from '../pace';
import { findCulprits, findDifferences, judgeSample } from './prove';
import type { Difference, Proof } from './prove';
import { readSample } from './readSample';
import type { SamplePart } from './readSample';
import { carryLabels, conditionsOfLabels, isLeftInLabels } from './redactLabels';
import type { CarriedLabels } from './redactLabels';
import { stagesOf } from './stages';
import type { Stages } from './stages';
import { planTargets } from './targets';
import type { Target } from './targets';
import { readProvingRules } from './workspaceRules';
import type { ProvingRule } from './workspaceRules';

export interface RedactOrder {
  readonly samples: readonly string[];
  /** The folder of what is written. */
  readonly out: string;
  /** The same key gives the same pseudonyms; a new one where absent. */
  readonly key?: string;
  /** Rule files and folders; those of the workspace where there are none. */
  readonly rules: readonly string[];
  /** Fields that stay as they are. */
  readonly keep: readonly string[];
}

export type RedactAnswer =
  | { readonly kind: 'written'; readonly report: RedactReport }
  /** Nothing was written: a sentence. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'cancelled' };

export interface RedactReport {
  readonly files: readonly RedactedFile[];
  /** Different ones, by kind. */
  readonly identities: Readonly<Record<string, number>>;
  /** Identities that stay because a rule names them. */
  readonly kept: readonly KeptIdentity[];
  readonly rules: number;
  /** Rules in another language, or with errors: nothing is proved of them. */
  readonly rulesNotRun: number;
}

export interface RedactedFile {
  readonly from: string;
  readonly to: string;
  /** Lines, or events of a shape that was written as NDJSON. */
  readonly events: number;
  /** Of all rules. */
  readonly hits: number;
  readonly labels: readonly string[];
  /** Sentences. */
  readonly notes: readonly string[];
}

/** Throws UnreadableError for what cannot be read or written; then nothing is written either. */
export async function redactSamples(order: RedactOrder, host: Host, watch: Watch): Promise<RedactAnswer> {
  const targets = planTargets(order.samples, order.out, host);
  const { rules, notRun } = readProvingRules(order.rules, order.samples, host);
  const key = order.key ?? host.random();
  const staging = host.join(order.out, `.redacting-${host.random().slice(0, 8)}`);
  const hadFolder = host.isFolder(order.out);
  const work: Work = {
    order,
    targets,
    rules,
    host,
    watch,
    stages: stagesOf(watch, targets.length),
    staging,
    redaction: startRedaction(order, rules, key, host),
  };
  let isDone = false;
  try {
    const answer = await redactInto(work);
    isDone = answer.kind === 'written';
    return answer.kind === 'written' ? { ...answer, report: { ...answer.report, rulesNotRun: notRun } } : answer;
  } finally {
    host.remove(isDone || hadFolder ? staging : order.out);
  }
}

interface Work {
  readonly order: RedactOrder;
  readonly targets: readonly Target[];
  readonly rules: readonly ProvingRule[];
  readonly host: Host;
  readonly watch: Watch;
  readonly stages: Stages;
  readonly staging: string;
  readonly redaction: Redaction;
}

function startRedaction(
  { samples, keep }: RedactOrder,
  rules: readonly ProvingRule[],
  key: string,
  host: Host,
): Redaction {
  const conditions: AskingRule[] = conditionsOfLabels(samples, host).map((query: Expression) => ({
    name: 'the labels',
    query,
    patternsOnly: true,
  }));
  return createRedaction({
    hash: (text) => host.keyedHash(key, text),
    rules: ruleTextsOf([...rules, ...conditions]),
    keeps: (path) => keep.some((field) => path === field || path.startsWith(`${field}.`) || path.endsWith(`.${field}`)),
  });
}

const MOST_ROUNDS = 12;
/** How many rules are looked at before all is tried again: what helps one may help others. */
const A_ROUND = 8;

async function redactInto(work: Work): Promise<RedactAnswer> {
  const { targets, rules, host, stages, redaction } = work;
  const before: Proof[] = [];
  for (const [index, { from }] of targets.entries()) {
    if (!(await readAll(from, stages.before(index, 'read'), work))) return CANCELLED;
    const proof = await judgeSample(from, rules, host, stages.before(index, 'run'));
    if (proof === undefined) return CANCELLED;
    before.push(proof);
  }
  const alsoKept = new Map<string, string>();
  const tried = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const plan = redaction.plan(alsoKept);
    host.remove(work.staging);
    const written = await writeAll(plan, round, work);
    if (written === undefined) return CANCELLED;
    const failures = await prove(before, written, round, work);
    if (failures === undefined) return CANCELLED;
    if (failures.length === 0) return finish(plan, before, written, work);
    for (const failure of failures.slice(0, A_ROUND))
      if (!(await keepMore(failure, alsoKept, tried, work))) return { kind: 'refused', message: describe(failure) };
  }
  return {
    kind: 'refused',
    message: 'After many tries rules would still hit other events than before; nothing was written.',
  };
}

const CANCELLED: RedactAnswer = { kind: 'cancelled' };

async function readAll(path: string, watch: Watch, { host, redaction }: Work): Promise<boolean> {
  const pace = createPace(host);
  const total = Math.max(1, host.stamp(path)?.bytes ?? 1);
  const progress = (bytes: number): void => watch.onProgress('loading', Math.min(1, bytes / total));
  for await (const parts of readSample(path, host, { onBytes: progress, onFault: () => undefined })) {
    for (const { text } of parts) redaction.see(text);
    await pace.rest();
    if (watch.isCancelled()) return false;
  }
  return true;
}

interface Written {
  readonly target: Target;
  /** Where it lies until all is proved. */
  readonly staged: string;
  readonly events: number;
  readonly labels: readonly CarriedLabels[];
  readonly notes: readonly string[];
}

async function writeAll(plan: Plan, round: number, work: Work): Promise<readonly Written[] | undefined> {
  const written: Written[] = [];
  for (const [index, target] of work.targets.entries()) {
    written.push(await writeOne(target, plan, work.stages.round(round, index, 'write'), work));
    if (work.watch.isCancelled()) return undefined;
  }
  return written;
}

async function writeOne(target: Target, plan: Plan, watch: Watch, { host, staging }: Work): Promise<Written> {
  const staged = host.join(staging, target.name);
  const hashes = new Map<string, string>();
  const labels = target.labels;
  const isHashed = labels.some(({ hashed }) => hashed);
  let events = 0;
  let faults = 0;
  const rewrite = (part: SamplePart): string => {
    const text = plan.rewrite(part.text);
    if (part.text.trim() !== '') events++;
    if (isHashed) hashes.set(host.hash(part.hashed), host.hash(text));
    return text + part.end;
  };
  await host.writeNew(
    staged,
    rewritten(target.from, host, watch, rewrite, () => void faults++),
    target.packed,
  );
  const carried: CarriedLabels[] = [];
  for (const each of labels) carried.push(await carryLabels(each, staging, plan, hashes, host));
  const notes = [
    ...(target.note === undefined ? [] : [target.note]),
    ...(faults === 0 ? [] : [`${faults} parts of ${target.from} are no events and were left out.`]),
  ];
  return { target, staged, events, labels: carried, notes };
}

async function* rewritten(
  path: string,
  host: Host,
  watch: Watch,
  rewrite: (part: SamplePart) => string,
  onFault: () => void,
): AsyncGenerator<string> {
  const pace = createPace(host);
  const total = Math.max(1, host.stamp(path)?.bytes ?? 1);
  const onBytes = (bytes: number): void => watch.onProgress('running', bytes / total);
  for await (const parts of readSample(path, host, { onBytes, onFault })) {
    if (parts.length > 0) yield parts.map(rewrite).join('');
    await pace.rest();
    if (watch.isCancelled()) return;
  }
}

interface Failure extends Difference {
  readonly written: Written;
}

/** Of the first sample that fails. Undefined: cancelled. */
async function prove(
  before: readonly Proof[],
  written: readonly Written[],
  round: number,
  work: Work,
): Promise<readonly Failure[] | undefined> {
  for (const [index, each] of written.entries()) {
    const after = await judgeSample(each.staged, work.rules, work.host, work.stages.round(round, index, 'prove'));
    const was = before[index];
    if (after === undefined || was === undefined) return undefined;
    const differences = findDifferences(was, after, work.rules);
    const grave = differences.filter(({ isOfHits }) => isOfHits || !each.target.hasForeignLabels);
    // Outcomes follow the hits: they are looked at where these are right.
    const failing = grave.filter(({ isOfHits }) => isOfHits === grave[0]?.isOfHits);
    if (failing.length > 0) return failing.map((difference) => ({ ...difference, written: each }));
  }
  return [];
}

/** False where nothing is left to keep. */
async function keepMore(
  { rule, isOfHits, written }: Failure,
  alsoKept: Map<string, string>,
  tried: Set<string>,
  { host, watch, redaction }: Work,
): Promise<boolean> {
  if (!isOfHits) return false;
  const isTried = (field: string): boolean => tried.has(`${rule.name} ${field}`);
  const culprits = await findCulprits(written.target.from, written.staged, rule, host, watch, isTried);
  if (culprits === undefined) return false;
  tried.add(`${rule.name} ${culprits.field}`);
  for (const value of culprits.values) for (const name of redaction.identitiesIn(value)) alsoKept.set(name, rule.name);
  return true;
}

function describe({ rule, isOfHits, count, written }: Failure): string {
  const { from } = written.target;
  return isOfHits
    ? `${rule.name} would have ${count} other ${count === 1 ? 'hit' : 'hits'} in ${from} than before, whatever is kept; nothing was written.`
    : `${count} ${count === 1 ? 'event' : 'events'} of ${from} would be judged in another way by the labels, for ${rule.name}; nothing was written.`;
}

async function finish(
  plan: Plan,
  before: readonly Proof[],
  written: readonly Written[],
  work: Work,
): Promise<RedactAnswer> {
  const { host, order } = work;
  for (const each of written) {
    const left = await findLeftover(each, plan, host);
    if (left !== undefined) return { kind: 'refused', message: left };
  }
  const moved = new Set<string>();
  const labelsOf = ({ labels }: Written): readonly string[] => labels.map(({ name }) => host.join(order.out, name));
  for (const each of written) {
    host.move(each.staged, each.target.to);
    for (const { name } of each.labels) {
      if (!moved.has(name)) host.move(host.join(work.staging, name), host.join(order.out, name));
      moved.add(name);
    }
  }
  const files = written.map((each, index): RedactedFile => ({
    from: each.target.from,
    to: each.target.to,
    events: each.events,
    hits: before[index]?.hits ?? 0,
    labels: labelsOf(each),
    notes: [...each.notes, ...each.labels.flatMap(({ notes }) => notes)],
  }));
  const identities = Object.fromEntries(plan.counts);
  return { kind: 'written', report: { files, identities, kept: plan.kept, rules: work.rules.length, rulesNotRun: 0 } };
}

/** Reads again what was written, and looks for what should not be there. */
async function findLeftover({ staged, labels, target }: Written, plan: Plan, host: Host): Promise<string | undefined> {
  for await (const parts of readSample(staged, host))
    for (const { text } of parts) {
      const left = plan.leftover(text);
      if (left !== undefined)
        return `A value of \`${left.path}\` would still be in the copy of ${target.from}; nothing was written.`;
    }
  for (const { text, name } of labels)
    if (isLeftInLabels(text, plan)) return `A name would still be in ${name}; nothing was written.`;
  return undefined;
}
