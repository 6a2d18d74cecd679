// The operating system that a rule is for: as its query, its tags and its folder say it.
import type { Fix, Issue } from '../../base/issue';
import { issueToFile } from '../../base/positionMap';
import type { Span } from '../../base/span';
import type { EventFilter, Expression } from '../../eql/ast';
import { comparedTexts } from '../../eql/comparedTexts';
import { clausesOf, filtersOf } from '../../eql/walk';
import { liftEdit } from '../../rule/edits';
import type { EqlAnalysis } from '../analyze';
import { addItem } from './addedItem';
import { oncePerRule } from './oncePerRule';
import { keyOf, ruleIssue, textsOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, listWords, removeItem } from './ruleValues';
import { lastOf, schemeOf, valuesOf } from './tagScheme';
import type { Tag, TagList } from './tagScheme';

const SYSTEM: ReadonlySet<string> = new Set(['host.os.type']);
/** Folders and values of `host.os.type`, and the tag of each. */
const TITLES: Readonly<Record<string, string>> = { linux: 'Linux', macos: 'macOS', windows: 'Windows' };

/** What a query demands of `host.os.type`; undefined where one of its filters demands nothing, or something else than the three systems. */
const demandedSystems = oncePerRule(({ eql }): readonly string[] | undefined => {
  if (eql === undefined || eql.hasErrors) return undefined;
  const { query } = eql;
  const all = filtersOf(query).map(systemsOf);
  const known = all.flatMap((each) => each ?? []);
  const isSure = all.length > 0 && all.every((each) => each !== undefined);
  return isSure && known.every((each) => Object.hasOwn(TITLES, each)) ? [...new Set(known)] : undefined;
});

/** Of a filter that says it in one of its clauses, or in every alternative of one. */
function systemsOf({ condition }: EventFilter): readonly string[] | undefined {
  return clausesOf(condition)
    .map(systemsIn)
    .find((each) => each !== undefined);
}

function systemsIn(clause: Expression): readonly string[] | undefined {
  if (clause.kind !== 'logical') {
    const texts = comparedTexts(clause, SYSTEM);
    return texts.length === 0 ? undefined : texts.map((each) => each.toLowerCase());
  }
  const parts = clause.operands.map(systemsIn);
  if (clause.operator === 'and') return parts.find((each) => each !== undefined);
  return parts.every((each) => each !== undefined) ? parts.flat() : undefined;
}

export function checkSystemTags(context: RuleContext): readonly Issue[] {
  const found = schemeOf(context);
  const systems = demandedSystems(context);
  if (found === undefined || systems === undefined) return [];
  const titles = systems.map((each) => TITLES[each] ?? each);
  const tags = valuesOf(found, 'OS');
  const untold = titles.filter((title) => tags.every(({ value }) => value.toLowerCase() !== title.toLowerCase()));
  const strange = tags.filter(({ value }) => isOther(value, titles));
  return [
    ...strange.map((tag) => strangeSystem(tag, found, titles, context)),
    ...untold.map((title) => untoldSystem(title, found, context)),
  ];
}

/** Another of the three systems; of any other nothing is known. */
function isOther(value: string, titles: readonly string[]): boolean {
  return Object.values(TITLES).includes(value) && !titles.includes(value);
}

function strangeSystem(tag: Tag, { list }: TagList, titles: readonly string[], { text }: RuleContext): Issue {
  const message = `The rule bears the tag \`${tag.field.text}\`, but its query asks for hosts with ${listWords(titles, 'or')}.`;
  return ruleIssue(tag.field, 'os-tag', 'warning', message, { fixes: removeItem(list, tag.index, text) });
}

function untoldSystem(title: string, found: TagList, context: RuleContext): Issue {
  const tag = `OS: ${title}`;
  const place = keyOf(context, 'tags')?.keySpan ?? context.rule.heading;
  const message = `The query asks for hosts with \`${title}\`, but the rule has no tag \`${tag}\`.`;
  const fixes = addItem(found.list, lastOf(found, 'OS'), tag, context.text);
  return ruleIssue(place, 'os-tag', 'warning', message, { fixes });
}

/** A repository of rules keeps those of one system in a folder of its own. */
export function checkSystemFolder(context: RuleContext): readonly Issue[] {
  const folder = folderOf(context);
  if (folder === undefined || !isKept(context)) return [];
  const title = TITLES[folder] ?? folder;
  const systems = demandedSystems(context);
  if (systems !== undefined && !systems.includes(folder)) {
    const asked = listWords(
      systems.map((each) => TITLES[each] ?? each),
      'or',
    );
    return [
      misfiled(context.rule.query ?? context.rule.heading, title, `its query asks for hosts with ${asked}`, context),
    ];
  }
  const found = schemeOf(context);
  const tags = found === undefined ? [] : valuesOf(found, 'OS');
  const [first] = tags;
  if (first === undefined || tags.some(({ value }) => value === title) || !isOther(first.value, [title])) return [];
  return [misfiled(first.field, title, `its tag says \`${first.field.text}\``, context)];
}

function misfiled({ from, to }: Span, title: string, why: string, { text }: RuleContext): Issue {
  const end = text.indexOf('\n', from);
  const message = `The rule lies in the folder for ${title}, but ${why}. Move the file, or mend the rule.`;
  return ruleIssue({ from, to: end < 0 ? to : Math.min(end, to) }, 'os-folder', 'warning', message);
}

function folderOf({ path }: RuleContext): string | undefined {
  const [, folder] = /\/(linux|macos|windows)\/[^/]*$/.exec(path ?? '') ?? [];
  return folder;
}

/** Only one system has one. */
const REGISTRY = 'registry';

/** Endpoint fills one index for all systems, so a rule for one of them says so in each part of its query. */
export function checkMissingSystem(context: RuleContext): readonly Issue[] {
  const { eql } = context;
  const title = onlySystemOf(context);
  if (eql === undefined || eql.hasErrors || title === undefined || !readsEndpoint(context)) return [];
  const value = Object.keys(TITLES).find((each) => TITLES[each] === title) ?? title;
  return filtersOf(eql.query)
    .filter((filter) => systemsOf(filter) === undefined && filter.category.name !== REGISTRY)
    .map((filter) => {
      const fixes = askedFor(value, filter, eql, context.text);
      const message = `The rule is for ${title} alone, but this part reads events of all systems. Say so: \`host.os.type == "${value}"\`.`;
      return issueToFile(ruleIssue(filter.category, 'missing-os', 'hint', message, { fixes }), eql.embedded.map);
    });
}

/** Before all other clauses; none where they are alternatives, which would need parentheses. */
function askedFor(
  system: string,
  { category, condition }: EventFilter,
  { embedded }: EqlAnalysis,
  file: string,
): readonly Fix[] {
  const [where] = /^\s*where\s+/.exec(embedded.text.slice(category.to)) ?? [];
  if (where === undefined || (condition.kind === 'logical' && condition.operator === 'or')) return [];
  const at = category.to + where.length;
  const text = `host.os.type == "${system}" and `;
  const edit = liftEdit(embedded, file, { from: at, to: at, text });
  return edit === undefined ? [] : [{ title: `Ask for \`host.os.type == "${system}"\``, edits: [edit] }];
}

function onlySystemOf(context: RuleContext): string | undefined {
  const found = schemeOf(context);
  const [tag, another] = found === undefined ? [] : valuesOf(found, 'OS');
  return tag !== undefined && another === undefined && Object.values(TITLES).includes(tag.value)
    ? tag.value
    : undefined;
}

function readsEndpoint(context: RuleContext): boolean {
  return textsOf(keyOf(context, 'index')?.value).some(({ text }) => /^logs-endpoint\.events/.test(text));
}
