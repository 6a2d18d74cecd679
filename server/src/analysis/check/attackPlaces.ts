// Where techniques of MITRE ATT&CK stand in a rule: under their tactic and technique, once, with all that Kibana asks for, and not retired.
import { attackCatalogOf } from '../../schema/attackCatalog';
import type { AttackCatalog } from '../../schema/attackCatalog';
import type { Fix, Issue } from '../../base/issue';
import { isAttackId, pageOf } from './attackNames';
import { isComplete, ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { listWords, replaceText, wholeSpan } from './ruleValues';
import { LEVEL_TITLES, attackThreatsOf, partsOf, threatsOf } from './threats';
import type { AttackPart, Threat } from './threats';

export function checkAttackParents(context: RuleContext): readonly Issue[] {
  return attackThreatsOf(context)
    .flatMap(({ techniques }) => techniques)
    .flatMap((technique) => technique.below.flatMap((part) => underOther(part, technique)));
}

function underOther(part: AttackPart, technique: AttackPart): readonly Issue[] {
  const { id } = part;
  const above = technique.id;
  if (id === undefined || above === undefined || !isAttackId(part) || !isAttackId(technique)) return [];
  const parent = id.text.slice(0, id.text.indexOf('.'));
  if (parent === above.text) return [];
  const message = `\`${id.text}\` is a sub-technique of \`${parent}\`, but stands under \`${above.text}\`.`;
  const related = [{ from: above.from, to: above.to, message: 'The technique that it stands under.' }];
  return [ruleIssue(id, 'attack-parent', 'warning', message, { related })];
}

export function checkAttackTactics(context: RuleContext): readonly Issue[] {
  const catalog = attackCatalogOf(context.readCatalog);
  return attackThreatsOf(context).flatMap((threat) =>
    threat.techniques.flatMap((each) => ofOther(each, threat, catalog)),
  );
}

/** Silent on tactics and techniques that are newer than the list, and on a tactic that goes by another name than it had then. */
function ofOther({ id }: AttackPart, { tactic }: Threat, catalog: AttackCatalog): readonly Issue[] {
  const above = tactic?.id;
  if (id === undefined || above === undefined || !catalog.placed.has(id.text)) return [];
  const own = catalog.techniquesOf.get(above.text);
  if (own === undefined || own.has(id.text) || tactic?.name?.text !== catalog.names.get(above.text)) return [];
  const tactics = [...catalog.techniquesOf].filter(([, techniques]) => techniques.has(id.text));
  const right = listWords(
    tactics.map(([each]) => catalog.names.get(each) ?? each),
    'and',
  );
  const called = catalog.names.get(id.text);
  const what = called === undefined ? `\`${id.text}\`` : `\`${id.text}\` (${called})`;
  const message = `${what} is no technique of the tactic \`${tactic?.name?.text ?? above.text}\`; it belongs to ${right}.`;
  const related = [{ from: above.from, to: above.to, message: 'The tactic that it stands under.' }];
  return [ruleIssue(id, 'attack-tactic', 'warning', message, { related })];
}

export function checkRetiredAttack(context: RuleContext): readonly Issue[] {
  const catalog = attackCatalogOf(context.readCatalog);
  return attackThreatsOf(context)
    .flatMap(partsOf)
    .flatMap((part) => retired(part, catalog));
}

function retired(part: AttackPart, catalog: AttackCatalog): readonly Issue[] {
  const { id, level } = part;
  const since = id === undefined ? undefined : catalog.retired.get(id.text);
  if (id === undefined || since === undefined) return [];
  const name = catalog.names.get(since);
  const called = name === undefined ? '' : ` (${name})`;
  const cure = since === '' ? 'nothing has taken its place' : `\`${since}\`${called} has taken its place`;
  const message = `ATT&CK has retired the ${LEVEL_TITLES[level]} \`${id.text}\`: ${cure}.`;
  const isSameLevel =
    isAttackId(part, since) && (level !== 'subtechnique' || since.slice(0, 5) === id.text.slice(0, 5));
  return [ruleIssue(id, 'attack-retired', 'warning', message, { fixes: isSameLevel ? replaceText(id, since) : [] })];
}

export function checkAttackDuplicates(context: RuleContext): readonly Issue[] {
  const threats = attackThreatsOf(context);
  const tactics = threats.flatMap(({ tactic }) => (tactic === undefined ? [] : [tactic]));
  return [
    ...repeated(tactics),
    ...threats.flatMap(({ techniques }) => [
      ...repeated(techniques),
      ...techniques.flatMap((each) => repeated(each.below)),
    ]),
  ];
}

function repeated(parts: readonly AttackPart[]): readonly Issue[] {
  const firsts = new Map<string, NonNullable<AttackPart['id']>>();
  return parts.flatMap(({ id, level }) => {
    const first = id === undefined ? undefined : firsts.get(id.text);
    if (id === undefined) return [];
    if (first === undefined) {
      firsts.set(id.text, id);
      return [];
    }
    const message = `The ${LEVEL_TITLES[level]} \`${id.text}\` stands here a second time; put all of it into one entry.`;
    const related = [{ from: first.from, to: first.to, message: 'The first.' }];
    return [ruleIssue(id, 'attack-duplicate', 'warning', message, { related })];
  });
}

const ASKED_FOR = ['id', 'name', 'reference'] as const;

/** Kibana takes a threat only whole. */
export function checkAttackKeys(context: RuleContext): readonly Issue[] {
  if (!isComplete(context)) return [];
  return threatsOf(context).flatMap((threat) => [
    ...aboutTacticKey(threat),
    ...partsOf(threat).flatMap((part) => lacking(part, context)),
  ]);
}

function aboutTacticKey({ table, tactic, framework, techniques }: Threat): readonly Issue[] {
  if (tactic !== undefined || (framework === undefined && techniques.length === 0)) return [];
  const [first] = table.entries;
  const message = 'This threat names no `tactic`, without which Kibana does not take it.';
  return first === undefined ? [] : [ruleIssue(first.keySpan, 'attack-key', 'warning', message)];
}

function lacking(part: AttackPart, context: RuleContext): readonly Issue[] {
  const missing = ASKED_FOR.filter((key) => part.table.entries.every((each) => each.key !== key));
  if (missing.length === 0) return [];
  const place = part.table.entries[0]?.keySpan ?? part.entry.keySpan;
  const message = `This ${LEVEL_TITLES[part.level]} lacks ${listWords(missing, 'and')}, without which Kibana does not take it.`;
  return [ruleIssue(place, 'attack-key', 'warning', message, { fixes: filledIn(part, missing, context) })];
}

/** Name and address follow from the identifier; only behind one that stands on a line of its own. */
function filledIn(part: AttackPart, missing: readonly string[], context: RuleContext): readonly Fix[] {
  const { text, format, readCatalog } = context;
  const key = part.table.entries.find((each) => each.key === 'id')?.keySpan;
  const whole = part.id === undefined ? undefined : wholeSpan(part.id);
  const name = attackCatalogOf(readCatalog).names.get(part.id?.text ?? '');
  if (part.id === undefined || key === undefined || whole === undefined || name === undefined) return [];
  const before = text.slice(text.lastIndexOf('\n', key.from - 1) + 1, key.from);
  const [end = ''] = text.slice(whole.to).split('\n', 1);
  if (!/^[ \t]*(?:- +)?$/.test(before) || !/^\s*(?:#.*)?$/.test(end)) return [];
  const values: Readonly<Record<string, string>> = { name, reference: pageOf(part.level, part.id.text) };
  const between = format === 'yaml' ? ': ' : ' = ';
  const lines = missing.map((each) => `\n${before.replace('-', ' ')}${each}${between}"${values[each] ?? ''}"`);
  const at = whole.to + end.trimEnd().length;
  return [{ title: `Add ${listWords(missing, 'and')}`, edits: [{ from: at, to: at, text: lines.join('') }] }];
}
