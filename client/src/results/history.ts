// The history of runs for the panel: which there were, what two of them hit, and the rule as git has it.
import type { FromPanel } from '../../../server/src/protocol';
import type { RuleServer } from '../ruleServer';
import { answer } from './answer';
import type { Post } from './answer';

type HistoryWish = Extract<FromPanel, { readonly type: 'history' | 'compare' | 'runHead' }>;

export async function answerHistory(wish: HistoryWish, server: RuleServer, post: Post): Promise<void> {
  const { request } = wish;
  switch (wish.type) {
    case 'history':
      return answer(request, post, async () => ({ type: 'history', request, answer: await server.history() }));
    case 'compare':
      return answer(request, post, async () => ({
        type: 'compared',
        request,
        answer: await server.compare(wish.params),
      }));
    case 'runHead':
      return answer(request, post, async () => ({ type: 'headRun', request, answer: await server.runHead(wish.rule) }));
  }
}
