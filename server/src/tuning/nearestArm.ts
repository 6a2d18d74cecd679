// What would have to change for an arm that takes nothing out to take something out: the smallest change that helps, and how much it does.
import type { Span } from '../base/span';
import { compileCondition } from '../engine/condition';
import type { EvaluationContext } from '../engine/condition';
import type { Expression, Literal, Match } from '../eql/ast';
import { misfitOf } from '../eql/check/valueShapes';
import { printExpression } from '../eql/print';
import { quoteString } from '../eql/strings';
import { clausesOf } from '../eql/walk';
import type { Arm } from './arms';

export interface NearestArm {
  /** The end of the sentence “would match N events if …”. */
  readonly change: string;
  /** Events of the sample that the changed arm would take out. */
  readonly matches: number;
  /** The change as an edit of the query, where it is one. */
  readonly edit?: Span & { readonly text: string };
}

interface Candidate {
  readonly change: string;
  readonly clauses: readonly Expression[];
  readonly edit?: NearestArm['edit'];
}

/** `candidates`: the events that the query's exclusions are asked about. The first change that helps is the smallest. */
export function findNearest(
  arm: Arm,
  candidates: readonly number[],
  context: EvaluationContext,
): NearestArm | undefined {
  if (candidates.length === 0) return undefined;
  const clauses = clausesOf(arm.condition);
  const beside = arm.around.map((each) => compileCondition(each, context));
  const tried = (candidate: Candidate): NearestArm => {
    const tests = [...candidate.clauses.map((each) => compileCondition(each, context)), ...beside];
    const matches = candidates.filter((event) => tests.every((test) => test(event))).length;
    return { change: candidate.change, matches, ...(candidate.edit === undefined ? {} : { edit: candidate.edit }) };
  };
  for (const candidate of changesOf(clauses)) {
    const found = tried(candidate);
    if (found.matches > 0) return found;
  }
  const looser = looserArms(clauses)
    .map(tried)
    .sort((x, y) => y.matches - x.matches);
  return looser.find(({ matches }) => matches > 0);
}

function* changesOf(clauses: readonly Expression[]): Generator<Candidate> {
  for (const change of [firstSlash, asPattern, withoutCase, openStart, openEnd, openBoth])
    for (const [index, clause] of clauses.entries()) {
      const changed = change(clause);
      if (changed !== undefined)
        yield { ...changed, clauses: clauses.map((each, at) => (at === index ? changed.clause : each)) };
    }
}

/** Without one of its clauses. */
function looserArms(clauses: readonly Expression[]): readonly Candidate[] {
  if (clauses.length < 2) return [];
  return clauses.map((clause, index) => ({
    change: `it did not ask for \`${shorten(printExpression(clause))}\``,
    clauses: clauses.filter((_, at) => at !== index),
  }));
}

interface Changed {
  readonly change: string;
  readonly clause: Expression;
  readonly edit?: NearestArm['edit'];
}

type Change = (clause: Expression) => Changed | undefined;

const firstSlash: Change = (clause) =>
  withText(clause, (text, path) =>
    misfitOf(path, text, clause.kind === 'match')?.endsWith('begins with `/`') === true
      ? { text: `/${text}`, change: 'the pattern began with `/`' }
      : undefined,
  );

const openStart: Change = (clause) =>
  withText(clause, (text) =>
    clause.kind === 'match' && !text.startsWith('*')
      ? { text: `*${text}`, change: 'the pattern began with `*`' }
      : undefined,
  );

const openEnd: Change = (clause) =>
  withText(clause, (text) =>
    clause.kind === 'match' && !text.endsWith('*')
      ? { text: `${text}*`, change: 'the pattern ended with `*`' }
      : undefined,
  );

const openBoth: Change = (clause) =>
  withText(clause, (text) =>
    clause.kind === 'match' && !text.startsWith('*') && !text.endsWith('*')
      ? { text: `*${text}*`, change: 'the pattern began and ended with `*`' }
      : undefined,
  );

/** `*` under `==` or `in` is a plain character. */
const asPattern: Change = (clause) => {
  const value = onlyText(clause);
  if (value === undefined || clause.kind === 'match' || !/[*?]/.test(value.literal.value)) return undefined;
  const changed = toMatch(clause, value, 'like');
  return (
    changed && {
      change: `it was asked with \`like\`, so that \`${wildcardIn(value.literal.value)}\` is a wildcard`,
      clause: changed,
    }
  );
};

const withoutCase: Change = (clause) => {
  const value = onlyText(clause);
  if (value === undefined) return undefined;
  if (clause.kind === 'match') {
    if (clause.operator !== 'like' && clause.operator !== 'regex') return undefined;
    return {
      change: 'it ignored case',
      clause: { ...clause, operator: clause.operator === 'like' ? 'like~' : 'regex~' },
    };
  }
  if (clause.kind === 'membership')
    return clause.caseInsensitive
      ? undefined
      : { change: 'it ignored case', clause: { ...clause, caseInsensitive: true } };
  const changed = toMembership(clause, value);
  return changed && { change: 'it ignored case', clause: changed };
};

interface TextValue {
  readonly path: string;
  readonly operand: Expression;
  readonly literal: Literal & { readonly type: 'string' };
}

/** The text of a clause that asks one field for one text. */
function onlyText(clause: Expression): TextValue | undefined {
  const [operand, values] =
    clause.kind === 'match'
      ? [clause.operand, clause.patterns]
      : clause.kind === 'membership' && !clause.negated
        ? [clause.operand, clause.items]
        : clause.kind === 'comparison' && clause.operator === '=='
          ? [clause.left, [clause.right]]
          : [undefined, []];
  const [literal] = values;
  if (operand?.kind !== 'field' || values.length !== 1) return undefined;
  if (literal?.kind !== 'literal' || literal.type !== 'string') return undefined;
  return { path: operand.path, operand, literal };
}

function withText(
  clause: Expression,
  change: (text: string, path: string) => { readonly text: string; readonly change: string } | undefined,
): Changed | undefined {
  const value = onlyText(clause);
  if (value === undefined || (clause.kind === 'match' && clause.operator.startsWith('regex'))) return undefined;
  const changed = change(value.literal.value, value.path);
  if (changed === undefined) return undefined;
  const literal: Literal = { ...value.literal, value: changed.text };
  const { from, to } = value.literal;
  return {
    change: changed.change,
    clause: withLiteral(clause, literal),
    edit: { from, to, text: quoteString(changed.text) },
  };
}

function withLiteral(clause: Expression, literal: Literal): Expression {
  switch (clause.kind) {
    case 'match':
      return { ...clause, patterns: [literal] };
    case 'membership':
      return { ...clause, items: [literal] };
    case 'comparison':
      return { ...clause, right: literal };
    default:
      return clause;
  }
}

function toMatch(clause: Expression, { operand, literal }: TextValue, operator: Match['operator']): Match | undefined {
  if (clause.kind !== 'comparison' && clause.kind !== 'membership') return undefined;
  const { from, to, operatorSpan } = clause;
  return { kind: 'match', operator, operatorSpan, operand, patterns: [literal], list: false, from, to };
}

function toMembership(clause: Expression, { operand, literal }: TextValue): Expression | undefined {
  if (clause.kind !== 'comparison') return undefined;
  const { from, to, operatorSpan } = clause;
  return {
    kind: 'membership',
    negated: false,
    caseInsensitive: true,
    operatorSpan,
    operand,
    items: [literal],
    from,
    to,
  };
}

function wildcardIn(text: string): string {
  return text.includes('*') ? '*' : '?';
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
