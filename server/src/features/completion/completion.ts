// Completions at an offset of a file: in a query by its grammar, beside it by the rule's keys.
import type { Analysis } from '../../analysis/analyze';
import { spanContains } from '../../base/span';
import type { Span } from '../../base/span';
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
  valueWords,
  withItems,
} from './words';

/** Total, whatever the text; empty where nothing fits. */
export function completionAt(analysis: Analysis, fileOffset: number, knowledge: CompletionKnowledge): CompletionList {
  const place = queryPlaceAt(analysis, fileOffset);
  if (place === undefined) return { items: metadataItems(analysis, fileOffset, knowledge), isIncomplete: false };
  const context = completionContext(place.eql.embedded.text, place.offset);
  if (context === undefined) return NOTHING;
  const replaced = replacedInFile(context.replaced, place, analysis.text, fileOffset);
  if (replaced === undefined) return NOTHING;
  const { items, isCut } = itemsOf(context, place, knowledge);
  return { items: inFile(items, replaced, place), isIncomplete: isCut };
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
      return whole(operatorItems(context.field === undefined ? undefined : eql.fields.find(context.field)));
    case 'joint':
      return whole(jointItems(context.inItem));
    case 'value':
      return whole(valueItems(eql, context.field, quotesAt(place, context.replaced), knowledge));
    case 'afterItem':
      return whole(afterItemItems());
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
  { eql }: QueryPlace,
  knowledge: CompletionKnowledge,
): Items {
  const { items, isCut } = fieldItems(eql, context.prefix, knowledge);
  if (context.prefix.includes('.') || context.prefix.startsWith('`')) return { items, isCut };
  const { comparedWith } = context;
  const words = context.beginsCondition
    ? conditionWords()
    : valueWords(comparedWith === undefined ? undefined : eql.fields.find(comparedWith));
  const values = comparedWith === undefined ? [] : valueItems(eql, comparedWith, 'bare', knowledge);
  return { items: [...values, ...words, ...items, ...functionItems()], isCut };
}

function allowedCategories({ rule, eql }: QueryPlace): readonly string[] {
  const path = rule.rule.metadata.eventCategoryOverride?.value ?? 'event.category';
  return (eql.fields.find(path)?.allowedValues ?? []).filter((name) => /^[a-z_]+$/i.test(name));
}

function quotesAt({ eql }: QueryPlace, { from }: Span): ValuePlace {
  return eql.embedded.text.slice(0, from).endsWith('"""') ? 'raw' : 'quoted';
}

/** Into the file, with the escapes of the quoting; what it cannot express is left out. */
function inFile(items: readonly QueryItem[], replaced: Span, { eql }: QueryPlace): readonly CompletionItem[] {
  const { quoting } = eql.embedded;
  return items.flatMap((item) => {
    const insert = escapeFor(quoting, item.insert);
    if (insert === undefined) return [];
    const filter = item.filter === undefined ? undefined : escapeFor(quoting, item.filter);
    return [{ ...item, replaced, insert, ...(filter === undefined ? {} : { filter }) }];
  });
}
