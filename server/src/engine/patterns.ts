// The right side of `:`, `like` and `regex`: one test for all patterns of a list, remembered by text.
import type { Match } from '../eql/ast';
import { compileRegex } from '../eql/regex/compileRegex';
import { compileWildcard, foldAscii } from './wildcard';
import type { TextTest } from './wildcard';

/** Remembered answers of one leaf; beyond this many distinct texts they are computed anew. */
const MEMO_LIMIT = 20_000;

/**
 * `index`: a field's own values, folded in ASCII. `script`: computed texts, folded as Java does. A pattern that Lucene refuses is
 * reported where it stands by the checks; it matches nothing here. Elasticsearch matches `regex` over computed texts by Java's regular
 * expressions; here it is Lucene's dialect in both places, which differs where a pattern uses lookaround, anchors or back references.
 */
export function compilePatterns(node: Match, where: 'index' | 'script'): TextTest {
  const caseInsensitive = node.operator === ':' || node.operator.endsWith('~');
  const patterns = node.patterns.map((pattern) => String(pattern.value));
  const tests = node.operator.startsWith('regex')
    ? patterns.map((pattern) => regexTest(pattern, caseInsensitive))
    : patterns.map((pattern) => compileWildcard(pattern, foldOf(caseInsensitive, where)));
  return remembered((text) => tests.some((test) => test(text)));
}

function foldOf(caseInsensitive: boolean, where: 'index' | 'script'): ((text: string) => string) | undefined {
  if (!caseInsensitive) return undefined;
  return where === 'index' ? foldAscii : (text) => text.toLowerCase();
}

function regexTest(pattern: string, caseInsensitive: boolean): TextTest {
  const compiled = compileRegex(pattern, { caseInsensitive });
  return 'error' in compiled ? () => false : (text) => compiled.matches(text);
}

function remembered(test: TextTest): TextTest {
  const answers = new Map<string, boolean>();
  return (text) => {
    let answer = answers.get(text);
    if (answer === undefined) {
      answer = test(text);
      if (answers.size < MEMO_LIMIT) answers.set(text, answer);
    }
    return answer;
  };
}
