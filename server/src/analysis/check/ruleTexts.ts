// Texts that say nothing, and entries that say the same twice.
import type { Issue } from '../../base/issue';
import type { FieldValue, TextField } from '../../rule/fields';
import { entryOf } from '../../rule/fields';
import { isComplete, keyOf, ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, removeItem, wholeSpan } from './ruleValues';

const SHORTEST_DESCRIPTION = 20;

export function checkDescription(context: RuleContext): readonly Issue[] {
  const description = textOf(context, 'description');
  if (description === undefined) return [];
  const text = description.text.trim();
  const say = (severity: 'warning' | 'hint', message: string): readonly Issue[] => [
    ruleIssue(wholeSpan(description) ?? description, 'description', severity, message),
  ];
  if (text === '') return say('warning', 'The `description` is empty, and Kibana does not take the rule.');
  if (!isKept(context) || !isComplete(context)) return [];
  if (text === textOf(context, 'name')?.text.trim()) return say('hint', 'The `description` only repeats the `name`.');
  if (text.length < SHORTEST_DESCRIPTION)
    return say('hint', 'Say in a sentence or two what the rule finds, and why that matters.');
  return [];
}

const SAYS_NOTHING =
  /^\W*(?:unknown|none|n\/?a|no|not known|none known|none identified|no known false positives|not applicable|tbd|to be determined|todo)?\W*$/i;

export function isStatement(text: string): boolean {
  return !SAYS_NOTHING.test(text);
}

export function checkFalsePositiveTexts(context: RuleContext): readonly Issue[] {
  const list = keyOf(context, 'false_positives')?.value;
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item, index) => {
    if (item.kind !== 'text' || isStatement(item.text)) return [];
    const message =
      'This says nothing of false positives. Name what may be harmless and how to tell it, or leave the entry out.';
    const fixes = removeItem(list, index, context.text);
    return [ruleIssue(wholeSpan(item) ?? item, 'empty-false-positive', 'info', message, { fixes })];
  });
}

/** Lists in which an entry has no weight: a second one changes nothing. */
const SETS = [
  'author',
  'false_positives',
  'index',
  'integration',
  'new_terms_fields',
  'os_type_list',
  'references',
  'tags',
  'threat_index',
];

export function checkDuplicateEntries(context: RuleContext): readonly Issue[] {
  const suppression = keyOf(context, 'alert_suppression')?.value;
  const investigation = keyOf(context, 'investigation_fields')?.value;
  const lists: readonly (readonly [key: string, value: FieldValue | undefined])[] = [
    ...SETS.map((key) => [key, keyOf(context, key)?.value] as const),
    ['group_by', entryOf(suppression, 'group_by')?.value],
    ['field_names', entryOf(investigation, 'field_names')?.value],
  ];
  return lists.flatMap(([key, list]) => duplicatesIn(key, list, context.text));
}

function duplicatesIn(key: string, list: FieldValue | undefined, file: string): readonly Issue[] {
  if (list?.kind !== 'list') return [];
  const firsts = new Map<string, TextField>();
  return list.items.flatMap((item, index) => {
    if (item.kind !== 'text' || item.text.trim() === '') return [];
    const first = firsts.get(item.text.trim());
    if (first === undefined) {
      firsts.set(item.text.trim(), item);
      return [];
    }
    const related = [{ from: first.from, to: first.to, message: 'It stands here already.' }];
    const place = wholeSpan(item) ?? item;
    const issue = ruleIssue(place, 'duplicate-entry', 'warning', `This entry stands in \`${key}\` twice.`, {
      fixes: removeItem(list, index, file),
      related,
    });
    return [{ ...issue, tags: ['unnecessary'] as const }];
  });
}
