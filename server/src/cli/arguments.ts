// From words of a command line to checked arguments. What is wrong is told in one sentence, as a Misuse.
import { parseArgs } from 'node:util';
import { nearestName } from '../eql/nearestName';
import type { CommandDefinition, GivenArguments, OptionDefinition } from './command';
import { COMMON_OPTIONS } from './command';
import { Misuse } from './misuse';

export type ParsedCommand = { readonly asks: 'help' | 'version' } | { readonly given: GivenArguments };

export function parseArguments(words: readonly string[], command: CommandDefinition): ParsedCommand {
  const options = [...command.options, ...COMMON_OPTIONS];
  const { tokens } = parseArgs({
    args: shieldExpressions(words, options),
    options: Object.fromEntries(options.map((option) => [option.name, parserOption(option)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(unshield(token.value));
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (option === undefined) throw new Misuse(describeUnknown(token.rawName, options, command));
    if (option.name === 'help' || option.name === 'version') return { asks: option.name };
    values.set(option.name, [...(values.get(option.name) ?? []), checkedValue(option, token.value)]);
  }
  return { given: toGiven(positionals, values) };
}

function parserOption({ name, value }: OptionDefinition) {
  const short = name === 'help' ? { short: 'h' } : {};
  return value === undefined ? { type: 'boolean' as const, ...short } : { type: 'string' as const };
}

function toGiven(positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>): GivenArguments {
  const texts = (option: string): readonly string[] => values.get(option) ?? [];
  const text = (option: string): string | undefined => texts(option)[texts(option).length - 1];
  return {
    positionals,
    text,
    texts,
    flag: (option) => values.has(option),
    integer(option) {
      const given = text(option);
      return given === undefined ? undefined : Number(given);
    },
  };
}

function checkedValue(option: OptionDefinition, given: string | undefined): string {
  const { name, value, choices, minimum } = option;
  if (value === undefined) {
    if (given !== undefined) throw new Misuse(`\`--${name}\` takes no value.`);
    return '';
  }
  if (given === undefined || given === '' || /^--[a-z]/.test(given))
    throw new Misuse(`\`--${name}\` needs a value: ${value}.`);
  if (choices !== undefined && !choices.includes(given))
    throw new Misuse(`\`--${name}\` is ${alternatives(choices)}, not \`${given}\`.`);
  if (
    minimum !== undefined &&
    !(/^\d+$/.test(given) && Number.isSafeInteger(Number(given)) && Number(given) >= minimum)
  )
    throw new Misuse(`\`--${name}\` takes a whole number from ${minimum} on, not \`${given}\`.`);
  return given;
}

/** `a`, `b` or `c`. */
function alternatives(choices: readonly string[]): string {
  const quoted = choices.map((each) => `\`${each}\``);
  return [quoted.slice(0, -1).join(', '), ...quoted.slice(-1)].filter((each) => each !== '').join(' or ');
}

function describeUnknown(rawName: string, options: readonly OptionDefinition[], { name }: CommandDefinition): string {
  const near = nearestName(
    rawName.replace(/^-+/, ''),
    options.map((option) => option.name),
  );
  const cure = near === undefined ? `\`rulewright ${name} --help\` lists its options` : `did you mean \`--${near}\`?`;
  return `\`${rawName}\` is no option of \`rulewright ${name}\`; ${cure.endsWith('?') ? cure : `${cure}.`}`;
}

const SHIELD = '\u0000';
const OPTION_LIKE = /^--?[A-Za-z][A-Za-z-]*(?:=[^]*)?$/;

/** `rulewright eval "-7 * 3"`: a word that begins with a dash and has not the form of an option is no option. */
function shieldExpressions(words: readonly string[], options: readonly OptionDefinition[]): string[] {
  const valued = new Set(options.flatMap(({ name, value }) => (value === undefined ? [] : [`--${name}`])));
  return words.map((word, index) => {
    const isPlain = !word.startsWith('-') || word === '-' || word === '--' || OPTION_LIKE.test(word);
    return isPlain || valued.has(words[index - 1] ?? '') ? word : SHIELD + word;
  });
}

function unshield(word: string): string {
  return word.startsWith(SHIELD) ? word.slice(SHIELD.length) : word;
}
