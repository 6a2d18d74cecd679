// Keys without which Kibana takes no rule.
import type { Issue } from '../../base/issue';
import { isComplete, keyOf, ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { RULE_KEYS } from './ruleKeys';
import { isKept, slippedName } from './ruleValues';

/** Source: the detections API, create rule; `query` has an issue of its own. */
const REQUIRED = ['name', 'description', 'risk_score', 'severity', 'type'] as const;

/** What a type needs besides; of several in brackets one is enough. Source: the same, and detection-rules for `new_terms`. */
const REQUIRED_BY_TYPE: Readonly<Record<string, readonly (readonly string[])[]>> = {
  machine_learning: [['anomaly_threshold'], ['machine_learning_job_id']],
  new_terms: [
    ['new_terms_fields', 'new_terms'],
    ['history_window_start', 'new_terms'],
  ],
  saved_query: [['saved_id']],
  threat_match: [['threat_query'], ['threat_mapping'], ['threat_index']],
  threshold: [['threshold']],
};

/** A repository of rules keeps the language too; elsewhere whatever hands the rule to Kibana can tell it from the type. */
const REQUIRED_IN_REPOSITORY: Readonly<Record<string, readonly (readonly string[])[]>> = {
  eql: [['language']],
  esql: [['language']],
};

export function checkMissingKeys(context: RuleContext): readonly Issue[] {
  if (!isComplete(context)) return [];
  const type = textOf(context, 'type')?.text ?? '';
  const byType = [REQUIRED_BY_TYPE, ...(isKept(context) ? [REQUIRED_IN_REPOSITORY] : [])].flatMap((table) =>
    Object.hasOwn(table, type) ? (table[type] ?? []) : [],
  );
  const missing = [...REQUIRED.map((key) => [key]), ...byType]
    .filter((keys) => keys.every((key) => keyOf(context, key) === undefined && !isMisspelt(key, context)))
    .map(([key = '']) => `\`${key}\``);
  if (missing.length === 0) return [];
  const names = missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}`;
  const message = `The rule lacks ${names}, without which Kibana does not take it.`;
  return [ruleIssue(context.rule.heading, 'missing-key', 'warning', message)];
}

/** That is said where it stands. */
function isMisspelt(key: string, { rule }: RuleContext): boolean {
  return rule.content.rule.entries.some(
    (entry) => !Object.hasOwn(RULE_KEYS, entry.key) && slippedName(entry.key, [key]) === key,
  );
}
