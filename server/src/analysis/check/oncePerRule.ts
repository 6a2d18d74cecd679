// What several checks ask of the same rule, found out once.
import type { Rule } from '../../rule/document';
import type { RuleContext } from './ruleContext';

/** `read` may look at the rule and its query only: of the same rule the first answer is kept. */
export function oncePerRule<T>(read: (context: RuleContext) => T): (context: RuleContext) => T {
  const known = new WeakMap<Rule, { readonly value: T }>();
  return (context) => {
    let answer = known.get(context.rule);
    if (answer === undefined) known.set(context.rule, (answer = { value: read(context) }));
    return answer.value;
  };
}
