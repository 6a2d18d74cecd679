// Exclusions of processes: the program by its path, who started it, the whole command line, and as whom. A name alone is last.
import type { BoundField, Rung } from './ladder';
import { fieldText, matchText, MOST_VALUES, optionalField, valueField, valueRung, valueText } from './ladder';
import type { EventReading, GroupKey, Kind } from './kind';
import { LONGEST_REGEX, numbersAsN, numbersRegex, withoutNumbers } from './numbers';
import { named } from './words';
import { isInterpreter, isShell, isWritable } from '../programs';

const EXECUTABLE = 'process.executable';
const PARENT = 'process.parent.executable';
const COMMAND = 'process.command_line';
const ARGUMENTS = 'process.args';
const FOLDER = 'process.working_directory';
const NAME = 'process.name';

export const plainProcesses: Kind = {
  name: 'process',
  isOf: isStart,
  keyOf: (event, read): GroupKey => {
    const refused = refusalOf(event, read);
    if (refused !== undefined) return { refused };
    const program = read.text(event, EXECUTABLE) ?? read.text(event, NAME) ?? '';
    const parent = read.text(event, PARENT) ?? '';
    return { key: [program, isWritable(parent) ? '' : parent, commandKey(event, read)].join('\n') };
  },
  bind(events, read) {
    const executable = valueField(EXECUTABLE, read.all(events, EXECUTABLE));
    const name = valueField(NAME, read.all(events, NAME));
    const program = executable ?? name;
    const command = commandField(events, read);
    if (program === undefined) return undefined;
    return [program, pathField(PARENT, events, read), command, userField(events, read), pathField(FOLDER, events, read)]
      .flatMap((each) => each ?? [])
      .filter(({ rungs }) => rungs.length > 0);
  },
};

/** It tells what was run. An event of a file or a connection has a process, too, but is about something else. */
export function isStart(event: number, read: EventReading): boolean {
  const hasProgram = read.text(event, EXECUTABLE) !== undefined || read.text(event, NAME) !== undefined;
  return hasProgram && (read.text(event, COMMAND) !== undefined || read.values(event, ARGUMENTS).length > 0);
}

/** Shells at a terminal, and programs that anybody may replace. */
export function refusalOf(event: number, read: EventReading): 'terminal' | 'writable-folder' | undefined {
  const program = read.text(event, EXECUTABLE) ?? read.text(event, NAME) ?? '';
  if (isShell(program) && read.values(event, 'process.interactive').includes(true)) return 'terminal';
  if (isWritable(program)) return 'writable-folder';
  const words = read.values(event, ARGUMENTS).map(String);
  return isInterpreter(program) && words.slice(1).some(isWritable) ? 'writable-folder' : undefined;
}

export function commandKey(event: number, read: EventReading): string {
  const line = read.text(event, COMMAND);
  return line === undefined ? read.values(event, ARGUMENTS).join('\n') : withoutNumbers(line);
}

/** The whole line; else all arguments with their count, as any argument of them satisfies a clause. */
export function commandField(events: readonly number[], read: EventReading): BoundField | undefined {
  if (!events.every((event) => read.text(event, COMMAND) !== undefined)) return argumentsField(ARGUMENTS, events, read);
  const lines = read.all(events, COMMAND).map(String);
  const exact = valueRung(COMMAND, lines);
  const regex = numbersRegex(lines);
  const numbers: Rung = {
    kind: 'numbers',
    eql: matchText(COMMAND, 'regex', [regex]),
    title: `${named(numbersAsN(lines))}: N may be any other number`,
  };
  const rungs = [exact, lines.length > 1 && regex.length <= LONGEST_REGEX ? numbers : undefined].flatMap(
    (each) => each ?? [],
  );
  return rungs.length === 0 ? undefined : { path: COMMAND, rungs, rung: lines.length >= 3 ? rungs.length - 1 : 0 };
}

/** The arguments of all events are the same. */
export function argumentsField(path: string, events: readonly number[], read: EventReading): BoundField | undefined {
  const [first = -1] = events;
  const words = read.values(first, path);
  const isSame = events.every((event) => read.values(event, path).join('\n') === words.join('\n'));
  if (words.length === 0 || words.length > MOST_VALUES || !isSame) return undefined;
  const count = read.all(events, `${path}_count`);
  const clauses = [...new Set(words)].map((word) => `${fieldText(path)} == ${valueText(word)}`);
  if (count.length === 1 && count[0] !== undefined)
    clauses.push(`${fieldText(`${path}_count`)} == ${valueText(count[0])}`);
  return { path, rungs: [{ kind: 'exact', eql: clauses.join(' and '), title: words.join(' ') }], rung: 0 };
}

function pathField(path: string, events: readonly number[], read: EventReading): BoundField | undefined {
  const isEverywhere = events.every((event) => read.text(event, path) !== undefined);
  const values = read.all(events, path);
  return isEverywhere && !values.some((value) => isWritable(String(value)))
    ? optionalField(path, values, values.length === 1)
    : undefined;
}

function userField(events: readonly number[], read: EventReading): BoundField | undefined {
  const path = ['user.id', 'user.name'].find((each) => events.every((event) => read.values(event, each).length === 1));
  return path === undefined ? undefined : optionalField(path, read.all(events, path), true);
}
