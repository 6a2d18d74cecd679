// How a run is asked for: the options of the command line over what the rule says over the defaults of Elasticsearch.
import type { RunOptions } from '../engine/run';
import type { Rule } from '../rule/document';
import { optionsOfRule } from '../worker/ruleOrder';
import type { GivenArguments, OptionDefinition } from './command';

export const RUN_OPTIONS: readonly OptionDefinition[] = [
  { name: 'size', value: 'N', minimum: 0, summary: 'at most so many hits; without it all' },
  {
    name: 'result-position',
    value: 'head|tail',
    choices: ['head', 'tail'],
    summary: 'which hits are kept when there are more than the size: the first, or the last (default)',
  },
  {
    name: 'max-samples-per-key',
    value: 'N',
    minimum: 1,
    summary: 'how many hits of a `sample` query each key may have (default 1)',
  },
  { name: 'timestamp-field', value: 'FIELD', summary: 'the time of an event (default: the rule’s, else @timestamp)' },
  {
    name: 'event-category-field',
    value: 'FIELD',
    summary: 'the category that stands before `where` (default: the rule’s, else event.category)',
  },
  {
    name: 'tiebreaker-field',
    value: 'FIELD',
    summary: 'orders events of the same time (default: the rule’s, else their order in the sample)',
  },
  { name: 'show-secrets', summary: 'print likely secrets of events, which are masked otherwise' },
];

/** For a style of texts. */
export function shownBy({ flag }: GivenArguments): { readonly shown?: (text: string) => string } {
  return flag('show-secrets') ? { shown: (text) => text } : {};
}

/** Over what the rule says. */
export function runOptionsOf({ text, integer }: GivenArguments, rule: Rule): RunOptions {
  const ofRule = optionsOfRule(rule);
  const position = text('result-position');
  return {
    ...ofRule,
    size: integer('size'),
    resultPosition: position === 'head' || position === 'tail' ? position : ofRule.resultPosition,
    maxSamplesPerKey: integer('max-samples-per-key') ?? ofRule.maxSamplesPerKey,
    timestampField: text('timestamp-field') ?? ofRule.timestampField,
    eventCategoryField: text('event-category-field') ?? ofRule.eventCategoryField,
    tiebreakerField: text('tiebreaker-field') ?? ofRule.tiebreakerField,
  };
}
