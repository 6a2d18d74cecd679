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
import { SampleCache } from '../worker/sampleCache';
import type { GivenArguments, OptionDefinition } from './command';
import type { CommandIo } from './io';
import { hasError, locateIssue } from './issues';
import { createProgress } from './progress';
import type { RuleRun } from './ruleRun';
import { runOptionsOf } from './runOptions';
import type { GivenRule } from './rules';
import { parseSample, searchSamples } from './sampleArguments';
import { believeSample, fieldsToVerify, verify } from './verify';

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
  };
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
  { io, cache, exceptions }: Session,
): Promise<RuleRun> {
  const { host } = io;
  const { rule: own } = rule.analysis;
  const order: RunOrder = {
    ...orderOfRule(own, eql, samples, rule.name),
    options,
    ...(exceptions.length === 0 ? {} : { exceptions: exceptionsFor(own, exceptions, Date.parse(host.today())) }),
  };
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
