// Missing fields, null and negation. Source: docs/eql.md, section 5 (QueryTranslator tests: `must_not`; test_folding; test_extra), and
// section 15 for `not` and `!=` over missing fields, which no reference case decides.
import { checkAll } from './oneEvent';
import type { Properties } from './oneEvent';

const MAPPING: Properties = {
  name: { type: 'keyword' },
  code: { type: 'long' },
  flag: { type: 'boolean' },
  ip: { type: 'ip' },
  other: { type: 'keyword' },
};

for (const [label, mapping] of [
  ['with a mapping', MAPPING],
  ['without a mapping', undefined],
] as const) {
  describe(`a missing field, ${label}`, () => {
    it('makes no leaf match', () => {
      checkAll(
        [
          ['name == "a"', {}, false],
          ['name : "*"', {}, false],
          ['name like ("a", "*")', {}, false],
          ['name regex ".*"', {}, false],
          ['name in ("a", "b")', {}, false],
          ['code > -1', {}, false],
          ['code <= 5', {}, false],
          ['flag', {}, false],
          ['flag == false', {}, false],
          ['cidrMatch(ip, "0.0.0.0/0")', {}, false],
          ['length(name) >= 0', {}, false],
          ['stringContains(name, "a")', {}, false],
          ['code + 1 > 0', {}, false],
        ],
        mapping,
      );
    });

    it('is matched by the complement of every leaf', () => {
      checkAll(
        [
          ['name != "a"', {}, true],
          ['not name == "a"', {}, true],
          ['not name : "a*"', {}, true],
          ['not name regex "a.*"', {}, true],
          ['name not in ("a", "b")', {}, true],
          ['name not in~ ("a", "b")', {}, true],
          ['not code > -1', {}, true],
          ['not flag', {}, true],
          ['flag != true', {}, true],
          ['not cidrMatch(ip, "10.0.0.0/8")', {}, true],
          ['cidrMatch(ip, "10.0.0.0/8") == false', {}, true],
          ['cidrMatch(ip, "10.0.0.0/8") != true', {}, true],
          ['not length(name) > 5', {}, true],
          ['length(name) != 5', {}, true],
          ['not (name == "a" or code == 1)', {}, true],
          ['not (name == "a" and code == 1)', { code: 1 }, true],
        ],
        mapping,
      );
    });

    it('is asked for by comparison with null', () => {
      checkAll(
        [
          ['name == null', {}, true],
          ['name != null', {}, false],
          ['name == null', { name: 'a' }, false],
          ['name != null', { name: 'a' }, true],
          ['null == name', {}, true],
          ['not name == null', {}, false],
          ['null == (code > -1)', {}, true],
          ['null == (code > -1)', { code: 3 }, false],
          ['name == null', { name: null }, true],
          ['name == null', { name: [] }, true],
          ['name == null', { name: [null] }, true],
          ['name == null', { name: '' }, false],
          ['length(name) == null', {}, true],
          ['length(name) != null', { name: 'abc' }, true],
        ],
        mapping,
      );
    });

    it('is compared with another field locally', () => {
      checkAll(
        [
          ['name == other', {}, false],
          ['name == other', { name: 'a' }, false],
          ['name == other', { name: 'a', other: 'a' }, true],
          ['name != other', { name: 'a', other: 'b' }, true],
          ['name != other', { name: 'a' }, true],
          ['name < other', { name: 'a', other: 'b' }, true],
        ],
        mapping,
      );
    });
  });
}

describe('a condition without fields', () => {
  it('folds with three values, and null matches nothing', () => {
    checkAll([
      ['null == null', {}, true],
      ['null != null', {}, false],
      ['null < 3', {}, false],
      ['not (null < 3)', {}, false],
      ['null and false', {}, false],
      ['not (null and false)', {}, true],
      ['(null and true) or true', {}, true],
      ['1 < 2', {}, true],
      ['true', {}, true],
      ['not true', {}, false],
    ]);
  });
});

describe('an optional field', () => {
  it('that nothing maps is the literal null', () => {
    checkAll(
      [
        ['?gone == null', {}, true],
        ['?gone != null', {}, false],
        ['?gone == ?away', {}, true],
        ['?gone == "a"', {}, false],
        ['?gone : "*"', {}, false],
        ['length(?gone) == null', {}, true],
        ['?gone == "a" or name == "a"', { name: 'a' }, true],
        ['?gone == null and name == "a"', { name: 'a' }, true],
      ],
      MAPPING,
    );
  });

  it('that is mapped is a field like any other', () => {
    checkAll(
      [
        ['?name == "a"', { name: 'a' }, true],
        ['?name == "a"', {}, false],
        ['?name != "a"', {}, true],
        ['not ?name : "a"', {}, true],
        ['?name == null', {}, true],
      ],
      MAPPING,
    );
  });
});

describe('null_value', () => {
  const mapping: Properties = { level: { type: 'keyword', null_value: 'NONE' }, size: { type: 'long', null_value: 7 } };

  it('stands for an explicit null, not for an absent field or an empty array', () => {
    checkAll(
      [
        ['level == "NONE"', { level: null }, true],
        ['level == "NONE"', { level: ['a', null] }, true],
        ['level == "NONE"', {}, false],
        ['level == null', {}, true],
        ['level == null', { level: null }, false],
        ['level == "NONE"', { level: [] }, false],
        ['size == 7', { size: null }, true],
        ['size + 1 == 8', { size: null }, true],
      ],
      mapping,
    );
  });
});
