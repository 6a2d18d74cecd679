// The functions of EQL: one table, read by the parser, the checks, the engine and the editor.
// Source: EqlFunctionRegistry and the function reference; see docs/eql.md, section 9.
import { nearestName } from './nearestName';

export type ParameterType = 'string' | 'number' | 'integer' | 'boolean' | 'ip' | 'any';

export interface FunctionParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly optional?: boolean;
  readonly constant?: boolean;
  /** The last parameter may be repeated. */
  readonly variadic?: boolean;
}

export type FunctionName =
  | 'add'
  | 'between'
  | 'cidrMatch'
  | 'concat'
  | 'divide'
  | 'endsWith'
  | 'indexOf'
  | 'length'
  | 'modulo'
  | 'multiply'
  | 'number'
  | 'startsWith'
  | 'string'
  | 'stringContains'
  | 'substring'
  | 'subtract';

export interface FunctionDefinition {
  readonly name: FunctionName;
  readonly parameters: readonly FunctionParameter[];
  /** May it bear a `~` for comparison without case? */
  readonly caseInsensitive: boolean;
  readonly result: 'string' | 'number' | 'boolean';
  /** One or two sentences for people. */
  readonly summary: string;
}

const TWO_NUMBERS: readonly FunctionParameter[] = [
  { name: 'left', type: 'number' },
  { name: 'right', type: 'number' },
];
const SOURCE: FunctionParameter = { name: 'source', type: 'string' };

export const FUNCTIONS: readonly FunctionDefinition[] = [
  {
    name: 'add',
    parameters: TWO_NUMBERS,
    caseInsensitive: false,
    result: 'number',
    summary: 'The sum of two numbers. Null if one is null.',
  },
  {
    name: 'between',
    parameters: [
      SOURCE,
      { name: 'left', type: 'string' },
      { name: 'right', type: 'string' },
      { name: 'greedy', type: 'boolean', optional: true },
    ],
    caseInsensitive: true,
    result: 'string',
    summary:
      'The text between the first `left` and the next `right` (the last one if `greedy`). Empty where one of them is absent.',
  },
  {
    name: 'cidrMatch',
    parameters: [
      { name: 'address', type: 'ip' },
      { name: 'block', type: 'string', constant: true, variadic: true },
    ],
    caseInsensitive: false,
    result: 'boolean',
    summary: 'Whether an IP address lies in one of the given blocks, such as "10.0.0.0/8".',
  },
  {
    name: 'concat',
    parameters: [{ name: 'value', type: 'any', variadic: true }],
    caseInsensitive: false,
    result: 'string',
    summary: 'All values as one text. Null if one is null.',
  },
  {
    name: 'divide',
    parameters: TWO_NUMBERS,
    caseInsensitive: false,
    result: 'number',
    summary: 'The quotient; of two whole numbers a whole number, cut towards zero.',
  },
  {
    name: 'endsWith',
    parameters: [SOURCE, { name: 'ending', type: 'string' }],
    caseInsensitive: true,
    result: 'boolean',
    summary: 'Whether a text ends with another.',
  },
  {
    name: 'indexOf',
    parameters: [SOURCE, { name: 'part', type: 'string' }, { name: 'start', type: 'integer', optional: true }],
    caseInsensitive: true,
    result: 'number',
    summary: 'Where a text first occurs in another, from 0; null where it does not.',
  },
  {
    name: 'length',
    parameters: [SOURCE],
    caseInsensitive: false,
    result: 'number',
    summary: 'The length of a text in UTF-16 units.',
  },
  {
    name: 'modulo',
    parameters: TWO_NUMBERS,
    caseInsensitive: false,
    result: 'number',
    summary: 'The remainder of a division, with the sign of the dividend.',
  },
  {
    name: 'multiply',
    parameters: TWO_NUMBERS,
    caseInsensitive: false,
    result: 'number',
    summary: 'The product of two numbers.',
  },
  {
    name: 'number',
    parameters: [SOURCE, { name: 'base', type: 'integer', optional: true }],
    caseInsensitive: false,
    result: 'number',
    summary: 'A text read as a number. What is no number fails the search in Elasticsearch.',
  },
  {
    name: 'startsWith',
    parameters: [SOURCE, { name: 'beginning', type: 'string' }],
    caseInsensitive: true,
    result: 'boolean',
    summary: 'Whether a text starts with another.',
  },
  {
    name: 'string',
    parameters: [{ name: 'value', type: 'any' }],
    caseInsensitive: false,
    result: 'string',
    summary: 'A value as text.',
  },
  {
    name: 'stringContains',
    parameters: [SOURCE, { name: 'part', type: 'string' }],
    caseInsensitive: true,
    result: 'boolean',
    summary: 'Whether a text occurs in another. Never for an empty text.',
  },
  {
    name: 'substring',
    parameters: [SOURCE, { name: 'start', type: 'integer' }, { name: 'end', type: 'integer', optional: true }],
    caseInsensitive: false,
    result: 'string',
    summary: 'A part of a text, from `start` up to `end`; negative positions count from its end.',
  },
  {
    name: 'subtract',
    parameters: TWO_NUMBERS,
    caseInsensitive: false,
    result: 'number',
    summary: 'The difference of two numbers.',
  },
];

const BY_NAME: ReadonlyMap<string, FunctionDefinition> = new Map(
  FUNCTIONS.map((each) => [each.name.toLowerCase(), each]),
);

/** Names are looked up without case. */
export function findFunction(name: string): FunctionDefinition | undefined {
  return BY_NAME.get(name.toLowerCase());
}

export function nearestFunction(name: string): string | undefined {
  return nearestName(
    name,
    FUNCTIONS.map((each) => each.name),
  );
}

/** Fewest and most arguments. */
export function arityOf({ parameters }: FunctionDefinition): { readonly least: number; readonly most: number } {
  const least = parameters.filter((each) => each.optional !== true).length;
  return { least, most: parameters.some((each) => each.variadic === true) ? Infinity : parameters.length };
}

/** What the argument at a position is for; undefined beyond the last parameter. */
export function parameterAt({ parameters }: FunctionDefinition, index: number): FunctionParameter | undefined {
  const last = parameters[parameters.length - 1];
  return parameters[index] ?? (last?.variadic === true ? last : undefined);
}
