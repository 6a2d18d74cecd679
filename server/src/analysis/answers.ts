// The author's answers in the comments of a rule file: what each is about, and what becomes of the issues.
import type { Fix, Issue } from '../base/issue';
import type { Span } from '../base/span';
import { createLineIndex } from '../base/lineIndex';
import type { LineIndex } from '../base/lineIndex';
import { tokenize } from '../eql/parse';
import type { FieldValue } from '../rule/fields';
import { ANSWER_MARK, readAnswer } from './answer';
import type { AnswerText } from './answer';
import type { Analysis, FileIssue, RuleAnalysis } from './analyze';
import { CODES } from '../base/codes';

/** Lines from 0, both included. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Answer {
  readonly text: AnswerText;
  /** In the file, as is everything of `text`. */
  readonly span: Span;
  covers(issue: FileIssue): boolean;
}

/** Issues that keep a file from being read, and those about answers, cannot be answered. */
const UNANSWERABLE: ReadonlySet<string> = new Set([
  'syntax',
  'json-syntax',
  'toml-syntax',
  'yaml-syntax',
  'bad-answer',
  'unused-answer',
  'expired-answer',
]);

/** Can a comment in the text answer issues of a code? */
export function isAnswerable(code: string): boolean {
  return !UNANSWERABLE.has(code) && CODES[code]?.of === undefined;
}

/** The issues that are left, and those about the answers themselves. `today` undefined: no answer has expired. `open`: codes of which it is not known yet what they find. */
export function applyAnswers(
  analysis: Omit<Analysis, 'issues'>,
  issues: readonly FileIssue[],
  today: string | undefined,
  open: readonly string[] = [],
): readonly FileIssue[] {
  if (!analysis.text.includes(ANSWER_MARK) || analysis.file.isLarge === true) return issues;
  const { answers, faults } = readAnswers(analysis);
  if (answers.length === 0 && faults.length === 0) return issues;
  const used = new Set<string>();
  const left = issues.filter((issue) => {
    const holding = UNANSWERABLE.has(issue.code) ? [] : answers.filter((answer) => answersIt(answer, issue));
    for (const answer of holding) used.add(`${answer.span.from} ${issue.code}`);
    return !holding.some(({ text }) => !isExpired(text, today));
  });
  const isReadable = !issues.some(({ code }) => /(?:^|-)syntax$/.test(code));
  const about = answers.flatMap((answer) => aboutAnswer(answer, used, isReadable, today, analysis.text, open));
  return [...left, ...faults, ...about];
}

function answersIt(answer: Answer, issue: FileIssue): boolean {
  return answer.text.codes.some(({ code }) => code === issue.code) && answer.covers(issue);
}

function isExpired({ until }: AnswerText, today: string | undefined): boolean {
  return until !== undefined && today !== undefined && until.day < today;
}

function aboutAnswer(
  answer: Answer,
  used: ReadonlySet<string>,
  isReadable: boolean,
  today: string | undefined,
  text: string,
  open: readonly string[],
): readonly FileIssue[] {
  const unused = answer.text.codes.filter(
    ({ code }) => !open.includes(code) && !used.has(`${answer.span.from} ${code}`),
  );
  if (isReadable && unused.length > 0) return unused.map((each) => unusedAnswer(each.code, each, answer, text));
  const { until } = answer.text;
  return until !== undefined && isExpired(answer.text, today) ? [expiredAnswer(until)] : [];
}

function unusedAnswer(code: string, { from, to }: Span, answer: Answer, text: string): FileIssue {
  const message = `There is no issue \`${code}\` here any more, so this answer can go.`;
  const isOnly = answer.text.codes.length === 1;
  const fileFixes = isOnly ? removal(answer.span, text) : [];
  return { code: 'unused-answer', severity: 'warning', message, from, to, tags: ['unnecessary'], fileFixes };
}

/** Only a comment that has its lines for itself goes as it stands; one behind something is left to the author. */
function removal({ from, to }: Span, text: string): readonly Fix[] {
  const lineFrom = Math.max(text.lastIndexOf('\n', from - 1), text.lastIndexOf('\r', from - 1)) + 1;
  const lineTo = /[^\n]*(?:\n|$)/y;
  lineTo.lastIndex = to;
  const end = to + (lineTo.exec(text)?.[0].length ?? 0);
  const isAlone = /^\s*(?:\/\/|#)\s*$/.test(text.slice(lineFrom, from)) && text.slice(to, end).trim() === '';
  return isAlone ? [{ title: 'Remove this answer', edits: [{ from: lineFrom, to: end, text: '' }] }] : [];
}

function expiredAnswer({ day, from, to }: Span & { readonly day: string }): FileIssue {
  const message = `This answer held until ${day}. Look at the issue again: cure it, or set a new day.`;
  return { code: 'expired-answer', severity: 'warning', message, from, to };
}

interface Found {
  readonly answers: readonly Answer[];
  readonly faults: readonly FileIssue[];
}

function readAnswers(analysis: Omit<Analysis, 'issues'>): Found {
  const answers: Answer[] = [];
  const faults: Issue[] = [];
  const take = (found: ReturnType<typeof readAnswer>, span: Span, covers: Answer['covers']): void => {
    if (found === undefined) return;
    if ('codes' in found) answers.push({ text: found, span, covers });
    else faults.push(...found);
  };
  const lines = createLineIndex(analysis.text);
  for (const rule of analysis.rules) {
    if (rule.eql === undefined) continue;
    const { embedded } = rule.eql;
    for (const { from, covers } of queryComments(rule, rule.eql)) {
      const at = embedded.map.toFile(from);
      take(readAnswer(lineOf(analysis.text, at), at), markSpan(analysis.text, at), covers);
    }
  }
  if (analysis.file.format !== 'eql')
    for (const at of fileComments(analysis, ANSWER_MARK))
      take(readAnswer(lineOf(analysis.text, at), at), markSpan(analysis.text, at), fileScope(analysis, lines, at));
  return { answers, faults: faults.map(({ fixes, ...issue }) => (fixes ? { ...issue, fileFixes: fixes } : issue)) };
}

/** From an offset to the end of its line. */
export function lineOf(text: string, at: number): string {
  const end = /[\r\n]|$/g;
  end.lastIndex = at;
  return text.slice(at, end.exec(text)?.index ?? text.length);
}

function markSpan(text: string, at: number): Span {
  return { from: at, to: at + lineOf(text, at).replace(/\s*(?:\*\/)?\s*$/, '').length };
}

interface QueryComment {
  /** Of the mark, in the query. */
  readonly from: number;
  readonly covers: Answer['covers'];
}

/** A comment in the query is about its own line, or the next one with words where it has none; and, where that opens a bracket, about all up to its end. */
function queryComments({ rule }: RuleAnalysis, { embedded, parsed }: NonNullable<RuleAnalysis['eql']>): QueryComment[] {
  const marked = parsed.comments.filter(({ image }) => image.includes(ANSWER_MARK));
  if (marked.length === 0) return [];
  const lines = createLineIndex(embedded.text);
  const tokens = tokenize(embedded.text);
  const lineAt = (offset: number): number => lines.positionAt(offset).line;
  return marked.map(({ startOffset, image }) => {
    const end = startOffset + image.length;
    const own = lineAt(startOffset);
    const isBehind = tokens.some((token) => token.startOffset < startOffset && lineAt(token.startOffset) === own);
    const next = tokens.find((token) => token.startOffset >= end);
    const first = isBehind || next === undefined ? own : lineAt(next.startOffset);
    const target = { first, last: lastLine(tokens, first, lineAt) };
    return {
      from: startOffset + image.indexOf(ANSWER_MARK),
      covers: ({ origin }) =>
        origin?.rule === rule.index &&
        meets(
          target,
          linesOf(origin.issue, (at) => ({ line: lineAt(at) })),
        ),
    };
  });
}

/** The last line of what begins on a line: where a bracket that opens there closes. */
export function lastLine(
  tokens: ReturnType<typeof tokenize>,
  first: number,
  lineAt: (offset: number) => number,
): number {
  let depth = 0;
  for (const { startOffset, image } of tokens) {
    const line = lineAt(startOffset);
    if (line < first) continue;
    if (line > first && depth <= 0) return first;
    if (/^!?[([]$/.test(image)) depth++;
    else if (/^[)\]]$/.test(image)) depth--;
    if (line > first && depth <= 0) return line;
  }
  return depth > 0 ? Infinity : first;
}

/** Where a mark stands at the start of a comment of the file. Those that a query or a note holds are part of a text, and not for us. */
export function fileComments({ text, rules }: Omit<Analysis, 'issues'>, mark: string): readonly number[] {
  const texts = rules.flatMap(({ rule }) => textSpans(rule.content.file)).sort((a, b) => a.from - b.from);
  return [...text.matchAll(new RegExp(`(?:^|[ \\t])#[ \\t]*(?=${mark})`, 'gm'))]
    .map((match) => match.index + match[0].length)
    .filter((at) => !texts.some(({ from, to }) => from <= at && at < to));
}

function textSpans(value: FieldValue): readonly Span[] {
  switch (value.kind) {
    case 'text':
      return [value];
    case 'list':
      return value.items.flatMap(textSpans);
    case 'table':
      return value.entries.flatMap((entry) => textSpans(entry.value));
    default:
      return [];
  }
}

/** Before the first key: the whole file. Above a rule's heading: the whole rule. Above or beside a key: that key with all that it holds. */
function fileScope({ text, rules }: Omit<Analysis, 'issues'>, lines: LineIndex, at: number): Answer['covers'] {
  const { line } = lines.positionAt(at);
  const lineFrom = lines.offsetAt({ line, column: 0 });
  const isBehind = !/^[ \t]*#[ \t]*$/.test(text.slice(lineFrom, at));
  if (!isBehind && /^\ufeff?(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*$/.test(text.slice(0, lineFrom))) return () => true;
  const target = isBehind ? line : nextLine(text, lines, line);
  const heading = rules.find(({ rule }) => lines.positionAt(rule.heading.from).line === target);
  if (heading !== undefined && !isBehind)
    return ({ from, to }) => heading.rule.heading.from <= from && to <= heading.rule.to;
  const held = rules.flatMap(({ rule }) => entrySpans(rule.content.file, lines, target));
  const covered = [{ first: target, last: target }, ...held.map((span) => linesOf(span, (o) => lines.positionAt(o)))];
  return (issue) =>
    covered.some((each) =>
      meets(
        each,
        linesOf(issue, (offset) => lines.positionAt(offset)),
      ),
    );
}

/** The next line that is neither blank nor a comment. */
export function nextLine(text: string, lines: LineIndex, line: number): number {
  for (let next = line + 1; next < lines.lineCount; next++) {
    const from = lines.offsetAt({ line: next, column: 0 });
    if (!/^[ \t]*(?:#|[\r\n]|$)/.test(text.slice(from, from + 200))) return next;
  }
  return line;
}

/** The entries whose key stands on a line, each with its value. */
function entrySpans(value: FieldValue, lines: LineIndex, line: number): readonly Span[] {
  if (value.kind === 'list') return value.items.flatMap((item) => entrySpans(item, lines, line));
  if (value.kind !== 'table') return [];
  return value.entries.flatMap(({ keySpan, value: inner }) =>
    lines.positionAt(keySpan.from).line === line
      ? [{ from: keySpan.from, to: Math.max(keySpan.to, inner.to) }]
      : entrySpans(inner, lines, line),
  );
}

function linesOf({ from, to }: Span, positionAt: (offset: number) => { readonly line: number }): Lines {
  return { first: positionAt(from).line, last: positionAt(Math.max(from, to - 1)).line };
}

function meets(a: Lines, b: Lines): boolean {
  return a.first <= b.last && b.first <= a.last;
}
