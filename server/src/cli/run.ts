// `rulewright run`: what rules hit in samples, and which of it is wrong.
import type { CommandDefinition, GivenArguments } from './command';
import { FORMAT } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, worse, writeJson, writeLine } from './io';
import { hasError } from './issues';
import { readNearMisses } from '../worker/runNearMisses';
import type { NearMiss } from '../protocol';
import { createPaint } from './paint';
import { toRunReport } from './report/runJson';
import { printRun, printTotals } from './report/runText';
import type { RuleRun } from './ruleRun';
import { createRunner, EXCEPTIONS_OPTION, SAMPLE_OPTION } from './runner';
import { QUERY_OPTION, readGivenRules } from './rules';
import { RUN_OPTIONS, shownBy } from './runOptions';

export const runRulesCommand: CommandDefinition = {
  name: 'run',
  usage: ['RULE… [options]', '--query TEXT [options]'],
  summary: 'run rules on sample events and compare with what is known of them',
  options: [QUERY_OPTION, SAMPLE_OPTION, EXCEPTIONS_OPTION, ...RUN_OPTIONS, FORMAT],
  run,
};

async function run(given: GivenArguments, io: CommandIo): Promise<ExitCode> {
  const rules = readGivenRules(given, 'run', io);
  const runner = createRunner(given, io);
  const isJson = given.text('format') === 'json';
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
