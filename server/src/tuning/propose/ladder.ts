// A proposal as things to bind, each with a ladder from the narrowest to the broadest way to bind it. Moved by hand, it is made anew.
import type { Expression } from '../../eql/ast';
import { fieldNode } from '../../eql/nodes';
import { parseExpression } from '../../eql/parse';
import { printExpression } from '../../eql/print';
import { quoteString } from '../../eql/strings';
import type { Value } from '../../engine/value';
import { named } from './words';

/** `off`: the field is not asked for. `numbers`: what differs are numbers. `pattern`: with `*`, which stands for anything. */
export type RungKind = 'exact' | 'list' | 'prefix' | 'numbers' | 'pattern' | 'off';

export interface Rung {
  readonly kind: RungKind;
  /** Empty where the field is not asked for. */
  readonly eql: string;
  /** What it lets through, for people. */
  readonly title: string;
}

export interface BoundField {
  readonly path: string;
  /** The narrowest first; at least one. */
  readonly rungs: readonly Rung[];
  /** The place of the one that stands. */
  readonly rung: number;
}

export type ProposalKind = 'kubernetes' | 'container' | 'process' | 'generic';

export interface Proposal {
  readonly kind: ProposalKind;
  /** Which event filter of the query the arm is for, in the order of the text. */
  readonly filter: number;
  /** In the order in which they are written. */
  readonly fields: readonly BoundField[];
  readonly arm: Expression;
  readonly eql: string;
  /** The events that it was made from. */
  readonly events: readonly number[];
}

/** Longer lists are no exclusion that anybody reads. */
export const MOST_VALUES = 20;

export function makeProposal(
  kind: ProposalKind,
  filter: number,
  fields: readonly BoundField[],
  events: readonly number[],
): Proposal {
  const eql = fields.flatMap(({ rungs, rung }) => rungs[rung]?.eql || []).join(' and ');
  return { kind, filter, fields, arm: parseExpression(eql).value, eql, events };
}

/** Undefined where there is no such rung, or where nothing would be asked for any more. */
export function moveRung(proposal: Proposal, path: string, rung: number): Proposal | undefined {
  const { kind, filter, events } = proposal;
  const isThere = proposal.fields.some((field) => field.path === path && field.rungs[rung] !== undefined);
  const fields = proposal.fields.map((field) => (field.path === path ? { ...field, rung } : field));
  if (!isThere || fields.every((field) => field.rungs[field.rung]?.kind === 'off')) return undefined;
  return makeProposal(kind, filter, fields, events);
}

/** A field that is bound by its values as they are, or not at all. Undefined where it has none, or too many. */
export function valueField(path: string, values: readonly Value[]): BoundField | undefined {
  const rung = valueRung(path, values);
  return rung && { path, rungs: [rung], rung: 0 };
}

/** The same where it may be left out; `isBound`: whether it stands. */
export function optionalField(path: string, values: readonly Value[], isBound: boolean): BoundField | undefined {
  const rung = valueRung(path, values);
  return rung && { path, rungs: [rung, { kind: 'off', eql: '', title: 'not asked for' }], rung: isBound ? 0 : 1 };
}

export function valueRung(path: string, values: readonly Value[]): Rung | undefined {
  const [only, ...others] = [...new Set(values)];
  if (only === undefined || others.length >= MOST_VALUES) return undefined;
  if (others.length === 0)
    return { kind: 'exact', eql: `${fieldText(path)} == ${valueText(only)}`, title: shown(only) };
  const texts = [only, ...others].map(valueText).sort();
  const title = named([only, ...others].map(String).sort());
  return { kind: 'list', eql: `${fieldText(path)} in (${texts.join(', ')})`, title };
}

/** `operator ("a", "b")`, or without a list for one. */
export function matchText(path: string, operator: 'like' | 'regex', patterns: readonly string[]): string {
  const texts = [...new Set(patterns)].sort().map(quoteString);
  const [only = '""', ...others] = texts;
  return `${fieldText(path)} ${operator} ${others.length === 0 ? only : `(${texts.join(', ')})`}`;
}

/** With backquotes where a name needs them. */
export function fieldText(path: string): string {
  return printExpression(fieldNode(path.split('.'), false, { from: 0, to: 0 }));
}

export function valueText(value: Value): string {
  return typeof value === 'string' ? quoteString(value) : String(value);
}

function shown(value: Value): string {
  const text = valueText(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
