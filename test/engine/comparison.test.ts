// Comparison, matching and membership of one value. Source: docs/eql.md, section 4.
import assert from 'node:assert/strict';
import { checkAll, matches } from './oneEvent';
import type { Properties } from './oneEvent';

const MAPPING: Properties = { name: { type: 'keyword' }, code: { type: 'long' }, path: { type: 'wildcard' } };

describe('comparison of texts', () => {
  it('is by case and knows no wildcards', () => {
    checkAll(
      [
        ['name == "cmd.exe"', { name: 'cmd.exe' }, true],
        ['name == "CMD.exe"', { name: 'cmd.exe' }, false],
        ['name == "cmd*"', { name: 'cmd.exe' }, false],
        ['name == "cmd*"', { name: 'cmd*' }, true],
        ['name in ("cmd*", "b")', { name: 'cmd.exe' }, false],
        ['"cmd.exe" == name', { name: 'cmd.exe' }, true],
        ['"a" < name', { name: 'b' }, true],
        ['"b" < name', { name: 'a' }, false],
        ['"b" >= name', { name: 'a' }, true],
      ],
      MAPPING,
    );
  });

  // Terms stand in an index in the order of their UTF-8 bytes; UTF-16 units would put U+1F600 before U+FF5E.
  it('orders by code point, on fields and on computed texts', () => {
    checkAll(
      [
        ['name > "\uff5e"', { name: '\u{1f600}' }, true],
        ['name < "\uff5e"', { name: '\u{1f600}' }, false],
        ['concat(name, "") > "\uff5e"', { name: '\u{1f600}' }, true],
        ['name < "a"', { name: 'Z' }, true],
        ['name < "ab"', { name: 'a' }, true],
      ],
      MAPPING,
    );
  });

  it('reads a number literal against a keyword as its text', () => {
    checkAll(
      [
        ['name == 10', { name: '10' }, true],
        ['name == 10', { name: 10 }, true],
        ['name == true', { name: true }, true],
        ['name == "true"', { name: true }, true],
      ],
      MAPPING,
    );
  });
});

describe('`:`, `like` and `like~`', () => {
  it('take wildcards, `:` and `like~` without case', () => {
    checkAll(
      [
        ['name : "CMD*"', { name: 'cmd.exe' }, true],
        ['name like~ "CMD*"', { name: 'cmd.exe' }, true],
        ['name like "CMD*"', { name: 'cmd.exe' }, false],
        ['name like "cmd.???"', { name: 'cmd.exe' }, true],
        ['name : "cmd.??"', { name: 'cmd.exe' }, false],
        ['name : ("x", "*.exe")', { name: 'cmd.exe' }, true],
        ['name : ("x", "y")', { name: 'cmd.exe' }, false],
        ['name : ""', { name: '' }, true],
        ['name : ""', { name: 'a' }, false],
        ['name : "*"', { name: '' }, true],
        ['name : "?"', { name: '\u{1f600}' }, true],
        ['name : "a*b"', { name: 'a\n\nb' }, true],
        ['path : "/etc/*"', { path: '/etc/passwd' }, true],
      ],
      MAPPING,
    );
  });

  it('cannot escape a wildcard: a backslash is itself', () => {
    checkAll(
      [
        [String.raw`name : "c:\\*"`, { name: 'c:\\windows' }, true],
        [String.raw`name : """c:\*"""`, { name: 'c:\\windows' }, true],
        [String.raw`name : """a\*b"""`, { name: 'a*b' }, false],
        [String.raw`name : """a\*b"""`, { name: 'a\\xxb' }, true],
      ],
      MAPPING,
    );
  });

  // Section 15: Lucene folds A–Z only in indexed terms; a script has all of Java's rules.
  it('fold ASCII only on fields, everything on computed texts', () => {
    checkAll(
      [
        ['name : "STRASSE"', { name: 'strasse' }, true],
        ['name : "ÄPFEL"', { name: 'äpfel' }, false],
        ['name : "äPFEL"', { name: 'äpfel' }, true],
        ['name in~ ("ÄPFEL")', { name: 'äpfel' }, false],
        ['name like~ "ÄPFEL*"', { name: 'äpfel' }, false],
        ['concat(name, "") : "ÄPFEL"', { name: 'äpfel' }, true],
        ['startsWith~(name, "Ä")', { name: 'äpfel' }, true],
        ['name : "\u212a"', { name: 'k' }, false],
      ],
      MAPPING,
    );
  });

  it('come to an end where a regular expression would run for years', () => {
    assert.equal(matches(`name : "${'*a'.repeat(200)}*b"`, { name: 'a'.repeat(30_000) }), false);
  });
});

describe('membership', () => {
  it('is exact; `in~` forgets case and takes wildcards as they stand', () => {
    checkAll(
      [
        ['name in ("a", "b")', { name: 'b' }, true],
        ['name in ("a", "b")', { name: 'B' }, false],
        ['name in~ ("a", "b")', { name: 'B' }, true],
        ['name in~ ("A*")', { name: 'abc' }, false],
        ['name in~ ("A*")', { name: 'a*' }, true],
        ['name not in ("a")', { name: 'b' }, true],
        ['name not in~ ("A")', { name: 'a' }, false],
        ['code in (1, 2)', { code: 2 }, true],
        ['code in (1, 2)', { code: 3 }, false],
        ['code not in (1, 2)', { code: 3 }, true],
        ['length(name) in (1, 3)', { name: 'abc' }, true],
        ['length(name) not in (1, 3)', { name: 'abc' }, false],
      ],
      MAPPING,
    );
  });
});

describe('`regex`', () => {
  // Section 15: anchored at both ends, `^` and `$` are plain characters.
  it('is anchored and knows no anchors', () => {
    checkAll(
      [
        ['name regex "cmd"', { name: 'cmd.exe' }, false],
        ['name regex "cmd.*"', { name: 'cmd.exe' }, true],
        ['name regex "^cmd.*"', { name: 'cmd.exe' }, false],
        ['name regex "^cmd$"', { name: '^cmd$' }, true],
        ['name regex ("x", "c[a-z]{2}\\\\..*")', { name: 'cmd.exe' }, true],
        ['name regex "CMD.*"', { name: 'cmd.exe' }, false],
        ['name regex~ "CMD.*"', { name: 'cmd.exe' }, true],
        ['name regex~ "Ä.*"', { name: 'äpfel' }, false],
        ['name regex "<1-20>"', { name: '7' }, true],
        ['name regex "~(a.*)"', { name: 'abc' }, false],
        ['name regex "a.*&.*b"', { name: 'axb' }, true],
        ['name regex "a@"', { name: 'abc' }, true],
        ['not name regex "cmd.*"', { name: 'sh' }, true],
      ],
      MAPPING,
    );
  });
});

describe('a boolean', () => {
  it('is a condition by itself', () => {
    const mapping: Properties = { flag: { type: 'boolean' } };
    checkAll(
      [
        ['flag', { flag: true }, true],
        ['flag', { flag: 'true' }, true],
        ['flag', { flag: false }, false],
        ['not flag', { flag: false }, true],
        ['flag == true', { flag: true }, true],
        ['flag == false', { flag: false }, true],
        ['flag == "true"', { flag: true }, true],
        ['flag != false', { flag: true }, true],
        ['flag and true', { flag: true }, true],
        ['startsWith("abc", "a")', {}, true],
      ],
      mapping,
    );
  });
});

describe('precedence', () => {
  it('binds `not` looser than a comparison and `and` tighter than `or`', () => {
    checkAll(
      [
        ['not code == 1', { code: 2 }, true],
        ['code == 1 or code == 2 and name == "x"', { code: 1 }, true],
        ['not code == 1 and name == "x"', { code: 1, name: 'x' }, false],
        ['code == 2 + 3 * 4', { code: 14 }, true],
        ['code == (2 + 3) * 4', { code: 20 }, true],
        ['- code == -3', { code: 3 }, true],
      ],
      MAPPING,
    );
  });
});
