// How tags are written: blanks around them, and prefixes and values in other letters than all other rules have them.
import { attackCatalogOf } from '../../schema/attackCatalog';
import type { AttackCatalog } from '../../schema/attackCatalog';
import type { Issue } from '../../base/issue';
import { ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { replaceText, slippedName } from './ruleValues';
import { PREFIXES, tagListOf } from './tagScheme';
import type { Tag, TagPrefix } from './tagScheme';

/** Values that there are once and for all; those of the other prefixes are nobody's to list. */
const VALUES: Partial<Readonly<Record<TagPrefix, readonly string[]>>> = {
  OS: ['Linux', 'Windows', 'macOS'],
  Resources: ['Investigation Guide'],
  'Rule Type': ['BBR', 'ML', 'Machine Learning', 'Higher-Order Rule', 'Indicator Match', 'New Terms'],
  'Use Case': ['Threat Detection', 'Identity and Access Audit', 'Vulnerability', 'Asset Visibility', 'UEBA'],
  Domain: ['Endpoint', 'Cloud', 'Container', 'Network', 'Identity', 'SaaS', 'LLM', 'Web', 'Email', 'Kubernetes'],
};
/** Prefixes under which any other value is a slip where it is near a known one. */
const CLOSED: ReadonlySet<TagPrefix> = new Set(['OS', 'Tactic', 'Resources']);

export function checkTagForm(context: RuleContext): readonly Issue[] {
  const found = tagListOf(context);
  if (found === undefined) return [];
  const catalog = attackCatalogOf(context.readCatalog);
  return found.tags.flatMap((tag) => {
    const right = found.hasScheme ? asInScheme(tag, catalog) : tag.field.text.trim();
    if (right === tag.field.text || right === '') return [];
    const isBlank = right === tag.field.text.trim();
    const why = isBlank ? 'Blanks stand around this tag' : `The tag \`${tag.field.text}\` is written in its own way`;
    const message = `${why}, so it is another one than \`${right}\` for every filter and every count.`;
    return [ruleIssue(tag.field, 'tag-form', 'warning', message, { fixes: replaceText(tag.field, right) })];
  });
}

function asInScheme({ field }: Tag, catalog: AttackCatalog): string {
  const text = field.text.trim();
  const [, before = '', value = ''] = /^([\w-]+(?: [\w-]+)?) *: *(.*)$/.exec(text) ?? [];
  const prefix = before === '' ? undefined : asKnown(before.replace('-', ' '), PREFIXES, true);
  if (prefix === undefined || value === '') return text;
  const known =
    prefix === 'Tactic' ? [...catalog.techniquesOf.keys()].flatMap(nameIn(catalog)) : (VALUES[prefix] ?? []);
  return `${prefix}: ${asKnown(value, known, CLOSED.has(prefix)) ?? value}`;
}

function nameIn({ names }: AttackCatalog): (id: string) => readonly string[] {
  return (id) => [names.get(id) ?? []].flat();
}

/** The known word that one means: in other letters, or with a slip of the finger where `isNear` is enough. */
function asKnown<T extends string>(word: string, known: readonly T[], isNear: boolean): T | undefined {
  const same = known.find((each) => each.toLowerCase() === word.toLowerCase());
  if (same !== undefined || !isNear || word.length < 5) return same;
  const meant = slippedName(word, known);
  return known.find((each) => each === meant);
}
