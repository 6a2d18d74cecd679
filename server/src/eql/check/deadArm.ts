// Arms that no event can reach: what they ask for contradicts a clause beside the exclusion or the alternatives that they belong to.
import type { Issue } from '../../base/issue';
import type { Expression } from '../ast';
import { findDeadParts, isExclusionLeaf } from '../reason/deadParts';
import type { DeadPart } from '../reason/deadParts';
import { armSpan, removeOperand, shownArm } from './arms';
import { unnecessary } from './lintContext';
import type { LintContext } from './lintContext';

export function checkDeadArms(context: LintContext): readonly Issue[] {
  const { filters, reasoner } = context;
  return filters.flatMap(({ condition }) =>
    reasoner.exclude([{ condition, holds: true }])
      ? []
      : findDeadParts(condition, reasoner).map((part) => issueFor(part, context)),
  );
}

function issueFor(part: DeadPart, context: LintContext): Issue {
  const { node, chain } = part.place;
  const cause = part.because === node ? undefined : part.because;
  const isCovered = cause !== undefined && excludes(cause);
  const code = isCovered ? 'covered-arm' : 'dead-arm';
  const message = isCovered ? `${shownArm(cause)} excludes all of this already; remove it.` : messageFor(part);
  const why = isCovered ? 'This excludes it already.' : 'This contradicts it.';
  const related = cause === undefined ? [] : [{ ...armSpan(cause, context), message: why }];
  const fixes = chain === undefined ? [] : removeOperand(chain, node, context, `Remove ${shownArm(node)}`);
  return unnecessary(armSpan(node, context), code, message, related, fixes);
}

/** A clause that leaves events out, so that an arm beside it is not contradicted but repeated. */
function excludes(node: Expression): boolean {
  return node.kind === 'not' || isExclusionLeaf(node);
}

function messageFor({ place, because }: DeadPart): string {
  const { node, isNegated, role } = place;
  const noun = isNegated || role === 'clause' ? 'exclusion' : 'alternative';
  const effect = noun === 'exclusion' ? 'never excludes anything' : 'never matches';
  if (because === node) return `This ${noun} ${effect}: it contradicts itself. Mend it or remove it.`;
  const cause = because === undefined ? 'the clauses around it' : shownArm(because);
  return `This ${noun} ${effect}: it contradicts ${cause}, which must hold as well. Mend it or remove it.`;
}
