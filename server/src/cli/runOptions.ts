// How a run is asked for: the options of the command line over what the rule says over the defaults of Elasticsearch.
import { DEFAULT_RUN_OPTIONS } from '../engine/run';
import type { RunOptions } from '../engine/run';
import type { RuleMetadata } from '../rule/document';
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
];

/** Source: contract.md, run: a rule's own fields are honoured; `timestamp_override` never changes the order. */
export function runOptionsOf({ text, integer }: GivenArguments, metadata: RuleMetadata): RunOptions {
  const defaults = DEFAULT_RUN_OPTIONS;
  const tiebreakerField = text('tiebreaker-field') ?? metadata.tiebreakerField?.value;
  const size = integer('size');
  return {
    resultPosition: text('result-position') === 'head' ? 'head' : defaults.resultPosition,
    maxSamplesPerKey: integer('max-samples-per-key') ?? defaults.maxSamplesPerKey,
    timestampField: text('timestamp-field') ?? metadata.timestampField?.value ?? defaults.timestampField,
    eventCategoryField:
      text('event-category-field') ?? metadata.eventCategoryOverride?.value ?? defaults.eventCategoryField,
    ...(tiebreakerField === undefined ? {} : { tiebreakerField }),
    ...(size === undefined ? {} : { size }),
  };
}
