// Known false positives for the panel: which could be left out of the rule of a run, an exclusion of one of them with its proof, and new entries.
import type { LofpFromPanel, FromPanel } from '../../../server/src/protocol';
import { writeEntry } from '../lofp/lofpEdits';
import type { LofpEditEnds } from '../lofp/lofpEdits';
import { goTo } from '../lofp/lofpTargets';
import { answer, said } from './answer';
import type { Post } from './answer';

const types: readonly FromPanel['type'][] = ['known', 'proposeKnown', 'goKnown', 'newKnown'];

export function isAboutKnown(wish: FromPanel): wish is LofpFromPanel {
  return types.includes(wish.type);
}

export async function answerKnown(wish: LofpFromPanel, ends: LofpEditEnds, post: Post): Promise<void> {
  switch (wish.type) {
    case 'known':
      return answer(wish.request, post, async () => ({
        type: 'known',
        request: wish.request,
        answer: await ends.server.lofpExclusions(wish.params),
      }));
    case 'proposeKnown':
      return answer(wish.request, post, async () => ({
        type: 'knownProposed',
        request: wish.request,
        answer: await ends.server.lofpProposal(wish.params),
      }));
    case 'goKnown':
      return said(() => goTo(wish.to));
    case 'newKnown':
      return said(() => writeEntry(ends, { from: { kind: 'hits', runId: wish.runId, rows: wish.rows } }));
  }
}
