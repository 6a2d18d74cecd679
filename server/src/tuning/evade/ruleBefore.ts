// The rule of an earlier version of a file that one of its rules was.
import { outline } from '../../analysis/analyze';
import type { Rule, RuleFormat } from '../../rule/document';
import type { Before } from './overBroadArms';

/** Rules are known again by their id, else by their name, else by their place. `text` is undefined where the file is new. */
export function ruleBefore(rule: Rule, text: string | undefined, format: RuleFormat): Before {
  if (text === undefined) return 'new';
  const { rules } = outline(text, format);
  const old = rules.find((each) => identityOf(each.rule) === identityOf(rule));
  if (old === undefined) return 'new';
  return old.eql === undefined ? 'unknown' : { query: old.eql.query };
}

/** By what a rule is known again in another version of its file. */
export function identityOf({ metadata: { id, name }, index }: Rule): string {
  return id?.value ?? name?.value ?? String(index);
}
