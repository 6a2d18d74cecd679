// A rule file with « and » around what is wrong in it, what the issues are, and what the file is after their fixes.
import assert from 'node:assert/strict';
import { analyze, fixesOf } from '../../../server/src/analysis/analyze';
import { applyEdits } from '../../../server/src/base/edit';
import type { RuleFormat } from '../../../server/src/rule/document';
import { readSchema } from '../../schema/composed';

export interface Marked {
  readonly it: string;
  readonly text: string;
  /** One code of all the marks, or one for each. */
  readonly code?: string | readonly string[];
  readonly message?: RegExp;
  readonly severity?: string;
  /** The file after the first fix of each issue. */
  readonly fixed?: string;
  readonly format?: RuleFormat;
  readonly path?: string;
}

/** Only issues of these codes count. */
export function checkMarked(
  codes: readonly string[],
  { text: marked, code, message, severity, fixed, format, path }: Marked,
): void {
  const text = marked.replace(/[«»]/g, '');
  const analysis = analyze(text, format ?? 'toml', { readCatalog: readSchema }, path === undefined ? {} : { path });
  const issues = analysis.issues.filter((issue) => codes.includes(issue.code));
  const shown = [...issues]
    .reverse()
    .reduce((whole, { from, to }) => `${whole.slice(0, from)}«${whole.slice(from, to)}»${whole.slice(to)}`, text);
  assert.equal(shown, marked, issues.map((issue) => issue.message).join('\n'));
  const wanted = typeof code === 'string' ? issues.map(() => code) : (code ?? []);
  assert.deepEqual(
    issues.map((issue) => issue.code),
    wanted,
  );
  for (const issue of issues) {
    if (message !== undefined) assert.match(issue.message, message);
    if (severity !== undefined) assert.equal(issue.severity, severity);
  }
  if (fixed === undefined) return;
  const edits = issues.flatMap((issue) => fixesOf(analysis, issue)[0]?.edits ?? []);
  assert.equal(applyEdits(text, edits), fixed);
}
