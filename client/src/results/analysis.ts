// Passes questions about groups and the chart over time on, and the answers back; takes rows out of the panel.
import type { FromPanel } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';
import { answer, said } from './answer';
import type { Post } from './answer';
import { copyCondition } from './copyCondition';
import { exportRows } from './exportRows';

const types = ['groups', 'groupFields', 'hitTimeline', 'exportRows', 'copyCondition'] as const;

type AnalysisWish = Extract<FromPanel, { readonly type: (typeof types)[number] }>;

export function isAnalysis(wish: FromPanel): wish is AnalysisWish {
  return types.some((type) => type === wish.type);
}

export async function answerAnalysis(wish: AnalysisWish, server: RuleServer, post: Post): Promise<void> {
  switch (wish.type) {
    case 'groups':
      return answer(wish.request, post, async () => ({
        type: 'groups',
        request: wish.request,
        answer: await server.groups(wish.params),
      }));
    case 'groupFields':
      return answer(wish.request, post, async () => ({
        type: 'groupFields',
        request: wish.request,
        answer: await server.groupFields(wish.params),
      }));
    case 'hitTimeline':
      return answer(wish.request, post, async () => ({
        type: 'hitTimeline',
        request: wish.request,
        answer: await server.hitTimeline(wish.params),
      }));
    case 'exportRows':
      return said(() => exportRows(server, wish.name, wish.rule, wish.params));
    case 'copyCondition':
      return said(() => copyCondition(server, wish.params));
  }
}
