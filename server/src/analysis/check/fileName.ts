// Whether a rule's file is named as the others of its repository: after the tactic that the rule is filed under.
import type { Issue } from '../../base/issue';
import { attackCatalogOf } from '../../schema/attackCatalog';
import { ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, listWords } from './ruleValues';
import { attackThreatsOf } from './threats';

/** The folders in which a repository like Elastic's keeps its rules. */
const FOLDERS = /\/rules(?:_building_block)?\//;

export function checkFileName(context: RuleContext): readonly Issue[] {
  const { path = '' } = context;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  if (!FOLDERS.test(path) || !isKept(context) || name === '') return [];
  return [...aboutForm(name, context), ...aboutTactic(name, context)];
}

function aboutForm(name: string, context: RuleContext): readonly Issue[] {
  if (/^[a-z0-9_.]+$/.test(name)) return [];
  const right = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const message = `Files of rules are named in small letters with \`_\` between the words: \`${right}\` instead of \`${name}\`.`;
  return [ruleIssue(context.rule.heading, 'file-name', 'hint', message)];
}

/** The first tactic is the one that the rule is filed under. */
function aboutTactic(name: string, context: RuleContext): readonly Issue[] {
  const { techniquesOf, names } = attackCatalogOf(context.readCatalog);
  const [first, ...others] = attackThreatsOf(context).flatMap(({ tactic }) => tactic?.name?.text ?? []);
  const known = [...techniquesOf.keys()].flatMap((id) => names.get(id) ?? []);
  if (first === undefined || name.startsWith(prefixOf(first))) return [];
  const named = known.find((each) => name.startsWith(prefixOf(each)));
  if (named === undefined) return [];
  const isOther = others.includes(named);
  const message = isOther
    ? `The file is named after the tactic \`${named}\`, but \`${first}\` is the first that the rule names.`
    : `The file is named after the tactic \`${named}\`, but the rule is about ${listWords([first, ...others], 'and')}.`;
  return [ruleIssue(context.rule.heading, 'file-name', isOther ? 'hint' : 'warning', message)];
}

function prefixOf(tactic: string): string {
  return `${tactic.toLowerCase().replaceAll(' ', '_')}_`;
}
