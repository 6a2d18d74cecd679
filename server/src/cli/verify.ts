// What is wrong with a query before it is run, in the eyes of Elasticsearch.
import type { EqlAnalysis } from '../analysis/analyze';
import type { Issue } from '../base/issue';
import { issueToFile } from '../base/positionMap';
import type { RunOptions } from '../engine/run';
import { checkQuery } from '../eql/check/checkQuery';
import { parseQuery } from '../eql/parse';
import type { FieldResolver } from '../eql/types';

/** In file offsets. The fields of the run's own options are the ones that are checked. */
export function verifyQuery(
  { embedded, query }: EqlAnalysis,
  fields: FieldResolver,
  options: RunOptions,
): readonly Issue[] {
  const issues = [...parseQuery(embedded.text).issues, ...checkQuery(query, fields, options)];
  return issues.map((issue) => issueToFile(issue, embedded.map)).sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Source: contract.md, run. Only a mapping knows all fields: one that a catalogue lacks may well be there. */
export function refuses(issues: readonly Issue[], { authority }: FieldResolver): boolean {
  return issues.some(
    ({ severity, code }) => severity === 'error' && (authority === 'mapping' || code !== 'unknown-field'),
  );
}
