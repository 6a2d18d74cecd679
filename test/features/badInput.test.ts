// Texts that are cut off, broken or strange: every feature answers, at every place, with spans that lie in the text; and what it changes
// reads back as it should. Whole rules are mutated; strange texts are given as they are.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { analyze } from '../../server/src/analysis/analyze';
import type { RuleFormat } from '../../server/src/rule/document';
import { formatOf } from '../../server/src/rule/read';
import { embed } from '../rule/embed';
import type { Quoting } from '../rule/embed';
import { checkEdits, checkFile, checkPlace } from './everyFeature';
import { SCHEMAS } from './hosts';

declare const __ROOT__: string;

interface Sample {
  readonly text: string;
  readonly format: RuleFormat;
}

function readSamples(folder: string, most: number): readonly Sample[] {
  if (!existsSync(folder)) {
    console.log(`      ${path.relative(__ROOT__, folder)} is absent`);
    return [];
  }
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const rules = files.flatMap((file) => {
    const format = formatOf(file);
    return format === undefined ? [] : [{ format, text: readFileSync(path.join(folder, file), 'utf8') }];
  });
  const step = Math.max(1, Math.floor(rules.length / most));
  return rules.filter((_, index) => index % step === 0);
}

const PIECES = [
  '"',
  "'",
  "'''",
  '"""',
  '`',
  '(',
  ')',
  '[',
  ']',
  '![',
  '/*',
  '*/',
  '//',
  '\\',
  '\\u',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0000',
  '\ufeff',
  '🦀',
  '\ud83e',
  '\udd80',
  '  ',
  ':',
  '==',
  ' and ',
  ' not ',
  '.',
  '|',
  '?',
  ',',
  '#',
  '---\n',
  '- ',
];

/** What a hand or a program does to a text: it cuts it off, takes something out, or puts something in. */
const mutations = fc.array(
  fc.record({
    at: fc.nat(1_000_000),
    take: fc.oneof(fc.constant(0), fc.nat(12), fc.constant(Infinity)),
    put: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES)),
  }),
  { minLength: 1, maxLength: 3 },
);

interface Mutated {
  readonly text: string;
  /** Where something was changed. */
  readonly places: readonly number[];
}

function mutate(text: string, changes: readonly { at: number; take: number; put: string }[]): Mutated {
  let changed = text;
  const places: number[] = [];
  for (const { at, take, put } of changes) {
    const from = at % (changed.length + 1);
    changed = changed.slice(0, from) + put + changed.slice(from + take);
    places.push(from);
  }
  return { text: changed, places };
}

/** Around each change, and in the middle of the queries. */
function offsetsOf({ text, places }: Mutated): readonly number[] {
  const near = places.flatMap((place) => [-1, 0, 1, 2, 5].map((step) => place + step));
  return [...new Set(near)].filter((offset) => offset >= 0 && offset <= text.length);
}

const CORPUS = path.join(__ROOT__, '..', 'shared', 'corpus');

describe('a rule that was changed anywhere', () => {
  const samples = [...readSamples(path.join(__ROOT__, 'samples', 'rules'), 10), ...readSamples(CORPUS, 12)];

  it('is answered by every feature, and changed only as it should be', () => {
    const property = fc.property(fc.constantFrom(...samples), mutations, ({ text, format }, changes) => {
      const mutated = mutate(text, changes);
      const analysis = analyze(mutated.text, format, SCHEMAS);
      checkFile(analysis);
      checkEdits(analysis);
      for (const offset of offsetsOf(mutated)) checkPlace(analysis, offset);
    });
    fc.assert(property, { seed: 11, numRuns: 100 });
  });
});

const QUERIES = [
  'process where process.name in ("a", "b*") and not (user.name : "x" or ?user.id == "1") | head 5',
  'sequence by user.id with maxspan=5m\n  [any where true] by process.pid with runs=2\n  ![file where length(`odd name`) > 3]\nuntil [any where false]',
  'any where startsWith~(user.name, "é🦀\\n") // why\n  and process.args regex """a"b.*""" /* not\n this */ or user.name like ("c",\n "d")',
];
const QUOTINGS: readonly Quoting[] = [
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

describe('a query that was changed anywhere', () => {
  it('is answered at every place, in every quoting', () => {
    const property = fc.property(
      fc.constantFrom(...QUERIES),
      fc.constantFrom(undefined, ...QUOTINGS),
      mutations,
      (query, quoting, changes) => {
        const { text } = mutate(query, changes);
        const hosted =
          quoting === undefined ? { format: 'eql' as const, file: text } : embed(quoting, text, (below) => below - 1);
        if (hosted === undefined) return;
        const analysis = analyze(hosted.file, hosted.format, SCHEMAS);
        checkFile(analysis);
        checkEdits(analysis);
        for (let offset = 0; offset <= hosted.file.length; offset++) checkPlace(analysis, offset);
      },
    );
    fc.assert(property, { seed: 12, numRuns: 100 });
  });
});

const HEAD = '[rule]\ntype = "eql"\n';
const STRANGE: readonly (readonly [name: string, format: RuleFormat, text: string])[] = [
  ['nothing', 'eql', ''],
  ['nothing', 'toml', ''],
  ['nothing', 'yaml', ''],
  ['a byte order mark', 'eql', '\ufeff'],
  ['a byte order mark', 'toml', `\ufeff${HEAD}query = 'any where a == 1'`],
  ['a byte order mark', 'yaml', '\ufefftype: eql\nrule_id: x\nquery: any where a == 1'],
  ['an empty query', 'toml', `${HEAD}query = ""\n`],
  ['an empty query', 'yaml', 'type: eql\nrule_id: x\nquery: |\n'],
  ['an empty query', 'yaml', "type: eql\nrule_id: x\nquery: ''\n"],
  ['line ends of every kind', 'toml', `${HEAD}\rquery = '''\r\nany where\r\n a == 1\n or\r\n b == 2'''\r\r\n`],
  ['line ends of every kind', 'yaml', 'type: eql\r\nrule_id: x\r\nquery: |\r\n  any where\r\n  a == 1\n  or b\r\n'],
  ['line ends of every kind', 'eql', 'any where\r a == 1\r\n or\n b == 2\r'],
  ['tabs', 'toml', `${HEAD}\tquery\t=\t'''\n\tany\twhere\n\t\ta\t==\t1\t'''`],
  ['tabs', 'yaml', 'type: eql\nrule_id: x\nquery: |\n  \tany where\n  \t\ta == 1\n'],
  ['characters of two units', 'toml', `# 🦀\n${HEAD}query = 'any where "🦀" == a and 🦀 b = "🦀"'`],
  ['characters of two units', 'yaml', 'name: 🦀\ntype: eql\nquery: "any where \\U0001F980 == a and b = \'🦀\'"\n'],
  ['half of a character', 'eql', 'any where a == "\ud83e" and \udd80 b'],
  ['half of a character', 'yaml', 'type: eql\nrule_id: x\nquery: "any where a == \'\\ud83e\' and b"\n'],
  ['zeros', 'eql', 'any\u0000where\u0000a == "\u0000"'],
  ['zeros', 'toml', `${HEAD}query = "any where\u0000true"\n\u0000`],
  ['zeros', 'yaml', 'type: eql\nrule_id: x\nquery: any where\u0000true\n'],
  ['a string that takes the rest', 'toml', `${HEAD}query = '''any where a == 1\n[metadata]\nname = "x"\n`],
  ['a string that takes the rest', 'toml', `${HEAD}query = "any where a == \\"b\nname = 'x'\n`],
  ['a string that takes the rest', 'yaml', 'type: eql\nrule_id: x\nquery: "any where a == 1\nname: x\n'],
  ['a string that takes the rest', 'eql', 'any where a == "b and\nc == 1 and d == """e\nf'],
  ['a comment that takes the rest', 'eql', 'any where a /* and b\n/* c */ or d'],
  ['a name that takes the rest', 'eql', 'any where `a and b\n or c == `d'],
  ['brackets in brackets', 'eql', `any where ${'('.repeat(10_000)}true${')'.repeat(10_000)}`],
  ['brackets in brackets', 'eql', `sequence ${'['.repeat(10_000)}`],
  ['brackets in brackets', 'toml', `${HEAD}query = 'any where a'\nb = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`],
  ['brackets in brackets', 'yaml', `type: eql\nrule_id: x\nquery: any where a\nb: ${'['.repeat(10_000)}\n`],
  ['rules in great number', 'toml', "[[rule]]\ntype = 'eql'\nquery = 'any where a'\n".repeat(1000)],
  ['rules in great number', 'yaml', '---\ntype: eql\nrule_id: x\nquery: any where a\n'.repeat(1000)],
  ['a line without end', 'eql', `any where a == "${'x'.repeat(300_000)}"`],
  ['a name without end', 'eql', `any where ${'a.'.repeat(3000)}b == \`${'c'.repeat(300_000)}\``],
  [
    'two rules in one line',
    'yaml',
    '[{type: eql, rule_id: a, query: any where a}, {type: eql, rule_id: b, query: any}]',
  ],
  ['an alias for a query', 'yaml', 'type: eql\nx: &q any where a = 1\nquery: *q\nrule_id: x\n'],
];

describe('a text with', () => {
  for (const [name, format, text] of STRANGE)
    it(`${name} (${format}) is answered`, () => {
      const analysis = analyze(text, format, SCHEMAS);
      checkFile(analysis);
      checkEdits(analysis);
      const step = Math.max(1, Math.floor(text.length / (text.length < 5000 ? 60 : 12)));
      for (let offset = 0; offset < text.length; offset += step) checkPlace(analysis, offset);
      checkPlace(analysis, text.length);
    });
});
