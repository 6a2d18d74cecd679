// Tags of the form `Prefix: value`, as Elastic's rules and those that follow them have them.
import type { ListField, TextField } from '../../rule/fields';
import { oncePerRule } from './oncePerRule';
import { keyOf } from './ruleContext';
import type { RuleContext } from './ruleContext';

export const PREFIXES = [
  'Domain',
  'OS',
  'Use Case',
  'Tactic',
  'Data Source',
  'Resources',
  'Rule Type',
  'Mitre Atlas',
  'Threat',
] as const;
export type TagPrefix = (typeof PREFIXES)[number];

export interface Tag {
  readonly field: TextField;
  readonly index: number;
  /** Undefined where the tag is not of the scheme. */
  readonly prefix?: TagPrefix;
  readonly value: string;
}

export interface TagList {
  readonly list: ListField;
  readonly tags: readonly Tag[];
  /** Does the rule follow the scheme? One tag of its form may be chance. */
  readonly hasScheme: boolean;
}

export const tagListOf = oncePerRule((context): TagList | undefined => {
  const list = keyOf(context, 'tags')?.value;
  if (list?.kind !== 'list') return undefined;
  const tags = list.items.flatMap((item, index) => (item.kind === 'text' ? [tagOf(item, index)] : []));
  return { list, tags, hasScheme: tags.filter(({ prefix }) => prefix !== undefined).length > 1 };
});

/** Only of a rule that follows the scheme. */
export function schemeOf(context: RuleContext): TagList | undefined {
  const list = tagListOf(context);
  return list?.hasScheme === true ? list : undefined;
}

export function valuesOf({ tags }: TagList, wanted: TagPrefix): readonly Tag[] {
  return tags.filter(({ prefix }) => prefix === wanted);
}

/** The place of the last tag with a prefix, else of the last of all. */
export function lastOf({ list, tags }: TagList, wanted: TagPrefix): number {
  return tags.filter(({ prefix }) => prefix === wanted).at(-1)?.index ?? list.items.length - 1;
}

function tagOf(field: TextField, index: number): Tag {
  const at = field.text.indexOf(': ');
  const prefix = PREFIXES.find((each) => at === each.length && field.text.startsWith(each));
  return prefix === undefined
    ? { field, index, value: field.text }
    : { field, index, prefix, value: field.text.slice(at + 2) };
}
