// Versions of the stack: whether one is readable, and which of two is older.
import type { Issue } from '../../base/issue';
import { ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { replaceText } from './ruleValues';

const VERSION = /^(\d+)\.(\d+)(?:\.\d+(?:[-+][\w.+-]*)?)?$/;

/** By major and minor; false where one of them is no version. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [VERSION.exec(version.trim()), VERSION.exec(than)];
  if (left === null || right === null) return false;
  return (Number(left[1]) - Number(right[1]) || Number(left[2]) - Number(right[2])) < 0;
}

export function checkStackVersion(context: RuleContext): readonly Issue[] {
  const value = textOf(context, 'min_stack_version');
  if (value === undefined || VERSION.test(value.text)) return [];
  const [found] = /\d+(?:\.\d+){0,2}/.exec(value.text) ?? [];
  const meant = found === undefined ? undefined : found.includes('.') ? found : `${found}.0.0`;
  const fixes = meant === undefined ? [] : replaceText(value, meant);
  const message = `\`${value.text}\` is no version of the stack; \`min_stack_version\` has the form \`9.3.0\`.`;
  return [ruleIssue(value, 'stack-version', 'warning', message, { fixes })];
}
