// From an analysed rule to the order of its run.
import type { EqlAnalysis } from '../analysis/analyze';
import { DEFAULT_RUN_OPTIONS } from '../engine/run';
import type { RunOptions } from '../engine/run';
import type { Rule, RuleMetadata } from '../rule/document';
import type { RunOrder, SampleFile } from './orders';

/** What the rule itself says about its run. Source: docs/command-line.md, run; `timestamp_override` never changes the order. */
export function optionsOfRule({ timestampField, eventCategoryOverride, tiebreakerField }: RuleMetadata): RunOptions {
  return {
    ...DEFAULT_RUN_OPTIONS,
    ...(timestampField === undefined ? {} : { timestampField: timestampField.value }),
    ...(eventCategoryOverride === undefined ? {} : { eventCategoryField: eventCategoryOverride.value }),
    ...(tiebreakerField === undefined ? {} : { tiebreakerField: tiebreakerField.value }),
  };
}

/** `title`: what the rule is called where it has neither name nor id. */
export function orderOfRule(
  { metadata }: Rule,
  eql: EqlAnalysis,
  samples: readonly SampleFile[],
  title: string,
): RunOrder {
  const id = metadata.id?.value;
  return {
    rule: { name: metadata.name?.value.trim() || id || title, ...(id === undefined ? {} : { id }) },
    query: eql.embedded.text,
    samples,
    options: optionsOfRule(metadata),
    schema: eql.schema,
  };
}
