// The comment that accepts an issue, as an edit of the file: in the query where its lines are lines of the file, else above the key.
import { isAnswerable } from '../analysis/answers';
import type { Analysis, FileIssue } from '../analysis/analyze';
import { ANSWER_MARK, NO_REASON } from '../analysis/answer';
import type { TextEdit } from '../base/edit';
import type { EmbeddedQuery } from '../rule/document';
import { liftEdit } from '../rule/edits';
import type { FieldValue } from '../rule/fields';

/** Undefined where no comment can answer the issue. The reason is left to the author: until it is written, the answer does not count. */
export function acceptEdit(analysis: Analysis, issue: FileIssue): TextEdit | undefined {
  if (!isAnswerable(issue.code)) return undefined;
  const answer = `${ANSWER_MARK} accepted ${issue.code} because ${NO_REASON}`;
  const query = issue.origin === undefined ? undefined : analysis.rules[issue.origin.rule]?.eql?.embedded;
  const inQuery =
    query !== undefined && issue.origin !== undefined && LINES.has(query.quoting)
      ? liftEdit(query, analysis.text, commentAbove(query.text, issue.origin.issue.from, `// ${answer}`))
      : undefined;
  if (inQuery !== undefined || analysis.file.format === 'eql') return inQuery;
  return commentAbove(analysis.text, keyBefore(analysis, issue.from), `# ${answer}`);
}

/** Quotings in which a line of the query is a line of the file. */
const LINES: ReadonlySet<EmbeddedQuery['quoting']> = new Set([
  'plain',
  'toml-multiline-basic',
  'toml-multiline-literal',
  'yaml-literal',
]);

function commentAbove(text: string, offset: number, comment: string): TextEdit {
  const from = offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const indent = /[ \t]*/y;
  indent.lastIndex = from;
  const space = indent.exec(text)?.[0] ?? '';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { from, to: from, text: `${space}${comment}${lineBreak}` };
}

/** Where the innermost key stands whose value holds the offset: no comment fits between the lines of a text. */
function keyBefore({ rules }: Analysis, offset: number): number {
  const keys = rules.flatMap(({ rule }) => keysAround(rule.content.file, offset));
  return keys.at(-1) ?? offset;
}

function keysAround(value: FieldValue, offset: number): readonly number[] {
  if (value.kind === 'list') return value.items.flatMap((item) => keysAround(item, offset));
  if (value.kind !== 'table') return [];
  return value.entries.flatMap(({ keySpan, value: inner }) => {
    const holds = keySpan.from <= offset && offset <= inner.to;
    const within = keysAround(inner, offset);
    return holds ? [keySpan.from, ...within] : within;
  });
}
