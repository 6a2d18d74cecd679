// Names of keys: misspelt ones, ones in the wrong table, ones that a rule of this type or this version of the stack does not have.
import type { Fix, Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { FieldEntry, FieldValue, TableField } from '../../rule/fields';
import { tablesOf } from '../../rule/fields';
import { EXPORTED_KEYS, METADATA_KEYS, RULE_KEYS, SINCE, TYPE_SINCE, TYPES_OF_KEY, isRuleType } from './ruleKeys';
import type { Shapes } from './ruleKeys';
import { ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, isNull, listWords, slippedName } from './ruleValues';
import { isOlder } from './stackVersion';

const ALL_KEYS: Shapes = { ...METADATA_KEYS, ...RULE_KEYS };
const EXPORTED: ReadonlySet<string> = new Set(EXPORTED_KEYS);

export function checkKeyNames(context: RuleContext): readonly Issue[] {
  const { content } = context.rule;
  return [
    ...unknownKeys(content.rule, ALL_KEYS, context.text),
    ...unknownKeys(content.metadata, METADATA_KEYS, context.text),
    ...misplacedKeys(context),
  ];
}

/** Somebody's own keys are nobody's mistake: only what is nearly a known key that is not there. */
function unknownKeys(table: TableField, known: Shapes, file: string): readonly Issue[] {
  const isThere = (name: string): boolean => table.entries.some(({ key }) => key === name);
  return table.entries.flatMap((entry) => {
    const { key, value } = entry;
    if (Object.hasOwn(known, key)) return unknownBelow(value, known[key], file);
    if (Object.hasOwn(RULE_KEYS, key) || Object.hasOwn(METADATA_KEYS, key) || EXPORTED.has(key)) return [];
    const meant = slippedName(key, Object.keys(known));
    return meant === undefined || isThere(meant) ? [] : [misspelt(entry, meant, file)];
  });
}

function unknownBelow(value: FieldValue, shape: Shapes[string] | undefined, file: string): readonly Issue[] {
  if (shape?.kind !== 'table' && shape?.kind !== 'tables') return [];
  return tablesOf(value).flatMap((table) => unknownKeys(table, shape.keys, file));
}

function misspelt({ key, keySpan }: FieldEntry, meant: string, file: string): Issue {
  const fixes = renaming(key, keySpan, meant, file);
  const message = `No rule has a key \`${key}\`, so nothing reads it. Did you mean \`${meant}\`?`;
  return ruleIssue(keySpan, 'unknown-key', 'warning', message, { fixes });
}

/** The key as it is, or the last part of a heading that no other heading begins with. */
function renaming(key: string, { from, to }: Span, meant: string, file: string): readonly Fix[] {
  const written = file.slice(from, to);
  const isHeading = written.endsWith(`.${key}]`) && file.split(`.${key}`).length === 2;
  if (written !== key && !isHeading) return [];
  const at = from + written.lastIndexOf(key);
  return [{ title: `Rename to \`${meant}\``, edits: [{ from: at, to: at + key.length, text: meant }] }];
}

function misplacedKeys(context: RuleContext): readonly Issue[] {
  if (!isKept(context)) return [];
  const { rule, metadata } = context.rule.content;
  const isOf = (key: string, keys: Shapes, others: Shapes): boolean =>
    Object.hasOwn(keys, key) && !Object.hasOwn(others, key);
  const misplaced = (entry: FieldEntry, here: string, there: string): Issue => {
    const message = `\`${entry.key}\` belongs into \`${there}\`; in \`${here}\` it is not read.`;
    return ruleIssue(entry.keySpan, 'misplaced-key', 'warning', message);
  };
  return [
    ...rule.entries
      .filter(({ key }) => isOf(key, METADATA_KEYS, RULE_KEYS))
      .map((entry) => misplaced(entry, 'rule', 'metadata')),
    ...metadata.entries
      .filter(({ key }) => isOf(key, RULE_KEYS, METADATA_KEYS))
      .map((entry) => misplaced(entry, 'metadata', 'rule')),
  ];
}

/** Kibana drops what a type does not have, without a word. */
export function checkForeignKeys(context: RuleContext): readonly Issue[] {
  const type = textOf(context, 'type')?.text;
  if (type === undefined || !isRuleType(type)) return [];
  return context.rule.content.rule.entries.flatMap(({ key, keySpan, value }) => {
    const types = Object.hasOwn(TYPES_OF_KEY, key) ? TYPES_OF_KEY[key] : undefined;
    if (types === undefined || types.includes(type) || isEmpty(value)) return [];
    const of = types.length > 3 ? 'other types' : `type ${listWords(types, 'or')}`;
    const message = `\`${key}\` means nothing in a rule of type \`${type}\`; only rules of ${of} have it.`;
    return [ruleIssue(keySpan, 'foreign-key', 'warning', message)];
  });
}

function isEmpty(value: FieldValue): boolean {
  return isNull(value) || (value.kind === 'list' && value.items.length === 0);
}

export function checkNewerKeys(context: RuleContext): readonly Issue[] {
  const least = textOf(context, 'min_stack_version');
  if (least === undefined) return [];
  const type = textOf(context, 'type');
  const typeSince = type !== undefined && isRuleType(type.text) ? TYPE_SINCE[type.text] : undefined;
  const related = [{ from: least.from, to: least.to, message: `The rule says that it runs from ${least.text} on.` }];
  const newer = (what: string, since: string): string =>
    `${what} is known from version ${since} of the stack on, but the rule is to run on ${least.text} too. Raise \`min_stack_version\`, or do without it.`;
  const keys = context.rule.content.rule.entries.flatMap(({ key, keySpan }) => {
    const since = Object.hasOwn(SINCE, key) ? SINCE[key] : undefined;
    if (since === undefined || !isOlder(least.text, since)) return [];
    return [ruleIssue(keySpan, 'newer-key', 'warning', newer(`\`${key}\``, since), { related })];
  });
  if (type === undefined || typeSince === undefined || !isOlder(least.text, typeSince)) return keys;
  return [...keys, ruleIssue(type, 'newer-key', 'warning', newer(`The type \`${type.text}\``, typeSince), { related })];
}
