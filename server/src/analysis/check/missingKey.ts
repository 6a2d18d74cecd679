// Keys without which Kibana takes no rule.
import type { Issue } from '../../base/issue';
import { isComplete, keyOf, ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';

/** Source: the detections API, create rule; `query` has an issue of its own. */
const REQUIRED = ['description', 'risk_score', 'severity', 'type'] as const;

export function checkMissingKeys(context: RuleContext): readonly Issue[] {
  if (!isComplete(context)) return [];
  const missing = REQUIRED.filter((key) => keyOf(context, key) === undefined).map((key) => `\`${key}\``);
  if (missing.length === 0) return [];
  const names = missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}`;
  const message = `The rule lacks ${names}, without which Kibana does not take it.`;
  return [ruleIssue(context.rule.heading, 'missing-key', 'warning', message)];
}
