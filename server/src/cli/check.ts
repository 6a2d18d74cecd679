// `rulewright check`: what is wrong with the rules of files and folders.
import type { SchemaSource } from '../analysis/analyze';
import type { Severity } from '../base/issue';
import { catalogReaderOf } from '../worker/catalogReader';
import { SchemaFiles } from '../worker/mappingFiles';
import { isWithin, pathFrom } from '../worker/relativePath';
import { checkFile, reportAll } from './checkFiles';
import type { CheckTask } from './checkFiles';
import type { CommandDefinition, GivenArguments } from './command';
import type { ReportedFile } from './foundFile';
import { readGitChanges } from './gitChanges';
import type { CommandIo, ExitCode } from './io';
import { EXIT, writeLine } from './io';
import { Misuse } from './misuse';
import { CommandProjects } from './projects';
import { CHECK_FORMATS } from './report/checkFormats';
import type { CheckFormat, CheckReport } from './report/checkFormats';
import { counted } from './report/words';
import { findRulePaths, RULE_FILES } from './ruleFiles';
import { RuleTies } from './ruleTies';
import { checkSample, findSamplePaths } from './checkSamples';
import type { SamplePaths } from './checkSamples';
import { UnreadableError } from '../host/host';

const FORMATS = Object.keys(CHECK_FORMATS) as readonly CheckFormat[];
/** The gravest first. */
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

export const checkCommand: CommandDefinition = {
  name: 'check',
  usage: ['PATH… [options]'],
  summary: `check the rules in files and folders (${RULE_FILES})`,
  options: [
    { name: 'mapping', value: 'FILE', summary: 'an Elasticsearch mapping, which is then the whole schema' },
    { name: 'fix', summary: 'apply the fixes that need no judgement, and report what is left' },
    { name: 'since', value: 'REV', summary: 'only rules that changed in git since a revision' },
    {
      name: 'fail-on',
      value: SEVERITIES.join('|'),
      choices: SEVERITIES,
      summary: 'which issues make the end 1: from this severity on (default: error)',
    },
    {
      name: 'format',
      value: FORMATS.join('|'),
      choices: FORMATS,
      summary: 'how to print: for people (default), for programs, or for the services that show issues',
    },
  ],
  notes: [
    'A comment `rulewright: accepted CODE because REASON` in a rule says that an issue is intended.',
    'The nearest `rulewright.yaml` above a rule sets severities, schemas and which files are rules.',
    'Each code has a page in docs/diagnostics; docs/command-line.md says more.',
  ],
  run: check,
};

async function check({ positionals, text, flag }: GivenArguments, io: CommandIo): Promise<ExitCode> {
  if (positionals.length === 0) throw new Misuse('`rulewright check` needs a file or a folder to check.');
  const format = FORMATS.find((each) => each === text('format')) ?? 'text';
  const revision = text('since');
  const schemas = schemasOf(text('mapping'), io);
  const changes = revision === undefined ? undefined : readGitChanges(revision, io.host);
  const ties = new RuleTies(io.host);
  const task: CheckTask = { io, schemas, changes, fix: flag('fix'), showsFixes: format === 'sarif', ties };
  const samples = await findSamplePaths(positionals, io.host);
  const { files, problems } = findRulePaths(samples.others, io.host);
  const projects = new CommandProjects(io);
  const checked = projects
    .rulesOf(files)
    .map((file) => checkFile(file, { ...task, schemas: projects.schemasOf(file.path, schemas) }));
  const searched = await searchSamples(samples, revision !== undefined, projects, io);
  const sentences = [...problems, ...searched.problems, ...checked.flatMap(({ problem }) => problem ?? [])];
  const reported = [...reportAll(checked, projects), ...searched.files];
  io.out(CHECK_FORMATS[format](reportOf(reported, sentences, io)));
  if (task.fix) writeLine(io.err, describeFixes(checked.flatMap(({ fixed }) => fixed || [])));
  for (const sentence of sentences) writeLine(io.err, sentence);
  if (reported.length === 0 && sentences.length === 0)
    writeLine(io.err, revision === undefined ? 'No rule file was found there.' : `No rule changed since ${revision}.`);
  return exitCode(reported, sentences, text('fail-on'));
}

/** Clean samples of a folder are not listed; `isPartial`: only rules that changed are asked for, and what is named. */
async function searchSamples(
  { named, inFolders }: SamplePaths,
  isPartial: boolean,
  projects: CommandProjects,
  { host }: CommandIo,
): Promise<{ readonly files: readonly ReportedFile[]; readonly problems: readonly string[] }> {
  const files: ReportedFile[] = [];
  const problems: string[] = [];
  for (const path of new Set([...named, ...(isPartial ? [] : inFolders)])) {
    try {
      const file = await checkSample(path, projects.policyOf(path), host);
      if (file.issues.length > 0 || named.includes(path)) files.push(file);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push(error.message);
    }
  }
  return { files, problems };
}

/** What a mapping leaves out is told on standard error. */
function schemasOf(mapping: string | undefined, io: CommandIo): SchemaSource {
  const base = { readCatalog: catalogReaderOf(io.host), today: io.host.today() };
  if (mapping === undefined) return base;
  const { source, notes } = new SchemaFiles().read(mapping, io.host);
  for (const { message } of notes) writeLine(io.err, message);
  return { ...base, sources: [{ path: mapping, for: [], source }] };
}

/** `fixed`: how many issues were cured, file by file. */
function describeFixes(fixed: readonly number[]): string {
  if (fixed.length === 0) return 'Nothing was to be fixed without a person.';
  const sum = fixed.reduce((total, count) => total + count, 0);
  return `Fixed ${counted(sum, 'issue')} in ${counted(fixed.length, 'file')}.`;
}

function reportOf(files: readonly ReportedFile[], problems: readonly string[], io: CommandIo): CheckReport {
  const { host, version, colours } = io;
  const current = host.resolve('.');
  const slashed = (path: string): string => (host.join('a', 'b') === 'a\\b' ? path.replaceAll('\\', '/') : path);
  const relative = (path: string): string => {
    const place = host.resolve(path);
    return isWithin(place, current) ? pathFrom(current, place, host) : slashed(place);
  };
  return { files, problems, version, colours, relative, hash: (text) => host.hash(text) };
}

function exitCode(files: readonly ReportedFile[], problems: readonly string[], failOn = 'error'): ExitCode {
  if (problems.length > 0) return EXIT.misuse;
  const fails = new Set(SEVERITIES.slice(0, SEVERITIES.findIndex((each) => each === failOn) + 1));
  return files.some(({ issues }) => issues.some(({ severity }) => fails.has(severity))) ? EXIT.findings : EXIT.fine;
}
