// Fields that the keys of a rule name: whether they exist in the data that the rule reads, and are of a type that the key can use.
import type { Issue } from '../../base/issue';
import { familyOf } from '../../eql/types';
import type { FieldResolver, ResolvedField, TypeFamily } from '../../eql/types';
import { entryOf, tablesOf } from '../../rule/fields';
import type { FieldValue, TextField } from '../../rule/fields';
import { composeSchema } from '../../schema/compose';
import { keyOf, ruleIssue, textOf, textsOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { replaceText } from './ruleValues';

/** Of a query in another language only index and integration tell what it reads, which is more than it may need. */
function fieldsOfRule({ rule, eql, readCatalog }: RuleContext): FieldResolver {
  if (eql !== undefined) return eql.fields;
  const { index, integration, dataViewId } = rule.metadata;
  return composeSchema(
    {
      index: index.map(({ value }) => value),
      integrations: integration.map(({ value }) => value),
      datasets: [],
      hasDataView: dataViewId !== undefined,
    },
    readCatalog,
  );
}

interface Override {
  readonly key: string;
  readonly families: readonly TypeFamily[];
  readonly wanted: string;
}

const OVERRIDES: readonly Override[] = [
  { key: 'timestamp_override', families: ['date'], wanted: 'a date' },
  { key: 'timestamp_field', families: ['date'], wanted: 'a date' },
  { key: 'event_category_override', families: ['string'], wanted: 'a keyword' },
  { key: 'tiebreaker_field', families: ['string', 'number', 'date', 'ip', 'version'], wanted: 'sortable' },
];

/** That these do not exist is said of a query in EQL itself, where it needs them. */
const TOLD_BY_QUERY: ReadonlySet<string> = new Set(['event_category_override', 'timestamp_field']);

export function checkOverrideFields(context: RuleContext): readonly Issue[] {
  const fields = fieldsOfRule(context);
  if (fields.authority === 'open') return [];
  return OVERRIDES.flatMap((override) => {
    const name = textOf(context, override.key);
    if (name === undefined || name.text === '') return [];
    const isTold = context.eql !== undefined && TOLD_BY_QUERY.has(override.key) && isUnknown(name.text, fields);
    return isTold ? [] : aboutOverride(name, override, fields);
  });
}

function aboutOverride(name: TextField, { key, families, wanted }: Override, fields: FieldResolver): readonly Issue[] {
  const field = fields.find(name.text);
  if (field === undefined) return [unknown(name, 'override-field', `\`${key}\``, fields)];
  if (canBe(field, families)) return [];
  const message = `\`${key}\` needs a field that is ${wanted}, and \`${name.text}\` is of the type \`${field.type}\`.`;
  return [ruleIssue(name, 'override-field', 'warning', message)];
}

/** A field of several types is taken where one of them will do. */
function canBe(field: ResolvedField, families: readonly TypeFamily[]): boolean {
  if (field.uncertainType === true) return true;
  return [field.type, ...(field.otherTypes ?? [])].some((type) => families.includes(familyOf(type)));
}

/** Alerts have these beside the fields of the event that they copy. */
const OF_ALERTS = /^(?:_|kibana\.|signal\.)/;

export function checkKeyFields(context: RuleContext): readonly Issue[] {
  const fields = fieldsOfRule(context);
  if (fields.authority === 'open') return [];
  return namesIn(context).flatMap(([key, names]) =>
    names
      .filter(({ text }) => text !== '' && !text.includes('*') && !OF_ALERTS.test(text) && isUnknown(text, fields))
      .map((name) => unknown(name, 'key-field', `\`${key}\``, fields)),
  );
}

function isUnknown(path: string, fields: FieldResolver): boolean {
  return fields.find(path) === undefined;
}

/** The keys that name fields of events. What `threat_mapping` maps to lies in an index of indicators, of which nothing is known. */
function namesIn(context: RuleContext): readonly (readonly [key: string, names: readonly TextField[]])[] {
  const at = (key: string): FieldValue | undefined => keyOf(context, key)?.value;
  const threshold = at('threshold');
  const newTerms = at('new_terms');
  const investigated = at('investigation_fields');
  const cardinality = tablesOf(entryOf(threshold, 'cardinality')?.value);
  const mapped = tablesOf(at('threat_mapping')).flatMap((table) => tablesOf(entryOf(table, 'entries')?.value));
  return [
    ['alert_suppression', textsOf(entryOf(at('alert_suppression'), 'group_by')?.value)],
    ['new_terms', textsOf(entryOf(newTerms, 'value')?.value)],
    ['new_terms_fields', textsOf(at('new_terms_fields'))],
    ['threshold', textsOf(entryOf(threshold, 'field')?.value)],
    ['threshold', cardinality.flatMap((table) => textsOf(entryOf(table, 'field')?.value))],
    ['investigation_fields', textsOf(entryOf(investigated, 'field_names')?.value)],
    ['threat_mapping', mapped.flatMap((table) => textsOf(entryOf(table, 'field')?.value))],
  ];
}

function unknown(name: TextField, code: string, key: string, fields: FieldResolver): Issue {
  const [nearest] = fields.nearest(name.text);
  const guess = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
  const what = fields.authority === 'mapping' ? 'The mapping has no' : 'Nothing that the rule reads has a';
  const packages = fields.unknown?.(name.text).packages ?? [];
  const known = packages.length === 0 ? '' : ` (as of ${packages.join(', ')})`;
  const message = `${what} field \`${name.text}\`, which ${key} names${known}.${guess}`;
  return ruleIssue(name, code, 'warning', message, { fixes: nearest === undefined ? [] : replaceText(name, nearest) });
}
