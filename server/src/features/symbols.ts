// The outline of a file: its rules with the items of their sequences and the arms of their exclusions.
import type { Analysis, EqlAnalysis, RuleAnalysis } from '../analysis/analyze';
import type { Span } from '../base/span';
import type { EventFilter, Expression, Query } from '../eql/ast';
import { printExpression, printFilter } from '../eql/print';
import { armsOf, clausesOf } from '../eql/walk';

export interface RuleSymbol extends Span {
  readonly kind: 'rule' | 'item' | 'exclusion' | 'arm';
  readonly name: string;
  readonly detail: string;
  /** What is selected when the symbol is chosen; lies within the span. */
  readonly selection: Span;
  readonly children: readonly RuleSymbol[];
}

/** `title`: what a rule is called that has neither name nor id. */
export function symbolsOf({ rules }: Analysis, title = 'Unnamed rule'): readonly RuleSymbol[] {
  return rules.map((rule) => symbolOfRule(rule, title));
}

function symbolOfRule({ rule, eql }: RuleAnalysis, title: string): RuleSymbol {
  const { name, id } = rule.metadata;
  const selection = name ?? rule.heading;
  return {
    kind: 'rule',
    name: name?.value.trim() || id?.value || title,
    detail: id?.value ?? '',
    from: Math.min(rule.from, selection.from),
    to: Math.max(rule.to, selection.to),
    selection: { from: selection.from, to: selection.to },
    children: eql === undefined ? [] : symbolsOfQuery(eql.query, eql),
  };
}

function symbolsOfQuery(query: Query, eql: EqlAnalysis): RuleSymbol[] {
  switch (query.kind) {
    case 'eventQuery':
      return exclusionsOf(query.filter, eql);
    case 'sequenceQuery':
    case 'sampleQuery':
      return query.items.map((item, index) => ({
        kind: 'item',
        name: `${index + 1} ${item.missing ? '!' : ''}[${shortened(printFilter(item.filter))}]`,
        detail: item.runs > 1 ? `${item.runs} times` : '',
        ...symbolSpan(item, eql),
        children: exclusionsOf(item.filter, eql),
      }));
  }
}

/** Each `not …` among the clauses; one of several arms has them as children. */
function exclusionsOf(filter: EventFilter, eql: EqlAnalysis): RuleSymbol[] {
  return clausesOf(filter.condition).flatMap((clause) => {
    if (clause.kind !== 'not') return [];
    const arms = armsOf(clause.operand);
    return [
      {
        kind: 'exclusion' as const,
        name: arms.length > 1 ? 'not (…)' : shortened(printExpression(clause)),
        detail: arms.length > 1 ? `${arms.length} arms` : '',
        ...symbolSpan(clause, eql),
        children: arms.length > 1 ? arms.map((arm) => symbolOfArm(arm, eql)) : [],
      },
    ];
  });
}

function symbolOfArm(arm: Expression, eql: EqlAnalysis): RuleSymbol {
  return { kind: 'arm', name: shortened(printExpression(arm)), detail: '', ...symbolSpan(arm, eql), children: [] };
}

function symbolSpan(span: Span, { embedded: { map } }: EqlAnalysis): Span & { readonly selection: Span } {
  const inFile = map.spanToFile(span);
  return { ...inFile, selection: inFile };
}

const MOST = 80;

function shortened(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST - 1)}…`;
}
