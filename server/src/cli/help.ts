// What `--help` prints, made from the tables of the commands.
import type { CommandDefinition, OptionDefinition } from './command';
import { COMMON_OPTIONS } from './command';

export function generalHelp(commands: readonly CommandDefinition[]): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return [
    'Checks EQL detection rules and runs them on sample events.',
    '',
    'usage: rulewright COMMAND …',
    '',
    'commands:',
    ...table(rows),
    '',
    'options:',
    ...optionTable(COMMON_OPTIONS),
    '',
    'exit codes: 0 fine, 1 findings, 2 misuse or unreadable input; a hit is no finding.',
    '`rulewright COMMAND --help` says more about each.',
    '',
  ].join('\n');
}

export function commandHelp({ name, usage, summary, options, notes = [] }: CommandDefinition): string {
  return [
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    '',
    ...usage.map((line, index) => `${index === 0 ? 'usage:' : '      '} rulewright ${name} ${line}`),
    '',
    'options:',
    ...optionTable([...options, ...COMMON_OPTIONS]),
    '',
    ...(notes.length === 0 ? [] : [...notes, '']),
  ].join('\n');
}

function optionTable(options: readonly OptionDefinition[]): string[] {
  return table(
    options.map(
      ({ name, value, repeatable, summary }) =>
        [
          `--${name}${value === undefined ? '' : ` ${value}`}`,
          repeatable === true ? `${summary}; may be repeated` : summary,
        ] as const,
    ),
  );
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
