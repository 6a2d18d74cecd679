// The values of string literals, and of escapes that cannot be.
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import { syntaxIssue } from './syntaxIssue';

export interface DecodedString {
  readonly value: string;
  readonly issues: readonly Issue[];
}

const SIMPLE: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Decodes the body of a `"…"` literal that starts at `from`. A wrong escape is an issue and stays in the value as written. */
export function decodeString(body: string, from: number): DecodedString {
  if (!body.includes('\\')) return { value: body, issues: [] };
  const issues: Issue[] = [];
  const value = body.replace(
    /\\(?:u\{([0-9A-Fa-f]+)\}|([\s\S]))/g,
    (whole, digits: string | undefined, simple: string | undefined, at: number) => {
      const span = { from: from + at, to: from + at + whole.length };
      if (digits !== undefined) return decodeUnicode(digits, whole, span, issues);
      const known = simple === undefined ? undefined : SIMPLE[simple];
      if (known !== undefined) return known;
      issues.push(badEscape(whole, span));
      return whole;
    },
  );
  return { value, issues };
}

/** Source: AbstractBuilder.hexToUnicode: 2 to 8 digits, a code point, no surrogate. */
function decodeUnicode(digits: string, whole: string, span: Span, issues: Issue[]): string {
  const code = parseInt(digits, 16);
  if (digits.length < 2 || digits.length > 8) {
    issues.push(
      syntaxIssue(span, `A Unicode escape has 2 to 8 hexadecimal digits; \`${whole}\` has ${digits.length}.`),
    );
  } else if (code > 0x10ffff) {
    issues.push(syntaxIssue(span, `\`${whole}\` is no Unicode character; the highest is \`\\u{10FFFF}\`.`));
  } else if (code >= 0xd800 && code <= 0xdfff) {
    issues.push(
      syntaxIssue(span, `\`${whole}\` is half of a surrogate pair; write the whole character, such as \`\\u{1F4A9}\`.`),
    );
  } else {
    return String.fromCodePoint(code);
  }
  return whole;
}

function badEscape(whole: string, span: Span): Issue {
  const unicode = whole === '\\u' ? ' A Unicode escape is written `\\u{00e9}`.' : '';
  return syntaxIssue(
    span,
    `\`${whole}\` is no escape of an EQL string; double the backslash for a literal one.${unicode}`,
    [{ title: 'Double the backslash', edits: [{ from: span.from, to: span.from, text: '\\' }] }],
  );
}

/** How a text is written between double quotes. */
export function quoteString(value: string): string {
  return `"${value.replace(/[\\"\b\t\n\r\f]/g, (unit) => WRITTEN[unit] ?? unit)}"`;
}

const WRITTEN: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\f': '\\f',
};
