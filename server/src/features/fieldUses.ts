// Where fields stand in the queries of a file: for highlights, references and renaming.
import { oneEdit } from '../analysis/analyze';
import type { Analysis, RuleAnalysis } from '../analysis/analyze';
import type { TextEdit } from '../base/edit';
import { spanContains } from '../base/span';
import type { Span } from '../base/span';
import type { Field } from '../eql/ast';
import { nodesAt } from '../eql/nodesAt';
import { printPath } from '../eql/print';
import { fieldOccurrences } from '../eql/walk';
import { liftEdit } from '../rule/edits';
import { queryPlaceAt } from './queryPlace';

/** One occurrence, in offsets of the file; the span leaves a `?` before the name out. */
export interface FieldUse extends Span {
  readonly path: string;
  /** Index of the rule in its file. */
  readonly rule: number;
}

/** In the order of the text. */
export function fieldUses({ rules }: Analysis): readonly FieldUse[] {
  return rules.flatMap(usesOfRule);
}

function usesOfRule({ rule, eql }: RuleAnalysis): FieldUse[] {
  if (eql === undefined) return [];
  return fieldOccurrences(eql.query).map((field) => ({
    path: field.path,
    rule: rule.index,
    ...eql.embedded.map.spanToFile(nameSpan(field)),
  }));
}

function nameSpan({ optional, from, to }: Field): Span {
  return { from: optional ? from + 1 : from, to };
}

/** The field at a place, or undefined. */
export function fieldAt(analysis: Analysis, offset: number): FieldUse | undefined {
  const place = queryPlaceAt(analysis, offset);
  const field = place === undefined ? undefined : nodesAt(place.eql.query, place.offset).at(-1);
  if (place === undefined || field?.kind !== 'field') return undefined;
  const span = place.eql.embedded.map.spanToFile(nameSpan(field));
  return spanContains(span, offset) ? { path: field.path, rule: place.rule.rule.index, ...span } : undefined;
}

/** The uses of the same field in the rule of a place; empty where no field stands. */
export function highlights(analysis: Analysis, offset: number): readonly FieldUse[] {
  const at = fieldAt(analysis, offset);
  if (at === undefined) return [];
  return fieldUses(analysis).filter((use) => use.path === at.path && use.rule === at.rule);
}

/** What is wrong with a new name for a field: a sentence, or undefined for a good one. */
export function refuseName(name: string): string | undefined {
  if (name.trim() === '') return 'A field needs a name.';
  if (name.split('.').some((segment) => segment === ''))
    return 'A field name is made of parts between dots, and no part may be empty.';
  return /[\r\n]/.test(name) ? 'A field name stands on one line.' : undefined;
}

/** The edits of a file that give a field another name, with backquotes where it needs them. One a query, because quoting may change. */
export function renameEdits(analysis: Analysis, path: string, name: string): readonly TextEdit[] {
  return analysis.rules.flatMap(({ eql }) => {
    if (eql === undefined) return [];
    const spans = fieldOccurrences(eql.query)
      .filter((field) => field.path === path)
      .map(nameSpan);
    return liftEdits(
      eql.embedded,
      analysis.text,
      spans.map((span) => ({ ...span, text: printPath(name) })),
    );
  });
}

/** Each edit is tried by reading the file again: a few of them, or all as one. */
const MOST_SINGLE_EDITS = 50;

/** Each edit in place where that can be done; otherwise all of them as one, which may rewrite the quotes. */
function liftEdits(
  query: Parameters<typeof liftEdit>[0],
  text: string,
  edits: readonly TextEdit[],
): readonly TextEdit[] {
  if (edits.length <= MOST_SINGLE_EDITS) {
    const lifted = edits.map((edit) => liftEdit(query, text, edit));
    const isInPlace = lifted.every((edit) => edit !== undefined && edit.from >= query.from && edit.to <= query.to);
    if (isInPlace) return lifted.flatMap((edit) => edit ?? []);
  }
  const whole = liftEdit(query, text, oneEdit(query.text, edits));
  return whole === undefined ? [] : [whole];
}
