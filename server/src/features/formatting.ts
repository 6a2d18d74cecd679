// Formatting of the queries of a file: nothing else in it is touched. A query that cannot be read whole is left alone.
import { oneEdit } from '../analysis/analyze';
import type { Analysis, EqlAnalysis } from '../analysis/analyze';
import type { TextEdit } from '../base/edit';
import type { Span } from '../base/span';
import { formatQuery } from '../eql/format/formatQuery';
import { tokenize } from '../eql/parse';
import type { EmbeddedQuery } from '../rule/document';
import { liftEdit } from '../rule/edits';
import { queryPlaceAt } from './queryPlace';

export interface FormattingOptions {
  /** Columns that a line of the file should not exceed. */
  readonly width: number;
}

/** At most one edit a query. */
export function formattingEdits(analysis: Analysis, options: FormattingOptions): readonly TextEdit[] {
  return analysis.rules.flatMap(({ eql }) => (eql === undefined ? [] : formatOne(eql, analysis.text, options)));
}

/** Only the white space that touches a stretch of the file. */
export function rangeFormattingEdits(analysis: Analysis, range: Span, options: FormattingOptions): readonly TextEdit[] {
  return analysis.rules.flatMap(({ eql }) => {
    if (eql === undefined || range.to < eql.embedded.from || eql.embedded.to < range.from) return [];
    const { map, text } = eql.embedded;
    const from = map.toQuery(Math.max(range.from, eql.embedded.from)) ?? 0;
    const to = map.toQuery(Math.min(range.to, eql.embedded.to)) ?? text.length;
    return formatOne(eql, analysis.text, options, { from, to });
  });
}

function formatOne(
  { embedded }: EqlAnalysis,
  file: string,
  options: FormattingOptions,
  within?: Span,
): readonly TextEdit[] {
  const formatted = formattedText(embedded, file, options);
  if (formatted === undefined || formatted === embedded.text) return [];
  const edits = gapEdits(embedded.text, formatted).filter(
    (edit) => within === undefined || (touches(edit, within) && isWhiteSpace(edit, embedded.text)),
  );
  if (edits.length === 0) return [];
  const lifted = liftEdit(embedded, file, oneEdit(embedded.text, edits));
  return lifted === undefined ? [] : [lifted];
}

function touches(edit: Span, within: Span): boolean {
  return edit.from <= within.to && within.from <= edit.to;
}

/** A comment that moves to another gap takes two edits, of which a range may hold one only. */
function isWhiteSpace({ from, to, text }: TextEdit, query: string): boolean {
  const squeeze = (gap: string): string => gap.replace(/\s+/g, '');
  return squeeze(query.slice(from, to)) === squeeze(text);
}

/** A query in quotes of one line stays on its line; a folded one cannot say where its lines end. */
function formattedText(query: EmbeddedQuery, file: string, { width }: FormattingOptions): string | undefined {
  switch (query.quoting) {
    case 'plain':
    case 'toml-multiline-basic':
    case 'toml-multiline-literal':
    case 'json-string':
      return query.text.includes('\n') || query.quoting === 'plain'
        ? formatQuery(query.text, { width })
        : onOneLine(query.text);
    case 'yaml-literal':
      return formatQuery(query.text, { width: width - indentationOf(query, file) });
    case 'toml-basic':
    case 'toml-literal':
    case 'yaml-plain':
    case 'yaml-single':
    case 'yaml-double':
      return onOneLine(query.text);
    case 'yaml-folded':
      return undefined;
  }
}

function onOneLine(text: string): string | undefined {
  if (text.includes('\n')) return undefined;
  const formatted = formatQuery(text, { width: Number.POSITIVE_INFINITY });
  return formatted?.includes('\n') === true ? undefined : formatted;
}

function indentationOf({ map }: EmbeddedQuery, file: string): number {
  const first = map.toFile(0);
  return first - (file.lastIndexOf('\n', first - 1) + 1);
}

/** The words are the same in both texts: what differs stands between them. */
function gapEdits(before: string, after: string): readonly TextEdit[] {
  const old = tokenize(before);
  const now = tokenize(after);
  const edits: TextEdit[] = [];
  for (let index = 0; index <= old.length; index++) {
    const span = gapAt(old, index, before.length);
    const made = gapAt(now, index, after.length);
    const text = after.slice(made.from, made.to);
    if (before.slice(span.from, span.to) !== text) edits.push({ ...span, text });
  }
  return edits;
}

function gapAt(tokens: ReturnType<typeof tokenize>, index: number, length: number): Span {
  const previous = tokens[index - 1];
  const next = tokens[index];
  return {
    from: previous === undefined ? 0 : previous.startOffset + previous.image.length,
    to: next?.startOffset ?? length,
  };
}

const STEP = 2;

/** The indentation of a line that was just begun in a query, as one edit of its white space; none outside, and none within a word or comment. */
export function newLineEdits(analysis: Analysis, fileOffset: number): readonly TextEdit[] {
  const place = queryPlaceAt(analysis, fileOffset);
  if (place === undefined || !hasLines(place.eql.embedded)) return [];
  const { embedded } = place.eql;
  const file = analysis.text;
  const from = file.lastIndexOf('\n', fileOffset - 1) + 1;
  const to = from + (/^[ \t]*/.exec(file.slice(from))?.[0].length ?? 0);
  const begun = embedded.map.toQuery(Math.min(from, fileOffset)) ?? place.offset;
  if (from <= embedded.from || begun === 0 || isInWord(place.eql, begun)) return [];
  const base = embedded.quoting === 'yaml-literal' ? indentationOf(embedded, file) : 0;
  const text = ' '.repeat(base + indentationAt(embedded.text, begun, file.slice(to)));
  return file.slice(from, to) === text ? [] : [{ from, to, text }];
}

function hasLines({ quoting }: EmbeddedQuery): boolean {
  return quoting === 'plain' || quoting === 'yaml-literal' || quoting.startsWith('toml-multiline');
}

/** Or in a block comment: some words have lines, too. */
function isInWord({ parsed, embedded }: EqlAnalysis, offset: number): boolean {
  return [...parsed.comments, ...tokenize(embedded.text)].some(
    ({ startOffset, image }) => startOffset < offset && offset < startOffset + image.length,
  );
}

/**
 * One step for each bracket that is open, and one for what continues a condition. A line that closes a bracket stands one step less, but
 * for a bracket that the editor closed beforehand: after a word that asks for more, more is going to be written before it.
 */
function indentationAt(text: string, offset: number, rest: string): number {
  const words = tokenize(text.slice(0, offset));
  const last = words.at(-1);
  if (last === undefined) return 0;
  const depth = words.reduce((sum, { image }) => sum + depthChange(image), 0);
  const closes = /^[)\]]/.test(rest) && !GOES_ON.has(last.image) ? 1 : 0;
  return STEP * Math.max(0, depth + 1 - closes);
}

const GOES_ON: ReadonlySet<string> = new Set(['and', 'or', 'not', 'where', ',']);

function depthChange(image: string): number {
  if (image === '(' || image === '[' || image === '![') return 1;
  return image === ')' || image === ']' ? -1 : 0;
}
