// Rules that Kibana exported, which open as documents that cannot be edited.

/** The rules of a file that Kibana exported; none where it holds none. Parameters: ExportedRulesParams; answer: ExportedRule[]. */
export const ExportedRulesRequest = 'rulewright/exportedRules';
export interface ExportedRulesParams {
  readonly uri: string;
}
export interface ExportedRule {
  /** From 0, in the order of the file. */
  readonly index: number;
  readonly name: string;
  readonly ruleId?: string;
  /** Of its query, as the rule says it: `eql`, `kuery`, …; absent without a query. */
  readonly language?: string;
}

/** One of them as TOML, for a document that cannot be edited. */
export const ExportedRuleRequest = 'rulewright/exportedRule';
export interface ExportedRuleParams extends ExportedRulesParams {
  readonly index: number;
}
export interface ExportedRuleAnswer {
  readonly text: string;
}
