// Events as a condition that all of them meet: their exact values of the fields that a query looks at. Each part is tried on the engine.
import type { Expression } from '../eql/ast';
import { parseExpression } from '../eql/parse';
import { printExpression } from '../eql/print';
import { familyOf } from '../eql/types';
import type { ResolvedField } from '../eql/types';
import { fieldsOf } from '../eql/walk';
import { compileCondition } from '../engine/condition';
import type { EvaluationContext } from '../engine/condition';
import type { Value } from '../engine/value';
import { fieldText, valueText } from './propose/ladder';

/** Events that one condition of the query took. */
export interface Taken {
  readonly condition: Expression;
  readonly events: readonly number[];
}

export interface EventCondition {
  /** Undefined where some of the events have nothing that can be asked for. */
  readonly eql: string | undefined;
  /** Fields that are looked at and cannot be asked for by exact values. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly path: string;
  /** `inexact`: no exact match is possible on it, or its values are times. `many`: it has too many values for a list. */
  readonly why: 'inexact' | 'many';
}

/** Longer lists help nobody. */
const MOST_VALUES = 1000;

/** What different conditions took is joined by `or`. */
export function conditionOf(taken: readonly Taken[], context: EvaluationContext): EventCondition {
  const leftOut = new Map<string, LeftOut>();
  const parts = taken.map((each) => {
    const found = clausesFor(each, context);
    for (const left of found.leftOut) leftOut.set(left.path, left);
    return found.clauses;
  });
  const isWhole = parts.length > 0 && parts.every((clauses) => clauses.length > 0);
  const distinct = new Map(parts.map((clauses) => joined('and', clauses)).map((each) => [printExpression(each), each]));
  return {
    eql: isWhole ? printExpression(joined('or', [...distinct.values()])) : undefined,
    leftOut: [...leftOut.values()],
  };
}

interface Clauses {
  readonly clauses: readonly Expression[];
  readonly leftOut: readonly LeftOut[];
}

function clausesFor({ condition, events }: Taken, context: EvaluationContext): Clauses {
  const clauses: Expression[] = [];
  const leftOut: LeftOut[] = [];
  for (const path of fieldsOf(condition)) {
    const clause = clauseFor(path, events, context);
    if (typeof clause === 'string') leftOut.push({ path, why: clause });
    else clauses.push(clause);
  }
  return { clauses, leftOut };
}

function clauseFor(path: string, events: readonly number[], context: EvaluationContext): Expression | LeftOut['why'] {
  const field = context.fields.find(path);
  if (field !== undefined && !isExact(field)) return 'inexact';
  const reader = context.reader(path);
  const values = new Set<Value>();
  let lacking = 0;
  for (const event of events) {
    const own = reader.values(event);
    if (own.length === 0) lacking++;
    for (const value of own) values.add(value);
    if (values.size > MOST_VALUES) return 'many';
  }
  const { value: clause, issues } = parseExpression(clauseText(path, [...values], lacking > 0, field === undefined));
  if (issues.some(({ severity }) => severity === 'error')) return 'inexact';
  const holds = compileCondition(clause, context);
  return events.every(holds) ? clause : 'inexact';
}

/** A field that nothing declares is asked for with a question mark: else Elasticsearch would refuse it. */
function clauseText(path: string, values: readonly Value[], isLacking: boolean, isUnknown: boolean): string {
  const name = `${isUnknown ? '?' : ''}${fieldText(path)}`;
  const texts = values.map(valueText).sort();
  const [only = '', ...others] = texts;
  const missing = `${name} == null`;
  if (texts.length === 0) return missing;
  const has = others.length === 0 ? `${name} == ${only}` : `${name} in (${texts.join(', ')})`;
  return isLacking ? `${has} or ${missing}` : has;
}

/** A time is new with each event. */
function isExact(field: ResolvedField): boolean {
  if (field.nestedIn !== undefined || field.exact === 'none' || field.exact === 'ambiguous') return false;
  return ['string', 'text', 'boolean', 'ip', 'number', 'version'].includes(familyOf(field.type));
}

/** A chain of one is its only operand. */
function joined(operator: 'and' | 'or', operands: readonly Expression[]): Expression {
  const [only] = operands;
  if (only !== undefined && operands.length === 1) return only;
  return { kind: 'logical', operator, operands, from: 0, to: 0 };
}
