// A text as a query's quoting writes it: for insertions that need not read the whole file again, as `liftEdit` does.
import type { EmbeddedQuery } from './document';
import { escapeJson } from './jsonEdits';

/** Undefined where the quoting cannot hold the text on one line. */
export function escapeFor(quoting: EmbeddedQuery['quoting'], text: string): string | undefined {
  switch (quoting) {
    case 'plain':
    case 'yaml-literal':
    case 'yaml-folded':
      return text;
    case 'yaml-plain':
      return /: |:$| #/.test(text) ? undefined : text;
    case 'yaml-single':
      return text.replaceAll("'", "''");
    case 'json-string':
      return escapeJson(text);
    case 'yaml-double':
    case 'toml-basic':
    case 'toml-multiline-basic':
      return escapeDouble(text);
    case 'toml-literal':
      return text.includes("'") ? undefined : text;
    case 'toml-multiline-literal':
      return text.includes("''") || text.endsWith("'") ? undefined : text;
  }
}

/** The escapes that TOML and YAML share. */
function escapeDouble(text: string): string {
  return text.replace(/["\\\t\r\n]/g, (unit) => SHORT[unit] ?? unit);
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
};
