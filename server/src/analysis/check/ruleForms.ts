// The form of a rule's id, name, licence and references.
import type { Fix, Issue } from '../../base/issue';
import { isComplete, keyOf, ruleIssue, textOf, textsOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import type { TextField } from '../../rule/fields';
import { isKept, replaceText, setKey, slippedName } from './ruleValues';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Not a UUID, but meant to be one. */
const NEARLY_UUID = /^\s*\{?[0-9a-z]{6,10}(?:-[0-9a-z]{2,6}){2,4}-[0-9a-z]{9,14}\}?\s*$/i;

/** Kibana takes any text as an id; a repository of rules does not, and nobody writes half a UUID on purpose. */
export function checkRuleId(context: RuleContext): readonly Issue[] {
  const id = textOf(context, 'rule_id');
  if (id === undefined || UUID.test(id.text) || !(isKept(context) || NEARLY_UUID.test(id.text))) return [];
  const bare = id.text.replace(/[{}\s]/g, '');
  const fixes = UUID.test(bare) ? replaceText(id, bare) : [];
  const message = `\`${id.text}\` is no UUID; a \`rule_id\` has 8, 4, 4, 4 and 12 hexadecimal digits with \`-\` between them.`;
  return [ruleIssue(id, 'rule-id', 'warning', message, { fixes })];
}

const LONGEST_NAME = 150;
const NAME = /^[a-z0-9].*[a-z0-9\])]$/i;

export function checkRuleName(context: RuleContext): readonly Issue[] {
  const name = textOf(context, 'name');
  if (name === undefined) return [];
  const { text } = name;
  const clean = text.trim().replace(/\s+/g, ' ');
  const say = (severity: 'warning' | 'info', message: string, fixes: readonly Fix[] = []): readonly Issue[] => [
    ruleIssue(name, 'rule-name', severity, message, { fixes }),
  ];
  if (clean === '') return say('warning', 'The `name` is empty, and Kibana does not take the rule. Say what it finds.');
  if (clean !== text)
    return say(
      'warning',
      'The `name` begins or ends with a space, or has two in a row; searches for it miss it.',
      replaceText(name, clean),
    );
  if (text.length > LONGEST_NAME)
    return say(
      'info',
      `The \`name\` has ${text.length} characters; tables of alerts cut it off. Keep it under ${LONGEST_NAME}.`,
    );
  if (isKept(context) && !NAME.test(text))
    return say('info', 'A `name` begins with a letter or digit and ends with one, or with a bracket.');
  return [];
}

/** Those that rules are published under, as their authors write them. */
const LICENSES = [
  'Apache License 2.0',
  'Apache-2.0',
  'Detection Rule License 1.1',
  'DRL 1.1',
  'DRL-1.1',
  'Elastic License',
  'Elastic License 2.0',
  'Elastic License v1',
  'Elastic License v2',
  'Elastic-2.0',
  'MIT License',
];

export function checkLicense(context: RuleContext): readonly Issue[] {
  if (!isKept(context) || !isComplete(context)) return [];
  const license = textOf(context, 'license');
  if (license === undefined) {
    if (setKey(context, 'license') !== undefined) return [];
    const message = 'The rule has no `license`: whoever finds it does not know whether it may be used.';
    return [ruleIssue(context.rule.heading, 'license', 'info', message)];
  }
  const meant = LICENSES.includes(license.text) ? undefined : slippedName(license.text, LICENSES);
  if (meant === undefined || withoutDigits(meant) === withoutDigits(license.text)) return [];
  const message = `\`${license.text}\` is no licence that rules are published under. Did you mean \`${meant}\`?`;
  return [ruleIssue(license, 'license', 'warning', message, { fixes: replaceText(license, meant) })];
}

/** Another version is no slip. */
function withoutDigits(text: string): string {
  return text.replace(/\d/g, '');
}

export function checkReferences(context: RuleContext): readonly Issue[] {
  return textsOf(keyOf(context, 'references')?.value).flatMap(checkReference);
}

const URL_FORM = /^https?:\/\/[^\s/?#]+\S*$/i;

function checkReference(value: TextField): readonly Issue[] {
  const { text } = value;
  if (URL_FORM.test(text)) return [];
  const meant = [text.trim(), `https://${text.trim()}`, mended(text)].find((each) => isWebAddress(each));
  const isNearly = meant !== undefined || /\bhttps?\b|www\./i.test(text);
  const message = isNearly
    ? 'A reference is one web address, which begins with `https://` and has no spaces.'
    : 'A reference is shown as a link, but this is no web address. Give one, or say it in the `note`.';
  const fixes = meant === undefined ? [] : replaceText(value, meant);
  return [ruleIssue(value, 'reference-url', isNearly ? 'warning' : 'info', message, { fixes })];
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?$/i.test(text);
}

/** `http:/x`, `https//x`, `<https://x>`, `[text](https://x)`. */
function mended(text: string): string {
  const [, inBrackets] = /^\s*(?:\[[^\]]*\]\(|<)(https?:\/\/[^\s<>()]+)[)>]\s*$/i.exec(text) ?? [];
  return inBrackets ?? text.trim().replace(/^(https?)(?::\/{0,3}|\/\/)(?=\w)/i, '$1://');
}
