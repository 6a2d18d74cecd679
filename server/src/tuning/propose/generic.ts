// Exclusions of events of which nothing special is known: by the fields in which the selected hits agree and others do not.
import type { EvaluationContext } from '../../engine/condition';
import type { Value } from '../../engine/value';
import { familyOf } from '../../eql/types';
import type { BoundField } from './ladder';
import { valueField } from './ladder';
import type { EventReading } from './kind';
import { isWritable } from '../programs';

/** What a client says of itself, what is new with each event or each machine's clock, and what every event of a rule has. */
const UNFIT =
  /(?:^|\.)(?:@timestamp|id|pid|entity_id|hash|uuid|sequence|ingested|created|start|end|duration|port|auditID|timestamp|thread|message|version|ephemeral_id)(?:$|\.)|^(?:agent|ecs|data_stream|elastic_agent|input|log|cloud\.instance|_)(?:\.|$)|Timestamp$/i;

/** Asked for first, as they say who and what. */
const FIRST = [
  'user.name',
  'user.id',
  'host.name',
  'process.executable',
  'process.command_line',
  'event.provider',
  'event.action',
  'source.ip',
];

const MOST_FIELDS = 5;
const FEW_FIELDS = 3;

/** Who must not be excluded, and who had better not be. */
export interface Others {
  readonly forbidden: readonly number[];
  readonly unwanted: readonly number[];
}

/** `asked`: the fields that the query asks for. Undefined where the events agree in nothing that others lack. */
export function bindGeneric(
  events: readonly number[],
  others: Others,
  asked: ReadonlySet<string>,
  read: EventReading,
  context: EvaluationContext,
): readonly BoundField[] | undefined {
  const agreed = agreedFields(events, read, context);
  const chosen: Agreed[] = [];
  let left = [...others.forbidden, ...others.unwanted];
  const bound = (field: Agreed): readonly number[] => left.filter((event) => field.isAt(event));
  while (chosen.length < MOST_FIELDS) {
    const best = agreed
      .filter((field) => !chosen.includes(field))
      .map((field) => ({ field, rest: bound(field) }))
      .filter(({ rest }) => rest.length < left.length)
      .sort((a, b) => a.rest.length - b.rest.length || rankOf(a.field) - rankOf(b.field))[0];
    if (best === undefined) break;
    chosen.push(best.field);
    left = [...best.rest];
  }
  // Where nobody else is hit, a few that say who and what: the query itself asks for its own fields anyhow.
  const spare = agreed
    .filter((field) => !chosen.includes(field) && !asked.has(field.field.path))
    .sort((a, b) => rankOf(a) - rankOf(b))
    // `host.hostname` beside `host.name` says nothing more.
    .filter((field, index, all) => ![...chosen, ...all.slice(0, index)].some((other) => isSameWord(field, other)));
  if (chosen.length === 0) chosen.push(...spare.slice(0, FEW_FIELDS));
  else if (chosen.length === 1)
    chosen.push(...spare.filter((field) => rankOf(field) < FIRST.length).slice(0, FEW_FIELDS));
  if (chosen.length === 0) return undefined;
  return chosen.sort((a, b) => rankOf(a) - rankOf(b)).map(({ field }) => field);
}

interface Agreed {
  readonly field: BoundField;
  readonly value: Value;
  readonly isAt: (event: number) => boolean;
}

/** Of one family of fields, as `host.name` and `host.hostname`. */
function isSameWord({ value, field }: Agreed, other: Agreed): boolean {
  const [family = ''] = field.path.split('.');
  return typeof value === 'string' && value === other.value && other.field.path.startsWith(`${family}.`);
}

function rankOf({ field }: Agreed): number {
  const place = FIRST.indexOf(field.path);
  return place < 0 ? FIRST.length : place;
}

function agreedFields(
  events: readonly number[],
  read: EventReading,
  { store, fields }: EvaluationContext,
): readonly Agreed[] {
  const [first = -1] = events;
  return [...store.paths()].flatMap((path) => {
    if (UNFIT.test(path) || !isExact(path, fields)) return [];
    const values = read.values(first, path);
    const [value] = values;
    if (values.length !== 1 || value === undefined) return [];
    if (value === '' || (typeof value === 'string' && isWritable(value))) return [];
    const isAt = (event: number): boolean => read.values(event, path).includes(value);
    if (!events.every(isAt)) return [];
    const field = valueField(path, [value]);
    return field === undefined ? [] : [{ field, value, isAt }];
  });
}

/** A `text` without a keyword twin cannot be asked for as a whole. */
function isExact(path: string, fields: EvaluationContext['fields']): boolean {
  const field = fields.find(path);
  if (field === undefined || field.nestedIn !== undefined || field.exact === 'none' || field.exact === 'ambiguous')
    return false;
  return ['string', 'text', 'boolean', 'ip', 'number'].includes(familyOf(field.type));
}
