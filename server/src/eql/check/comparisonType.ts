// Comparisons of two types. Elasticsearch's verifier takes them all; the search then fails, or finds less than was meant: warnings.
// Source: docs/eql.md, section 7; the term and range queries of each field type.
import type { Issue } from '../../base/issue';
import { parseAddress, parseBlock } from '../address';
import type { Comparison, Expression, Literal } from '../ast';
import { DEFAULT_DATE_FORMAT, parseDate } from '../dates';
import { replacement } from '../syntaxIssue';
import { issueAt } from './context';
import type { CheckContext } from './context';
import { convertedLiteral } from './literals';
import { describe, isConstant, isOpen, shown, typeOf } from './valueType';
import type { ValueFamily, ValueType } from './valueType';

export function checkComparisonTypes(context: CheckContext): readonly Issue[] {
  return context.nodes.flatMap((node) => (node.kind === 'comparison' ? findingsOf(node, context) : []));
}

function findingsOf(node: Comparison, context: CheckContext): readonly Issue[] {
  const { fields } = context;
  const sides = [node.left, node.right];
  const value = sides.find((side) => isConstant(side, fields));
  const subject = sides.find((side) => !isConstant(side, fields));
  if (value === undefined || subject === undefined) return [];
  const [type, given] = [typeOf(subject, fields), typeOf(value, fields)];
  if (isOpen(type) || isOpen(given) || type.family === 'binary') return [];
  const wrong = type.family === given.family ? undefined : mismatch(node, subject, value, context);
  if (wrong === undefined) return [];
  const converted = convertedLiteral(value, type);
  const fixes = converted === undefined ? [] : [replacement(value, converted)];
  return [issueAt(value, 'type-mismatch', 'warning', wrong, fixes)];
}

/** What is wrong with a value of another type, if anything is: dates, addresses and versions are written as texts. */
function mismatch(
  node: Comparison,
  subject: Expression,
  value: Expression,
  { fields }: CheckContext,
): string | undefined {
  const type = typeOf(subject, fields);
  const given = typeOf(value, fields);
  const text = value.kind === 'literal' && value.type === 'string' ? value : undefined;
  const said = `${describe(subject, type)}; ${shown(value)} is ${NOUNS[given.family]}.`;
  switch (type.family) {
    case 'ip':
      if (given.family !== 'string') return `${said} Write an address in double quotes.`;
      return text === undefined ? undefined : wrongAddress(node, describe(subject, type), text);
    case 'date':
      if (given.family === 'number') return undefined;
      if (given.family !== 'string') return `${said} Write a date in double quotes.`;
      return text === undefined ? undefined : wrongDate(describe(subject, type), text, formatOf(subject, fields));
    case 'version':
      return given.family === 'string' ? undefined : `${said} Write a version in double quotes.`;
    default:
      return `${said} ${consequence(node, subject, value, type)}`;
  }
}

const NOUNS: Readonly<Record<ValueFamily, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'a boolean',
  date: 'a date',
  ip: 'an address',
  version: 'a version',
  binary: 'binary',
  null: 'null',
  unknown: 'a value',
};

/** An index reads a value by the type of its field, where it can; a computed value is compared as it is. */
function consequence({ operator }: Comparison, subject: Expression, value: Expression, type: ValueType): string {
  const wanted = NOUNS[type.family];
  if (subject.kind !== 'field') return `Elasticsearch never finds the two equal; compare it with ${wanted}.`;
  const converted = convertedLiteral(value, type);
  if (converted === undefined && type.family !== 'string')
    return `Elasticsearch fails on it; compare it with ${wanted}.`;
  const ordered = operator !== '==' && operator !== '!=' && type.family === 'string';
  return `Elasticsearch reads it as ${converted === undefined ? wanted : `\`${converted}\``}${ordered ? ', and "10" comes before "9" among texts' : ''}; write it so.`;
}

/** A block is an address range, which `==` and `!=` look up. */
function wrongAddress(
  { operator }: Comparison,
  subject: string,
  { value }: Literal & { type: 'string' },
): string | undefined {
  const equality = operator === '==' || operator === '!=';
  if (parseAddress(value) !== undefined || (equality && parseBlock(value) !== undefined)) return undefined;
  return `${subject}, and "${value}" is no IP address${equality ? ' or block' : ''}: Elasticsearch fails on it.`;
}

function formatOf(subject: Expression, fields: CheckContext['fields']): string {
  const field = subject.kind === 'field' ? fields.find(subject.path) : undefined;
  return field?.format ?? DEFAULT_DATE_FORMAT;
}

/** `now` and date math are read at the time of the search. A format that is not known here proves nothing. */
function wrongDate(subject: string, { value }: Literal & { type: 'string' }, format: string): string | undefined {
  if (/^now(?:$|[-+/])/.test(value) || !isKnownFormat(format) || parseDate(value, format) !== undefined)
    return undefined;
  return `${subject}, and "${value}" is no date of its format (${format}): Elasticsearch fails on it.`;
}

const NAMED_FORMATS: ReadonlySet<string> = new Set([
  'strict_date_optional_time',
  'strict_date_optional_time_nanos',
  'date_optional_time',
  'epoch_millis',
  'epoch_second',
]);

function isKnownFormat(format: string): boolean {
  return format.split('||').every((pattern) => NAMED_FORMATS.has(pattern) || /^[yuMdHmsS'T.:\-/ ,]+$/.test(pattern));
}
