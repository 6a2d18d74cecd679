// What a command of `rulewright` is: its name, its options as data, and what it does. Help, parsing and the documentation's test read the same tables.
import type { CommandIo, ExitCode } from './io';

export interface OptionDefinition {
  /** Without its dashes. */
  readonly name: string;
  /** How help writes its value; absent for a flag. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** The value is a whole number from here on. */
  readonly minimum?: number;
  readonly repeatable?: true;
  readonly summary: string;
}

export interface CommandDefinition {
  readonly name: string;
  /** What follows `rulewright NAME`, a line for each form. */
  readonly usage: readonly string[];
  readonly summary: string;
  readonly options: readonly OptionDefinition[];
  /** Lines below the options: what else there is to know. */
  readonly notes?: readonly string[];
  readonly run: (given: GivenArguments, io: CommandIo) => Promise<ExitCode>;
}

/** Arguments that have been checked against a command's tables. */
export interface GivenArguments {
  readonly positionals: readonly string[];
  /** Of an option given twice the last. */
  readonly text: (option: string) => string | undefined;
  readonly texts: (option: string) => readonly string[];
  /** Of an option without a value. */
  readonly flag: (option: string) => boolean;
  readonly integer: (option: string) => number | undefined;
}

export const FORMAT: OptionDefinition = {
  name: 'format',
  value: 'text|json',
  choices: ['text', 'json'],
  summary: 'how to print: for people (default) or for programs',
};

/** Every command takes these, and `rulewright` itself. */
export const COMMON_OPTIONS: readonly OptionDefinition[] = [
  { name: 'help', summary: 'say how to use it, and stop' },
  { name: 'version', summary: 'say which version this is, and stop' },
];
