// `rulewright run --matrix`: many rules over many samples, a cell for each pair.
import { Matrix } from '../worker/matrix';
import type { MatrixResult } from '../protocol';
import type { MatrixPair } from '../worker/matrix';
import type { GivenArguments } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, worse, writeLine } from './io';
import { hasError } from './issues';
import { Misuse } from './misuse';
import { printMatrix } from './report/matrixFormats';
import type { MatrixCell, MatrixRow } from './report/matrixFormats';
import type { RuleRun } from './ruleRun';
import { readGivenRules } from './rules';
import { createRunner } from './runner';
import type { PlannedRule } from './runner';

export async function runMatrix(given: GivenArguments, io: CommandIo): Promise<ExitCode> {
  if (given.texts('sample').includes('-'))
    throw new Misuse('`--matrix` reads each sample for itself and none from standard input; name files.');
  const rules = readGivenRules(given, 'run', io, 'folders');
  const runner = createRunner(given, io);
  const planned: { readonly name: string; readonly path?: string; readonly plan: PlannedRule }[] = [];
  for (const rule of rules) {
    const { name, path } = rule;
    planned.push({ name, ...(path === undefined ? {} : { path }), plan: await runner.plan(rule) });
  }
  const pairs = planned.flatMap(({ plan }) => plan.pairs.map(toPair));
  const { results } = await new Matrix(io.host, runner.cache).run(pairs);
  let next = 0;
  const rows = planned.map(({ plan, ...rule }): MatrixRow => {
    const cells = plan.pairs.flatMap(({ order }): readonly MatrixCell[] => {
      const result = results[next++];
      return result === undefined ? [] : order.samples.map(({ path }) => ({ sample: path, result }));
    });
    const notRun = reasonOf(plan);
    return { ...rule, cells, ...(notRun === undefined ? {} : { notRun }) };
  });
  io.out(printMatrix(rows, given.text('format') ?? 'text', io));
  tellErrors(rows, io);
  return exitOf(
    rows,
    planned.map(({ plan }) => plan),
  );
}

function toPair({ order, run }: PlannedRule['pairs'][number]): MatrixPair {
  return { order, run: async () => toResult(await run()) };
}

function toResult({ finished, issues }: RuleRun): MatrixResult {
  const errors = issues.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (finished === undefined) return { kind: 'refused', errors };
  const events = finished.samples.reduce((sum, sample) => sum + sample.events, 0);
  return { kind: 'ran', events, totals: finished.judgement.totals, errors };
}

/** Why a rule has no cell. */
function reasonOf({ notRun, pairs }: PlannedRule): string | undefined {
  if (notRun !== undefined) return notRun.issues[0]?.message ?? 'The rule is not run.';
  return pairs.length === 0 ? 'No sample fits this rule.' : undefined;
}

/** Of a sample that cannot be read once, not for each rule. */
function tellErrors(rows: readonly MatrixRow[], io: CommandIo): void {
  const said = rows.flatMap(({ name, cells, notRun }) => [
    ...(notRun === undefined ? [] : [`${name}: ${notRun}`]),
    ...cells.flatMap(({ sample, result: { kind, errors } }) =>
      errors.map((error) => (kind === 'unreadable' ? error : `${name}, ${sample}: ${error}`)),
    ),
  ]);
  for (const sentence of new Set(said)) writeLine(io.err, sentence);
}

/** As `run` ends, but that a rule without a sample is no misuse: not every rule has one. */
function exitOf(rows: readonly MatrixRow[], plans: readonly PlannedRule[]): ExitCode {
  const results = rows.flatMap(({ cells }) => cells.map(({ result }) => result));
  const isBroken = plans.some(({ notRun }) => notRun !== undefined && hasError(notRun.issues));
  return results.map(exitOfResult).reduce(worse, isBroken ? EXIT.findings : EXIT.fine);
}

function exitOfResult(result: MatrixResult): ExitCode {
  if (result.kind === 'unreadable') return EXIT.misuse;
  const hasMisses = result.kind === 'ran' && result.totals.misses > 0;
  return hasMisses || result.errors.length > 0 ? EXIT.findings : EXIT.fine;
}
