// A template with values for its parameters: the text of an arm, or the sentence that says why there is none.
import type { Expression } from '../../eql/ast';
import { parseExpression } from '../../eql/parse';
import { quoteString } from '../../eql/strings';
import { fieldText, matchText, MOST_VALUES, valueText } from '../../tuning/propose/ladder';
import { escapeRegex, LONGEST_REGEX } from '../../tuning/propose/numbers';
import type {
  ExclusionTemplate,
  Parameter,
  ParameterValues,
  TemplateCondition,
  TemplateOperator,
  TemplateValue,
} from './entry';
import { encodeQuery, typeFacts } from './parameterTypes';

export type FilledTemplate =
  | { readonly kind: 'filled'; readonly eql: string; readonly arm: Expression; readonly fields: readonly string[] }
  | Refused;

export interface Refused {
  readonly kind: 'refused';
  readonly message: string;
  /** The parameter that is to blame. */
  readonly parameter?: string;
}

/** Total: whatever the values, there is an answer. Values of parameters that the template lacks are left alone. */
export function fillTemplate(template: ExclusionTemplate, values: ParameterValues): FilledTemplate {
  const written: { readonly field: string; readonly eql: string }[] = [];
  for (const condition of template.conditions) {
    const answer = writeCondition(condition, template, values);
    if (answer.kind === 'refused') return answer;
    if (answer.kind === 'written') written.push({ field: condition.field.value, eql: answer.eql });
  }
  const fields = [...new Set(written.map(({ field }) => field))];
  if (fields.length === 0 || fields.length < template.fewest) return tooFew(fields.length, template.fewest);
  const eql = written.map((each) => each.eql).join(' and ');
  const { value: arm, issues } = parseExpression(eql);
  const error = issues.find(({ severity }) => severity === 'error');
  return error === undefined
    ? { kind: 'filled', eql, arm, fields }
    : { kind: 'refused', message: `The filled exclusion is no EQL: ${error.message}` };
}

/** The values with which the evidence is proven. */
export function examplesOf({ parameters }: ExclusionTemplate): ParameterValues {
  return Object.fromEntries(parameters.map(({ name, example }) => [name, example.map(({ value }) => value)]));
}

/** What is wrong with one value of a parameter; undefined where it can be put in. */
export function faultOfValue({ name, type, allowsWildcard }: Parameter, value: string): string | undefined {
  if (value.trim() === '') return `\`${name}\` has no value.`;
  if (value.length > LONGEST_VALUE) return `A value of \`${name}\` is longer than ${LONGEST_VALUE} characters.`;
  if (!allowsWildcard && /[*?]/.test(value))
    return `\`${shortened(value)}\` holds a wildcard, which \`${name}\` forbids: it would leave out what nobody looked at. Write the value out.`;
  const fault = typeFacts(type).faultOf(value);
  return fault === undefined ? undefined : `\`${shortened(value)}\` ${fault}.`;
}

/** `{name}` and `{name:url}`. */
export const HOLE = /\{([a-z][A-Za-z0-9-]*)(:url)?\}/g;

/** The parameters that a text asks for, each once. */
export function holesOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(HOLE)].map(([, name]) => name ?? ''))];
}

export function holesOfCondition({ values }: TemplateCondition): readonly string[] {
  return [...new Set(values.flatMap(({ value }) => (typeof value === 'string' ? holesOf(value) : [])))];
}

const LONGEST_VALUE = 1000;

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 57)}…` : value;
}

function tooFew(bound: number, fewest: number): Refused {
  const message = `The exclusion would bind ${bound} of at least ${fewest} fields, and leave out too much. Give the optional parameters a value.`;
  return { kind: 'refused', message };
}

type WrittenCondition = { readonly kind: 'written'; readonly eql: string } | { readonly kind: 'left-out' } | Refused;

function writeCondition(
  condition: TemplateCondition,
  { parameters }: ExclusionTemplate,
  values: ParameterValues,
): WrittenCondition {
  const used: Parameter[] = [];
  for (const name of holesOfCondition(condition)) {
    const parameter = parameters.find((each) => each.name === name);
    if (parameter === undefined)
      return { kind: 'refused', message: `The template has no parameter \`${name}\`.`, parameter: name };
    const own = valuesOf(values, name);
    if (own.length === 0 && condition.isOptional) return { kind: 'left-out' };
    if (own.length === 0) return { kind: 'refused', message: `\`${name}\` has no value.`, parameter: name };
    const fault = own.map((each) => faultOfValue(parameter, each)).find((each) => each !== undefined);
    if (fault !== undefined) return { kind: 'refused', message: fault, parameter: name };
    used.push(parameter);
  }
  return writeValues(condition, used, values);
}

function valuesOf(values: ParameterValues, name: string): readonly string[] {
  return Object.hasOwn(values, name) ? (values[name] ?? []) : [];
}

function writeValues(
  condition: TemplateCondition,
  used: readonly Parameter[],
  values: ParameterValues,
): WrittenCondition {
  const { field, values: patterns } = condition;
  const choices = combinations(used, values);
  if (choices === undefined || choices.length * patterns.length > MOST_VALUES)
    return { kind: 'refused', message: `\`${field.value}\` would ask for more than ${MOST_VALUES} values.` };
  const isLiteral = isExact(condition.operator);
  const operator = isLiteral && choices.flat().some(isOpen) ? 'regex' : condition.operator;
  const write = (value: TemplateValue['value'], chosen: readonly Chosen[]): TemplateValue['value'] =>
    typeof value === 'string' ? filled(value, chosen, operator, isLiteral) : value;
  const all = [
    ...new Set<TemplateValue['value']>(patterns.flatMap(({ value }) => choices.map((choice) => write(value, choice)))),
  ];
  if (operator === 'regex' && all.some((each) => String(each).length > LONGEST_REGEX))
    return {
      kind: 'refused',
      message: `The pattern of \`${field.value}\` is longer than ${LONGEST_REGEX} characters as a regular expression; use \`like\`.`,
    };
  return { kind: 'written', eql: conditionText(field.value, operator, all) };
}

function isExact(operator: TemplateOperator): boolean {
  return operator === '==' || operator === 'in';
}

/** A value that stands for several: then what is compared as a whole becomes a regular expression, and all around it stays as it is. */
function isOpen({ parameter, value }: Chosen): boolean {
  return (parameter.type === 'pod-owner' && value.endsWith('-')) || (parameter.allowsWildcard && /[*]/.test(value));
}

interface Chosen {
  readonly parameter: Parameter;
  readonly value: string;
}

/** One value of each parameter, in all ways; undefined where there are too many. */
function combinations(used: readonly Parameter[], values: ParameterValues): readonly (readonly Chosen[])[] | undefined {
  let made: readonly (readonly Chosen[])[] = [[]];
  for (const parameter of used) {
    const own = [...new Set(valuesOf(values, parameter.name))];
    if (made.length * own.length > MOST_VALUES) return undefined;
    made = made.flatMap((each) => own.map((value) => [...each, { parameter, value }]));
  }
  return made;
}

/** `isLiteral`: the text around the holes is no pattern. */
function filled(pattern: string, chosen: readonly Chosen[], operator: TemplateOperator, isLiteral: boolean): string {
  const around = (text: string): string => (isLiteral && operator === 'regex' ? escapeRegex(text) : text);
  let made = '';
  let at = 0;
  for (const { 0: hole, 1: name, 2: url, index } of pattern.matchAll(HOLE)) {
    const one = chosen.find(({ parameter }) => parameter.name === name);
    made +=
      around(pattern.slice(at, index)) + (one === undefined ? hole : writtenValue(one, url !== undefined, operator));
    at = index + hole.length;
  }
  return made + around(pattern.slice(at));
}

function writtenValue({ parameter, value }: Chosen, isUrl: boolean, operator: TemplateOperator): string {
  const { write } = typeFacts(parameter.type);
  if (write !== undefined) return write(value, operator);
  const text = isUrl ? encodeQuery(value, parameter.allowsWildcard) : value;
  if (operator !== 'regex') return text;
  const any = parameter.type === 'number' ? ANY_NUMBER : WITHIN_ONE_PART;
  return parameter.allowsWildcard ? text.split('*').map(escapeRegex).join(any) : escapeRegex(text);
}

/** What a wildcard means in a regular expression: it stays within a part of an address, unlike that of `like`. */
const WITHIN_ONE_PART = '[^/?&]*';
const ANY_NUMBER = '[0-9]+';

function conditionText(
  path: string,
  operator: TemplateOperator,
  values: readonly (string | number | boolean)[],
): string {
  const texts = values.map(valueText);
  const [only = '""', ...others] = texts;
  switch (operator) {
    case '==':
    case 'in':
      return others.length === 0 ? `${fieldText(path)} == ${only}` : `${fieldText(path)} in (${texts.join(', ')})`;
    case 'like':
    case 'regex':
      return matchText(path, operator, values.map(String));
    case 'cidr':
      return `cidrMatch(${[fieldText(path), ...values.map((each) => quoteString(String(each)))].join(', ')})`;
  }
}
