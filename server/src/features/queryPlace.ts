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
    if (rule.eql === undefined || offset === undefined || isOnNextKey(rule.eql, analysis.text, fileOffset)) continue;
    return { rule, eql: rule.eql, offset };
  }
  return undefined;
}

/** A block of YAML ends with a line break, but what stands on the next line is not its own. */
function isOnNextKey({ embedded: { map, quoting, text } }: EqlAnalysis, file: string, offset: number): boolean {
  if (quoting !== 'yaml-literal' && quoting !== 'yaml-folded') return false;
  if (offset < map.toFile(text.length) || file.charAt(offset - 1) !== '\n') return false;
  const lineEnd = file.indexOf('\n', offset);
  return file.slice(offset, lineEnd < 0 ? file.length : lineEnd).trim() !== '';
}
