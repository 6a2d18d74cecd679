// Arms that add nothing: another arm of the same `or` matches all that they match.
import type { Issue } from '../../base/issue';
import { findCoveredParts } from '../reason/coveredParts';
import { armSpan, removeOperand, shownArm } from './arms';
import { unnecessary } from './lintContext';
import type { LintContext } from './lintContext';

export function checkCoveredArms(context: LintContext): readonly Issue[] {
  return context.filters.flatMap(({ condition }) =>
    findCoveredParts(condition, context.reasoner).map(({ part, chain, by }) =>
      unnecessary(
        armSpan(part, context),
        'covered-arm',
        `${shownArm(by)} beside it matches all that this matches; remove it.`,
        [{ ...armSpan(by, context), message: 'This one matches all of it.' }],
        removeOperand(chain, part, context, `Remove ${shownArm(part)}`),
      ),
    ),
  );
}
