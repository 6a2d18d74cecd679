// Whether the tags of a rule say the same as its other keys: its tactics, the data that it reads, its kind, its guide.
import type { Issue } from '../../base/issue';
import { attackCatalogOf } from '../../schema/attackCatalog';
import { addItem } from './addedItem';
import { isComplete, keyOf, ruleIssue, textOf, textsOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { listWords, removeItem } from './ruleValues';
import { lastOf, schemeOf, valuesOf } from './tagScheme';
import type { Tag, TagList, TagPrefix } from './tagScheme';
import { attackThreatsOf } from './threats';

/** Rules bear the tag of the tactic that they are filed under, the first; that of another only where the threat names it. */
export function checkTacticTags(context: RuleContext): readonly Issue[] {
  const found = schemeOf(context);
  const tactics = attackThreatsOf(context).flatMap(({ tactic }) => (tactic === undefined ? [] : [tactic]));
  const { names } = attackCatalogOf(context.readCatalog);
  const called = tactics.flatMap(({ id, name }) => [name?.text, names.get(id?.text ?? '')].filter(isText));
  if (found === undefined || called.length === 0) return [];
  const isOf = ({ value }: Tag): boolean => called.some((name) => name.toLowerCase() === value.toLowerCase());
  const tags = valuesOf(found, 'Tactic');
  const strange = tags.filter((tag) => !isOf(tag)).map((tag) => withoutTactic(tag, found, called, context));
  const [first] = tactics;
  const name = first?.name;
  if (name === undefined || tags.some(isOf)) return strange;
  const text = `Tactic: ${name.text}`;
  const message = `The rule is about the tactic \`${name.text}\`, but has no tag \`${text}\`.`;
  const fixes = addItem(found.list, lastOf(found, 'Tactic'), text, context.text);
  return [...strange, ruleIssue(name, 'tactic-tag', 'warning', message, { fixes })];
}

function withoutTactic(
  { field, index, value }: Tag,
  { list }: TagList,
  called: readonly string[],
  { text }: RuleContext,
): Issue {
  const named = listWords([...new Set(called)], 'and');
  const message = `The rule bears the tag of the tactic \`${value}\`, but its \`threat\` names only ${named}. Name the tactic there, or take the tag out.`;
  return ruleIssue(field, 'tactic-tag', 'warning', message, { fixes: removeItem(list, index, text) });
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

/** Tags by which the data of a package are found, the usual one first. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  apache: ['Apache'],
  apache_tomcat: ['Apache Tomcat'],
  auditd_manager: ['Auditd Manager'],
  aws: ['AWS', 'Amazon Web Services'],
  azure: ['Azure', 'Microsoft Entra ID'],
  cloud_defend: ['Elastic Defend for Containers'],
  crowdstrike: ['Crowdstrike'],
  endpoint: ['Elastic Defend'],
  gcp: ['GCP', 'Google Cloud Platform'],
  github: ['GitHub'],
  google_workspace: ['Google Workspace'],
  jamf_protect: ['Jamf Protect'],
  kubernetes: ['Kubernetes'],
  m365_defender: ['Microsoft Defender XDR', 'Microsoft Defender for Endpoint', 'Microsoft 365 Defender'],
  o365: ['Microsoft 365', 'Microsoft 365 Audit Logs'],
  okta: ['Okta', 'Okta System Logs'],
  sentinel_one_cloud_funnel: ['SentinelOne'],
  suricata: ['Suricata'],
};

export function checkSourceTags(context: RuleContext): readonly Issue[] {
  const found = schemeOf(context);
  const integrations = textsOf(keyOf(context, 'integration')?.value);
  if (found === undefined || integrations.length === 0) return [];
  const tags = valuesOf(found, 'Data Source');
  const untold = integrations.flatMap((field) => {
    const known = Object.hasOwn(SOURCES, field.text) ? SOURCES[field.text] : undefined;
    const [usual] = known ?? [];
    if (known === undefined || usual === undefined || tags.some((tag) => isOneOf(tag, known))) return [];
    const text = `Data Source: ${usual}`;
    const message = `The rule reads data of the integration \`${field.text}\`, but has no tag \`${text}\`.`;
    const fixes = addItem(found.list, lastOf(found, 'Data Source'), text, context.text);
    return [ruleIssue(field, 'source-tag', 'warning', message, { fixes })];
  });
  const packages = new Set(integrations.map(({ text }) => text));
  return [...untold, ...tags.flatMap((tag) => sourceUnread(tag, found, packages, context))];
}

function sourceUnread(
  tag: Tag,
  { list }: TagList,
  packages: ReadonlySet<string>,
  { text }: RuleContext,
): readonly Issue[] {
  const source = Object.entries(SOURCES).find(([, [usual = '']]) => isOneOf(tag, [usual]));
  if (source === undefined || packages.has(source[0])) return [];
  const message = `The rule bears the tag \`${tag.field.text}\`, but \`integration\` does not name \`${source[0]}\`, which brings these data.`;
  return [ruleIssue(tag.field, 'source-tag', 'warning', message, { fixes: removeItem(list, tag.index, text) })];
}

function isOneOf({ value }: Tag, names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === value.toLowerCase());
}

const GUIDE = 'Investigation Guide';
const BLOCK = 'BBR';

/** A building-block rule and a rule with a guide bear a tag that says so, and no other rule does. */
export function checkKindTags(context: RuleContext): readonly Issue[] {
  const found = schemeOf(context);
  if (found === undefined) return [];
  const note = textOf(context, 'note');
  const isBlock = keyOf(context, 'building_block_type');
  const hasGuide = note !== undefined && /^#+[ \t]*Triage and analysis/im.test(note.text);
  const guide = valuesOf(found, 'Resources').find(({ value }) => value === GUIDE);
  const block = valuesOf(found, 'Rule Type').find(({ value }) => value === BLOCK);
  return [
    ...(isBlock !== undefined && block === undefined
      ? [lacking(found, 'Rule Type', BLOCK, isBlock.keySpan, 'is a building block', context)]
      : []),
    ...(isBlock === undefined && block !== undefined
      ? [needless(found, block, 'has no `building_block_type`', context)]
      : []),
    ...(hasGuide && guide === undefined
      ? [lacking(found, 'Resources', GUIDE, firstLine(note, context.text), 'has a guide', context)]
      : []),
    ...(note === undefined && guide !== undefined ? [needless(found, guide, 'has no `note`', context)] : []),
  ];
}

function firstLine({ from, to }: { readonly from: number; readonly to: number }, file: string) {
  const end = file.indexOf('\n', from);
  return { from, to: end < 0 ? to : Math.min(end, to) };
}

function lacking(
  found: TagList,
  prefix: TagPrefix,
  value: string,
  place: { readonly from: number; readonly to: number },
  what: string,
  { text }: RuleContext,
): Issue {
  const tag = `${prefix}: ${value}`;
  const fixes = addItem(found.list, lastOf(found, prefix), tag, text);
  return ruleIssue(place, 'kind-tag', 'warning', `The rule ${what}, but has no tag \`${tag}\`.`, { fixes });
}

function needless({ list }: TagList, { field, index }: Tag, why: string, { text }: RuleContext): Issue {
  const message = `The rule bears the tag \`${field.text}\`, but ${why}.`;
  return ruleIssue(field, 'kind-tag', 'warning', message, { fixes: removeItem(list, index, text) });
}

/** By these the rules of a collection are found. */
const USUAL: readonly TagPrefix[] = ['Domain', 'Use Case', 'Data Source'];

export function checkMissingTags(context: RuleContext): readonly Issue[] {
  const found = schemeOf(context);
  if (found === undefined || !isComplete(context)) return [];
  const missing = USUAL.filter((prefix) => valuesOf(found, prefix).length === 0).map((prefix) => `${prefix}: …`);
  if (missing.length === 0) return [];
  const place = keyOf(context, 'tags')?.keySpan ?? context.rule.heading;
  const message = `The tags follow the scheme of Elastic's rules, but there is none of the form ${listWords(missing, 'and')}.`;
  return [ruleIssue(place, 'missing-tag', 'info', message)];
}
