// Exceptions for rules that the workspace does not have. Only compares: who asks collects the rules.
import { findUnknownRules } from '../../exceptions/check';
import type { NamedRule } from '../../exceptions/list';
import type { RuleIdentity, WorkspaceIssue } from './duplicates';

/** What a file of exceptions says of the rules that it is for. */
export interface ExceptionRules {
  readonly file: string;
  readonly rules: readonly NamedRule[];
}

/** Nothing where no rule is known at all: then it is not the workspace that was looked at. */
export function findLeftoverExceptions(
  files: readonly ExceptionRules[],
  known: readonly RuleIdentity[],
): readonly WorkspaceIssue[] {
  if (known.length === 0) return [];
  const names = new Set(known.flatMap(({ id, name }) => [id?.value, name?.value]));
  return files.flatMap(({ file, rules }) =>
    findUnknownRules(rules, (each) => names.has(each)).map((issue) => ({ file, issue })),
  );
}
