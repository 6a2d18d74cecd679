// Values of a field: those that its schema allows, those that the sample has, those that the rule already names.
import type { EqlAnalysis } from '../../analysis/analyze';
import { spanContains } from '../../base/span';
import { conditionsOf, walkExpression } from '../../eql/walk';
import { quoteString } from '../../eql/strings';
import type { QueryPlace } from '../queryPlace';
import type { QueryItem } from './fields';
import type { CompletionKnowledge } from './knowledge';

interface KnownValue {
  readonly text: string;
  readonly detail: string;
  readonly rank: number;
}

/** Where a value would stand: by itself, inside a string, inside a raw string, which has no escapes. */
export type ValuePlace = 'bare' | 'quoted' | 'raw';

/** By itself a text brings its quotes along; numbers have none. */
export function valueItems(
  { eql, offset }: QueryPlace,
  path: string,
  place: ValuePlace,
  knowledge: CompletionKnowledge,
): readonly QueryItem[] {
  const family = eql.fields.find(path)?.type ?? '';
  const isNumber = NUMBERS.has(family);
  return knownValues(eql, path, offset, knowledge).map(({ text, detail, rank }, index) => ({
    label: text,
    kind: 'value' as const,
    detail,
    sort: `0${rank}${String(index).padStart(4, '0')}`,
    insert: write(text, place, isNumber),
    filter: place !== 'bare' || isNumber ? text : quoteString(text),
  }));
}

function write(text: string, place: ValuePlace, isNumber: boolean): string {
  if (place === 'raw' || (place === 'bare' && isNumber)) return text;
  return place === 'bare' ? quoteString(text) : quoteString(text).slice(1, -1);
}

const NUMBERS: ReadonlySet<string> = new Set([
  'long',
  'integer',
  'short',
  'byte',
  'double',
  'float',
  'half_float',
  'scaled_float',
  'unsigned_long',
  'boolean',
]);

const MOST_VALUES = 100;

function knownValues(
  eql: EqlAnalysis,
  path: string,
  offset: number,
  { sample }: CompletionKnowledge,
): readonly KnownValue[] {
  const found = new Map<string, KnownValue>();
  const add = (value: KnownValue): void => {
    if (!found.has(value.text)) found.set(value.text, value);
  };
  for (const { text, count } of sample.statistics(path)?.values ?? [])
    add({ text, detail: count === 1 ? '1 event' : `${count} events`, rank: 0 });
  for (const text of eql.fields.find(path)?.allowedValues ?? [])
    add({ text, detail: 'allowed by the schema', rank: 1 });
  for (const text of comparedValues(eql, path, offset)) add({ text, detail: 'in this rule', rank: 2 });
  return [...found.values()].filter(({ text }) => !/[\r\n]/.test(text)).slice(0, MOST_VALUES);
}

/** The texts that the rule already compares the field with, without the one that is being written. */
function comparedValues({ query }: EqlAnalysis, path: string, offset: number): readonly string[] {
  const texts = new Set<string>();
  for (const condition of conditionsOf(query)) {
    walkExpression(condition, (node) => {
      const [operand, values] =
        node.kind === 'comparison'
          ? [node.left, [node.right]]
          : node.kind === 'membership'
            ? [node.operand, node.items]
            : node.kind === 'match'
              ? [node.operand, node.patterns]
              : [undefined, []];
      if (operand?.kind !== 'field' || operand.path !== path) return;
      for (const value of values)
        if (value.kind === 'literal' && value.type === 'string' && value.value !== '' && !spanContains(value, offset))
          texts.add(value.value);
    });
  }
  return [...texts];
}
