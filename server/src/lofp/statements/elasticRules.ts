// Statements of Elastic's rules, in TOML, YAML and exports: `false_positives`, `threat`, the description and the query.
import type { Rule, RuleFile } from '../../rule/document';
import { entryOf, tablesOf } from '../../rule/fields';
import type { FieldValue } from '../../rule/fields';
import type { FileStatements, Logic, StatementRule, Technique } from './statementRule';
import { statementsOf, techniquesOf } from './statementRule';

export function elasticStatements({ rules, issues }: RuleFile): FileStatements {
  const [broken] = issues.filter(({ code }) => code.endsWith('-syntax'));
  const problems = broken === undefined ? [] : [{ message: broken.message, offset: broken.from }];
  return { rules: rules.map(toStatementRule), problems };
}

function toStatementRule({ index, metadata, content, query }: Rule): StatementRule {
  const id = metadata.id?.value.trim();
  return {
    source: 'elastic',
    index,
    name: metadata.name?.value.trim() || id || '',
    ...(id ? { id } : {}),
    description: textAt(content.rule, 'description') ?? '',
    techniques: techniquesOf(tablesAt(content.rule, 'threat').flatMap((threat) => techniquesIn(threat, 'technique'))),
    ...(query === undefined ? {} : { logic: logicOf(query) }),
    statements: statementsOf(metadata.falsePositives.map(({ value }) => value)),
  };
}

function logicOf({ language, text }: NonNullable<Rule['query']>): Logic {
  return { language, text };
}

/** A technique, then what is below it. */
function techniquesIn(table: FieldValue, key: string): readonly Technique[] {
  return tablesAt(table, key).flatMap((each) => {
    const id = textAt(each, 'id');
    const name = textAt(each, 'name')?.trim();
    const own = id === undefined ? [] : [{ id, ...(name ? { name } : {}) }];
    return key === 'technique' ? [...own, ...techniquesIn(each, 'subtechnique')] : own;
  });
}

function tablesAt(table: FieldValue, key: string): readonly FieldValue[] {
  return tablesOf(entryOf(table, key)?.value);
}

function textAt(table: FieldValue, key: string): string | undefined {
  const value = entryOf(table, key)?.value;
  return value?.kind === 'text' ? value.text : undefined;
}
