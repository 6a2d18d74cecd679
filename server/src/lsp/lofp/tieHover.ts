// What is shown of a statement of false positives and of a comment that ties it: the entry behind it, and what other rules do about it.
import { code, plain } from '../../features/markdown';
import type { LofpEntry } from '../../lofp/entries/entry';
import { foldStatement } from '../../lofp/statements/fold';
import { ShowLofpPageCommand } from '../../protocol';
import type { LofpPageParams, LofpRule, LofpState } from '../../protocol';
import { rulesOfEntry, stateOf, statementId, toRule } from './entryRows';
import type { LofpService } from './lofpService';
import { entriesOf } from './tieAt';
import type { TieAt } from './tieAt';

export interface HoverWorld {
  readonly lofp: LofpService;
  readonly hash: (text: string) => string;
  readonly commands: ReadonlySet<string>;
  /** Of the rule in which it stands. */
  readonly uri: string;
}

/** Undefined where there is nothing to be told. */
export function tieMarkdown(at: Exclude<TieAt, { kind: 'arm' }>, world: HoverWorld): string | undefined {
  const entries = entriesOf(at, world.lofp);
  if (entries.length > 0) return entries.map((entry) => entryMarkdown(entry, at, world)).join('\n\n---\n\n');
  return at.kind === 'statement' ? statementMarkdown(at, world) : undefined;
}

const FAR: Readonly<Record<LofpEntry['expressible'], string>> = {
  yes: 'Fields tell these events from an attack.',
  partly: 'Fields tell these events from an attack only in part.',
  no: 'No field tells these events from an attack.',
};

const STATES: Readonly<Record<LofpState, string>> = {
  fine: 'its evidence holds',
  unproven: 'not proven',
  review: 'to be looked at again',
  expired: 'ended',
  broken: 'its evidence no longer holds',
  faulty: 'faulty',
};

function entryMarkdown(entry: LofpEntry, at: TieAt, world: HoverWorld): string {
  const { id, statement, who, expressible, exclusions } = entry;
  const { lofp } = world;
  const { state } = stateOf(entry, lofp);
  const far = exclusions.length > 0 ? FAR[expressible] : 'They are authorised, and must still alert.';
  const rules = rulesOfEntry(entry, lofp).filter((rule) => !isOwn(rule, at, world));
  return [
    `**Known false positive** ${code(id.value)} (${STATES[state]})`,
    plain(statement.value),
    [...(who === undefined ? [] : [`Who: ${plain(who)}`]), far].join('  \n'),
    ...rulesMarkdown(rules, entry.id.value, lofp),
    ...pageLink({ id: id.value }, world),
  ].join('\n\n');
}

function statementMarkdown({ statement, ties }: TieAt & { readonly kind: 'statement' }, world: HoverWorld): string {
  const folded = foldStatement(statement.text);
  const others = world.lofp.catalogue.rules
    .filter((rule) => rule.statements.some((each) => each.folded === folded))
    .map(toRule)
    .filter((rule) => !isOwn(rule, { kind: 'statement', statement, ties }, world));
  return [
    '**False positive** without an entry in the catalogue',
    others.length === 0 ? 'No other rule of the workspace has it.' : `${counted(others.length)} with it:`,
    ...(others.length === 0 ? [] : [list(others.map(ruleLink))]),
    ...pageLink({ id: statementId(folded, world.hash) }, world),
  ].join('\n\n');
}

function isOwn({ place, rule }: LofpRule, { ties }: TieAt, { uri }: HoverWorld): boolean {
  return place?.uri === uri && rule === ties.rule.rule.index;
}

/** Each with the arms that are tied to the entry. */
function rulesMarkdown(rules: readonly LofpRule[], id: string, { ties }: LofpService): readonly string[] {
  if (rules.length === 0) return [];
  const arms = ties.armsOfEntry(id);
  const items = rules.map((rule) => {
    const own = arms.filter(({ uri, rule: place }) => uri === rule.place?.uri && place === rule.rule);
    const shown = own.slice(0, MOST_ARMS).map(({ eql }) => `  \n  leaves out ${code(shortened(eql))}`);
    return ruleLink(rule) + shown.join('');
  });
  return [`${counted(rules.length)} with it:`, list(items)];
}

const MOST_RULES = 5;
const MOST_ARMS = 2;
const LONGEST_ARM = 160;

function counted(count: number): string {
  return count === 1 ? 'One other rule' : `${count} other rules`;
}

function list(items: readonly string[]): string {
  const more = items.length > MOST_RULES ? [`and ${items.length - MOST_RULES} more`] : [];
  return [...items.slice(0, MOST_RULES), ...more].map((item) => `- ${item}`).join('\n');
}

function ruleLink({ name, place }: LofpRule): string {
  return place === undefined ? plain(name) : `[${plain(name)}](${place.uri}#L${place.range.start.line + 1})`;
}

function shortened(text: string): string {
  return text.length > LONGEST_ARM ? `${text.slice(0, LONGEST_ARM - 1)}…` : text;
}

/** Only where the editor has the command, and lets a hover carry it. */
function pageLink(params: LofpPageParams, { commands }: HoverWorld): readonly string[] {
  if (!commands.has(ShowLofpPageCommand)) return [];
  const given = encodeURIComponent(JSON.stringify([params])).replace(/[()']/g, escape);
  return [`[Open its page](command:${ShowLofpPageCommand}?${given})`];
}

function escape(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16)}`;
}
