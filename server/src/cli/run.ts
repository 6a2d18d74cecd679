// `rulewright run`: what rules hit in samples, and which of it is wrong.
import type { CommandDefinition, GivenArguments, OptionDefinition } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, worse, writeJson, writeLine } from './io';
import { hasError } from './issues';
import { readNearMisses } from '../worker/runNearMisses';
import type { NearMiss } from '../protocol';
import { runMatrix } from './matrix';
import { Misuse } from './misuse';
import { createPaint } from './paint';
import { MATRIX_FORMATS } from './report/matrixFormats';
import { toRunReport } from './report/runJson';
import { printRun, printTotals } from './report/runText';
import type { RuleRun } from './ruleRun';
import { createRunner, EXCEPTIONS_OPTION, SAMPLE_OPTION } from './runner';
import { QUERY_OPTION, readGivenRules } from './rules';
import { RUN_OPTIONS, shownBy } from './runOptions';

const MATRIX: OptionDefinition = {
  name: 'matrix',
  summary: 'every rule over every sample that fits it, a cell a pair; folders of rules may be named',
};

const FORMAT: OptionDefinition = {
  name: 'format',
  value: MATRIX_FORMATS.join('|'),
  choices: MATRIX_FORMATS,
  summary: 'how to print: for people (default), for programs, and a matrix also as a table of others',
};

export const runRulesCommand: CommandDefinition = {
  name: 'run',
  usage: ['RULE… [options]', '--query TEXT [options]', '--matrix PATH… [options]'],
  summary: 'run rules on sample events and compare with what is known of them',
  options: [QUERY_OPTION, SAMPLE_OPTION, EXCEPTIONS_OPTION, MATRIX, ...RUN_OPTIONS, FORMAT],
  run,
};

async function run(given: GivenArguments, io: CommandIo): Promise<ExitCode> {
  if (given.flag('matrix')) return runMatrix(given, io);
  const format = given.text('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new Misuse(`\`--format ${format}\` is for \`--matrix\` only.`);
  const rules = readGivenRules(given, 'run', io);
  const runner = createRunner(given, io);
  const isJson = format === 'json';
  const style = { paint: createPaint(io.colours), width: io.width, ...shownBy(given) };
  const runs: RuleRun[] = [];
  let code: ExitCode = EXIT.fine;
  for (const rule of rules) {
    const done = await runner.run(rule);
    code = worse(code, exitOf(done));
    if (done.lacksSample === true) writeLine(io.err, describeLack(done));
    if (isJson) writeJson(io, toRunReport(done));
    else io.out(`${runs.length > 0 ? '\n' : ''}${printRun(done, await nearMissesOf(done, io), style)}`);
    runs.push(done);
  }
  if (!isJson && runs.length > 1) io.out(`\n${printTotals(runs, style)}`);
  return code;
}

/** Source: docs/command-line.md. Hits are not findings; a rule without a sample lacks its input. */
function exitOf({ issues, finished, lacksSample }: RuleRun): ExitCode {
  if (lacksSample === true) return EXIT.misuse;
  const misses = finished?.judgement.totals.misses ?? 0;
  return hasError(issues) || misses > 0 ? EXIT.findings : EXIT.fine;
}

/** Only where there is no hit: with hits nobody asks. */
async function nearMissesOf({ finished }: RuleRun, { host }: CommandIo): Promise<readonly NearMiss[]> {
  if (finished === undefined || finished.judgement.totals.hits > 0) return [];
  return (await readNearMisses(finished, host, { isCancelled: () => false })) ?? [];
}

function describeLack({ name }: RuleRun): string {
  return `${name}: no sample in \`samples/events\` fits this rule; name one with \`--sample FILE\`.`;
}
