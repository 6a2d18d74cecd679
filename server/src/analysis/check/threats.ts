// What a rule says of the attack that it finds: its `threat`, read into tactics, techniques and sub-techniques where each stands.
import { entryOf, tablesOf } from '../../rule/fields';
import type { FieldEntry, TableField, TextField } from '../../rule/fields';
import { oncePerRule } from './oncePerRule';
import type { RuleContext } from './ruleContext';

export type AttackLevel = 'tactic' | 'technique' | 'subtechnique';

/** A tactic, technique or sub-technique. */
export interface AttackPart {
  readonly level: AttackLevel;
  readonly table: TableField;
  /** The key that holds it. */
  readonly entry: FieldEntry;
  readonly id?: TextField;
  readonly name?: TextField;
  readonly reference?: TextField;
  /** Sub-techniques of a technique. */
  readonly below: readonly AttackPart[];
}

export interface Threat {
  readonly table: TableField;
  readonly framework?: TextField;
  readonly tactic?: AttackPart;
  readonly techniques: readonly AttackPart[];
}

export const LEVEL_TITLES: Readonly<Record<AttackLevel, string>> = {
  tactic: 'tactic',
  technique: 'technique',
  subtechnique: 'sub-technique',
};

/** ATT&CK's own name as rules write it. */
export const ATTACK = 'MITRE ATT&CK';

export const threatsOf = oncePerRule(({ rule: { content } }): readonly Threat[] =>
  tablesOf(entryOf(content.rule, 'threat')?.value).map((table) => {
    const [tactic] = partsAt(table, 'tactic');
    const framework = textAt(table, 'framework');
    return {
      table,
      techniques: partsAt(table, 'technique'),
      ...(tactic === undefined ? {} : { tactic }),
      ...(framework === undefined ? {} : { framework }),
    };
  }),
);

/** Those of ATT&CK, however its name is written. Other frameworks have identifiers of their own. */
export function attackThreatsOf(context: RuleContext): readonly Threat[] {
  return threatsOf(context).filter(({ framework }) => framework === undefined || isAttack(framework.text));
}

export function isAttack(framework: string): boolean {
  return /^(?:mitre)?(?:att(?:and)?ck)?$/.test(framework.toLowerCase().replace(/[^a-z]/g, ''));
}

/** All parts of a threat, a technique before its sub-techniques. */
export function partsOf({ tactic, techniques }: Threat): readonly AttackPart[] {
  const found = techniques.flatMap((technique) => [technique, ...technique.below]);
  return tactic === undefined ? found : [tactic, ...found];
}

function partsAt(table: TableField, level: AttackLevel): readonly AttackPart[] {
  const entry = entryOf(table, level);
  return entry === undefined ? [] : tablesOf(entry.value).map((each) => partOf(each, level, entry));
}

function partOf(table: TableField, level: AttackLevel, entry: FieldEntry): AttackPart {
  const [id, name, reference] = [textAt(table, 'id'), textAt(table, 'name'), textAt(table, 'reference')];
  return {
    level,
    table,
    entry,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(reference === undefined ? {} : { reference }),
    below: level === 'technique' ? partsAt(table, 'subtechnique') : [],
  };
}

function textAt(table: TableField, key: string): TextField | undefined {
  const value = entryOf(table, key)?.value;
  return value?.kind === 'text' ? value : undefined;
}
