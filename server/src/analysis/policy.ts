// How grave each issue is taken in a project: its severities, or none at all.
import type { Severity } from '../base/issue';

export interface CheckPolicy {
  /** `severity` is what the check says; `off`: the issue is not reported. */
  severityOf(code: string, severity: Severity): Severity | 'off';
}

interface Graded {
  readonly code: string;
  readonly severity: Severity;
}

export function applyPolicy<T extends Graded>(issues: readonly T[], policy: CheckPolicy | undefined): readonly T[] {
  if (policy === undefined) return issues;
  return issues.flatMap((issue) => {
    const severity = policy.severityOf(issue.code, issue.severity);
    return severity === 'off' ? [] : severity === issue.severity ? [issue] : [{ ...issue, severity }];
  });
}
