// A rule as the catalogue sees it, whoever wrote it and in whichever format: what it says of false positives, and what it looks for.

export type RuleSource = 'elastic' | 'sigma' | 'splunk';

export interface StatementRule {
  readonly source: RuleSource;
  /** From 0: the place among the rules of its file. */
  readonly index: number;
  readonly name: string;
  /** As the rule gives it: a UUID mostly. */
  readonly id?: string;
  readonly description: string;
  readonly techniques: readonly Technique[];
  /** Absent for rules without a query, such as those of machine learning. */
  readonly logic?: Logic;
  /** As they stand, in their order; none of them is blank. */
  readonly statements: readonly string[];
}

export interface Technique {
  /** `T1609`, `T1059.004`. */
  readonly id: string;
  /** Where the rule says it. */
  readonly name?: string;
}

export interface Logic {
  /** `eql`, `kuery`, `esql`, …, `sigma`, `spl`. */
  readonly language: string;
  readonly text: string;
}

/** What one file says. */
export interface FileStatements {
  readonly rules: readonly StatementRule[];
  readonly problems: readonly FileProblem[];
}

/** Something that could not be read: one sentence, and where it is in the file. */
export interface FileProblem {
  readonly message: string;
  readonly offset: number;
}

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;

/** Each technique once; what is no identifier of one is left out. */
export function techniquesOf(found: readonly Technique[]): readonly Technique[] {
  const known = new Map<string, Technique>();
  for (const each of found) {
    const id = each.id.trim().toUpperCase();
    if (TECHNIQUE.test(id) && known.get(id)?.name === undefined) known.set(id, { ...each, id });
  }
  return [...known.values()];
}

/** Without what is blank, and each once. */
export function statementsOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.filter((text) => text.trim() !== ''))];
}
