// A rule that is given up: since when, and why.
import type { Issue } from '../../base/issue';
import { ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, setKey } from './ruleValues';

export function checkLifeCycle(context: RuleContext): readonly Issue[] {
  if (!isKept(context)) return [];
  const maturity = textOf(context, 'maturity');
  const date = setKey(context, 'deprecation_date');
  const reason = setKey(context, 'deprecated_reason');
  if (maturity?.text === 'deprecated') {
    if (date === undefined)
      return [
        ruleIssue(
          maturity,
          'deprecation',
          'warning',
          'A deprecated rule has a `deprecation_date`: the day since when.',
        ),
      ];
    if (reason !== undefined) return [];
    const message =
      'Say in `deprecated_reason` why the rule was given up, so that those who use it know what to use instead.';
    return [ruleIssue(maturity, 'deprecation', 'hint', message)];
  }
  return [date, reason].flatMap((entry) => {
    if (entry === undefined) return [];
    const is = maturity === undefined ? 'has no `maturity`' : `is of maturity \`${maturity.text}\``;
    const message = `\`${entry.key}\` stands in a rule that ${is}. Make it \`deprecated\`, or take this key out.`;
    return [ruleIssue(entry.keySpan, 'deprecation', 'warning', message)];
  });
}
