// Fields of the rule's `filters` that no schema knows. Elasticsearch takes them silently: the filter lets every event through, or none.
import { dslFields } from '../../base/queryDsl';
import type { DslField } from '../../base/queryDsl';
import type { Fix, Issue } from '../../base/issue';
import type { FieldResolver } from '../../eql/types';
import { filtersOfRule } from '../../rule/filters';
import { ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';

export function checkFilterFields({ rule, eql, text }: RuleContext): readonly Issue[] {
  if (eql === undefined || eql.fields.authority === 'open') return [];
  return filtersOfRule(rule)
    .flatMap(({ query }) => (query === undefined ? [] : dslFields(query)))
    .filter(({ path }) => isUnknown(path, eql.fields))
    .map((field) => unknownField(field, eql.fields, text));
}

/** `_id` and its like stand beside the event, not in it. */
function isUnknown(path: string, fields: FieldResolver): boolean {
  return !path.startsWith('_') && fields.find(path) === undefined;
}

function unknownField(field: DslField, fields: FieldResolver, text: string): Issue {
  const [nearest] = fields.nearest(field.path);
  const where = fields.authority === 'mapping' ? 'The mapping has' : 'No schema that this rule reads has';
  const no = fields.authority === 'mapping' ? 'no field' : 'a field';
  const guess = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  const message = `${where} ${no} \`${field.path}\`, so no event fulfils this part of the filter.${guess}`;
  const fixes = nearest === undefined ? [] : renaming(field, nearest, text);
  return ruleIssue(field, 'unknown-field', 'warning', message, { fixes });
}

/** Only where the name stands as it is: then its quotes stay. */
function renaming({ path, from, to }: DslField, name: string, text: string): readonly Fix[] {
  const at = text.indexOf(path, from);
  if (at < 0 || at + path.length > to) return [];
  return [{ title: `Replace with \`${name}\``, edits: [{ from: at, to: at + path.length, text: name }] }];
}
