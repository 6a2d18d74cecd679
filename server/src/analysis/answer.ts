// One answer of the author to an issue, as a comment says it: `rulewright: accepted CODE because REASON until DATE`.
import { CODES, isCode } from '../base/codes';
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import { nearestName } from '../eql/nearestName';

export interface AnswerText {
  readonly codes: readonly AnsweredCode[];
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: Span & { readonly day: string };
}

export interface AnsweredCode extends Span {
  readonly code: string;
}

/** Where an answer begins in a comment. */
export const ANSWER_MARK = 'rulewright:';

/** Stands where the author has still to say why. */
export const NO_REASON = 'REASON';

const FORM = '`rulewright: accepted CODE because REASON`, and `until YYYY-MM-DD` after it if it ends';
const SHAPE = /^\s*accepted\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s+because\s+(\S[^]*)$/;
const UNTIL = /\s+until(?:\s+(\S+?))?\.?$/;

/**
 * What a comment answers; `from` is the offset of `comment` in the text that the answer's spans are in. Undefined where it is no answer at
 * all, issues where it is one that cannot be used.
 */
export function readAnswer(comment: string, from: number): AnswerText | readonly Issue[] | undefined {
  const mark = comment.indexOf(ANSWER_MARK);
  if (mark < 0) return undefined;
  const start = mark + ANSWER_MARK.length;
  const body = comment.slice(start).replace(/\s*(?:\*\/)?\s*$/, '');
  const whole = { from: from + mark, to: from + start + body.length };
  const found = SHAPE.exec(body);
  if (found === null) return [badAnswer(whole, `This answer cannot be read. Write ${FORM}.`)];
  const [, codes = '', because = ''] = found;
  const places = codesIn(codes, from + start + body.indexOf(codes));
  const unknown = places.filter(({ code }) => !isCode(code));
  if (unknown.length > 0) return unknown.map(unknownCode);
  const beyond = places.filter(({ code }) => CODES[code]?.of !== undefined);
  if (beyond.length > 0) return beyond.map(beyondAnswers);
  const reasonFrom = from + start + body.length - because.length;
  if (because.trim().startsWith(NO_REASON)) return [noReason(reasonFrom)];
  return withEnd(places, because, reasonFrom);
}

function withEnd(codes: readonly AnsweredCode[], because: string, at: number): AnswerText | readonly Issue[] {
  const end = UNTIL.exec(because);
  if (end === null) return { codes, reason: because };
  const [whole, day = ''] = end;
  const from = at + end.index + whole.indexOf('until');
  const span = { from, to: at + end.index + whole.trimEnd().replace(/\.$/, '').length };
  if (!isDay(day)) return /^\d/.test(day) || day === '' ? [badDay(span, day)] : { codes, reason: because };
  return { codes, reason: because.slice(0, end.index), until: { ...span, day } };
}

function codesIn(list: string, from: number): readonly AnsweredCode[] {
  return [...list.matchAll(/[\w-]+/g)].map(({ 0: code, index }) => ({
    code,
    from: from + index,
    to: from + index + code.length,
  }));
}

/** A day of the calendar. */
export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (days[month - 1] ?? 0);
}

function unknownCode(place: AnsweredCode): Issue {
  const near = nearestName(place.code, Object.keys(CODES));
  const cure = near === undefined ? 'The code stands behind the message of the issue.' : `Did you mean \`${near}\`?`;
  const fixes =
    near === undefined
      ? undefined
      : [{ title: `Replace it with \`${near}\``, edits: [{ from: place.from, to: place.to, text: near }] }];
  return {
    ...badAnswer(place, `No issue has the code \`${place.code}\`. ${cure}`),
    ...(fixes === undefined ? {} : { fixes }),
  };
}

function beyondAnswers(place: AnsweredCode): Issue {
  const message =
    CODES[place.code]?.of === 'run'
      ? `\`${place.code}\` is told of a run, not of the rule, so no comment in the rule can answer it.`
      : `\`${place.code}\` depends on other files, so no comment can answer it. Set it to \`off\` in \`rulewright.yaml\`.`;
  return badAnswer(place, message);
}

function noReason(from: number): Issue {
  const message = `Say in place of \`${NO_REASON}\` why this is intended; until then the answer does not count.`;
  return badAnswer({ from, to: from + NO_REASON.length }, message);
}

function badDay(span: Span, day: string): Issue {
  const what = day === '' ? '`until` lacks its day' : `\`${day}\` is no day`;
  return badAnswer(span, `${what}; write it as \`until 2027-01-31\`.`);
}

function badAnswer({ from, to }: Span, message: string): Issue {
  return { code: 'bad-answer', severity: 'warning', message, from, to };
}
