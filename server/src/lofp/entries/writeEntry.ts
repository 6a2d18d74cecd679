// A new entry as the text of its file, from what is known of some events: everything that a person has yet to say is asked for in its place.
import type { Expression } from '../../eql/ast';
import { parseExpression } from '../../eql/parse';
import type { TemplateOperator } from './entry';
import { faultOfValue } from './fillTemplate';
import type { ParameterType } from './parameterTypes';

export interface NewEntry {
  readonly id: string;
  readonly statement: string;
  readonly techniques: readonly string[];
  readonly rule: { readonly id?: string; readonly name: string };
  readonly dataset?: string;
  /** Of the exclusion, each in EQL; none where there is no exclusion. */
  readonly conditions: readonly string[];
  /** Why there is no exclusion, where it is known. */
  readonly refusal?: string;
  readonly excluded: readonly SampledEvidence[];
  readonly alerts: readonly SampledEvidence[];
}

/** `sample` from the folder of the entry; ids, or lines from 1 of events without one. */
export interface SampledEvidence {
  readonly sample: string;
  readonly ids: readonly string[];
  readonly lines: readonly number[];
}

export function writeEntry(entry: NewEntry): string {
  const { id, statement, techniques, rule, excluded, alerts } = entry;
  const conditions = entry.conditions.flatMap((eql) => conditionOf(parseExpression(eql).value) ?? []);
  const isWhole = conditions.length > 0 && conditions.length === entry.conditions.length;
  const name = rule.id === undefined ? '' : `id: ${text(rule.id)}, `;
  return [
    `id: ${id}`,
    `statement: ${text(statement)}`,
    ...(isWhole ? ['expressible: yes'] : noExclusion(entry.refusal)),
    ...(techniques.length === 0 ? [] : [`techniques: [${techniques.join(', ')}]`]),
    'rules:',
    `  - { ${name}name: ${text(rule.name)} }`,
    ...(isWhole ? exclusionLines(conditions, entry.dataset) : []),
    ...evidenceLines(alerts, excluded),
    '',
  ].join('\n');
}

/** Small letters, digits and dashes, of the words that say something; unlike those that are taken. */
export function newEntryId(statement: string, taken: ReadonlySet<string>): string {
  const words = statement
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2 && !EMPTY.has(word));
  const name = words.slice(0, 5).join('-').slice(0, 60).replace(/-$/, '') || 'entry';
  let id = name;
  for (let number = 2; taken.has(id); number++) id = `${name}-${number}`;
  return id;
}

const EMPTY: ReadonlySet<string> = new Set(
  'the and for with from that this may can will are was been into its their they which who when where such used uses use'.split(
    ' ',
  ),
);

/** JSON is YAML. */
function text(value: string): string {
  return JSON.stringify(value.replace(/\s+/g, ' ').trim());
}

function noExclusion(refusal: string | undefined): readonly string[] {
  return refusal === undefined
    ? ['expressible: partly', 'inexpressible: Say what no field can tell, and add the exclusion.']
    : ['expressible: no', `inexpressible: ${text(refusal)}`];
}

interface WrittenCondition {
  readonly field: string;
  readonly operator: TemplateOperator;
  readonly patterns: readonly (string | number | boolean)[];
}

function conditionOf(node: Expression): WrittenCondition | undefined {
  switch (node.kind) {
    case 'comparison':
      return node.operator === '==' ? condition(node.left, '==', [node.right]) : undefined;
    case 'membership':
      return node.negated || node.caseInsensitive ? undefined : condition(node.operand, 'in', node.items);
    case 'match':
      return node.operator === 'like' || node.operator === 'regex'
        ? condition(node.operand, node.operator, node.patterns)
        : undefined;
    case 'call': {
      const [field, ...blocks] = node.arguments;
      return field === undefined || node.name !== 'cidrMatch' ? undefined : condition(field, 'cidr', blocks);
    }
    default:
      return undefined;
  }
}

function condition(
  field: Expression,
  operator: TemplateOperator,
  values: readonly Expression[],
): WrittenCondition | undefined {
  if (field.kind !== 'field') return undefined;
  const patterns = values.map((value) => (value.kind === 'literal' ? value.value : undefined));
  const known = patterns.flatMap((value) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [value] : [],
  );
  return known.length === values.length ? { field: field.path, operator, patterns: known } : undefined;
}

/** What differs from place to place gets a parameter where it stands by itself. */
const PARAMETERS: Readonly<Record<string, { readonly name: string; readonly type: ParameterType }>> = {
  'user.name': { name: 'account', type: 'account' },
  'container.image.name': { name: 'image', type: 'image' },
};

function exclusionLines(conditions: readonly WrittenCondition[], dataset: string | undefined): readonly string[] {
  const made = conditions.map((each) => ({ ...each, parameter: parameterOf(each) }));
  const parameters = made.flatMap(({ parameter, patterns }) =>
    parameter === undefined
      ? []
      : [`      ${parameter.name}: { type: ${parameter.type}, example: ${valuesText(patterns)} }`],
  );
  return [
    'exclusions:',
    `  - ${dataset === undefined ? '' : `dataset: ${text(dataset)}\n    `}fewest: ${new Set(conditions.map(({ field }) => field)).size}`,
    '    conditions:',
    ...made.map(({ field, operator, patterns, parameter }) => {
      const pattern = parameter === undefined ? valuesText(patterns) : `'{${parameter.name}}'`;
      return `      - { field: ${text(field)}, operator: '${operator}', pattern: ${pattern} }`;
    }),
    ...(parameters.length === 0 ? [] : ['    parameters:', ...parameters]),
    'bypass:',
    '  opens: Say what an attacker can do behind this exclusion.',
  ];
}

function parameterOf({ field, operator, patterns }: WrittenCondition): (typeof PARAMETERS)[string] | undefined {
  const known = PARAMETERS[field];
  if (known === undefined || (operator !== '==' && operator !== 'in')) return undefined;
  const about = { ...known, allowsWildcard: false, example: [], from: 0, to: 0 };
  return patterns.every((value) => faultOfValue(about, String(value)) === undefined) ? known : undefined;
}

function valuesText(values: readonly (string | number | boolean)[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  const [only = '""', ...others] = texts;
  return others.length === 0 ? only : `[${texts.join(', ')}]`;
}

function evidenceLines(alerts: readonly SampledEvidence[], excluded: readonly SampledEvidence[]): readonly string[] {
  const side = (name: string, items: readonly SampledEvidence[]): readonly string[] =>
    items.length === 0 ? [] : [`  ${name}:`, ...items.map(evidenceLine)];
  const lines = [...side('alerts', alerts), ...side('excluded', excluded)];
  return lines.length === 0 ? [] : ['evidence:', ...lines];
}

function evidenceLine({ sample, ids, lines }: SampledEvidence): string {
  const named = [
    ...(ids.length === 0 ? [] : [`ids: [${ids.map((id) => JSON.stringify(id)).join(', ')}]`]),
    ...(lines.length === 0 ? [] : [`lines: [${lines.join(', ')}]`]),
  ];
  return `    - { sample: ${JSON.stringify(sample)}, ${named.join(', ')} }`;
}
