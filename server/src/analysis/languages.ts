// The only place that switches on the language of a query.
import type { Rule } from '../rule/document';

export type QueryLanguage = 'eql' | 'kql' | 'lucene' | 'esql' | 'none' | 'unknown';

export function languageOf(rule: Rule): QueryLanguage {
  if (rule.query === undefined) return 'none';
  switch (rule.query.language) {
    case 'eql':
      return 'eql';
    case 'kuery':
    case 'kql':
      return 'kql';
    case 'lucene':
      return 'lucene';
    case 'esql':
      return 'esql';
    default:
      return 'unknown';
  }
}

const TITLES: Readonly<Record<QueryLanguage, string>> = {
  eql: 'EQL',
  kql: 'KQL',
  lucene: 'Lucene',
  esql: 'ES|QL',
  none: 'no query language',
  unknown: 'a language that the rule does not name',
};

/** The language's name for people. */
export function languageTitle(language: QueryLanguage): string {
  return TITLES[language];
}
