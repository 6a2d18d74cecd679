// Which exception items are for a rule, out of all files that a run is given.
import { conditionOfItem, isExpired } from '../exceptions/condition';
import type { ExceptionItem, ExceptionList } from '../exceptions/list';
import type { Rule } from '../rule/document';
import type { ExceptionAsks, GivenException } from '../tuning/exceptionEffect';
import { faultWithin, listsOfRule } from './exceptionFiles';
import type { ReadExceptionFile } from './exceptionFiles';
import type { RunNote } from './orders';

/** The exceptions of one run. Everything in it can be sent to a thread. */
export interface OrderedExceptions {
  readonly items: readonly GivenException[];
  readonly notes: readonly RunNote[];
}

/** `now`: milliseconds since 1970. */
export function exceptionsFor(
  rule: Pick<Rule, 'metadata' | 'content'>,
  files: readonly ReadExceptionFile[],
  now: number,
): OrderedExceptions {
  const lists = files.flatMap((file) => file.file.lists.map((list) => ({ file, list })));
  const parts = lists.map(({ file, list }) => ({ file, list, isOurs: isFor(rule, list, file) }));
  const items = parts
    .filter(({ isOurs }) => isOurs)
    .flatMap(({ file, list }) => list.items.map((item, index) => toGiven(item, index, list, file, now)));
  const others = parts.filter(({ isOurs }) => !isOurs);
  return { items, notes: [...unreadNotes(items), ...foreignNotes(others)] };
}

/**
 * Whether a list is for a rule: the rule names it, or its file names the rule. Of rules nothing more is said where neither does; then it
 * is for every rule that names no lists.
 */
function isFor(
  { metadata, content }: Pick<Rule, 'metadata' | 'content'>,
  { listId, type }: ExceptionList,
  { file, named }: ReadExceptionFile,
): boolean {
  // Trusted applications, event filters and the like are for the endpoint's agent.
  if (type?.startsWith('endpoint_') === true) return false;
  const ofRule = listsOfRule({ content });
  if (listId !== undefined && ofRule.includes(listId)) return true;
  const names = [metadata.id?.value, metadata.name?.value].filter((name) => name !== undefined);
  if (names.length === 0) return true;
  if (file.rules.length > 0)
    return file.rules.some(({ id, name }) =>
      [id, name].some((each) => each !== undefined && names.includes(each.value)),
    );
  return ofRule.length === 0 && (listId === undefined || !named.has(listId));
}

function toGiven(
  item: ExceptionItem,
  index: number,
  list: ExceptionList,
  file: ReadExceptionFile,
  now: number,
): GivenException {
  const { name, itemId } = item;
  const listName = item.listId ?? list.listId ?? list.name;
  return {
    name: name?.trim() || itemId || `number ${index + 1}`,
    ...(itemId === undefined ? {} : { item: itemId }),
    ...(listName === undefined ? {} : { list: listName }),
    asks: asksOf(item, file, now),
  };
}

/** An item whose shape is broken could ask for more than it seems to. */
function asksOf(item: ExceptionItem, file: ReadExceptionFile, now: number): ExceptionAsks {
  if (isExpired(item, now)) return { kind: 'expired' };
  if (faultWithin(item, file) !== undefined) return { kind: 'unreadable' };
  const query = conditionOfItem(item);
  return query === undefined ? { kind: 'value-list' } : { kind: 'condition', query };
}

function unreadNotes(items: readonly GivenException[]): readonly RunNote[] {
  const unread = items.filter(({ asks }) => asks.kind === 'value-list' || asks.kind === 'unreadable');
  const [first] = unread;
  if (first === undefined) return [];
  const what = unread.length === 1 ? `the exception item ${first.name}` : `${unread.length} exception items`;
  const which = unread.length === 1 ? 'It' : `The first, ${first.name},`;
  const why =
    first.asks.kind === 'value-list' ? 'asks for a value list, which only Kibana has' : 'is not as Kibana wants it';
  const message =
    `The run is incomplete: ${what} ${unread.length === 1 ? 'was' : 'were'} not evaluated. ${which} ${why}. ` +
    'All events were searched, also those that would be taken out.';
  return [{ code: 'unread-exception', severity: 'warning', message, count: unread.length }];
}

function foreignNotes(
  others: readonly { readonly list: ExceptionList; readonly file: ReadExceptionFile }[],
): readonly RunNote[] {
  const [first] = others;
  if (first === undefined) return [];
  const { listId, name } = first.list;
  const called = name ?? listId ?? first.file.path;
  const message =
    others.length === 1
      ? `The exceptions of ${called} are for other rules and were passed over.`
      : `${others.length} exception lists are for other rules and were passed over; the first is ${called}.`;
  return [{ code: 'foreign-exception', severity: 'info', message, count: others.length }];
}
