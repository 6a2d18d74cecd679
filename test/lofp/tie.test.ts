// Ties between arms, statements and entries: what is tied, and what is said where one of the three no longer fits the others.
import assert from 'node:assert/strict';
import { analyze, outline } from '../../server/src/analysis/analyze';
import type { RuleFormat } from '../../server/src/rule/document';
import { checkTies } from '../../server/src/lofp/tie/checkTies';
import type { TieReport } from '../../server/src/lofp/tie/checkTies';
import { tiesOf } from '../../server/src/lofp/tie/ties';
import type { RuleTies } from '../../server/src/lofp/tie/ties';
import { corpusFiles } from '../corpus';
import { ARM, ENTRY, entryOf, ruleText } from './entryTexts';

const world = { entries: [entryOf()], read: () => undefined };

function tiesIn(text: string, format: RuleFormat = 'toml', entry = entryOf()): RuleTies {
  const [ties] = tiesOf(analyze(text, format, { readCatalog: () => undefined }), [entry]);
  assert.ok(ties !== undefined);
  return ties;
}

function check(query: string, statements?: string, today?: string, entry = entryOf()): TieReport {
  const ties = tiesIn(ruleText(query, statements), 'toml', entry);
  return checkTies(ties, { ...world, entries: [entry], ...(today === undefined ? {} : { today }) });
}

const told = ({ issues }: TieReport): readonly string[] => issues.map(({ code }) => code);
const tied = ({ arms }: RuleTies): readonly string[] =>
  arms.map(({ entries }) => entries.map(({ id }) => id.value).join());
const STATEMENT = '# lofp: disk-check\n    "A job asks for disks."';

describe('a tie', () => {
  const places: readonly (readonly [what: string, query: string, tied: readonly string[]])[] = [
    [
      'a comment above an arm',
      ' and not (\n// lofp: disk-check\n(user.name == "a") or\n(user.name == "b"))',
      ['disk-check', ''],
    ],
    [
      'a comment behind an arm',
      ' and not (\n(user.name == "a") or // lofp: disk-check\n(user.name == "b"))',
      ['disk-check', ''],
    ],
    [
      'a comment above a bracket',
      ' and not\n// lofp: disk-check\n(\n(user.name == "a") or\n(user.name == "b"))',
      ['disk-check', 'disk-check'],
    ],
    ['a comment above a value', ' and not user.name in (\n"a",\n// lofp: disk-check\n"b")', ['', 'disk-check']],
    [
      'a comment in front of an arm',
      ' and not ((user.name == "a") or /* lofp: disk-check */ (user.name == "b"))',
      ['', 'disk-check'],
    ],
    [
      'beside an answer',
      ' and not (\n// rulewright: accepted hidden-shell because it is\n// lofp: disk-check\nuser.name == "a")',
      ['disk-check'],
    ],
    ['several ids', ' and not (\n// lofp: other, disk-check\nuser.name == "a")', ['disk-check']],
    ['a word of prose', ' and not (\n// the lofp: disk-check\nuser.name == "a")', ['']],
  ];
  for (const [what, query, expected] of places)
    it(`is read from ${what}`, () => assert.deepEqual(tied(tiesIn(ruleText(query))), expected));

  it('is read in YAML and in a bare query', () => {
    const yaml =
      'rule:\n  name: A\n  type: eql\n  language: eql\n  false_positives:\n    # lofp: disk-check\n    - >\n      A job.\n    - Another.\n  query: |\n    any where not (\n      // lofp: disk-check\n      user.name == "a"\n    )\n';
    const ties = tiesIn(yaml, 'yaml');
    assert.deepEqual(tied(ties), ['disk-check']);
    assert.deepEqual(
      ties.statements.map(({ entries }) => entries.length),
      [1, 0],
    );
    assert.deepEqual(tied(tiesIn('any where not (\n// lofp: disk-check\nuser.name == "a")', 'eql')), ['disk-check']);
  });

  it('of a statement needs no comment where it has the words of the entry', () => {
    const ties = tiesIn(ruleText('', '"a monitoring job asks a DATABASE for the space on its disks."'));
    assert.deepEqual(
      ties.statements.map(({ entries }) => entries.length),
      [1],
    );
    assert.equal(ties.isTied, false);
  });

  it('above the key is about all statements', () => {
    const text = ruleText('', '"One.",\n    "Two."').replace('false_positives', '# lofp: disk-check\nfalse_positives');
    assert.deepEqual(
      tiesIn(text).statements.map(({ entries }) => entries.length),
      [1, 1],
    );
  });
});

describe('a rule with ties', () => {
  const good = ` and not (\n// lofp: disk-check\n(${ARM}))`;

  it('has nothing to be told of where all three fit', () => {
    const report = check(good, STATEMENT);
    assert.deepEqual(report.issues, []);
    assert.deepEqual(report.ofEntries, []);
    assert.deepEqual(
      report.proofs.flatMap(({ rows }) => rows.map(({ breach }) => breach)),
      [undefined, undefined],
    );
  });

  it('is left alone where it ties nothing', () => assert.deepEqual(told(check(` and not (${ARM})`)), []));

  it('is told of an arm without an entry, but for one that has a reason', () => {
    assert.deepEqual(told(check(`${good}\nand not user.id == "7"`, STATEMENT)), ['lofp-untied-arm']);
    assert.deepEqual(
      told(check(`${good} and not\n// lofp: none because it goes in May\nuser.id == "7"`, STATEMENT)),
      [],
    );
  });

  it('is told of a statement without an entry, and of one without an arm', () => {
    assert.deepEqual(told(check(good, `${STATEMENT},\n    "Another."`)), ['lofp-untied-statement']);
    assert.deepEqual(told(check('', STATEMENT)), ['lofp-untied-statement']);
    assert.deepEqual(told(check('', '# lofp: none because nobody knows how\n    "A job asks for disks."')), []);
  });

  it('is told of a tie to nothing, with the name that may be meant', () => {
    const { issues } = check(` and not (\n// lofp: disk-chek\n(${ARM}))`, '# lofp: none because so\n    "A."');
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['lofp-unknown-entry'],
    );
    assert.match(issues[0]?.message ?? '', /Did you mean `disk-check`/);
  });

  it('is told of ties that cannot be read', () => {
    for (const text of ['', 'the disk thing', 'none', 'none because'])
      assert.ok(
        told(check(`${good} and not (\n// lofp: ${text}\nuser.id == "7")`, STATEMENT)).includes('lofp-tie'),
        text,
      );
  });

  it('is told, on the arm, of days that are past', () => {
    const entry = entryOf(`${ENTRY}review: 2026-01-31\nexpires: 2026-02-28\n`);
    assert.deepEqual(told(check(good, STATEMENT, '2026-01-31', entry)), []);
    assert.deepEqual(told(check(good, STATEMENT, '2026-02-01', entry)), ['lofp-review']);
    assert.deepEqual(told(check(good, STATEMENT, '2026-03-01', entry)), ['lofp-review', 'lofp-expired']);
  });

  const broken: readonly (readonly [what: string, query: string, sentence: RegExp])[] = [
    [
      'an arm that leaves out too much',
      ' and not (\n// lofp: disk-check\nkubernetes.audit.requestURI like "*command=df*")',
      /must alert, but the rule leaves it out by/,
    ],
    [
      'another arm that leaves out too much',
      `${good} and not\n// lofp: none because so\nuser.name == "ann"`,
      /leaves it out by `user.name == "ann"`/,
    ],
    [
      'an arm that leaves out nothing any more',
      ' and not (\n// lofp: disk-check\nuser.name == "system:serviceaccount:monitoring:gone")',
      /means to leave this event out, but/,
    ],
    [
      'a rule that asks for other events',
      ` and process.pid > 1${good}`,
      /does not ask for this event: `process.pid > 1` does not hold/,
    ],
  ];
  for (const [what, query, sentence] of broken)
    it(`is told of ${what}, and so is the entry`, () => {
      const { issues, ofEntries } = check(query, STATEMENT);
      assert.ok(issues.length > 0 && issues.every(({ code }) => code === 'lofp-broken-evidence'));
      assert.equal(issues.length, ofEntries.length);
      assert.match(issues[0]?.message ?? '', sentence);
      assert.match(ofEntries[0]?.message ?? '', sentence);
      const text = ruleText(query, STATEMENT);
      const { from = 0, to = 0 } = issues[0] ?? {};
      assert.ok(from > text.indexOf('query =') || text.slice(from, to).startsWith('[rule'), text.slice(from, to));
    });

  it('is not told of what the entry alone has broken', () => {
    const entry = entryOf(
      ENTRY.replace("      - { field: user.name, operator: '==', pattern: '{account}' }\n", '').replace(
        "      account: { type: account, example: 'system:serviceaccount:monitoring:disk-check' }\n",
        '',
      ),
    );
    const { issues, ofEntries } = check(good, STATEMENT, undefined, entry);
    assert.deepEqual(issues, []);
    assert.match(ofEntries[0]?.message ?? '', /the exclusion of the entry leaves it out/);
  });
});

describe('the public rules', () => {
  it('tie nothing, and so are told nothing', () => {
    for (const { text } of corpusFiles()) {
      const analysis = outline(text, 'toml');
      for (const ties of tiesOf(analysis, world.entries))
        assert.deepEqual(checkTies(ties, world), { issues: [], ofEntries: [], proofs: [] });
    }
  }).timeout(60_000);
});
