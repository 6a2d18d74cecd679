// `rulewright tune`: what each exclusion of a rule does on a sample, and which further ones would take out its false positives.
import type { Selected } from '../tuning/propose/propose';
import type { FinishedRun } from '../worker/orders';
import { contradictionOf } from '../worker/proposalRows';
import { tuneRun } from '../worker/tuneRun';
import type { Tuning } from '../worker/tuneRun';
import type { CommandDefinition, GivenArguments } from './command';
import { FORMAT } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, worse, writeJson, writeLine } from './io';
import { Misuse } from './misuse';
import { createPaint } from './paint';
import { printRun } from './report/runText';
import { toTuneReport } from './report/tuneJson';
import { printTuning } from './report/tuneText';
import { counted } from './report/words';
import { createRunner, EXCEPTIONS_OPTION, SAMPLE_OPTION } from './runner';
import { QUERY_OPTION, readGivenRules } from './rules';
import type { GivenRule } from './rules';
import { RUN_OPTIONS } from './runOptions';
import { checkNumbers, chosen, exceptionText, writeProposal } from './tuneAccept';

export const tuneCommand: CommandDefinition = {
  name: 'tune',
  usage: ['RULE [options]', '--query TEXT [options]'],
  summary: 'say what each exclusion of a rule does on a sample, and propose further ones for its false positives',
  options: [
    QUERY_OPTION,
    SAMPLE_OPTION,
    EXCEPTIONS_OPTION,
    {
      name: 'select',
      value: 'LINE,…',
      repeatable: true,
      summary: 'hits by the lines of their events in the (first) sample; else all false positives',
    },
    { name: 'apply', value: 'N', minimum: 1, summary: 'write the Nth proposal into the rule file' },
    { name: 'comment', value: 'TEXT', summary: 'a comment above what is written' },
    {
      name: 'exception',
      value: 'N',
      minimum: 1,
      summary: 'print the Nth proposal as an exception item of Kibana, and nothing else',
    },
    { name: 'name', value: 'TEXT', summary: 'the name of the exception item' },
    { name: 'owner', value: 'TEXT', summary: 'who answers for the exception item' },
    { name: 'reason', value: 'TEXT', summary: 'why there is the exception item' },
    { name: 'until', value: 'DAY', summary: 'when the exception item ends, as `2026-12-31`' },
    { name: 'force', summary: 'write or print it although it loses true or authorised positives' },
    ...RUN_OPTIONS.filter(({ name }) => name !== 'show-secrets'),
    FORMAT,
  ],
  run,
};

async function run(given: GivenArguments, io: CommandIo): Promise<ExitCode> {
  const rules = readGivenRules(given, 'tune', io);
  const number = given.integer('apply');
  const exception = given.integer('exception');
  checkNumbers(number, exception, given, rules);
  const runner = createRunner(given, io);
  let code: ExitCode = EXIT.fine;
  for (const rule of rules) {
    const done = await runner.run(rule);
    const { finished } = done;
    if (finished === undefined) {
      const lacks = `${rule.name}: no sample in \`samples/events\` fits this rule; name one with \`--sample FILE\`.`;
      io.err(
        done.lacksSample === true ? `${lacks}\n` : printRun(done, [], { paint: createPaint(false), width: io.width }),
      );
      code = worse(code, done.lacksSample === true ? EXIT.misuse : EXIT.findings);
      continue;
    }
    const selected = readSelection(given.texts('select'), rule, finished);
    const tuning = tuneRun(finished, selected);
    sayWhatToKnow(rule, tuning, selected, finished, io);
    if (exception !== undefined) {
      io.out(exceptionText(chosen(exception, tuning), rule, finished, given, io));
      continue;
    }
    if (number !== undefined) writeProposal(chosen(number, tuning), rule, finished, given, io);
    report(rule, tuning, finished, given, io);
  }
  return code;
}

function report(
  { name }: GivenRule,
  tuning: Tuning,
  finished: FinishedRun,
  given: GivenArguments,
  io: CommandIo,
): void {
  if (given.text('format') === 'json') writeJson(io, toTuneReport(name, tuning, finished));
  else io.out(printTuning(name, tuning, finished, { paint: createPaint(io.colours) }));
}

/** Undefined where nothing is selected. A line may be named as `LINE:COLUMN`, where several events stand on it. */
function readSelection(
  texts: readonly string[],
  { name }: GivenRule,
  run: FinishedRun,
): readonly Selected[] | undefined {
  if (texts.length === 0) return undefined;
  const words = texts.flatMap((text) => text.split(',')).map((word) => word.trim());
  const wrong = words.find((word) => !/^\d+(?::\d+)?$/.test(word));
  if (wrong !== undefined)
    throw new Misuse(`\`--select\` takes lines of the sample, as in \`12,13\`, not \`${wrong}\`.`);
  const byPlace = hitsByPlace(run);
  const missing = words.filter((word) => !byPlace.has(word));
  if (missing.length > 0)
    throw new Misuse(
      `No hit of ${name} stands on ${missing.length === 1 ? 'line' : 'the lines'} ${missing.join(', ')} of ${run.order.samples[0]?.path ?? 'the sample'}.`,
    );
  return words.flatMap((word) => byPlace.get(word) ?? []);
}

function hitsByPlace({ judgement, store }: FinishedRun): ReadonlyMap<string, readonly Selected[]> {
  const known = new Map<string, Selected[]>();
  judgement.hits.forEach(({ hit }, index) => {
    for (const event of hit.events) {
      if (event === null) continue;
      const { sample, line, column } = store.origin(event);
      if (sample !== 0) continue;
      for (const place of [`${line}`, `${line}:${column ?? 1}`])
        known.set(place, [...(known.get(place) ?? []), { hit: index, event }]);
    }
  });
  return known;
}

/** One sentence where there is nothing to choose from, or where nobody knows what is chosen. */
function sayWhatToKnow(
  { name }: GivenRule,
  { proposals, refusals }: Tuning,
  selected: readonly Selected[] | undefined,
  finished: FinishedRun,
  io: CommandIo,
): void {
  const contradiction = contradictionOf([...new Set(proposals.flatMap(({ proof }) => proof.removed))], finished);
  if (contradiction !== undefined) writeLine(io.err, contradiction);
  if (proposals.length > 0 || refusals.length > 0) return;
  const { judgement } = finished;
  const { hits, falsePositives } = judgement.totals;
  if (hits === 0) writeLine(io.err, `${name} has no hits on this sample, so that there is nothing to exclude.`);
  else if (selected === undefined && falsePositives === 0)
    writeLine(
      io.err,
      `None of the ${counted(hits, 'hit')} of ${name} is labelled benign; choose some with \`--select LINE,…\`.`,
    );
}
