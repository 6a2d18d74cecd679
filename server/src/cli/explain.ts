// `rulewright explain`: why one event is or is not in a hit of a rule.
import { explain } from '../library/explain';
import type { FinishedRun } from '../worker/orders';
import type { CommandDefinition, GivenArguments } from './command';
import { FORMAT } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, writeJson, writeLine } from './io';
import { Misuse } from './misuse';
import { createPaint } from './paint';
import { toExplainReport } from './report/explainJson';
import { printExplanation } from './report/explainText';
import { printRun } from './report/runText';
import { createRunner, EXCEPTIONS_OPTION, SAMPLE_OPTION } from './runner';
import { QUERY_OPTION, readGivenRules } from './rules';
import type { GivenRule } from './rules';
import { RUN_OPTIONS, shownBy } from './runOptions';

export const explainCommand: CommandDefinition = {
  name: 'explain',
  usage: ['RULE --event LINE|ID [options]', '--query TEXT --event LINE|ID [options]'],
  summary: 'say why an event is or is not in a hit of a rule',
  options: [
    QUERY_OPTION,
    SAMPLE_OPTION,
    EXCEPTIONS_OPTION,
    { name: 'event', value: 'LINE|ID', summary: 'the event: its line in the (first) sample, from 1, or its id' },
    ...RUN_OPTIONS,
    FORMAT,
  ],
  run,
};

async function run(given: GivenArguments, io: CommandIo): Promise<ExitCode> {
  const asked = given.text('event');
  if (asked === undefined) throw new Misuse('`rulewright explain` needs an event: `--event LINE` or `--event ID`.');
  const runner = createRunner(given, io);
  let code: ExitCode = EXIT.fine;
  for (const rule of readGivenRules(given, 'explain', io)) {
    const done = await runner.run(rule);
    if (done.finished === undefined) {
      io.err(printRun(done, [], { paint: createPaint(false), width: io.width }));
      code = EXIT.findings;
    } else explainOne(rule, findEvent(asked, done.finished, io), done.finished, given, io);
  }
  return code;
}

function explainOne(
  { name }: GivenRule,
  event: number,
  finished: FinishedRun,
  given: GivenArguments,
  io: CommandIo,
): void {
  const explanation = explain(finished.query, event, finished.context, finished.result.hits);
  if (given.text('format') === 'json')
    writeJson(io, toExplainReport(name, event, explanation, finished, shownBy(given).shown));
  else {
    const style = { paint: createPaint(io.colours), width: io.width, ...shownBy(given) };
    io.out(printExplanation(name, event, explanation, finished, style));
  }
}

/** A whole number is a line of the first sample, where an event stands there, `LINE:COLUMN` tells those of one line apart; all else is an id. */
function findEvent(asked: string, { store, order }: FinishedRun, io: CommandIo): number {
  const place = /^(\d+)(?::(\d+))?$/.exec(asked);
  const [line, column] = [place?.[1], place?.[2]].map((text) => (text === undefined ? undefined : Number(text)));
  const bearing: number[] = [];
  for (let event = 0; event < store.count; event++) {
    const origin = store.origin(event);
    if (origin.sample === 0 && origin.line === line && (column ?? origin.column ?? 1) === (origin.column ?? 1))
      return event;
    if (store.ids(event).includes(asked)) bearing.push(event);
  }
  const [first, ...others] = bearing;
  if (first === undefined)
    throw new Misuse(
      line === undefined
        ? `No event of the sample has the id ${asked}.`
        : `No event stands on line ${asked} of ${order.samples[0]?.path ?? 'the sample'}.`,
    );
  if (others.length > 0) {
    const lines = bearing.map((event) => store.origin(event).line);
    writeLine(
      io.err,
      `${bearing.length} events have this id, on the lines ${lines.join(', ')}; the first is explained.`,
    );
  }
  return first;
}
