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
import { isExclusionLeaf } from '../eql/reason/deadParts';
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
 * formatted stays so.
 */
export function insertArm(text: string, arm: NewArm): TextEdit | undefined {
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
    isOneLine: !text.trim().includes('\n'),
    ...(arm.comment === undefined ? {} : { comment: arm.comment.replace(/\s+/g, ' ').replaceAll('*/', '* /').trim() }),
  };
  const edit = atGroup(filter.condition, writer) ?? atClauses(filter.condition, writer);
  return tried(text, query, keepFormatted(text, edit, arm.width ?? DEFAULT_WIDTH));
}

interface Writer {
  readonly text: string;
  readonly parentheses: Parentheses;
  readonly comments: readonly Span[];
  readonly condition: Expression;
  readonly eql: string;
  readonly comment?: string;
  readonly isOneLine: boolean;
}

/** The last arm of the last `not (… or …)` gets one more behind it. */
function atGroup(condition: Expression, writer: Writer): TextEdit | undefined {
  const group = clausesOf(condition)
    .filter(
      (clause): clause is Not & { readonly operand: Logical } => clause.kind === 'not' && isChoice(clause.operand),
    )
    .at(-1);
  if (group === undefined) return undefined;
  const arms = armsOf(group.operand).map((arm) => writer.parentheses.around(arm));
  const [before, last] = arms.slice(-2);
  if (before === undefined || last === undefined) return undefined;
  const isBare = writer.condition.kind !== 'logical' && writer.text[last.from] !== '(';
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
    return { ...whole, text: `${kept}${join}${withComment(written, join, writer)}` };
  }
  const clauses = clausesOf(condition);
  const exclusions = clauses.flatMap((clause, at) => (clause.kind === 'not' || isExclusionLeaf(clause) ? [at] : []));
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
    if (!gap.includes('\n') && !writer.isOneLine && writer.comment !== undefined)
      return ` ${word}\n${indentationAt(after.from, writer)}`;
    // An empty line sets siblings apart, as their author wanted; a new arm belongs to the last one.
    return gap.replace(/\n[^\S\n]*(?=\n)/g, '');
  }
  return gap.includes('\n') || !writer.isOneLine ? ` ${word}\n${indentationAt(after.from, writer)}` : ` ${word} `;
}

/** White space at the beginning of a line. */
function indentationAt(offset: number, { text }: Writer): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[^\S\n]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** A comment behind the sibling on its line stays with it. */
function behind(sibling: Span, written: string, join: string, writer: Writer): TextEdit {
  const { text } = writer;
  const comment = writer.comments.find(
    ({ from }) => from >= sibling.to && /^[^\S\n]*$/.test(text.slice(sibling.to, from)),
  );
  const added = withComment(written, join, writer);
  if (comment === undefined) return { from: sibling.to, to: sibling.to, text: `${join}${added}` };
  const kept = text.slice(sibling.to, comment.to);
  const isLine = text.startsWith('//', comment.from);
  const [word = '', ...lines] = join.split('\n');
  const isBroken = lines.length > 0 || isLine;
  const indentation = lines.at(-1) ?? indentationAt(sibling.from, writer);
  const leads = isBroken && word.trim() === '';
  const ends = isLine && !/^[^\S\n]*(?:\n|$)/.test(text.slice(comment.to)) ? '\n' : '';
  const next = leads ? `\n${lines.join('\n')}` : isBroken ? `\n${indentation}` : ' ';
  return { from: sibling.to, to: comment.to, text: `${leads ? '' : word.trimEnd()}${kept}${next}${added}${ends}` };
}

/** Above an arm that has a line of its own. */
function withComment(written: string, join: string, { comment, isOneLine, text }: Writer): string {
  if (comment === undefined || comment === '') return written;
  const indentation = /\n([^\S\n]*)(?:(?:or|and)\s+)?$/i.exec(join)?.[1];
  // A word that begins the line, as `or`, stands before the comment.
  return isOneLine || indentation === undefined || !text.includes('\n')
    ? `/* ${comment} */ ${written}`
    : `// ${comment}\n${indentation}${written}`;
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
