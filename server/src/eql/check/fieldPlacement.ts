// Fields that exist, but never in the events that their part of the query is about; and fields that are newer than the oldest stack of the rule.
import type { Issue } from '../../base/issue';
import type { Field } from '../ast';
import { placedFields } from '../eventPlaces';
import type { Misplacement, SchemaVersion } from '../types';
import { fieldUsesOf, issueAt } from './context';
import type { CheckContext } from './context';

/** Nothing is said of a name with a `?` before it. */
export function checkFieldPlacement({ query, fields, options }: CheckContext): readonly Issue[] {
  if (fields.authority === 'open') return [];
  const told = new Set<Field>();
  return placedFields(query, options.eventCategoryField).flatMap(({ field, place }) => {
    const misplacement = field.optional || told.has(field) ? undefined : fields.misplaced?.(field.path, place);
    if (misplacement === undefined || fields.find(field.path) === undefined) return [];
    told.add(field);
    return [issueAt(field, 'field-of-another-dataset', 'warning', sentenceOn(field, misplacement))];
  });
}

function sentenceOn({ path }: Field, { events, datasets }: Misplacement): string {
  return `\`${path}\` is never set on ${events}; it is a field of ${listed(datasets)}.`;
}

/** More would not be read. */
const MOST_NAMED = 3;

/** `` `a`, `b` and 2 others ``. */
export function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, names.length > MOST_NAMED + 1 ? MOST_NAMED : MOST_NAMED + 1)
    .map((name) => `\`${name}\``);
  const all = shown.length < names.length ? [...shown, `${names.length - shown.length} others`] : shown;
  const last = all[all.length - 1] ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

export function checkNewerFields(context: CheckContext): readonly Issue[] {
  const { stackVersion } = context.options;
  if (stackVersion === undefined) return [];
  return fieldUsesOf(context).flatMap((field) => {
    const since = field.optional ? undefined : context.fields.find(field.path)?.since;
    if (since === undefined || !isUpTo(stackVersion, since.after)) return [];
    return [issueAt(field, 'newer-field', 'warning', newerSentence(field, since, stackVersion))];
  });
}

function newerSentence({ path }: Field, { version, after }: SchemaVersion, stack: string): string {
  return `\`${path}\` is not in ECS ${after}, it came with ECS ${version} or shortly before; the rule says that it runs from stack ${stack} on. Write \`?\` before the name, or raise \`min_stack_version\`.`;
}

/** A stack ships the schema of its own minor version or an older one. */
function isUpTo(stack: string, version: string): boolean {
  const [major = NaN, minor = NaN] = numbersOf(stack);
  const [schemaMajor = NaN, schemaMinor = NaN] = numbersOf(version);
  return major < schemaMajor || (major === schemaMajor && minor <= schemaMinor);
}

function numbersOf(version: string): readonly number[] {
  return /^\d+\.\d+/.test(version) ? version.split('.').map(Number) : [];
}
