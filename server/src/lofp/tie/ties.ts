// The ties of a rule: which entries of the catalogue stand behind its arms and behind its statements, by comments and by equal words.
import { fileComments, lastLine, lineOf, nextLine } from '../../analysis/answers';
import type { Analysis, EqlAnalysis, RuleAnalysis } from '../../analysis/analyze';
import type { Issue } from '../../base/issue';
import { createLineIndex } from '../../base/lineIndex';
import type { LineIndex } from '../../base/lineIndex';
import type { Span } from '../../base/span';
import { tokenize } from '../../eql/parse';
import { armsOfQuery } from '../../tuning/arms';
import type { Arm } from '../../tuning/arms';
import type { LofpEntry } from '../entries/entry';
import { foldStatement } from '../statements/fold';
import { isTieComment, readTie, TIE_MARK } from './tieText';
import type { TiedId, TieText } from './tieText';

/** Offsets are those of the file. */
export interface RuleTies {
  readonly rule: RuleAnalysis;
  /** What a query without metadata is called. */
  readonly file?: string;
  readonly arms: readonly TiedArm[];
  readonly statements: readonly TiedStatement[];
  /** Every id that a comment of the rule names. */
  readonly named: readonly TiedId[];
  /** Comments that cannot be read. */
  readonly faults: readonly Issue[];
  /** A comment ties something: then the rule is to be tied as a whole. */
  readonly isTied: boolean;
}

export interface Tied {
  readonly span: Span;
  /** Those that are known. */
  readonly entries: readonly LofpEntry[];
  /** A comment names an entry, known or not. */
  readonly isNamed: boolean;
  /** Why there is no entry. */
  readonly because?: string;
}

export interface TiedArm extends Tied {
  readonly arm: Arm;
}

export interface TiedStatement extends Tied {
  readonly text: string;
}

/** Of every rule of a file, in its order. `file`: its name without the ending, which is that of a query without metadata. */
export function tiesOf(analysis: Analysis, entries: readonly LofpEntry[], file?: string): readonly RuleTies[] {
  const lines = createLineIndex(analysis.text);
  const known = new Map(entries.map((entry) => [entry.id.value, entry]));
  const byStatement = new Map(entries.map((entry) => [foldStatement(entry.statement.value), entry]));
  const inFile = analysis.file.format === 'eql' ? [] : fileTies(analysis, lines);
  return analysis.rules.map((rule) => {
    const own = inFile.filter(({ at }) => rule.rule.from <= at && at <= rule.rule.to);
    const inQuery = rule.eql === undefined ? [] : queryTies(rule.eql, analysis.text);
    const read = [...own, ...inQuery].flatMap(({ tie }) => ('ids' in tie ? [tie] : []));
    return {
      rule,
      ...(file === undefined ? {} : { file }),
      arms: rule.eql === undefined ? [] : tiedArms(rule.eql, inQuery, known),
      statements: tiedStatements(rule, own, { lines, known, byStatement, text: analysis.text }),
      named: read.flatMap(({ ids }) => ids),
      faults: [...own, ...inQuery].flatMap(({ tie }) => ('ids' in tie ? [] : [tie])),
      isTied: read.length > 0,
    };
  });
}

/** The arms of a rule behind which an entry stands. */
export function armsTiedTo({ arms }: RuleTies, { id }: Pick<LofpEntry, 'id'>): readonly TiedArm[] {
  return arms.filter(({ entries }) => entries.some((entry) => entry.id.value === id.value));
}

interface QueryTie {
  readonly tie: TieText | Issue;
  readonly holds: (arm: Arm) => boolean;
}

/** As answers do, a comment is about its own line or the next one with words, up to where a bracket that opens there closes. */
function queryTies({ embedded, parsed }: EqlAnalysis, text: string): readonly QueryTie[] {
  const comments = parsed.comments.filter(({ image }) => isTieComment(image));
  if (comments.length === 0) return [];
  const lines = createLineIndex(embedded.text);
  const tokens = tokenize(embedded.text);
  const lineAt = (offset: number): number => lines.positionAt(offset).line;
  return comments.map(({ startOffset, image }) => {
    const at = embedded.map.toFile(startOffset + image.indexOf(TIE_MARK));
    const tie = readTie(lineOf(text, at), at);
    const end = startOffset + image.length;
    const own = lineAt(startOffset);
    const isBehind = tokens.some((token) => token.startOffset < startOffset && lineAt(token.startOffset) === own);
    const next = tokens.find((token) => token.startOffset >= end);
    if (image.startsWith('/*') && next !== undefined && lineAt(next.startOffset) === own)
      return { tie, holds: bracketAt(tokens, next.startOffset) };
    const first = isBehind || next === undefined ? own : lineAt(next.startOffset);
    const last = lastLine(tokens, first, lineAt);
    return { tie, holds: ({ span }) => first <= lineAt(span.from) && lineAt(span.from) <= last };
  });
}

/** A comment in front of an arm, within its line: the bracket that opens there, else the arm that begins there. */
function bracketAt(tokens: ReturnType<typeof tokenize>, from: number): QueryTie['holds'] {
  let depth = 0;
  for (const { startOffset, image } of tokens) {
    if (startOffset < from) continue;
    if (image === '(') depth++;
    else if (image === ')') depth--;
    else if (startOffset === from) return ({ node }) => node.from === from;
    if (depth === 0) return ({ span }) => from <= span.from && span.to <= startOffset + 1;
  }
  return () => false;
}

function tiedArms(
  { query, embedded }: EqlAnalysis,
  ties: readonly QueryTie[],
  known: ReadonlyMap<string, LofpEntry>,
): readonly TiedArm[] {
  return armsOfQuery(query).map((arm) => {
    const own = ties.flatMap(({ tie, holds }) => ('ids' in tie && holds(arm) ? [tie] : []));
    return { arm, span: embedded.map.spanToFile(arm.span), ...tiedBy(own, known) };
  });
}

function tiedBy(ties: readonly TieText[], known: ReadonlyMap<string, LofpEntry>): Omit<Tied, 'span'> {
  const ids = [...new Set(ties.flatMap((tie) => tie.ids.map(({ id }) => id)))];
  const because = ties.find((tie) => tie.because !== undefined)?.because;
  return {
    entries: ids.flatMap((id) => known.get(id) ?? []),
    isNamed: ids.length > 0,
    ...(because === undefined ? {} : { because }),
  };
}

interface FileTie {
  readonly tie: TieText | Issue;
  readonly at: number;
  /** From 0: the line that it is about. */
  readonly target: number;
}

function fileTies(analysis: Analysis, lines: LineIndex): readonly FileTie[] {
  if (!analysis.text.includes(TIE_MARK)) return [];
  return fileComments(analysis, TIE_MARK).map((at) => {
    const { line } = lines.positionAt(at);
    const before = analysis.text.slice(lines.offsetAt({ line, column: 0 }), at);
    const isBehind = !/^[ \t]*#[ \t]*$/.test(before);
    return {
      tie: readTie(lineOf(analysis.text, at), at),
      at,
      target: isBehind ? line : nextLine(analysis.text, lines, line),
    };
  });
}

interface StatementWorld {
  readonly lines: LineIndex;
  readonly known: ReadonlyMap<string, LofpEntry>;
  readonly byStatement: ReadonlyMap<string, LofpEntry>;
  readonly text: string;
}

/** Above the key a comment is about all statements. One that has the words of an entry is tied without a comment. */
function tiedStatements(
  { rule }: RuleAnalysis,
  ties: readonly FileTie[],
  { lines, known, byStatement, text }: StatementWorld,
): readonly TiedStatement[] {
  const lineAt = (offset: number): number => lines.positionAt(offset).line;
  const isKey = (line: number): boolean => KEY.test(text.slice(lines.offsetAt({ line, column: 0 })));
  const { falsePositives } = rule.metadata;
  return falsePositives.map(({ value, from, to }, index) => {
    const before = falsePositives[index - 1];
    // What opens a text may have a line of its own above it.
    const first = before === undefined ? Math.max(0, lineAt(from) - 1) : lineAt(before.to) + 1;
    const own = ties.flatMap(({ tie, target }) =>
      'ids' in tie && ((Math.min(first, lineAt(from)) <= target && target <= lineAt(to)) || isKey(target)) ? [tie] : [],
    );
    const tied = tiedBy(own, known);
    const same = byStatement.get(foldStatement(value));
    const entries = same === undefined || tied.entries.includes(same) ? tied.entries : [...tied.entries, same];
    return { ...tied, entries, span: { from, to }, text: value };
  });
}

const KEY = /^[ \t]*["']?(?:rule\.)?false_positives\b/;
