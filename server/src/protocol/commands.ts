// The commands that lenses, hints and quick fixes carry.

/** Arguments: RuleReference. */
export const RunCommand = 'rulewright.run';
/** Arguments: RuleReference. */
export const RunWithExceptionsCommand = 'rulewright.runWithExceptions';
/** Arguments: RuleReference. */
export const ChooseSampleCommand = 'rulewright.chooseSample';
export const RedactSampleCommand = 'rulewright.redactSample';
/** No arguments: explains the event at the cursor's line of a sample file with the rule of the last run. */
export const ExplainEventCommand = 'rulewright.explainEvent';
/** Arguments: RuleReference; shows the Problems view at the rule's first error. */
export const ShowProblemsCommand = 'rulewright.showProblems';
/** Command of the client: opens a text as a document that is not saved. */
export const ShowTextCommand = 'rulewright.showText';
export interface ShowTextParams {
  readonly text: string;
  /** As the editor calls it, such as `json`. */
  readonly language: string;
}
/** Command of the client: opens the page of an entry or a statement. Arguments: LofpPageParams. Carried only where the client says that it has it. */
export const ShowLofpPageCommand = 'rulewright.showLofpPage';
/** Command of the client: leaves out a known false positive of a rule. Arguments: RuleReference, the id of an entry. Carried as above. */
export const ExcludeLofpCommand = 'rulewright.excludeKnownFalsePositive';
