// The catalogue: what is one entry, what is nearly one, what says nothing, and how entries are named.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { saysNothing } from '../../server/src/lofp/statements/boilerplate';
import { buildCatalogue } from '../../server/src/lofp/statements/catalogue';
import type { Catalogue, CatalogueRule } from '../../server/src/lofp/statements/catalogue';
import { foldStatement } from '../../server/src/lofp/statements/fold';
import { idsOf } from '../../server/src/lofp/statements/ids';
import { findAlike } from '../../server/src/lofp/statements/similar';
import { ruleOf } from './rules';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const catalogueOf = (rules: readonly CatalogueRule[]): Catalogue => buildCatalogue(rules, hash, new Map());

describe('folding', () => {
  const same: readonly (readonly [string, string])[] = [
    ['An  Admin\n debugs.', 'an admin debugs.'],
    ['caf\u00e9', 'cafe\u0301'],
    ['Stra\u00dfe', 'STRASSE'],
    ['\u1e9e', 'SS'],
    ['\u039f\u03a3', '\u03bf\u03c2'],
    ['a\u00a0b', 'a b'],
    ['ad\u00admin', 'admin'],
    ['\ufb01le', 'file'],
  ];
  for (const [a, b] of same)
    it(`makes ${JSON.stringify(a)} and ${JSON.stringify(b)} one`, () =>
      assert.equal(foldStatement(a), foldStatement(b)));

  const different: readonly (readonly [string, string])[] = [
    ['an admin', 'an admin.'],
    ['resume', 'r\u00e9sum\u00e9'],
    ['a b', 'ab'],
  ];
  for (const [a, b] of different)
    it(`keeps ${JSON.stringify(a)} and ${JSON.stringify(b)} apart`, () =>
      assert.notEqual(foldStatement(a), foldStatement(b)));

  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'aßẞΣςİıﬁ \u0301\u200d\u00ad\u0345') }),
  );
  it('of what is folded changes nothing', () =>
    fc.assert(fc.property(text, (each) => assert.equal(foldStatement(foldStatement(each)), foldStatement(each)))));
});

describe('a statement', () => {
  const nothing = `Unknown|unlikely|None|NONE.|none identified|None known|N/A|-|unknown at this time|No false positives
    No known false positives at this time.|There are no known false positives for this detection|not applicable|TBD
    No false positives have been identified at this time.|False positives are unlikely.|Very unlikely|“Unknown”|Highly unlikely`;
  for (const each of nothing.split(/\||\n\s*/))
    it(`that is ${JSON.stringify(each)} says nothing`, () => assert.ok(saysNothing(each)));

  const something = `Legitimate administrator activity|Unknown scanners of the network|Administrators|None of the backup jobs
    False positives are unlikely, except for backups|Unlikely unless a backup runs|Legitimate use|Rare backups|No admin should do this`;
  for (const each of something.split(/\||\n\s*/))
    it(`that is ${JSON.stringify(each)} says something`, () => assert.ok(!saysNothing(each)));
});

describe('ids', () => {
  const texts = fc.uniqueArray(fc.string(), { maxLength: 30 });
  /** Hashes that tell little apart, or nothing. */
  const hashes = fc.constantFrom(
    hash,
    () => '0'.repeat(16),
    (text: string) => `0000000000000${text.length % 3}00`,
    (text: string) => hash(text).slice(0, 1).repeat(16),
  );

  it('are all different, whatever the hash', () =>
    fc.assert(
      fc.property(texts, hashes, (each, by) => assert.equal(new Set(idsOf(each, by).values()).size, each.length)),
    ));
  it('do not depend on the order', () =>
    fc.assert(
      fc.property(texts, hashes, (each, by) => {
        const there = idsOf(each, by);
        for (const [text, id] of idsOf([...each].reverse(), by)) assert.equal(there.get(text), id);
      }),
    ));
  it('stay when other statements come', () =>
    fc.assert(
      fc.property(texts, fc.string(), (each, other) => {
        const before = idsOf(each, hash);
        const after = idsOf([...new Set([...each, other])], hash);
        for (const [text, id] of before) assert.equal(after.get(text), id);
      }),
    ));
  it('are fit for the name of a file', () =>
    fc.assert(
      fc.property(texts, hashes, (each, by) => [...idsOf(each, by).values()].every((id) => /^[0-9a-f-]+$/.test(id))),
    ));
});

describe('a catalogue', () => {
  it('has one entry for what is the same after folding, in its most frequent spelling', () => {
    const { entries } = catalogueOf([
      ruleOf(['Backups  of\n a pod']),
      ruleOf(['backups of a pod']),
      ruleOf(['backups of a pod', 'Scanners']),
    ]);
    assert.deepEqual(
      entries.map(({ statement, spellings, rules }) => [statement, spellings, rules.length]),
      [
        ['backups of a pod', ['backups of a pod', 'Backups of a pod'], 3],
        ['Scanners', ['Scanners'], 1],
      ],
    );
  });

  it('sets apart what says nothing', () => {
    const { entries, boilerplate, rules, rulesWithStatement } = catalogueOf([
      ruleOf(['Unknown', 'Backups']),
      ruleOf(['UNKNOWN']),
      ruleOf([]),
    ]);
    assert.deepEqual(
      entries.map(({ statement }) => statement),
      ['Backups'],
    );
    assert.deepEqual(
      boilerplate.map((each) => [each.folded, each.rules.length]),
      [['unknown', 2]],
    );
    assert.deepEqual([rules, rulesWithStatement], [3, 2]);
  });

  it('joins the techniques of an entry’s rules and names them', () => {
    const rules = [
      ruleOf(['Backups'], { techniques: [{ id: 'T1609' }, { id: 'T1059', name: 'As the rule says' }] }),
      ruleOf(['Backups'], { techniques: [{ id: 'T1609', name: 'Older name' }, { id: 'T1001' }] }),
    ];
    const { entries } = buildCatalogue(rules, hash, new Map([['T1609', 'Container Administration Command']]));
    assert.deepEqual(entries[0]?.techniques, [
      { id: 'T1001' },
      { id: 'T1059', name: 'As the rule says' },
      { id: 'T1609', name: 'Container Administration Command' },
    ]);
  });

  it('is the same in whichever order the rules come', () => {
    const words = fc.array(fc.constantFrom('backup', 'BACKUP', 'jobs', 'admin', 'Unknown', 'pod'), {
      minLength: 1,
      maxLength: 3,
    });
    const rules = fc.array(
      fc.array(
        words.map((each) => each.join(' ')),
        { maxLength: 3 },
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rules, (all) => {
        const made = all.map((statements, index) => ruleOf(statements, { path: `rules/${index}.toml` }));
        assert.deepEqual(catalogueOf([...made].reverse()), catalogueOf(made));
      }),
    );
  });

  it('shares no page among statements', () =>
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), (statements) => {
        const { entries, boilerplate } = catalogueOf([ruleOf(statements.filter((each) => each.trim() !== ''))]);
        const all = [...entries, ...boilerplate];
        const folded = new Set(statements.map(foldStatement).filter((each) => each !== ''));
        assert.equal(all.length, folded.size);
        assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
      }),
    ));
});

describe('statements that are nearly the same', () => {
  const alike = (a: string, b: string) => findAlike([foldStatement(a), foldStatement(b)])[0];
  const one: readonly (readonly [string, string])[] = [
    ['Legitimate administrative activity', 'Legitimate administrator activities'],
    [
      'Backup jobs of the storage team read all files each night.',
      'Backup jobs of the storage team may read all files each night',
    ],
    [
      'Direct interactive requests to the API server while debugging a cluster',
      'Direct requests to the API server while debugging a cluster',
    ],
    ['Authorised scanners of the network', 'Scanners of the network that are authorized'],
  ];
  for (const [a, b] of one) it(`are proposed as one: ${a} / ${b}`, () => assert.equal(alike(a, b)?.isOne, true));

  const filled: readonly (readonly [string, string])[] = [
    [
      'PsExec is a dual-use tool that helps benign and malicious activity alike; baseline it.',
      'WinRM is a dual-use tool that helps benign and malicious activity alike; baseline it.',
    ],
    [
      'Debugging with the "env" command inside a container that runs jobs',
      'Debugging with the "which" command inside a container that runs jobs',
    ],
  ];
  for (const [a, b] of filled)
    it(`are similar and no more where a form was filled in: ${a}`, () => assert.equal(alike(a, b)?.isOne, false));

  const apart: readonly (readonly [string, string])[] = [
    ['Legitimate use of Netcat', 'Legitimate use of Docker'],
    ['Backup jobs', 'Scanners of the network'],
    ['Authorised users run it', 'Users who are not authorised run it at night'],
  ];
  for (const [a, b] of apart) it(`are not: ${a} / ${b}`, () => assert.equal(alike(a, b), undefined));

  it('are found whatever stands between them, by the same measure', () => {
    const word = fc.constantFrom('backup', 'jobs', 'netcat', 'docker', 'admin', 'legitimate', 'scanner', 'nightly');
    const statement = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.uniqueArray(statement, { maxLength: 12 }), (all) => {
        const found = new Map(findAlike(all).map((each) => [`${each.first} ${each.second}`, each]));
        for (let second = 0; second < all.length; second++)
          for (let first = 0; first < second; first++) {
            const [alone] = findAlike([all[first] ?? '', all[second] ?? '']);
            assert.equal(found.get(`${first} ${second}`)?.likeness, alone?.likeness);
          }
      }),
    );
  });

  it('make one proposal of three', () => {
    const texts = [
      'Backup jobs of the storage team',
      'backup jobs of the storage teams',
      'the backup job of storage team',
    ];
    const { proposals, entries } = catalogueOf(texts.map((text) => ruleOf([text])));
    assert.deepEqual(
      proposals.map((group) => group.length),
      [3],
    );
    assert.deepEqual(
      entries.map(({ similar }) => similar.length),
      [2, 2, 2],
    );
  });
});
