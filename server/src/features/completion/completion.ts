// Completions at an offset of a file: in a query by its grammar, beside it by the rule's keys.
import type { Analysis } from '../../analysis/analyze';
import { spanContains } from '../../base/span';
import type { Span } from '../../base/span';
import type { ResolvedField } from '../../eql/types';
import { escapeFor } from '../../rule/escape';
import { queryPlaceAt } from '../queryPlace';
import type { QueryPlace } from '../queryPlace';
import { completionContext } from './context';
import type { CompletionContext } from './context';
import { fieldItems } from './fields';
import type { QueryItem } from './fields';
import { NOTHING } from './item';
import type { CompletionItem, CompletionList } from './item';
import type { CompletionKnowledge } from './knowledge';
import { metadataItems } from './metadata';
import { valueItems } from './values';
import type { ValuePlace } from './values';
import {
  afterItemItems,
  categoryItems,
  conditionWords,
  functionItems,
  jointItems,
  operatorItems,
  pipeItems,
  startItems,
  unitItems,
  untilItems,
  valueWords,
  withItems,
} from './words';

/** White space that is looked over for what follows a word. */
const LONGEST_GAP = 200;

/** Total, whatever the text; empty where nothing fits. */
export function completionAt(analysis: Analysis, fileOffset: number, knowledge: CompletionKnowledge): CompletionList {
  const place = queryPlaceAt(analysis, fileOffset);
  if (place === undefined) return { items: metadataItems(analysis, fileOffset, knowledge), isIncomplete: false };
  const context = completionContext(place.eql.embedded.text, place.offset);
  if (context === undefined) return NOTHING;
  const replaced = replacedInFile(context.replaced, place, analysis.text, fileOffset);
  if (replaced === undefined) return NOTHING;
  const { items, isCut } = itemsOf(context, place, knowledge);
  const following = place.eql.embedded.text.slice(context.replaced.to, context.replaced.to + LONGEST_GAP);
  return { items: inFile(items, replaced, following, place), isIncomplete: isCut };
}

/**
 * The word under the cursor, in the file. A cursor in the indentation of a block stands beside the query: there its own place is meant.
 * Undefined within an escape or a line break, which no edit may tear apart.
 */
function replacedInFile(replaced: Span, { eql }: QueryPlace, text: string, fileOffset: number): Span | undefined {
  const span = eql.embedded.map.spanToFile(replaced);
  if (spanContains(span, fileOffset)) return span;
  const between = text.slice(Math.min(span.to, fileOffset), Math.max(span.from, fileOffset));
  return span.from === span.to && /^[ \t]*$/.test(between) ? { from: fileOffset, to: fileOffset } : undefined;
}

interface Items {
  readonly items: readonly QueryItem[];
  readonly isCut: boolean;
}

function whole(items: readonly QueryItem[]): Items {
  return { items, isCut: false };
}

function itemsOf(context: CompletionContext, place: QueryPlace, knowledge: CompletionKnowledge): Items {
  const { eql } = place;
  switch (context.kind) {
    case 'start':
      return whole(startItems(allowedCategories(place)));
    case 'category':
      return whole(categoryItems(allowedCategories(place)));
    case 'where':
      return whole([
        { label: 'where', kind: 'keyword', detail: 'the condition', sort: '1', insert: 'where ', suggestsNext: true },
      ]);
    case 'operand':
      return operandItems(context, place, knowledge);
    case 'field':
      return fieldItems(eql, context.prefix, knowledge);
    case 'operator':
      return whole(operatorItems(findField(context.field, place), context.isNegated));
    case 'joint':
      return whole(jointItems(context.isNested));
    case 'value':
      return whole(valueItems(place, context.field, quotesAt(place, context.replaced), knowledge));
    case 'afterItem':
      return whole(afterItemItems(context.hasItem, context.ofSample));
    case 'untilItem':
      return whole(untilItems());
    case 'with':
      return whole(withItems(context.ofItem));
    case 'unit':
      return whole(unitItems());
    case 'pipe':
      return whole(pipeItems());
  }
}

function operandItems(
  context: Extract<CompletionContext, { kind: 'operand' }>,
  place: QueryPlace,
  knowledge: CompletionKnowledge,
): Items {
  const { items, isCut } = fieldItems(place.eql, context.prefix, knowledge);
  if (context.prefix.includes('.') || context.prefix.startsWith('`')) return { items, isCut };
  const { comparedWith } = context;
  const words = context.beginsCondition ? conditionWords() : valueWords(findField(comparedWith, place));
  const values = comparedWith === undefined ? [] : valueItems(place, comparedWith, 'bare', knowledge);
  return { items: [...values, ...words, ...items, ...functionItems()], isCut };
}

function findField(path: string | undefined, { eql }: QueryPlace): ResolvedField | undefined {
  return path === undefined ? undefined : eql.fields.find(path);
}

function allowedCategories({ rule, eql }: QueryPlace): readonly string[] {
  const path = rule.rule.metadata.eventCategoryOverride?.value ?? 'event.category';
  return (eql.fields.find(path)?.allowedValues ?? []).filter((name) => /^[a-z_]+$/i.test(name));
}

function quotesAt({ eql }: QueryPlace, { from }: Span): ValuePlace {
  return eql.embedded.text.slice(0, from).endsWith('"""') ? 'raw' : 'quoted';
}

/** Into the file, with the escapes of the quoting; what it cannot express is left out. */
function inFile(
  items: readonly QueryItem[],
  replaced: Span,
  following: string,
  { eql }: QueryPlace,
): readonly CompletionItem[] {
  const { quoting } = eql.embedded;
  return items.flatMap((each) => {
    const item = beforeWhatFollows(each, following);
    const insert = escapeFor(quoting, item.insert);
    if (insert === undefined) return [];
    const filter = item.filter === undefined ? undefined : escapeFor(quoting, item.filter);
    return [{ ...item, replaced, insert, ...(filter === undefined ? {} : { filter }) }];
  });
}

/** What an item brings along and what need not come twice: arguments, a list, `where`, a value, a space. */
const BROUGHT: readonly (readonly [following: RegExp, brought: RegExp])[] = [
  [/^\s*\(/, /~? ?\(.*$/s],
  [/^\s+where\b/, / where $/],
  [/^\s*=/, /=.*$/],
  [/^\s*\d/, / \$\{1:10\}$/],
  [/^\s/, / $/],
];

function beforeWhatFollows(item: QueryItem, following: string): QueryItem {
  if (item.kind === 'value' || item.kind === 'field') return item;
  const [, brought] = BROUGHT.find(([first, last]) => first.test(following) && last.test(item.insert)) ?? [];
  if (brought === undefined) return item;
  const insert = item.insert.replace(brought, (text) => (text.startsWith('~') ? '~' : ''));
  return { ...item, insert, isSnippet: item.isSnippet === true && insert.includes('$') };
}
