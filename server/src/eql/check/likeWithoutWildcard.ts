// `like` over texts without a wildcard: it works as `==` or `in`, and a reader looks for the wildcard.
import type { Issue } from '../../base/issue';
import type { Match } from '../ast';
import { replacement } from '../syntaxIssue';
import { issueAt } from './context';
import type { LintContext } from './lintContext';

export function checkLikeWithoutWildcard({ nodes }: LintContext): readonly Issue[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'match' || (node.operator !== 'like' && node.operator !== 'like~')) return [];
    const texts = node.patterns.map((pattern) => (pattern.type === 'string' ? pattern.value : '*'));
    return texts.some((text) => /[*?]/.test(text)) ? [] : [issueFor(node)];
  });
}

const EXACT = { like: { one: '==', list: 'in' }, 'like~': { one: ':', list: 'in~' } } as const;

function issueFor({ operator, operatorSpan, list }: Match): Issue {
  const exact = EXACT[operator === 'like' ? 'like' : 'like~'][list ? 'list' : 'one'];
  const message = `There is no wildcard after \`${operator}\`; \`${exact}\` says the same and says it plainly.`;
  const fix = replacement(operatorSpan, exact, `Use \`${exact}\``);
  return issueAt(operatorSpan, 'like-without-wildcard', 'hint', message, [fix]);
}
