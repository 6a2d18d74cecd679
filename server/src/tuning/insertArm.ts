// One more arm for the exclusions of a query, written as its siblings are and where they stand. Every other character is kept.
import type { TextEdit } from '../base/edit';
import { applyEdits } from '../base/edit';
import type { Span } from '../base/span';
import type { Expression, Logical, Not, Query } from '../eql/ast';
import { DEFAULT_WIDTH, formatQuery } from '../eql/format/formatQuery';
import { createParentheses } from '../eql/parentheses';
import type { Parentheses } from '../eql/parentheses';
import { parseExpression, parseQuery } from '../eql/parse';
import { printQuery } from '../eql/print';
import { armsOf, clausesOf, filtersOf } from '../eql/walk';

export interface NewArm {
  /** Which event filter of the query it is for, in the order of the text. */
  readonly filter: number;
  /** What it leaves out. */
  readonly eql: string;
  /** A line of its own above the arm; in a query of one line a comment beside it. */
  readonly comment?: string;
  /** Columns of a line, where the query is laid out by the formatter; else the usual ones. */
  readonly width?: number;
}

/**
 * One edit, in query offsets. Undefined for a query or an arm that cannot be read, and where there is no such filter. A query that was
 * formatted stays so, and its lines end as they did.
 */
export function insertArm(text: string, arm: NewArm): TextEdit | undefined {
  if (!text.includes('\r\n')) return insertInto(text, arm);
  const edit = insertInto(text.replaceAll('\r\n', '\n'), arm);
  if (edit === undefined) return undefined;
  const [from = 0, to = 0] = [edit.from, edit.to].map((offset) => withReturns(text, offset));
  return { from, to, text: edit.text.replaceAll('\n', '\r\n') };
}

/** Where a place of the text without carriage returns is in the one with them. */
function withReturns(text: string, offset: number): number {
  let at = 0;
  for (let left = offset; left > 0; left--) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}

function insertInto(text: string, arm: NewArm): TextEdit | undefined {
  const { value: query, issues } = parseQuery(text);
  const parsed = parseExpression(arm.eql);
  const filter = filtersOf(query)[arm.filter];
  if (filter === undefined || [...issues, ...parsed.issues].some(({ severity }) => severity === 'error'))
    return undefined;
  const writer: Writer = {
    text,
    parentheses: createParentheses(text),
    comments: parseQuery(text).comments.map(({ startOffset, image }) => ({
      from: startOffset,
      to: startOffset + image.length,
    })),
    condition: parsed.value,
    eql: arm.eql,
    isOneLine: isOneLine(text, arm),
    width: arm.width ?? DEFAULT_WIDTH,
    ...(arm.comment === undefined ? {} : { comment: arm.comment.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim() }),
  };
  const edit = atGroup(filter.condition, writer) ?? atClauses(filter.condition, writer);
  return tried(text, query, keepFormatted(text, edit, writer.width));
}

/** In a text of several lines a query of one gets a second one where it would become too long, or has a comment to hold. */
function isOneLine(text: string, { eql, comment, width = DEFAULT_WIDTH }: NewArm): boolean {
  if (text.trim().includes('\n')) return false;
  return !text.includes('\n') || ((comment ?? '') === '' && text.trim().length + ` and not (${eql})`.length <= width);
}

interface Writer {
  readonly text: string;
  readonly parentheses: Parentheses;
  readonly comments: readonly Span[];
  readonly condition: Expression;
  readonly eql: string;
  readonly comment?: string;
  readonly isOneLine: boolean;
  readonly width: number;
}

/** The last arm of the last `not (… or …)` gets one more behind it. */
function atGroup(condition: Expression, writer: Writer): TextEdit | undefined {
  const group = clausesOf(condition)
    .filter(
      (clause): clause is Not & { readonly operand: Logical } => clause.kind === 'not' && isChoice(clause.operand),
    )
    .at(-1);
  if (group === undefined) return undefined;
  const nodes = armsOf(group.operand);
  const [before, last] = nodes.slice(-2).map((arm) => writer.parentheses.around(arm));
  if (before === undefined || last === undefined) return undefined;
  // One of a single clause is written as others of a single clause are.
  const alike = nodes.filter((arm) => arm.kind !== 'logical').at(-1);
  const example = alike === undefined ? last : writer.parentheses.around(alike);
  const isBare = writer.condition.kind !== 'logical' && writer.text[example.from] !== '(';
  const written = isBare ? writer.eql : `(${writer.eql})`;
  return behind(last, written, joinOf(before, last, 'or', writer), writer);
}

function isChoice(node: Expression): boolean {
  return node.kind === 'logical' && node.operator === 'or';
}

/** `not (…)`, or `not` before a single clause, behind the last exclusion or at the end of the condition. */
function atClauses(condition: Expression, writer: Writer): TextEdit {
  const isSingle = writer.condition.kind !== 'logical' && writer.condition.kind !== 'not';
  const written = isSingle ? `not ${writer.eql}` : `not (${writer.eql})`;
  const whole = writer.parentheses.around(condition);
  if (isChoice(condition)) {
    const inner = writer.text.slice(whole.from, whole.to);
    const kept =
      writer.text[whole.from] === '(' && writer.text[whole.to - 1] === ')' && isOnePair(whole, condition, writer)
        ? inner
        : `(${inner})`;
    const join = writer.isOneLine ? ' and ' : ` and\n${indentationAt(whole.from, writer)}`;
    return { ...whole, text: `${kept}${joined(join, written, writer)}` };
  }
  const clauses = clausesOf(condition);
  // `x != "a"` may stand anywhere, and says what the rule is about as often as what it leaves out.
  const exclusions = clauses.flatMap((clause, at) => (clause.kind === 'not' ? [at] : []));
  const index = exclusions.at(-1) ?? clauses.length - 1;
  const [before, last] = [clauses[index - 1], clauses[index] ?? condition].map(
    (each) => each && writer.parentheses.around(each),
  );
  const end = last ?? whole;
  const join =
    before === undefined
      ? writer.isOneLine
        ? ' and '
        : ` and\n${indentationAt(end.from, writer)}`
      : joinOf(before, end, 'and', writer);
  return behind(end, written, join, writer);
}

/** Parentheses around all of it, and not around its first and its last part. */
function isOnePair(whole: Span, condition: Expression, { parentheses }: Writer): boolean {
  const own = parentheses.balanced(condition);
  return own.from > whole.from;
}

/** What stands between two siblings, of which one is `or` or `and`. Where there is a comment in it, its line breaks only. */
function joinOf(before: Span, after: Span, word: 'or' | 'and', writer: Writer): string {
  const gap = writer.text.slice(before.to, after.from);
  if (gap.trim() === word) {
    if (!gap.includes('\n') && !writer.isOneLine && wantsLine(after, writer))
      return ` ${word}\n${indentationAt(after.from, writer)}`;
    // An empty line sets siblings apart, as their author wanted; a new arm belongs to the last one. Blanks at an end of a line mean nothing.
    return gap.replace(/[^\S\n]+(?=\n)/g, '').replace(/\n+/g, '\n');
  }
  return gap.includes('\n') || !writer.isOneLine ? ` ${word}\n${indentationAt(after.from, writer)}` : ` ${word} `;
}

/** Beside siblings that share a line: where it would become too long, a comment has to stand above, or the last of them takes many lines. */
function wantsLine({ from, to }: Span, { text, eql, comment, width }: Writer): boolean {
  if (/^[^\S\n]*(?:and|or)[^\S\n]+[^\s/]/i.test(text.slice(to))) return false;
  const [line = ''] = text.slice(text.lastIndexOf('\n', to - 1) + 1).split('\n');
  const isLong = `${line} and not (${eql})`.length > width;
  return isLong || comment !== undefined || text.slice(from, to).includes('\n');
}

/** White space at the beginning of a line; of the first line of an item in brackets, up to what is in them. */
function indentationAt(offset: number, { text }: Writer): string {
  if (!text.trim().includes('\n')) return '  ';
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[^\S\n]*\[?/.exec(text.slice(start, offset))?.[0].replace('[', ' ') ?? '';
}

/** A comment behind the sibling on its line stays with it. */
function behind(sibling: Span, written: string, join: string, writer: Writer): TextEdit {
  const { text } = writer;
  const comment = writer.comments.find(
    ({ from }) => from >= sibling.to && /^[^\S\n]*$/.test(text.slice(sibling.to, from)),
  );
  if (comment === undefined) return { from: sibling.to, to: sibling.to, text: joined(join, written, writer) };
  const kept = text.slice(sibling.to, comment.to);
  const isLine = text.startsWith('//', comment.from);
  const [word = '', ...lines] = join.split('\n');
  const isBroken = lines.length > 0 || isLine;
  const indentation = lines.at(-1) ?? indentationAt(sibling.from, writer);
  const leads = isBroken && word.trim() === '';
  const ends = isLine && !/^[^\S\n]*(?:\n|$)/.test(text.slice(comment.to)) ? '\n' : '';
  const next = leads ? `\n${lines.join('\n')}` : isBroken ? `\n${indentation}` : ' ';
  const added = joined(next, written, writer);
  return { from: sibling.to, to: comment.to, text: `${leads ? '' : word.trimEnd()}${kept}${added}${ends}` };
}

/** What is put between a sibling and the new one, and the new one: with a comment above it, where it has a line of its own. */
function joined(join: string, written: string, writer: Writer): string {
  const { comment = '', isOneLine, text } = writer;
  const [, indentation, word = ''] = /\n([^\S\n]*)((?:or|and)\s+)?$/i.exec(join) ?? [];
  if (isOneLine || indentation === undefined || !text.includes('\n'))
    return comment === '' ? join + written : `${join}/* ${comment} */ ${written}`;
  const laid = laidOut(written, indentation, word.length, writer);
  if (comment === '') return join + laid;
  return `${join.slice(0, join.length - word.length)}// ${comment}\n${indentation}${word}${laid}`;
}

/** A clause a line, where one line would be longer than any that the author wrote. */
function laidOut(written: string, indentation: string, taken: number, { text, eql, condition, width }: Writer): string {
  const longest = Math.max(width, ...text.split('\n').map(({ length }) => length));
  if (condition.kind !== 'logical' || indentation.length + taken + written.length + 1 <= longest) return written;
  const step = /^\t+$/.test(indentation) ? '\t' : '  ';
  const parentheses = createParentheses(eql);
  const clauses = condition.operands.map((each) => parentheses.around(each)).map(({ from, to }) => eql.slice(from, to));
  const [opening = ''] = /^(?:not )?\(/.exec(written) ?? [];
  return `${opening}\n${indentation}${step}${clauses.join(` ${condition.operator}\n${indentation}${step}`)}\n${indentation})`;
}

function keepFormatted(text: string, edit: TextEdit, width: number): TextEdit {
  const now = applyEdits(text, [edit]);
  const by = text.includes('\n') ? width : Number.POSITIVE_INFINITY;
  if (formatQuery(text, { width: by }) !== text) return edit;
  const formatted = formatQuery(now, { width: by });
  return formatted === undefined ? edit : oneEdit(text, formatted);
}

/** What differs, without what both texts begin and end with. */
function oneEdit(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let end = 0;
  while (end < most - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from, to: before.length - end, text: after.slice(from, after.length - end) };
}

/** Nothing is written that cannot be read, or that takes anything else out of the query. */
function tried(text: string, query: Query, edit: TextEdit): TextEdit | undefined {
  const { value, issues } = parseQuery(applyEdits(text, [edit]));
  if (issues.some(({ severity }) => severity === 'error')) return undefined;
  return printQuery(value).length > printQuery(query).length ? edit : undefined;
}
