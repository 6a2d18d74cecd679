// `:`, `like` and `regex` take texts only. Source: InsensitiveBinaryComparison, RegexMatch and Match, resolveType.
import type { Fix, Issue } from '../../base/issue';
import type { Literal, Match } from '../ast';
import { printLiteral } from '../print';
import { replacement } from '../syntaxIssue';
import { issueAt, refusal } from './context';
import type { CheckContext } from './context';
import { areCompatible, describe, isOpen, typeOf } from './valueType';
import type { ValueType } from './valueType';

export function checkMatchTypes(context: CheckContext): readonly Issue[] {
  return context.nodes.flatMap((node) => (node.kind === 'match' ? findingsOf(node, context) : []));
}

function findingsOf(match: Match, context: CheckContext): readonly Issue[] {
  if (!match.patterns.some(isWritten)) return [];
  const type = typeOf(match.operand, context.fields);
  if (type.family === 'string' || isOpen(type)) return wrongPatterns(match);
  const message = `${describe(match.operand, type)}, and \`${match.operator}\` matches texts only. ${cureFor(type)}`;
  return [
    issueAt(match.operand, 'type-mismatch', refusal(context, type), message, otherOperator(match, type, context)),
  ];
}

/** Where the text ends after the operator, the parser makes a pattern up. */
function isWritten({ from, to }: Literal): boolean {
  return from < to;
}

function cureFor({ family }: ValueType): string {
  if (family === 'ip') return 'Use `==` for an address, `cidrMatch` for a block.';
  return family === 'date' || family === 'version'
    ? 'Compare it with `==`, `<` or `>`.'
    : 'Compare it with `==` or `in`.';
}

/** `==` or `in`, where the values are of the operand's type. An address or a date cannot stand in a list. */
function otherOperator(match: Match, type: ValueType, { fields }: CheckContext): readonly Fix[] {
  const texts = type.family === 'ip' || type.family === 'date' || type.family === 'version';
  const fits = match.patterns.every((pattern) =>
    texts ? pattern.type === 'string' && !/[*?]/.test(pattern.value) : areCompatible(type, typeOf(pattern, fields)),
  );
  if (!fits || match.operator.startsWith('regex') || (match.list && texts)) return [];
  const word = match.list ? 'in' : '==';
  const spaced = match.operatorSpan.from === match.operand.to ? ` ${word}` : word;
  return [replacement(match.operatorSpan, spaced, `Use \`${word}\``)];
}

/** `:` takes texts and null, `regex` texts; `like` reads anything but null as a text. */
function wrongPatterns(match: Match): readonly Issue[] {
  return match.patterns
    .filter((pattern) => isWritten(pattern) && !isPattern(match, pattern))
    .map((pattern) => wrongPattern(match, pattern));
}

function isPattern({ operator }: Match, { type }: Literal): boolean {
  if (type === 'string') return true;
  return operator === ':' ? type === 'null' : operator.startsWith('like') && type !== 'null';
}

function wrongPattern({ operator }: Match, pattern: Literal): Issue {
  const text = printLiteral(pattern);
  if (pattern.type === 'null') {
    const message = `\`${operator}\` takes texts, not \`null\`; ask with \`== null\` whether a value is missing.`;
    return issueAt(pattern, 'type-mismatch', 'error', message);
  }
  const message = `\`${operator}\` takes texts: put \`${text}\` in double quotes, or compare with \`==\`.`;
  return issueAt(pattern, 'type-mismatch', 'error', message, [replacement(pattern, `"${text}"`, 'Put it in quotes')]);
}
