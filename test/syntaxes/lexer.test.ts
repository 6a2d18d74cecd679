// The grammars against the lexer: what one reads as a string, a number, a keyword or a comment, the other colours as such, wherever the query stands.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from '../../scripts/files.mjs';
import { parseQuery, tokenize } from '../../server/src/eql/parse';
import { KEYWORDS } from '../../server/src/eql/tokens';
import { readRuleFile } from '../../server/src/rule/read';
import type { RuleFormat } from '../../server/src/rule/document';
import { embed } from '../rule/embed';
import type { Choose, Quoting } from '../rule/embed';
import { eql, openGrammar, toml, yamls } from './grammars';
import type { Language, ScopedLine } from './grammars';

declare const __ROOT__: string;

const kinds: Readonly<Record<string, RegExp>> = {
  Text: /^string|^constant\.character|^invalid\.illegal\.escape/,
  RawString: /^string|^constant\.character\.wildcard/,
  Integer: /^constant\.numeric/,
  Decimal: /^constant\.numeric/,
  keyword: /^keyword|^constant\.language/,
  comment: /^comment|^punctuation\.definition\.comment/,
  Identifier: /^variable|^support\.function|^entity\.name\.type|^keyword\.(?:other\.unit|control)/,
  QuotedIdentifier: /^variable/,
};

interface Word {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
}

function wordsOf(query: string): readonly Word[] {
  const span = (kind: string, from: number, image: string): Word => ({ kind, from, to: from + image.length });
  const words = tokenize(query).map(({ tokenType, image, startOffset }) =>
    span(KEYWORDS.includes(image.replace('~', '')) ? 'keyword' : tokenType.name, startOffset, image),
  );
  return [...words, ...parseQuery(query).comments.map((each) => span('comment', each.startOffset, each.image))];
}

/** Every word of every query of the file has a scope of its kind; returns how many words there were. */
function checkColours(file: string, format: RuleFormat, lines: readonly ScopedLine[]): number {
  const scopes = lines.flatMap((line) => [...line.map((each) => each.at(-1) ?? ''), '']);
  const queries = readRuleFile(file, format).rules.flatMap(({ query }) => query ?? []);
  const words = queries
    .filter(({ language }) => language === 'eql')
    .flatMap(({ text, map }) => wordsOf(text).map((word) => ({ ...map.spanToFile(word), kind: word.kind })));
  for (const { from, to, kind } of words) {
    const wanted = kinds[kind];
    for (let at = from; wanted !== undefined && at < to; at++) {
      if (/\s/.test(file[at] ?? '')) continue;
      assert.match(scopes[at] ?? '', wanted, `«${file.slice(from, to)}» in «${file.slice(from - 20, to + 20)}»`);
    }
  }
  return words.length;
}

const languages: readonly (readonly [RuleFormat, Language])[] = [
  ['eql', eql],
  ['toml', toml],
  ...yamls.map((yaml) => ['yaml', yaml] as const),
];
const formatOf = (file: string): RuleFormat =>
  file.endsWith('.toml') ? 'toml' : file.endsWith('.eql') ? 'eql' : 'yaml';

const quotings: readonly Quoting[] = [
  'toml-literal',
  'toml-multiline-literal',
  'toml-basic',
  'toml-multiline-basic',
  'yaml-literal',
  'yaml-folded',
  'yaml-plain',
  'yaml-single',
  'yaml-double',
];
/** Escapes only what it must, in the short form, and breaks the line at every third chance: never within the first words. */
function plainly(): Choose {
  let chances = 0;
  return (below) => (below === 8 || (below === 2 && ++chances % 3 !== 0) ? 1 : 0);
}

/** Without what a grammar, which reads line by line, cannot see the end of: comments, and strings with a space at which YAML may break them. */
function inOneLine(query: string): string {
  const withoutComments = query.replace(/^[^\S\n]*\/\/.*\n/gm, '');
  return withoutComments.replace(/"[^"\n]*"/g, (string) => string.replaceAll(' ', '_'));
}

function queriesOf(file: string, format: RuleFormat): readonly string[] {
  return readRuleFile(file, format).rules.flatMap(({ query }) => (query === undefined ? [] : [query.text]));
}

async function checkFiles(files: readonly string[]): Promise<number> {
  let words = 0;
  for (const [format, language] of languages) {
    const scopesOf = await openGrammar(language);
    for (const file of files.filter((each) => formatOf(each) === format)) {
      const text = readFileSync(file, 'utf8');
      words += checkColours(text, format, scopesOf(text));
    }
  }
  return words;
}

describe('the grammars and the lexer', () => {
  it('agree on the sample rules', async () => {
    const files = globSync(path.join(__ROOT__, 'samples/rules'), '');
    assert.ok((await checkFiles(files)) > 100);
  });

  for (const quoting of quotings) {
    it(`agree on the sample rules as ${quoting}`, async () => {
      const files = globSync(path.join(__ROOT__, 'samples/rules'), '');
      for (const query of files.flatMap((file) => queriesOf(readFileSync(file, 'utf8'), formatOf(file)))) {
        const written = embed(quoting, inOneLine(query), plainly());
        if (written === undefined) continue;
        for (const [, language] of languages.filter(([format]) => format === written.format)) {
          const lines = (await openGrammar(language))(written.file);
          assert.ok(checkColours(written.file, written.format, lines) > 10);
        }
      }
    });
  }

  it('agree on the public rules', async () => {
    const corpus = path.join(__ROOT__, '../shared/corpus');
    if (!existsSync(corpus)) return console.log('      no public rules beside the checkout');
    assert.ok((await checkFiles(globSync(corpus, '.toml'))) > 10_000);
  });
});
