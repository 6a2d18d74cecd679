// `*` in an exclusion over an address: it takes `/`, `?` and `&` too, so that a request with more in it is left out as well.
// Servers ignore parameters that they do not know: what is smuggled in does what it says.
import type { Issue } from '../../base/issue';
import { walkExpression } from '../walk';
import { issueAt } from './context';
import { exclusionArmsOf } from './exclusionArms';
import type { LintContext } from './lintContext';
import { smuggledText, urlPatternsOf } from './urlPatterns';
import type { UrlPattern } from './urlPatterns';
import { misfitOf } from './valueShapes';

/** Once a list: its other patterns are named as related places, each with what it lets through. */
export function checkCrossingWildcards(context: LintContext): readonly Issue[] {
  return context.filters.flatMap(({ condition }) =>
    exclusionArmsOf(condition).flatMap(({ node }) => {
      const issues: Issue[] = [];
      walkExpression(node, (part) => {
        const crossed = urlPatternsOf(part).filter(isPossible).flatMap(crossedPattern);
        if (crossed.length > 0) issues.push(issueFor(crossed));
      });
      return issues;
    }),
  );
}

interface CrossedPattern extends UrlPattern {
  readonly smuggled: string;
}

function crossedPattern(pattern: UrlPattern): readonly CrossedPattern[] {
  const smuggled = smuggledText(pattern);
  return smuggled === undefined ? [] : [{ ...pattern, smuggled }];
}

/** What matches nothing lets nothing through. */
function isPossible({ path, value }: UrlPattern): boolean {
  return misfitOf(path, value.value, true) === undefined;
}

function issueFor(crossed: readonly CrossedPattern[]): Issue {
  const [first] = crossed as readonly [CrossedPattern];
  const message = `\`*\` takes \`/\`, \`?\` and \`&\` as well, so this leaves out \`${shorten(first.smuggled)}\` too. Write the parameters out, and bind who asks: \`${first.path}\` is what the client sends.`;
  const related = crossed.map(({ value: { from, to }, smuggled }) => ({ from, to, message: `Matches ${smuggled}` }));
  return { ...issueAt(first.value, 'crossing-wildcard', 'warning', message), related };
}

/** The part around what is smuggled. */
function shorten(text: string): string {
  const at = Math.max(text.indexOf('command=id'), 0);
  const from = at > 80 ? at - 70 : 0;
  const to = Math.min(text.length, at + 60);
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
