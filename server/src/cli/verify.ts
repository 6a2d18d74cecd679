// What is wrong with a query before it is run, in the eyes of Elasticsearch.
import type { Issue } from '../base/issue';
import type { RunOptions } from '../engine/run';
import type { Query } from '../eql/ast';
import { checkQuery } from '../eql/check/checkQuery';
import type { FieldResolver } from '../eql/types';

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
