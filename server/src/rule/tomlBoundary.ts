// Finds where a rule goes on inside a string that was never closed. Only looks; the scanner decides whether to believe it.
import type { Span } from '../base/span';

const keys = [
  'author',
  'description',
  'false_positives',
  'from',
  'index',
  'integration',
  'language',
  'license',
  'maturity',
  'name',
  'note',
  'query',
  'references',
  'rule_id',
  'setup',
  'severity',
  'tags',
  'timestamp_override',
  'type',
];
const header = '\\[\\[?[ \\t]*(?:metadata|rule|transform)(?:\\.[\\w.-]+)?[ \\t]*\\]\\]?[ \\t]*(?:#.*)?$';
const entry = `(?:${keys.join('|')})[ \\t]*=[ \\t]*["'[]`;
const boundary = new RegExp(`\\r?\\n(?:${header}|${entry})`, 'm');

/**
 * The offset of the line break before the first line that looks like a rule's header or one of its keys. A sequence item of EQL in
 * brackets holds a space, a header does not.
 */
export function findRuleBoundary(file: string, { from, to }: Span): number | undefined {
  const start = Math.max(0, from - 1);
  const found = file.slice(start, to).search(boundary);
  return found < 0 ? undefined : start + found;
}
