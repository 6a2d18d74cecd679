// What of a rule's ties stands at a place of its file: the id in a comment, a statement, or an arm.
import type { LofpEntry } from '../../lofp/entries/entry';
import type { RuleTies, TiedArm, TiedStatement } from '../../lofp/tie/ties';
import type { TiedId } from '../../lofp/tie/tieText';
import type { RuleDocument } from '../documents';
import type { LofpService } from './lofpService';

export type TieAt =
  | { readonly kind: 'comment'; readonly ties: RuleTies; readonly named: TiedId }
  | { readonly kind: 'statement'; readonly ties: RuleTies; readonly statement: TiedStatement }
  | { readonly kind: 'arm'; readonly ties: RuleTies; readonly arm: TiedArm };

/** Of several arms that hold the offset the innermost. */
export function tieAt(document: RuleDocument, offset: number, { ties }: Pick<LofpService, 'ties'>): TieAt | undefined {
  const holds = ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
    from <= offset && offset <= to;
  for (const each of ties.tiesOf(document)) {
    const named = each.named.find(holds);
    if (named !== undefined) return { kind: 'comment', ties: each, named };
    const statement = each.statements.find(({ span }) => holds(span));
    if (statement !== undefined) return { kind: 'statement', ties: each, statement };
    const [arm] = each.arms
      .filter(({ span }) => holds(span))
      .sort((a, b) => a.span.to - a.span.from - (b.span.to - b.span.from));
    if (arm !== undefined) return { kind: 'arm', ties: each, arm };
  }
  return undefined;
}

/** The entries behind it; of a comment the one that it names there, if it is known. */
export function entriesOf(at: TieAt, { catalogue }: Pick<LofpService, 'catalogue'>): readonly LofpEntry[] {
  switch (at.kind) {
    case 'comment': {
      const entry = catalogue.entry(at.named.id);
      return entry === undefined ? [] : [entry];
    }
    case 'statement':
      return at.statement.entries;
    case 'arm':
      return at.arm.entries;
  }
}
