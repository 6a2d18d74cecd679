// From an analysed rule to the order of its run.
import type { EqlAnalysis } from '../analysis/analyze';
import { isScheduled, scheduleOf } from '../analysis/schedule';
import { DEFAULT_RUN_OPTIONS } from '../engine/run';
import type { RunOptions } from '../engine/run';
import type { Rule } from '../rule/document';
import { filtersOfRule } from '../rule/filters';
import type { RunOrder, SampleFile } from './orders';

/** What the rule itself says about its run. Source: docs/command-line.md, run; `timestamp_override` never changes the order. */
export function optionsOfRule(rule: Pick<Rule, 'metadata' | 'content'>): RunOptions {
  const { timestampField, eventCategoryOverride, tiebreakerField } = rule.metadata;
  const filters = filtersOfRule(rule).flatMap(({ query }) => query ?? []);
  return {
    ...DEFAULT_RUN_OPTIONS,
    ...(timestampField === undefined ? {} : { timestampField: timestampField.value }),
    ...(eventCategoryOverride === undefined ? {} : { eventCategoryField: eventCategoryOverride.value }),
    ...(tiebreakerField === undefined ? {} : { tiebreakerField: tiebreakerField.value }),
    ...(filters.length === 0 ? {} : { filters }),
  };
}

/** `title`: what the rule is called where it has neither name nor id. */
export function orderOfRule(rule: Rule, eql: EqlAnalysis, samples: readonly SampleFile[], title: string): RunOrder {
  const { metadata } = rule;
  const id = metadata.id?.value;
  const unreadFilters = filtersOfRule(rule).flatMap(({ name, reason }) =>
    reason === undefined ? [] : { name, reason },
  );
  return {
    rule: { name: metadata.name?.value.trim() || id || title, ...(id === undefined ? {} : { id }) },
    query: eql.embedded.text,
    samples,
    options: optionsOfRule(rule),
    schema: eql.schema,
    ...(eql.schemaFiles === undefined ? {} : { schemaFiles: eql.schemaFiles }),
    ...(isScheduled(rule) ? { schedule: scheduleOf(rule) } : {}),
    ...(unreadFilters.length === 0 ? {} : { unreadFilters }),
  };
}
