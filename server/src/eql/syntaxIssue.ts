// Issues of the grammar: everything with the code `syntax` is made here.
import type { Fix, Issue } from '../base/issue';
import type { Span } from '../base/span';

export function syntaxIssue(span: Span, message: string, fixes?: readonly Fix[]): Issue {
  return queryError('syntax', span, message, fixes);
}

/** What the grammar takes but Elasticsearch's parser refuses: an error with a code of its own. */
export function queryError(code: string, span: Span, message: string, fixes?: readonly Fix[]): Issue {
  return { code, severity: 'error', message, from: span.from, to: span.to, ...(fixes ? { fixes } : {}) };
}

/** The fix that puts another text in a span's place. */
export function replacement(span: Span, text: string, title = `Replace with \`${text}\``): Fix {
  return { title, edits: [{ from: span.from, to: span.to, text }] };
}
