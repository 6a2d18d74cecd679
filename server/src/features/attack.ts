// ATT&CK ids in a rule's text, beside its query, with the pages about them.
import type { Analysis } from '../analysis/analyze';
import type { Span } from '../base/span';

export interface TechniqueUse extends Span {
  readonly id: string;
  readonly url: string;
}

const IDS = /\b(?:TA\d{4}|T\d{4}(?:\.\d{3})?)\b/g;

/** Every id that stands as a whole value, in the order of the text. Nothing in files that hold no rule. */
export function techniques({ text, rules, file }: Analysis): readonly TechniqueUse[] {
  if (file.format === 'eql' || file.isLarge === true || rules.length === 0) return [];
  const queries = rules.flatMap(({ rule }) => rule.query ?? []);
  let passed = 0;
  return [...text.matchAll(IDS)].flatMap((match) => {
    const id = match[0];
    const use = { id, url: urlOf(id), from: match.index, to: match.index + id.length };
    while ((queries[passed]?.to ?? Infinity) <= use.from) passed++;
    const isInQuery = (queries[passed]?.from ?? Infinity) <= use.from;
    return !isInQuery && isValue(text, use) ? [use] : [];
  });
}

export function techniqueAt(analysis: Analysis, offset: number): TechniqueUse | undefined {
  return techniques(analysis).find(({ from, to }) => from <= offset && offset <= to);
}

/** After `id`, and not inside a URL or a sentence. */
function isValue(text: string, { from, to }: Span): boolean {
  const line = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  return /^\s*(?:- )?["']?id["']?\s*[=:]\s*["']?$/.test(line) && !/^[\w/]/.test(text.slice(to, to + 1));
}

function urlOf(id: string): string {
  const kind = id.startsWith('TA') ? 'tactics' : 'techniques';
  return `https://attack.mitre.org/${kind}/${id.replace('.', '/')}/`;
}
