// What the arms of queries did in the last run, as places of the file as it is now.
import type { RuleAnalysis } from '../analysis/analyze';
import type { TextEdit } from '../base/edit';
import type { Span } from '../base/span';
import type { ArmRow } from '../protocol';
import { liftEdit } from '../rule/edits';
import type { QueryArmRow } from '../worker/runArms';
import type { RuleDocument } from './documents';
import { toRange } from './places';
import type { RunDesk } from './runDesk';

export interface ShownArm {
  readonly row: QueryArmRow;
  /** In the file. */
  readonly span: Span;
  readonly rule: RuleAnalysis;
}

/** Of the rule that was run last, where its run still holds. */
export async function shownArms(document: RuleDocument, runs: RunDesk): Promise<readonly ShownArm[]> {
  const found = await Promise.all(
    document.analysis.rules.map(async (rule) =>
      (await runs.armsOf(document, rule)).flatMap((row): readonly ShownArm[] => {
        const span = rule.eql?.embedded.map.spanToFile(row);
        return span === undefined ? [] : [{ row, span, rule }];
      }),
    ),
  );
  return found.flat();
}

/** What mends a dead arm, as an edit of the file. */
export function mendingEdit({ row, rule }: ShownArm, { analysis }: RuleDocument): TextEdit | undefined {
  if (row.edit === undefined || rule.eql === undefined) return undefined;
  return liftEdit(rule.eql.embedded, analysis.text, row.edit);
}

/** For the client. `rule` undefined: the text moved on, so that nobody knows where the arms are. */
export function toArmRow(
  { from, to, edit: _edit, ...row }: QueryArmRow,
  document: RuleDocument | undefined,
  rule: RuleAnalysis | undefined,
): ArmRow {
  const span = rule?.eql?.embedded.map.spanToFile({ from, to });
  return document === undefined || span === undefined ? row : { range: toRange(document.lines, span), ...row };
}
