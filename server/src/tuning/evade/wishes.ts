// What a condition asks of an event, clause by clause, as values that would satisfy it: the engine, not this, decides whether they do.
import type { Comparison, Expression, Literal } from '../../eql/ast';
import type { JsonScalar } from '../../engine/store';

/** One clause: any of `texts` in the field at `path`. */
export interface Wish {
  readonly path: string;
  readonly texts: readonly WishedText[];
  /** Of numbers, booleans and `!= null`. */
  readonly value?: JsonScalar;
}

export interface WishedText {
  readonly text: string;
  /** Do `*` and `?` in it stand for anything? */
  readonly isPattern: boolean;
}

/** Ways to satisfy a condition, each as its clauses; at most `most`. A `not` is a clause of its own. */
export function waysOf(condition: Expression, most: number): readonly (readonly Expression[])[] {
  if (condition.kind !== 'logical') return [[condition]];
  if (condition.operator === 'or') {
    const each = condition.operands.slice(0, most).map((operand) => waysOf(operand, most));
    return interleaved(each).slice(0, most);
  }
  return condition.operands.reduce<readonly (readonly Expression[])[]>(
    (ways, operand) => {
      const further = waysOf(operand, most);
      return further.flatMap((more) => ways.map((way) => [...way, ...more])).slice(0, most);
    },
    [[]],
  );
}

/** The first of each before the second of any. */
function interleaved<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** Undefined where a clause is of a kind that is not understood. */
export function wishOf(clause: Expression): Wish | undefined {
  switch (clause.kind) {
    case 'field':
      return { path: clause.path, texts: [], value: true };
    case 'match':
      if (clause.operand.kind !== 'field' || clause.operator.startsWith('regex')) return undefined;
      return textWish(clause.operand.path, clause.patterns, true);
    case 'membership': {
      const literals = clause.items.filter((item): item is Literal => item.kind === 'literal');
      if (clause.negated || clause.operand.kind !== 'field') return undefined;
      return textWish(clause.operand.path, literals, false);
    }
    case 'comparison':
      return comparisonWish(clause);
    case 'call':
      return callWish(clause.name, clause.arguments);
    default:
      return undefined;
  }
}

function textWish(path: string, literals: readonly Literal[], isPattern: boolean): Wish | undefined {
  const texts = literals.flatMap((each) => (each.type === 'string' ? [{ text: each.value, isPattern }] : []));
  if (texts.length > 0) return { path, texts };
  const value = literals[0] && scalarOf(literals[0]);
  return value === undefined || value === null ? undefined : { path, texts: [], value };
}

const STEP: Readonly<Record<Comparison['operator'], number>> = { '==': 0, '!=': 0, '<=': 0, '>=': 0, '<': -1, '>': 1 };

function comparisonWish({ operator, left, right }: Comparison): Wish | undefined {
  if (left.kind !== 'field' || right.kind !== 'literal') return undefined;
  const { path } = left;
  if (operator === '!=') return right.type === 'null' ? { path, texts: [{ text: 'x', isPattern: false }] } : undefined;
  if (right.type === 'string') return operator === '==' ? textWish(path, [right], false) : undefined;
  const value = scalarOf(right);
  if (value === null || value === undefined) return undefined;
  return { path, texts: [], value: typeof value === 'number' ? value + STEP[operator] : value };
}

function scalarOf({ value }: Literal): JsonScalar | undefined {
  return typeof value === 'bigint' ? undefined : value;
}

const PATTERN_OF: Readonly<Record<string, ((text: string) => string) | undefined>> = {
  startsWith: (text) => `${text}*`,
  endsWith: (text) => `*${text}`,
  stringContains: (text) => `*${text}*`,
  cidrMatch: (text) => text.replace(/\/\d+$/, ''),
};

function callWish(name: string, [subject, ...given]: readonly Expression[]): Wish | undefined {
  const pattern = PATTERN_OF[name];
  const texts = given.flatMap((each) => (each.kind === 'literal' && each.type === 'string' ? [each.value] : []));
  if (pattern === undefined || subject?.kind !== 'field' || texts.length === 0) return undefined;
  return { path: subject.path, texts: texts.map((text) => ({ text: pattern(text), isPattern: true })) };
}

/** Windows' own prefix of long paths, of which the `?` is meant, and a drive. */
const PATH_START = /^(?:\\\\\?\\)?(?:\?(?=:))?/;

/** The pattern with its wildcards written out. */
export function filled({ text, isPattern }: WishedText, star = 'x'): string {
  if (!isPattern) return text;
  const [start = ''] = PATH_START.exec(text) ?? [];
  const rest = text.slice(start.length).replaceAll('*', star).replaceAll('?', 'a');
  return start.replace(/\?$/, 'C') + rest;
}
