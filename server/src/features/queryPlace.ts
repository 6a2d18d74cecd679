// From an offset of a file to a place in one of its queries: where every feature of the editor begins.
import type { Analysis, EqlAnalysis, RuleAnalysis } from '../analysis/analyze';

export interface QueryPlace {
  readonly rule: RuleAnalysis;
  readonly eql: EqlAnalysis;
  /** In the query. */
  readonly offset: number;
}

/** Undefined outside of the EQL queries. A place right behind a query's last character is in it. */
export function queryPlaceAt(analysis: Analysis, fileOffset: number): QueryPlace | undefined {
  for (const rule of analysis.rules) {
    const offset = rule.eql?.embedded.map.toQuery(fileOffset);
    if (rule.eql !== undefined && offset !== undefined) return { rule, eql: rule.eql, offset };
  }
  return undefined;
}
