// What is wrong with exceptions whose shape is right: they have expired, they look for a field that is not there, their pattern means
// something else than it seems to, they are for a rule that nobody has.
import { dslFields } from '../base/queryDsl';
import type { DslField } from '../base/queryDsl';
import type { Fix, Issue, Severity } from '../base/issue';
import type { Span } from '../base/span';
import type { FieldResolver } from '../eql/types';
import type { Placed } from '../rule/document';
import { conditionOfItem, isExpired } from './condition';
import type { ExceptionEntry, ExceptionFile, ExceptionItem, NamedRule } from './list';

export interface ExceptionWorld {
  /** `YYYY-MM-DD`; without it nothing has expired. */
  readonly today?: string;
  readonly fields?: FieldResolver;
}

export function checkExceptions({ lists }: ExceptionFile, world: ExceptionWorld): readonly Issue[] {
  return lists.flatMap(({ items }) => items).flatMap((item) => checkItem(item, world));
}

/** Rules that the exceptions are for and that nobody has. Kibana's export gives ids of its own, so the name counts as well. */
export function findUnknownRules(
  rules: readonly NamedRule[],
  isKnown: (idOrName: string) => boolean,
): readonly Issue[] {
  return rules.flatMap(({ id, name }) => {
    const place = id ?? name;
    if (place === undefined || [id, name].some((each) => each !== undefined && isKnown(each.value))) return [];
    const message = 'No rule of the workspace has this id or the name beside it: the exceptions may be left over.';
    return [issue(place, 'exception-rule', 'warning', message)];
  });
}

function checkItem(item: ExceptionItem, world: ExceptionWorld): readonly Issue[] {
  return [...expired(item, world), ...unknownFields(item, world), ...item.entries.flatMap(wildcards)];
}

function expired(item: ExceptionItem, { today }: ExceptionWorld): readonly Issue[] {
  const { expireTime } = item;
  if (expireTime === undefined || today === undefined || !isExpired(item, Date.parse(today))) return [];
  const message = 'The item has expired: it takes nothing out any more. Remove it, or set a later `expire_time`.';
  return [issue(expireTime, 'exception-expired', 'warning', message)];
}

function unknownFields(item: ExceptionItem, { fields }: ExceptionWorld): readonly Issue[] {
  const condition = conditionOfItem({ ...item, osTypes: [] });
  if (condition === undefined || fields === undefined || fields.authority === 'open') return [];
  const seen = new Set<number>();
  return dslFields(condition).flatMap((field) => {
    if (seen.has(field.from) || fields.find(field.path) !== undefined || field.path.startsWith('_')) return [];
    seen.add(field.from);
    const [nearest] = fields.nearest(field.path);
    const guess = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
    const message = `No schema has a field \`${field.path}\`, so this entry never sees a value.${guess}`;
    const found = issue(field, 'exception-unknown-field', 'warning', message);
    return [nearest === undefined ? found : { ...found, fixes: renaming(field, nearest) }];
  });
}

/** Only where the whole name stands there as it is: a field of a nested entry is written without what is above it. */
function renaming({ path, from, to }: DslField, name: string): readonly Fix[] {
  if (to - from !== path.length) return [];
  return [{ title: `Replace with \`${name}\``, edits: [{ from, to, text: name }] }];
}

function wildcards(entry: ExceptionEntry): readonly Issue[] {
  switch (entry.kind) {
    case 'nested':
      return entry.entries.flatMap(wildcards);
    case 'match':
    case 'match_any':
      return entry.values.filter(({ value }) => looksLikePattern(value)).map(literalWildcard);
    case 'wildcard':
      return entry.values.flatMap(wildcardFault);
    case 'exists':
    case 'list':
      return [];
  }
}

/** A `?` alone stands in many an address, a lone star is a value like any other, and a command is given stars for the shell. */
function looksLikePattern(value: string): boolean {
  const isCommand = /\s/.test(value) && !/^(?:[A-Za-z]:\\|[/\\*])/.test(value);
  return value.includes('*') && value.length > 1 && !isCommand;
}

function literalWildcard(value: Placed<string>): Issue {
  const message =
    'A `match` entry compares the whole text: its `*` is a plain character. Use the type `wildcard` for a pattern.';
  return issue(value, 'exception-wildcard', 'warning', message);
}

function wildcardFault(value: Placed<string>): readonly Issue[] {
  const escapes = [...value.value.matchAll(/\\([^])/g)].map(([, unit]) => unit);
  if (escapes.some((unit) => unit !== undefined && !'\\*?'.includes(unit)))
    return [
      issue(
        value,
        'exception-wildcard',
        'warning',
        'A backslash takes the next character as it is, so this pattern has none. Write two for one in a path.',
      ),
    ];
  if (/[*?]/.test(value.value.replace(/\\[^]/g, ''))) return [];
  const message = 'The pattern has neither `*` nor `?`: it compares the whole text. Use the type `match` for that.';
  return [issue(value, 'exception-wildcard', 'info', message)];
}

function issue({ from, to }: Span, code: string, severity: Severity, message: string): Issue {
  return { code, severity, message, from, to };
}
