// The command line as a function: from words to an exit code, all else through `io`.
import { nearestName } from '../eql/nearestName';
import { UnreadableError } from '../host/host';
import { parseArguments } from './arguments';
import { checkCommand } from './check';
import type { CommandDefinition } from './command';
import { evalCommand } from './eval';
import { explainCommand } from './explain';
import { commandHelp, generalHelp } from './help';
import { EXIT, writeLine } from './io';
import type { CommandIo, ExitCode } from './io';
import { lofpCommand } from './lofp';
import { Misuse } from './misuse';
import { redactCommand } from './redact';
import { runRulesCommand } from './run';
import { tuneCommand } from './tune';

export const COMMANDS: readonly CommandDefinition[] = [
  checkCommand,
  runRulesCommand,
  explainCommand,
  evalCommand,
  tuneCommand,
  redactCommand,
  lofpCommand,
];

/** Throws only for bugs: misuse and unreadable input are told on standard error. */
export async function runCommand(words: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await dispatch(words, io);
  } catch (error) {
    if (!(error instanceof Misuse || error instanceof UnreadableError)) throw error;
    writeLine(io.err, error.message);
    return EXIT.misuse;
  }
}

async function dispatch([name, ...words]: readonly string[], io: CommandIo): Promise<ExitCode> {
  if (name === undefined) {
    io.err(generalHelp(COMMANDS));
    return EXIT.misuse;
  }
  if (name === '--help' || name === '-h') return say(generalHelp(COMMANDS), io);
  if (name === '--version') return say(`${io.version}\n`, io);
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) throw new Misuse(describeUnknown(name));
  const parsed = parseArguments(words, command);
  if ('given' in parsed) return command.run(parsed.given, io);
  return say(parsed.asks === 'help' ? commandHelp(command) : `${io.version}\n`, io);
}

function say(text: string, io: CommandIo): ExitCode {
  io.out(text);
  return EXIT.fine;
}

function describeUnknown(name: string): string {
  const names = COMMANDS.map((command) => command.name);
  const near = nearestName(name, names);
  const cure =
    near === undefined ? `there are ${names.map((each) => `\`${each}\``).join(', ')}.` : `did you mean \`${near}\`?`;
  return `\`${name}\` is no command of rulewright; ${cure}`;
}
