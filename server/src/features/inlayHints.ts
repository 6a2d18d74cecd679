// Small words behind an operator that say what it does with case and with wildcards, where that is easily misread.
import type { Analysis, EqlAnalysis } from '../analysis/analyze';
import type { Expression } from '../eql/ast';
import { conditionsOf, walkExpression } from '../eql/walk';
import { caseAndWildcards, MEANINGS, membershipOperator } from './operatorMeaning';

export interface InlayHintOptions {
  /** Behind operators that compare without case. */
  readonly ignoredCase: boolean;
  /** Behind `*` and `?` that are no wildcards. */
  readonly literalWildcards: boolean;
}

export interface InlayHint {
  /** In the file. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

export function inlayHints({ rules }: Analysis, options: InlayHintOptions): readonly InlayHint[] {
  return rules.flatMap(({ eql }) => (eql === undefined ? [] : hintsOfQuery(eql, options)));
}

function hintsOfQuery(eql: EqlAnalysis, options: InlayHintOptions): InlayHint[] {
  const hints: InlayHint[] = [];
  for (const condition of conditionsOf(eql.query)) {
    walkExpression(condition, (node) => {
      for (const { offset, ...hint } of hintsOf(node, options))
        hints.push({ ...hint, offset: eql.embedded.map.spanToFile({ from: offset - 1, to: offset }).to });
    });
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

function hintsOf(node: Expression, options: InlayHintOptions): readonly InlayHint[] {
  if (node.kind !== 'comparison' && node.kind !== 'membership' && node.kind !== 'match') return [];
  const meaning = MEANINGS[node.kind === 'membership' ? membershipOperator(node) : node.operator];
  const tooltip = caseAndWildcards(meaning);
  const ignored: readonly InlayHint[] =
    options.ignoredCase && meaning.ignoresCase ? [{ offset: node.operatorSpan.to, label: 'any case', tooltip }] : [];
  if (!options.literalWildcards || meaning.hasWildcards || node.kind === 'match') return ignored;
  const values = node.kind === 'comparison' ? [node.right] : node.items;
  return [...ignored, ...values.filter(hasWildcard).map(({ to }) => ({ offset: to, label: 'literal', tooltip }))];
}

function hasWildcard(node: Expression): boolean {
  return node.kind === 'literal' && node.type === 'string' && /[*?]/.test(node.value);
}
