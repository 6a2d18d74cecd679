// Patterns over addresses with a query part: which fields hold them, and what their wildcards let through.
import type { Expression, Literal } from '../ast';
import { literalPattern, wildcardPattern } from '../reason/textPattern';
import { patternCovers } from '../reason/patternCover';
import { createWork } from '../reason/work';

const URL_FIELDS = /^(?:kubernetes\.audit\.requestURI|url\.(?:original|full|query)|.+\.request_?ur[il])$/i;

export interface UrlPattern {
  readonly value: Literal & { readonly type: 'string' };
  readonly path: string;
  readonly ignoresCase: boolean;
}

/** The patterns with wildcards of `like` and `:` over an address. */
export function urlPatternsOf(node: Expression): readonly UrlPattern[] {
  if (node.kind !== 'match' || node.operator.startsWith('regex')) return [];
  const { operand, operator } = node;
  if (operand.kind !== 'field' || !URL_FIELDS.test(operand.path)) return [];
  return node.patterns.flatMap((value) =>
    value.type === 'string' ? [{ value, path: operand.path, ignoresCase: operator !== 'like' }] : [],
  );
}

/** Where the `?` stands that begins the query part: `…?name=`. */
export function queryStart(pattern: string): number {
  return pattern.search(/(?<=[A-Za-z0-9_\-/.*])\?(?=[A-Za-z_][\w.-]*=)/);
}

/** What is smuggled through a `*` before the query part, and through one in it. */
const IN_PATH = 'x/exec?command=id&x=';
const IN_QUERY = 'x&command=id';

/**
 * A text that the pattern matches although its first crossing `*` stands for more than its author meant: further parameters, or a whole
 * query part of its own. Undefined where no `*` can be crossed so.
 */
export function smuggledText({ value, ignoresCase }: UrlPattern): string | undefined {
  const pattern = value.value;
  const start = queryStart(pattern);
  const star = pattern.indexOf('*');
  if (start < 0 || star < 0 || /^\*[^*]*\*$/.test(pattern)) return undefined;
  const made = fill(pattern.slice(0, star)) + (star < start ? IN_PATH : IN_QUERY) + fill(pattern.slice(star + 1));
  const [wide, narrow] = [wildcardPattern(pattern, ignoresCase), literalPattern(made, false)];
  if (wide === undefined || narrow === undefined) return undefined;
  return patternCovers(wide, narrow, createWork(100_000)) ? made : undefined;
}

function fill(pattern: string): string {
  return pattern.replaceAll('*', 'x');
}
