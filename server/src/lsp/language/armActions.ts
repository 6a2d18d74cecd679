// What the editor offers and shows of arms after a run: counts beside each, and a fix for those that took nothing out.
import { CodeActionKind, MarkupKind } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, InlayHint } from 'vscode-languageserver';
import type { Span } from '../../base/span';
import type { QueryArmRow } from '../../worker/runArms';
import type { RuleDocument } from '../documents';
import { toPosition, toSpan, toWireEdits } from '../places';
import type { Session } from '../session';
import { mendingEdit, shownArms } from '../shownArms';
import { codeActions } from './codeActions';
import { tieActions } from './lofp';

/** Those of the last run, those of the document, and those of known false positives. */
export async function allCodeActions(session: Session, params: CodeActionParams): Promise<CodeAction[]> {
  return [...(await mendingActions(session, params)), ...codeActions(session, params), ...tieActions(session, params)];
}

export async function armHints(document: RuleDocument, range: Span, { runs }: Session): Promise<InlayHint[]> {
  const arms = await shownArms(document, runs);
  return arms
    .filter(({ span }) => range.from <= span.to && span.to <= range.to)
    .map(({ row, span }) => ({
      position: toPosition(document.lines, span.to),
      label: labelOf(row),
      tooltip: { kind: MarkupKind.Markdown, value: tooltipOf(row) },
      paddingLeft: true,
    }));
}

async function mendingActions(
  { documents, runs }: Session,
  { textDocument, range, context: { only } }: CodeActionParams,
): Promise<CodeAction[]> {
  const document = documents.get(textDocument.uri);
  if (document === undefined) return [];
  if (only !== undefined && !only.some((kind) => kind === '' || kind === CodeActionKind.QuickFix)) return [];
  const { from, to } = toSpan(document.lines, range);
  const { uri, version, lines } = document;
  const arms = await shownArms(document, runs);
  return arms.flatMap((arm): readonly CodeAction[] => {
    const { nearest } = arm.row;
    if (nearest === undefined || arm.span.to < from || to < arm.span.from) return [];
    const edit = mendingEdit(arm, document);
    if (edit === undefined) return [];
    const documentChanges = [{ textDocument: { uri, version }, edits: toWireEdits(lines, [edit]) }];
    return [
      {
        title: `Mend the arm: it would remove ${events(nearest.matches)} if ${nearest.change}`,
        kind: CodeActionKind.QuickFix,
        edit: { documentChanges },
      },
    ];
  });
}

function labelOf({ removed, removedAlone, dead }: QueryArmRow): string {
  return dead ? 'removes 0' : `removes ${removed} · alone ${removedAlone}`;
}

function tooltipOf(row: QueryArmRow): string {
  if (row.dead) {
    const near = row.nearest;
    const fix = near === undefined ? '' : ` It would remove ${events(near.matches)} if ${near.change}.`;
    return `In the last run this arm removed no event.${fix}`;
  }
  const outcomes = [
    [row.falsePositives, 'benign'],
    [row.truePositives, 'malicious'],
    [row.authorised, 'authorised'],
    [row.unlabelled, 'without a label'],
  ] as const;
  const known = outcomes.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  const alone = row.removedAlone === 0 ? 'Other arms remove all of them too' : `It alone removes ${row.removedAlone}`;
  return `In the last run this arm removed ${events(row.removed)}: ${known.join(', ')}. ${alone}.`;
}

function events(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}
