// Runs given rules on their samples, one after the other. A sample of several rules is loaded once.
import type { EqlAnalysis } from '../analysis/analyze';
import { applyPolicy } from '../analysis/policy';
import type { Issue } from '../base/issue';
import { memoizeByText } from '../base/memo';
import { issueToFile } from '../base/positionMap';
import type { RunOptions } from '../engine/run';
import { parseQuery } from '../eql/parse';
import { readExceptionFiles } from '../worker/exceptionFiles';
import type { ReadExceptionFile } from '../worker/exceptionFiles';
import { exceptionsFor } from '../worker/exceptionOrder';
import type { FinishedRun, RunOrder, SampleFile } from '../worker/orders';
import { PeekCache } from '../worker/peekDatasets';
import { listFiles } from '../worker/projectCheck';
import type { ListedFiles } from '../worker/projectCheck';
import { ProjectFiles } from '../worker/projectFiles';
import { samplesOfProject } from '../worker/projectSamples';
import { orderOfRule } from '../worker/ruleOrder';
import { finishRun, prepareRun } from '../worker/runRule';
import { judgeSample } from '../worker/sampleFit';
import { SampleCache } from '../worker/sampleCache';
import { believeSample, fieldsToVerify, verify } from '../worker/verify';
import type { GivenArguments, OptionDefinition } from './command';
import type { CommandIo } from './io';
import { hasError, locateIssue } from './issues';
import { createProgress } from './progress';
import type { RuleRun } from './ruleRun';
import { runOptionsOf } from './runOptions';
import type { GivenRule } from './rules';
import { parseSample, searchSamples } from './sampleArguments';

export const SAMPLE_OPTION: OptionDefinition = {
  name: 'sample',
  value: 'FILE[:MAPPING]',
  repeatable: true,
  summary: 'events to run on, and their mapping; `-` is standard input; else samples/events is searched',
};

export const EXCEPTIONS_OPTION: OptionDefinition = {
  name: 'exceptions',
  value: 'FILE',
  repeatable: true,
  summary: 'exception lists that Kibana exported, or exceptions in TOML: hits are those that they leave',
};

export interface Runner {
  /** Throws UnreadableError where a sample or a mapping cannot be read. Exceptions are read before. */
  readonly run: (rule: GivenRule) => Promise<RuleRun>;
  /** One rule over each sample by itself. */
  readonly plan: (rule: GivenRule) => Promise<PlannedRule>;
  readonly cache: SampleCache;
}

/** A rule that can be run over its samples one by one. */
export interface PlannedRule {
  /** Why it is run on none: it is no EQL, or its syntax is broken. */
  readonly notRun?: RuleRun;
  /** Those that fit it, of those that were named where any were. */
  readonly pairs: readonly { readonly order: RunOrder; readonly run: () => Promise<RuleRun> }[];
}

export function createRunner(given: GivenArguments, io: CommandIo): Runner {
  const session: Session = {
    io,
    named: given.texts('sample').map((argument) => parseSample(argument, io.host)),
    exceptions: readExceptionFiles(given.texts('exceptions'), io.host),
    cache: new SampleCache(),
    peeks: new PeekCache(),
    projects: new ProjectFiles(io.host),
    list: memoizeByText(20, (folder) => listFiles(folder, io.host)),
  };
  return {
    run(rule) {
      const { eql, rule: own } = rule.analysis;
      return eql === undefined
        ? Promise.resolve(notRun(rule, []))
        : runEql(rule, eql, runOptionsOf(given, own), session);
    },
    plan: (rule) => plan(rule, runOptionsOf(given, rule.analysis.rule), session),
    cache: session.cache,
  };
}

async function plan(rule: GivenRule, options: RunOptions, session: Session): Promise<PlannedRule> {
  const { eql } = rule.analysis;
  const syntax = eql === undefined ? [] : parseQuery(eql.embedded.text).issues;
  if (eql === undefined || hasError(syntax)) return { notRun: notRun(rule, syntax), pairs: [] };
  const samples = await fitting(await samplesOf(rule, eql, session), eql, session);
  return {
    pairs: samples.map((sample) => ({
      order: orderOf([sample], rule, eql, options, session),
      run: () => runOn([sample], rule, eql, options, session),
    })),
  };
}

/** Samples that were looked for fit already. One that tells no dataset is believed to be of the right one. */
async function fitting(
  samples: readonly SampleFile[],
  { schema }: EqlAnalysis,
  { named, peeks, io }: Session,
): Promise<readonly SampleFile[]> {
  if (named.length === 0) return samples;
  const found: SampleFile[] = [];
  for (const sample of samples) {
    const datasets = await peeks.datasetsOf(sample.path, io.host);
    if (datasets.length === 0 || judgeSample(datasets, schema, true).fit !== 'none') found.push(sample);
  }
  return found;
}

interface Session {
  readonly io: CommandIo;
  /** On the command line. */
  readonly named: readonly SampleFile[];
  readonly exceptions: readonly ReadExceptionFile[];
  readonly cache: SampleCache;
  readonly peeks: PeekCache;
  readonly projects: ProjectFiles;
  readonly list: (folder: string) => ListedFiles;
}

/** Source: docs/command-line.md, run: what Elasticsearch refuses is refused, by the samples' mappings where there are any. */
async function runEql(rule: GivenRule, eql: EqlAnalysis, options: RunOptions, session: Session): Promise<RuleRun> {
  const { issues: syntax } = parseQuery(eql.embedded.text);
  if (hasError(syntax)) return notRun(rule, syntax);
  const samples = await samplesOf(rule, eql, session);
  if (samples.length === 0) {
    const { issues } = verify(eql.query, eql.fields, options);
    return { ...notRun(rule, [...syntax, ...issues]), lacksSample: true };
  }
  return runOn(samples, rule, eql, options, session);
}

/** `eql` has no syntax error. */
async function runOn(
  samples: readonly SampleFile[],
  rule: GivenRule,
  eql: EqlAnalysis,
  options: RunOptions,
  session: Session,
): Promise<RuleRun> {
  const { io, cache } = session;
  const { host } = io;
  const order = orderOf(samples, rule, eql, options, session);
  const progress = createProgress(rule.name, io);
  try {
    const prepared = await prepareRun(order, host, cache, progress);
    const fields = prepared === undefined ? eql.fields : fieldsToVerify(eql.fields, prepared.fields);
    const { issues, isRefused } = verify(eql.query, fields, options);
    const isKnowing = prepared === undefined || fields.authority === 'mapping';
    const believed = isKnowing ? issues : believeSample(issues, eql.query, options, prepared.loaded.shown);
    const said = [...parseQuery(eql.embedded.text).issues, ...believed];
    const finished = prepared === undefined || isRefused ? undefined : await finishRun(prepared, host, progress);
    return toRuleRun(rule, said, finished);
  } finally {
    progress.end();
  }
}

function orderOf(
  samples: readonly SampleFile[],
  { name, analysis }: GivenRule,
  eql: EqlAnalysis,
  options: RunOptions,
  { io, exceptions }: Session,
): RunOrder {
  const { rule } = analysis;
  const today = Date.parse(io.host.today());
  return {
    ...orderOfRule(rule, eql, samples, name),
    options,
    ...(exceptions.length === 0 ? {} : { exceptions: exceptionsFor(rule, exceptions, today) }),
  };
}

async function samplesOf(
  { path, analysis }: GivenRule,
  { schema: request }: EqlAnalysis,
  { named, io, peeks, projects, list }: Session,
): Promise<readonly SampleFile[]> {
  const { host } = io;
  if (named.length > 0) return named;
  const id = analysis.rule.metadata.id?.value;
  const ofProject = path === undefined ? [] : samplesOfProject({ path, id, request }, projects, host, list);
  return searchSamples(path === undefined ? '.' : host.dirname(path), request, host, peeks, ofProject);
}

function notRun(rule: GivenRule, issues: readonly Issue[]): RuleRun {
  return toRuleRun(rule, issues, undefined);
}

/** `issues` are in query offsets. */
function toRuleRun(rule: GivenRule, issues: readonly Issue[], finished: FinishedRun | undefined): RuleRun {
  const { name, path, lines, analysis, policy } = rule;
  const map = analysis.eql?.embedded.map;
  const lifted = map === undefined ? [] : applyPolicy(issues, policy).map((issue) => issueToFile(issue, map));
  const located = [...rule.issues, ...lifted].sort((a, b) => a.from - b.from || a.to - b.to);
  return {
    name,
    ...(path === undefined ? {} : { path }),
    ...(finished === undefined ? {} : { finished }),
    issues: [...located.map((issue) => locateIssue(issue, lines)), ...applyPolicy(finished?.notes ?? [], policy)],
  };
}
