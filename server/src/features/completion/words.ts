// The words of the language that may stand at a place: keywords, operators, categories, functions as snippets.
import { FUNCTIONS } from '../../eql/functions';
import type { FunctionDefinition } from '../../eql/functions';
import type { ResolvedField } from '../../eql/types';
import { familyOf } from '../../eql/types';
import type { QueryItem } from './fields';

/** Source: ECS `event.category`; the ones that rules name come from the schema. */
const CATEGORIES = [
  'any',
  'process',
  'file',
  'network',
  'registry',
  'authentication',
  'library',
  'driver',
  'dns',
  'iam',
];

export function keyword(
  label: string,
  detail: string,
  insert = `${label} `,
  extra: Partial<QueryItem> = {},
): QueryItem {
  return { label, kind: 'keyword', detail, sort: `2${label}`, insert, ...extra };
}

function snippet(label: string, detail: string, insert: string): QueryItem {
  return { label, kind: 'snippet', detail, sort: `4${label}`, insert, isSnippet: true };
}

export function startItems(allowed: readonly string[]): readonly QueryItem[] {
  return [
    ...categoryItems(allowed),
    snippet(
      'sequence',
      'events in order, joined by a key',
      'sequence by ${1:host.id} with maxspan=${2:5m}\n  [${3:any} where ${4:true}]\n  [${5:any} where ${6:true}]',
    ),
    snippet(
      'sample',
      'events in any order, joined by a key',
      'sample by ${1:host.id}\n  [${2:any} where ${3:true}]\n  [${4:any} where ${5:true}]',
    ),
  ];
}

/** `allowed`: the values that the schema has for the category field. */
export function categoryItems(allowed: readonly string[]): readonly QueryItem[] {
  const names = [...new Set([...CATEGORIES, ...allowed])];
  return names.map((name, index) => ({
    label: name,
    kind: 'category' as const,
    detail: name === 'any' ? 'events of every category' : `events of category ${name}`,
    sort: `1${String(index).padStart(3, '0')}`,
    insert: `${name} where `,
    filter: name,
    suggestsNext: true,
  }));
}

export function conditionWords(): readonly QueryItem[] {
  return [
    keyword('not', 'the complement: also matches events that lack the field', 'not ', { suggestsNext: true }),
    keyword('true', 'always', 'true'),
    keyword('false', 'never', 'false'),
  ];
}

export function valueWords(field: ResolvedField | undefined): readonly QueryItem[] {
  const isBoolean = field !== undefined && familyOf(field.type) === 'boolean';
  return [
    ...(isBoolean
      ? [
          keyword('true', 'a boolean', 'true', { sort: '0true' }),
          keyword('false', 'a boolean', 'false', { sort: '0false' }),
        ]
      : []),
    keyword('null', 'no value: tests whether the field is missing', 'null'),
  ];
}

export function functionItems(): readonly QueryItem[] {
  return FUNCTIONS.flatMap((definition) => [
    functionItem(definition, ''),
    ...(definition.caseInsensitive ? [functionItem(definition, '~')] : []),
  ]);
}

function functionItem({ name, parameters, result }: FunctionDefinition, tilde: string): QueryItem {
  const required = parameters.filter((each) => each.optional !== true);
  const stops = required.map((each, index) => `\${${index + 1}:${each.name}}`);
  return {
    label: `${name}${tilde}`,
    kind: 'function',
    detail: `(${parameters.map((each) => `${each.name}${each.optional === true ? '?' : ''}`).join(', ')}) → ${result}${tilde === '' ? '' : ', without case'}`,
    sort: `3${name}${tilde}`,
    insert: `${name}${tilde}(${stops.join(', ')})`,
    isSnippet: true,
  };
}

interface OperatorWord {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  readonly families: 'all' | 'strings' | 'ordered';
}

const OPERATORS: readonly OperatorWord[] = [
  { label: '==', detail: 'equal, with case; `*` and `?` are plain characters', insert: '== ', families: 'all' },
  { label: '!=', detail: 'not equal; also matches events that lack the field', insert: '!= ', families: 'all' },
  { label: ':', detail: 'equal without case; `*` and `?` are wildcards', insert: ': ', families: 'strings' },
  { label: 'like', detail: 'wildcards, with case', insert: 'like ', families: 'strings' },
  { label: 'like~', detail: 'wildcards, without case', insert: 'like~ ', families: 'strings' },
  { label: 'regex', detail: 'a regular expression over the whole value', insert: 'regex ', families: 'strings' },
  { label: 'regex~', detail: 'a regular expression, without case', insert: 'regex~ ', families: 'strings' },
  { label: 'in', detail: 'one of a list, exactly', insert: 'in ($1)', families: 'all' },
  {
    label: 'not in',
    detail: 'none of a list; also matches events that lack the field',
    insert: 'not in ($1)',
    families: 'all',
  },
  { label: 'in~', detail: 'one of a list, without case; no wildcards', insert: 'in~ ($1)', families: 'strings' },
  { label: '<', detail: 'less than', insert: '< ', families: 'ordered' },
  { label: '<=', detail: 'at most', insert: '<= ', families: 'ordered' },
  { label: '>', detail: 'greater than', insert: '> ', families: 'ordered' },
  { label: '>=', detail: 'at least', insert: '>= ', families: 'ordered' },
];

/** Operators that Elasticsearch takes for a field of that type; all of them where the type is not known. Behind a `not` there is only `in`. */
export function operatorItems(field: ResolvedField | undefined, isNegated = false): readonly QueryItem[] {
  const operators = isNegated ? OPERATORS.filter(({ label }) => /^in~?$/.test(label)) : OPERATORS;
  return operators
    .filter(({ families }) => fits(families, field))
    .map(({ label, detail, insert }, index) => ({
      label,
      kind: 'operator' as const,
      detail,
      sort: `1${String(index).padStart(2, '0')}`,
      insert,
      isSnippet: insert.includes('$'),
      suggestsNext: true,
    }));
}

function fits(families: OperatorWord['families'], field: ResolvedField | undefined): boolean {
  if (field === undefined || families === 'all') return true;
  const family = familyOf(field.type);
  const isText = family === 'string' || family === 'text';
  return families === 'strings' ? isText : family !== 'boolean';
}

export function jointItems(isNested: boolean): readonly QueryItem[] {
  return [
    keyword('and', 'both', 'and ', { sort: '1and', suggestsNext: true }),
    keyword('or', 'one of them at least', 'or ', { sort: '1or', suggestsNext: true }),
    ...(isNested ? [] : pipeItems('| ')),
  ];
}

export function pipeItems(before = ''): readonly QueryItem[] {
  return [
    { ...snippet(`${before}head`, 'the first results', `${before}head \${1:10}`), sort: `5${before}head` },
    { ...snippet(`${before}tail`, 'the last results', `${before}tail \${1:10}`), sort: `5${before}tail` },
  ];
}

const ITEM = snippet('[ ]', 'the next event', '[${1:any} where ${2:true}]');

export function untilItems(): readonly QueryItem[] {
  return [ITEM];
}

/** What may follow depends on whether an item stands before, and not everything of a sequence is known to a sample. */
export function afterItemItems(hasItem: boolean, ofSample: boolean): readonly QueryItem[] {
  const sequenceItems = [
    snippet('![ ]', 'an event that must not come; needs maxspan', '![${1:any} where ${2:true}]'),
    hasItem
      ? snippet('with runs', 'the event so many times in a row', 'with runs=${1:2}')
      : snippet('with maxspan', 'the longest time from the first to the last event', 'with maxspan=${1:5m}'),
    ...(hasItem ? [snippet('until', 'ends every match that is under way', 'until [${1:any} where ${2:true}]')] : []),
  ];
  return [
    ITEM,
    keyword('by', 'the keys that join the events', 'by ', { suggestsNext: true }),
    ...(ofSample ? [] : sequenceItems),
    ...(hasItem ? pipeItems('| ') : []),
  ];
}

export function withItems(ofItem: boolean): readonly QueryItem[] {
  return ofItem
    ? [snippet('runs', 'the event so many times in a row', 'runs=${1:2}')]
    : [snippet('maxspan', 'the longest time from the first to the last event', 'maxspan=${1:5m}')];
}

export function unitItems(): readonly QueryItem[] {
  return [
    ['ms', 'milliseconds'],
    ['s', 'seconds'],
    ['m', 'minutes'],
    ['h', 'hours'],
    ['d', 'days'],
  ].map(([label = '', detail], index) => ({
    label,
    kind: 'keyword' as const,
    detail,
    sort: `1${index}`,
    insert: label,
  }));
}
