// What is wrong with a query before it is run, in the eyes of Elasticsearch.
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import type { RunOptions } from '../engine/run';
import type { Query } from '../eql/ast';
import { checkQuery } from '../eql/check/checkQuery';
import type { FieldResolver } from '../eql/types';
import { fieldOccurrences, filtersOf } from '../eql/walk';

export interface Verdict {
  /** Query offsets. */
  readonly issues: readonly Issue[];
  readonly isRefused: boolean;
}

/**
 * Source: docs/command-line.md, run. The fields of the run's own options are the ones that are checked. Only a mapping knows all fields; one that a
 * catalogue lacks may well be there.
 */
export function verify(query: Query, fields: FieldResolver, options: RunOptions): Verdict {
  const issues = checkQuery(query, fields, options);
  const isKnowing = fields.authority === 'mapping';
  const isRefused = issues.some(
    ({ severity, code }) => severity === 'error' && (isKnowing || code !== 'unknown-field'),
  );
  return { issues, isRefused };
}

/**
 * A field that only the catalogue does not know, and that the sample has, is no error of the rule: the run takes the sample's word for it.
 */
export function believeSample(
  issues: readonly Issue[],
  query: Query,
  options: RunOptions,
  shown: FieldResolver,
): readonly Issue[] {
  return issues.map((issue) => {
    const path = issue.code === 'unknown-field' ? unknownPath(issue, query, options) : undefined;
    if (path === undefined || shown.find(path) === undefined) return issue;
    return {
      ...issue,
      severity: 'warning',
      message: `${issue.message} The sample has it, so it is run as the sample shows it.`,
    };
  });
}

/** The field that an issue is about: one of the query, or the one in which it looks up its category or its time. */
function unknownPath({ from, to }: Issue, query: Query, options: RunOptions): string {
  const isThere = (span: Span): boolean => span.from === from && span.to === to;
  const field = fieldOccurrences(query).find(isThere);
  if (field !== undefined) return field.path;
  const named = filtersOf(query).some(({ category }) => category.name !== undefined && isThere(category));
  return named ? options.eventCategoryField : options.timestampField;
}

/**
 * With a mapping the fields of the run. Else those of the rule's catalogues, but where the events speak against a catalogue's type they
 * are believed, as the run believes them.
 */
export function fieldsToVerify(catalog: FieldResolver, ofRun: FieldResolver): FieldResolver {
  if (ofRun.authority === 'mapping') return ofRun;
  return {
    ...catalog,
    find(path) {
      const declared = catalog.find(path);
      const used = declared === undefined ? undefined : ofRun.find(path);
      return used === undefined || used.fromCatalog === true ? declared : used;
    },
  };
}
