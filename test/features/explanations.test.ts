// The features that explain: hovers, signatures, inlay hints, techniques; in every host format.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import { techniques } from '../../server/src/features/attack';
import { NO_KNOWLEDGE } from '../../server/src/features/completion/knowledge';
import type { CompletionKnowledge } from '../../server/src/features/completion/knowledge';
import { hoverAt } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlayHints';
import { code, plain } from '../../server/src/features/markdown';
import { signatureAt } from '../../server/src/features/signature';
import { eachHost, SCHEMAS } from './hosts';

const KNOWLEDGE: CompletionKnowledge = {
  ...NO_KNOWLEDGE,
  techniques: [{ id: 'T1059.004', name: 'Unix Shell' }],
  sample: {
    paths: ['user.name'],
    statistics: (path) =>
      path === 'user.name'
        ? {
            events: 20,
            present: 5,
            values: [
              { text: '<b>`x`</b>', count: 4 },
              { text: 'root', count: 1 },
            ],
            isCut: false,
          }
        : undefined,
  },
};

describe('a hover', () => {
  const cases: readonly [marked: string, shown: string, said: readonly RegExp[]][] = [
    [
      'any where user.na$0me == "a"',
      'user.name',
      [/`user\.name`.*keyword/, /In 5 of 20 events/, /- ``<b>`x`<\/b>`` 4×/],
    ],
    ['any where ?process.p$0id == 1', '?process.pid', [/long/, /Optional/, /No event of the sample/]],
    ['any where user.nam$0 == 1', 'user.nam', [/not in the schema/]],
    [
      'any where leng$0th(user.name) > 1',
      'length',
      [/length\(source: string\) → number/, /UTF-16/, /no form without case/],
    ],
    ['any where startsWith~$0(user.name, "a")', 'startsWith~', [/`startsWith~` compares without case/]],
    [
      'any where user.name $0: "a*"',
      ':',
      [/lower case are the same/, /`\*` stands for any characters/, /lacks the field does not match/],
    ],
    ['any where user.name no$0t in ("a")', 'not in', [/complement/, /plain characters/]],
    ['any where user.name !$0= "a"', '!=', [/lacks the field matches/]],
    ['any where true an$0d false', 'and', [/binds stronger/]],
    ['any where no$0t true', 'not', [/complement/]],
    ['pro$0cess where true', 'process', [/`event\.category` is `process`/]],
    ['an$0y where true', 'any', [/every category/]],
    ['sequence by user.id with max$0span=5m [any where true] [any where true]', 'maxspan', [/longest time/]],
    ['any where user.id == and user.na$0me == "a"', 'user.name', [/keyword/]],
  ];
  for (const [marked, shown, said] of cases)
    it(`at ${marked}`, () =>
      eachHost(marked, ({ analysis, cursors, textAt }) => {
        const hover = hoverAt(analysis, cursors[0] ?? 0, KNOWLEDGE);
        assert.ok(hover, 'nothing is shown');
        assert.equal(textAt(hover), shown);
        for (const pattern of said) assert.match(hover.markdown, pattern);
      }));

  for (const marked of ['any where user.name == "a$0"', 'any where 1$0 == 1', 'any where true // user.na$0me'])
    it(`is silent at ${marked}`, () =>
      eachHost(marked, ({ analysis, cursors }) =>
        assert.equal(hoverAt(analysis, cursors[0] ?? 0, KNOWLEDGE), undefined),
      ));

  it('tells of techniques and false positives beside the query', () => {
    const text =
      '[rule]\ntype = "eql"\nfalse_positives = ["an *admin*"]\nquery = \'any where true and not (a or b)\'\n[[rule.threat]]\n[[rule.threat.technique]]\nid = "T1059.004"\nreference = "https://attack.mitre.org/techniques/T1059/004/"\n';
    const analysis = analyze(text, 'toml', SCHEMAS);
    assert.match(hoverAt(analysis, text.indexOf('an *'), KNOWLEDGE)?.markdown ?? '', /2 exclusion arms/);
    assert.match(
      hoverAt(analysis, text.indexOf('T1059.004'), KNOWLEDGE)?.markdown ?? '',
      /Unix Shell[^]*techniques\/T1059\/004\//,
    );
    assert.deepEqual(
      techniques(analysis).map(({ id, from, to }) => [id, text.slice(from, to)]),
      [['T1059.004', 'T1059.004']],
    );
  });
});

describe('signature help', () => {
  const cases: readonly [marked: string, parameter: string | undefined][] = [
    ['any where cidrMatch($0', 'address: ip'],
    ['any where cidrMatch(source.ip, $0', 'block: string'],
    ['any where cidrMatch(source.ip, "10.0.0.0/8", "1$0"', 'block: string'],
    ['any where between(user.name, "(", $0")") == "x"', 'right: string'],
    ['any where length(concat(user.name, $0"x")) > 1', 'value: any'],
    ['any where length(concat("a", "b")$0) > 1', 'source: string'],
    ['any where (a or $0b)', undefined],
    ['any where user.name in ($0"a")', undefined],
    ['any where length(user.name) $0> 1', undefined],
  ];
  for (const [marked, parameter] of cases)
    it(`at ${marked}`, () =>
      eachHost(marked, ({ analysis, cursors }) => {
        const help = signatureAt(analysis, cursors[0] ?? 0);
        const [from = 0, to = 0] = help?.parameters[help.active] ?? [];
        assert.equal(help?.label.slice(from, to), parameter);
      }));
});

describe('inlay hints', () => {
  const marked =
    'any where user.name :$0 "a" and user.id == "b*"$0 and user.id in~$0 ("c", "d?"$0) and user.name like "e*"';

  it('stand behind operators without case and wildcards that are none', () =>
    eachHost(marked, ({ analysis, cursors }) => {
      const hints = inlayHints(analysis, { ignoredCase: true, literalWildcards: true });
      assert.deepEqual(
        hints.map(({ label }) => label),
        ['any case', 'literal', 'any case', 'literal'],
      );
      assert.deepEqual(
        hints.map(({ offset }) => offset),
        cursors,
      );
    }));

  it('are absent where they are not wanted', () =>
    eachHost(marked, ({ analysis }) =>
      assert.deepEqual(inlayHints(analysis, { ignoredCase: false, literalWildcards: false }), []),
    ));
});

describe('texts in Markdown', () => {
  it('are shown as they are', () => {
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('`a'), '`` `a ``');
    assert.equal(code('a\nb'), '`a b`');
    assert.equal(plain('[x](http://y) <img>'), '\\[x\\]\\(http://y\\) \\<img\\>');
  });
});
