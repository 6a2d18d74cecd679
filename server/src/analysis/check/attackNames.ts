// Whether identifiers, names and addresses of MITRE ATT&CK agree with each other.
import { attackCatalogOf } from '../../schema/attackCatalog';
import type { AttackCatalog } from '../../schema/attackCatalog';
import type { Fix, Issue } from '../../base/issue';
import type { TextField } from '../../rule/fields';
import { ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { listWords, replaceText } from './ruleValues';
import { ATTACK, LEVEL_TITLES, attackThreatsOf, partsOf } from './threats';
import type { AttackLevel, AttackPart } from './threats';

interface Form {
  readonly pattern: RegExp;
  readonly example: string;
  readonly folder: 'tactics' | 'techniques';
}

const FORMS: Readonly<Record<AttackLevel, Form>> = {
  tactic: { pattern: /^TA\d{4}$/, example: 'TA0002', folder: 'tactics' },
  technique: { pattern: /^T\d{4}$/, example: 'T1059', folder: 'techniques' },
  subtechnique: { pattern: /^T\d{4}\.\d{3}$/, example: 'T1059.004', folder: 'techniques' },
};

/** An identifier of the right form, which may be unknown to the list. */
export function isAttackId(part: AttackPart, id = part.id?.text ?? ''): boolean {
  return FORMS[part.level].pattern.test(id);
}

export function checkAttackFramework(context: RuleContext): readonly Issue[] {
  return attackThreatsOf(context).flatMap(({ framework }) => {
    if (framework === undefined || framework.text === ATTACK) return [];
    const message = `Kibana knows the framework as \`${ATTACK}\`, and this one is written \`${framework.text}\`.`;
    return [ruleIssue(framework, 'attack-framework', 'warning', message, { fixes: replaceText(framework, ATTACK) })];
  });
}

export function checkAttackIds(context: RuleContext): readonly Issue[] {
  const catalog = attackCatalogOf(context.readCatalog);
  return attackThreatsOf(context)
    .flatMap(partsOf)
    .flatMap((part) => (part.id === undefined || isAttackId(part) ? [] : [malformed(part, part.id, catalog)]));
}

function malformed(part: AttackPart, id: NonNullable<AttackPart['id']>, catalog: AttackCatalog): Issue {
  const { example } = FORMS[part.level];
  const meant = [tidied(id.text), ...idsOfName(part, catalog)].find((each) => isAttackId(part, each));
  const message = `\`${id.text}\` is no identifier of a ${LEVEL_TITLES[part.level]}; one has the form \`${example}\`.`;
  return ruleIssue(id, 'attack-id', 'warning', message, { fixes: meant === undefined ? [] : replaceText(id, meant) });
}

/** `t1059/4` and `T1059.4` mean `T1059.004`. */
function tidied(id: string): string {
  const [, main = '', part] = /^(TA?\s?\d{4})(?:\s?[./-]\s?(\d{1,3}))?$/.exec(id.trim().toUpperCase()) ?? [];
  const plain = main.replace(/\s/, '');
  return part === undefined ? plain : `${plain}.${part.padStart(3, '0')}`;
}

/** The only identifier that the name can mean at its level. */
function idsOfName(part: AttackPart, { idsByName }: AttackCatalog): readonly string[] {
  const ids = (idsByName.get(part.name?.text.trim().toLowerCase() ?? '') ?? []).filter((each) =>
    isAttackId(part, each),
  );
  return ids.length === 1 ? ids : [];
}

export function checkAttackNames(context: RuleContext): readonly Issue[] {
  const catalog = attackCatalogOf(context.readCatalog);
  return attackThreatsOf(context)
    .flatMap(partsOf)
    .flatMap((part) => aboutName(part, catalog));
}

/** Since version 19, Defense Evasion is called so; rules of both times are right. */
const LATER_NAMES: Readonly<Record<string, string>> = { TA0005: 'Stealth' };

function aboutName(part: AttackPart, catalog: AttackCatalog): readonly Issue[] {
  const { id, name, level } = part;
  const right = id === undefined ? undefined : catalog.names.get(id.text);
  if (id === undefined || name === undefined || name.text === right) return [];
  if (right === undefined) return ofAnother(part, id, name, catalog);
  if (LATER_NAMES[id.text] === name.text) return [];
  const others = idsOfName(part, catalog).filter((each) => each !== id.text);
  const of = others.length === 0 ? '' : ` That is the name of ${listWords(others, 'and')}.`;
  const message = `The ${LEVEL_TITLES[level]} \`${id.text}\` is called \`${right}\`, not \`${name.text}\`.${of}`;
  const fixes = [...replaceText(name, right), ...others.flatMap((other) => replaceText(id, other))];
  return [ruleIssue(name, 'attack-name', 'warning', message, { fixes })];
}

/** The list is not complete: of an identifier that it lacks it is only known that it does not bear the name of another. */
function ofAnother(part: AttackPart, id: TextField, name: TextField, catalog: AttackCatalog): readonly Issue[] {
  const [other] = catalog.retired.has(id.text) || !isAttackId(part) ? [] : idsOfName(part, catalog);
  if (other === undefined) return [];
  const message = `\`${name.text}\` is the name of the ${LEVEL_TITLES[part.level]} \`${other}\`, not of \`${id.text}\`.`;
  return [ruleIssue(id, 'attack-name', 'warning', message, { fixes: replaceText(id, other) })];
}

export function checkAttackReferences(context: RuleContext): readonly Issue[] {
  return attackThreatsOf(context).flatMap(partsOf).flatMap(aboutReference);
}

/** The address of a page of ATT&CK. */
export function pageOf(level: AttackLevel, id: string): string {
  return `https://attack.mitre.org/${FORMS[level].folder}/${id.replace('.', '/')}/`;
}

/** Where a page of ATT&CK stands; a `/` at its end, the letters of the scheme and a version in between make no difference. */
const PAGE =
  /^https?:\/\/attack\.mitre\.org\/(?:versions\/v[\d.]+\/)?(tactics|techniques)\/(TA?\d{4})(?:[/.](\d{3}))?\/?$/i;

function aboutReference(part: AttackPart): readonly Issue[] {
  const { id, reference, level } = part;
  if (id === undefined || reference === undefined || !isAttackId(part)) return [];
  const [, folder, main, rest] = PAGE.exec(reference.text.trim()) ?? [];
  const leadsTo = main === undefined ? undefined : `${main.toUpperCase()}${rest === undefined ? '' : `.${rest}`}`;
  if (leadsTo === id.text && folder === FORMS[level].folder) return [];
  const right = pageOf(level, id.text);
  const where = leadsTo === undefined || leadsTo === id.text ? 'is not' : `leads to \`${leadsTo}\`, not to`;
  const message = `This address ${where} the page of the ${LEVEL_TITLES[level]} \`${id.text}\`, which is ${right}`;
  const fixes: readonly Fix[] = replaceText(reference, right);
  return [ruleIssue(reference, 'attack-reference', 'warning', message, { fixes })];
}
