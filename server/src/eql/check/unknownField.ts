// Fields that nothing declares: in conditions, as join keys, and those that Elasticsearch itself looks up.
// Source: Verifier, "Unknown column". A `?` before the name allows for it.
import type { Fix, Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Field, Query } from '../ast';
import { printPath } from '../print';
import { replacement } from '../syntaxIssue';
import { familyOf } from '../types';
import type { FieldResolver } from '../types';
import { filtersOf } from '../walk';
import { fieldUsesOf, issueAt } from './context';
import type { CheckContext } from './context';
import { listed } from './fieldPlacement';

export function checkUnknownFields(context: CheckContext): readonly Issue[] {
  const { fields } = context;
  if (fields.authority === 'open') return [];
  const unknown = fieldUsesOf(context).filter((use) => !use.optional && fields.find(use.path) === undefined);
  const paths = new Set(unknown.map(({ path }) => path));
  const nearest = new Map([...paths].map((path) => [path, usableNearest(path, fields)]));
  const issues = unknown.map((use) => unknownField(use, nearest.get(use.path) ?? [], fields));
  return [...issues, ...impliedFields(context)];
}

const PLACES: Readonly<Record<FieldResolver['authority'], string>> = {
  mapping: 'The mapping has no field',
  catalog: 'No schema that this rule reads has a field',
  open: 'Nothing declares a field',
};

function unknownField(use: Field, names: readonly string[], fields: FieldResolver): Issue {
  const told = fields.unknown?.(use.path);
  const fixes = names.map((name) => renaming(use, name));
  const sentence = `${PLACES[fields.authority]} ${quoted(use.path)}`;
  if (told === undefined || told.isMisspelt)
    return issueAt(use, 'unknown-field', 'error', `${sentence}.${didYouMean(names)}`, fixes);
  if (told.datasets.length > 0) {
    const cure = 'read that in `index` or `integration`, or use a field of the events that the rule reads.';
    const message = `${sentence}. It is a field of ${listed(told.datasets)}: ${cure}`;
    return issueAt(use, 'unknown-field', 'error', message);
  }
  const [first] = told.packages;
  if (first === undefined) return issueAt(use, 'unknown-field', 'error', `${sentence}.${didYouMean(names)}`, fixes);
  return issueAt(use, 'unknown-field', 'warning', `${notInPackages(use, told.packages)}${didYouMean(names)}`, fixes);
}

/** The lists of packages are of a certain day. */
function notInPackages({ path }: Field, packages: readonly string[]): string {
  const versions = packages.length === 1 ? 'the newest version' : 'the newest versions';
  return `${quoted(path)} is not in ${packages.join(' or ')}, ${versions} known here; a newer one may have it.`;
}

/** An object or a field of a type that EQL cannot use would only be the next error. */
function usableNearest(path: string, fields: FieldResolver): readonly string[] {
  return fields.nearest(path).filter((name) => {
    const field = fields.find(name);
    const family = field === undefined || field.nestedIn !== undefined ? 'unsupported' : familyOf(field.type);
    return family !== 'object' && family !== 'nested' && family !== 'unsupported';
  });
}

function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return ' Write `?` before a name that some indices lack.';
  const shown = names.map(quoted);
  const last = shown[shown.length - 1] ?? '';
  return ` Did you mean ${shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} or ${last}`}?`;
}

function renaming(use: Field, name: string): Fix {
  return replacement(use, printPath(name));
}

function quoted(name: string): string {
  return `\`${name}\``;
}

/** The category's field where an item names a category, and the timestamp, which orders all but samples. */
function impliedFields({ query, fields, options }: CheckContext): readonly Issue[] {
  const named = filtersOf(query).filter(({ category }) => category.name !== undefined);
  const { eventCategoryField, timestampField } = options;
  const categories = fields.find(eventCategoryField) === undefined ? named.map(({ category }) => category) : [];
  const issues = categories.map((category) =>
    issueAt(
      category,
      'unknown-field',
      'error',
      `${PLACES[fields.authority]} ${quoted(eventCategoryField)}, where the category \`${category.name ?? ''}\` is looked up; write \`any where\` or name another category field.`,
    ),
  );
  if (query.kind === 'sampleQuery' || fields.find(timestampField) !== undefined) return issues;
  const message = `${PLACES[fields.authority]} ${quoted(timestampField)}, which orders the events; name another timestamp field.${guess(timestampField, fields)}`;
  return [...issues, issueAt(beginning(query), 'unknown-field', 'error', message)];
}

function guess(path: string, fields: FieldResolver): string {
  const [nearest] = usableNearest(path, fields);
  return nearest === undefined ? '' : didYouMean([nearest]);
}

/** The first word. */
function beginning(query: Query): Span {
  return query.kind === 'eventQuery'
    ? query.filter.category
    : { from: query.from, to: Math.min(query.to, query.from + 'sequence'.length) };
}
