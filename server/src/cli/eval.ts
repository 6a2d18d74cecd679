// `rulewright eval`: the value of an expression, as JSON.
import { toJson } from '../engine/evaluate';
import { createEventStore } from '../engine/eventStore';
import type { EventStore } from '../engine/store';
import { evaluateOnFirst } from '../library/evaluate';
import type { CommandDefinition, GivenArguments } from './command';
import type { CommandIo, ExitCode } from './io';
import { EXIT, writeLine } from './io';
import { Misuse } from './misuse';

export const evalCommand: CommandDefinition = {
  name: 'eval',
  usage: ['EXPRESSION [--event JSON]'],
  summary: 'print the value of an EQL expression as JSON',
  options: [{ name: 'event', value: 'JSON', summary: 'the event whose fields the expression uses' }],
  run: (given, io) => Promise.resolve(evaluateArguments(given, io)),
};

function evaluateArguments({ positionals, text }: GivenArguments, io: CommandIo): ExitCode {
  const [expression, ...others] = positionals;
  if (expression === undefined || others.length > 0)
    throw new Misuse('`rulewright eval` takes one expression; put it in quotes: `rulewright eval "1 + 2"`.');
  const answer = evaluateOnFirst(expression, storeOf(text('event')));
  if ('error' in answer) {
    writeLine(io.err, answer.error);
    return EXIT.findings;
  }
  writeLine(io.out, toJson(answer.value));
  return EXIT.fine;
}

/** Through the store's own reader of lines, which keeps long numbers exact. */
function storeOf(json: string | undefined): EventStore {
  const store = createEventStore();
  if (json !== undefined && store.addLine(json, { sample: 0, line: 1 }) !== 'added')
    throw new Misuse('`--event` is no JSON object: one event is expected.');
  return store;
}
