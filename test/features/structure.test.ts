// The features that show a query's structure, in every host format.
import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/base/edit';
import { analyze } from '../../server/src/analysis/analyze';
import { fieldAt, fieldUses, highlights, refuseName, renameEdits } from '../../server/src/features/fieldUses';
import { foldingSpans } from '../../server/src/features/folding';
import { selectionSpans } from '../../server/src/features/selection';
import { semanticTokens } from '../../server/src/features/semanticTokens';
import { symbolsOf } from '../../server/src/features/symbols';
import type { RuleSymbol } from '../../server/src/features/symbols';
import { readRuleFile } from '../../server/src/rule/read';
import { eachHost, SCHEMAS } from './hosts';

describe('semantic tokens', () => {
  const cases: readonly [query: string, tokens: string][] = [
    [
      'process where process.name == "x" and not user.id in ("a", "b")',
      'class:process keyword:where property:process property:name operator:== string:"x" keyword:and keyword:not property:user property:id keyword:in string:"a" string:"b"',
    ],
    [
      'any where length(?process.name) > 3 | head 2',
      'keyword:any keyword:where function:length property:? property:process property:name operator:> number:3 operator:| macro:head number:2',
    ],
    [
      'any where process.name regex~ "a.*" // why',
      'keyword:any keyword:where property:process property:name keyword:regex~ regexp:"a.*" comment:// why',
    ],
    [
      'sequence by user.id with maxspan=5m [any where true] with runs=2 ![any where false]',
      'keyword:sequence keyword:by property:user property:id keyword:with keyword:maxspan number:5 keyword:m keyword:any keyword:where keyword:true keyword:with keyword:runs number:2 keyword:any keyword:where keyword:false',
    ],
    [
      'any where process.name == and "x" : user.id',
      'keyword:any keyword:where property:process property:name operator:== keyword:and string:"x" operator:: property:user property:id',
    ],
  ];
  for (const [query, expected] of cases) {
    it(`of ${query}`, () =>
      eachHost(query, ({ analysis, textAt }) => {
        assert.equal(
          semanticTokens(analysis)
            .map((token) => `${token.type}:${textAt(token)}`)
            .join(' '),
          expected,
        );
      }));
  }
});

describe('folding', () => {
  it('is offered for the query, its items, groups, lists and block comments', () =>
    eachHost('sequence [any where (a or b)]\n/* why */ [any where c in (1,\n2)]', ({ analysis, textAt }) => {
      assert.deepEqual(
        foldingSpans(analysis)
          .slice(1)
          .map((span) => `${span.kind} ${textAt(span)}`),
        [
          'region [any where (a or b)]',
          'region (a or b)',
          'comment /* why */',
          'region [any where c in (1,\n2)]',
          'region (1,\n2)',
        ],
      );
    }));

  it('leaves out a bracket that is never closed', () =>
    eachHost('any where (a or (b)', ({ analysis, textAt }) => {
      assert.deepEqual(
        foldingSpans(analysis)
          .slice(1)
          .map((span) => textAt(span)),
        ['(b)'],
      );
    }));
});

describe('expanding a selection', () => {
  const cases: readonly [marked: string, steps: readonly string[]][] = [
    [
      'any where a and not user.na$0me in ("x")',
      ['name', 'user.name', 'user.name in ("x")', 'not user.name in ("x")', 'a and not user.name in ("x")'],
    ],
    ['any where length($0a) > 1', ['a', '(a)', 'length(a)', 'length(a) > 1', 'any where length(a) > 1']],
    ['any where (a or b$0', ['b', 'a or b']],
  ];
  for (const [marked, steps] of cases) {
    it(`from ${marked}`, () =>
      eachHost(marked, ({ analysis, cursors, textAt }) => {
        const spans = selectionSpans(analysis, cursors[0] ?? 0);
        assert.deepEqual(
          spans.slice(0, steps.length).map((span) => textAt(span)),
          steps,
        );
        const last = spans[spans.length - 1];
        assert.deepEqual([last?.from, last?.to], [analysis.rules[0]?.rule.from, analysis.rules[0]?.rule.to]);
      }));
  }
});

describe('the uses of a field', () => {
  it('are those of the name under the cursor, without its question mark', () =>
    eachHost(
      'any where ?user.$0name == "a" and user.name != "b" and user.id == "c"',
      ({ analysis, cursors, textAt }) => {
        const uses = highlights(analysis, cursors[0] ?? 0);
        assert.deepEqual(
          uses.map((span) => textAt(span)),
          ['user.name', 'user.name'],
        );
        assert.equal(fieldAt(analysis, cursors[0] ?? 0)?.path, 'user.name');
      },
    ));

  it('are found behind a mistake and in the keys of a sequence', () =>
    eachHost('sequence by user.id [any where = 3 and process.pid == 1] by user.name', ({ analysis }) => {
      assert.deepEqual(
        fieldUses(analysis).map(({ path }) => path),
        ['user.id', 'process.pid', 'user.name'],
      );
    }));

  it('are none where no field stands', () =>
    eachHost('any where $0true', ({ analysis, cursors }) => {
      assert.deepEqual(highlights(analysis, cursors[0] ?? 0), []);
    }));
});

describe('renaming a field', () => {
  const cases: readonly [name: string, expected: string][] = [
    ['user.full_name', 'any where ?user.full_name == "a\\\\b" or length(user.full_name) > 3'],
    ['odd name.x', 'any where ?`odd name.x` == "a\\\\b" or length(`odd name.x`) > 3'],
  ];
  for (const [name, expected] of cases) {
    it(`to ${name}`, () =>
      eachHost('any where ?user.name == "a\\\\b" or length(user.name) > 3', ({ analysis }) => {
        const { format } = analysis.file;
        const renamed = readRuleFile(applyEdits(analysis.text, renameEdits(analysis, 'user.name', name)), format);
        assert.equal(renamed.rules[0]?.query?.text.trimEnd(), expected);
      }));
  }

  it('refuses what is no name', () => {
    for (const name of ['', ' ', 'a..b', '.a', 'a.', 'a\nb']) assert.ok(refuseName(name), JSON.stringify(name));
    assert.equal(refuseName('a.b c'), undefined);
  });
});

describe('the outline', () => {
  it('has the rules, and the arms of their exclusions', () => {
    const text = `[[rule]]\nname = "One"\nrule_id = "1"\ntype = "eql"\nquery = 'any where a and not (b or c)'\n[[rule]]\ntype = "eql"\nquery = 'sequence [any where x] ![any where not y]'\n`;
    assert.deepEqual(symbolsOf(analyze(text, 'toml', SCHEMAS)).map(describeSymbol), [
      'rule One {exclusion not (…) {arm b; arm c}}',
      'rule Unnamed rule {item 1 [any where x]; item 2 ![any where not y] {exclusion not y}}',
    ]);
  });

  it('calls a rule without name and id as it is told', () => {
    const [rule] = symbolsOf(analyze('any where true', 'eql', SCHEMAS), 'shells');
    assert.equal(rule?.name, 'shells');
  });

  it('has selections within their spans', () =>
    eachHost('any where not (process.pid == 1 or true)', ({ analysis }) => {
      const check = ({ from, to, selection, children }: RuleSymbol): void => {
        assert.ok(from <= selection.from && selection.to <= to);
        children.forEach(check);
      };
      symbolsOf(analysis).forEach(check);
    }));
});

function describeSymbol({ kind, name, children }: RuleSymbol): string {
  const inner = children.map(describeSymbol).join('; ');
  return `${kind} ${name}${inner === '' ? '' : ` {${inner}}`}`;
}
