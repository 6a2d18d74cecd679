// What is and what is not concluded, sentence by sentence. `s` may have several values, `process.name` and `host.os.type` have one.
import assert from 'node:assert/strict';
import { createReasoner } from '../../../server/src/eql/reason/reasoner';
import { conditionOf, fieldsOf } from '../../engine/oneEvent';

const fields = fieldsOf({
  s: { type: 'keyword' },
  't.lower': { type: 'keyword', normalizer: 'lowercase' },
  process: { properties: { name: { type: 'keyword' }, pid: { type: 'long' } } },
  host: { properties: { os: { properties: { type: { type: 'keyword' } } } } },
  n: { type: 'long' },
  d: { type: 'double' },
  b: { type: 'boolean' },
  when: { type: 'date' },
  ip: { type: 'ip' },
});

const isImpossible = (text: string): boolean =>
  createReasoner(fields).exclude([{ condition: conditionOf(text), holds: true }]);

describe('impossible is', () => {
  for (const text of [
    's == "a" and s == null',
    's == "a" and not s : "A"',
    's like "ab*" and not s like "a*"',
    's in ("a", "b") and not (s == "a" or s == "b")',
    's == "a" and not s != null',
    'n > 3 and not n > 2',
    'n == 1.5',
    'process.pid > 1 and process.pid < 2',
    'd >= 1 and not (d > 0.5)',
    'b and not b == true',
    'ip == "10.1.2.3" and not cidrMatch(ip, "10.0.0.0/8")',
    'cidrMatch(ip, "10.0.0.0/8") and not cidrMatch(ip, "10.0.0.0/9", "10.128.0.0/9")',
    'startsWith(s, "abc") and not s : "AB*"',
    'length(s) > 3 and not length(s) > 3',
    'process.name == "a" and process.name == "b"',
    'process.name : "a*" and process.name : "b*"',
    'process.name in ("a", "b") and process.name in ("b", "c") and process.name != "b"',
    'host.os.type == "linux" and (host.os.type == "windows" or host.os.type == "macos")',
    '(s == "a" or s == "b") and not s in ("a", "b", "c")',
    'undeclared == "a" and not undeclared like "a*"',
    's != null and not s : "*"',
    'n != null and not n > 2 and not n <= 2',
    'b != null and b != true and b != false',
    'ip != null and not cidrMatch(ip, "0.0.0.0/0", "::/0")',
  ])
    it(text, () => assert.ok(isImpossible(text)));
});

describe('nothing is concluded from', () => {
  for (const [text, why] of [
    ['s == "a" and s == "b"', 'two values can satisfy two leaves'],
    ['s : "a*" and s != "ab"', 'another value can begin so'],
    ['s == null and process.name == null', 'fields may be missing'],
    ['not s == "a" and not s : "b"', 'a missing field satisfies every `not`'],
    ['n > 3 and n < 2', 'two numbers can satisfy two leaves'],
    ['d > 1 and not d >= 2', 'decimals lie between'],
    ['s : "é" and not s == "É"', 'case is folded in ASCII only'],
    ['s in~ ("a") and not s == "a"', 'the other case is left'],
    ['?gone == "a" and not ?gone == "a"', 'a field that may not exist is the constant null'],
    ['when > "2024-01-01" and not when > "2023-01-01"', 'dates are read by the format of their field'],
    ['undeclared == "1" and not undeclared : "1"', 'a number may be equal to the text'],
    ['n / 2 == 1 and not n / 2 == 1', 'what cannot be computed matches neither'],
    ['t.lower == "a" and not t.lower == "a"', 'Elasticsearch refuses a normalized field'],
    ['d != null and not d > 2 and not d < 2', 'the two itself is left'],
    ['s != null and not s : "?*"', 'a value may be empty'],
    ['s regex "a.*" and not s like "a*"', 'regular expressions are not taken apart'],
  ] as const)
    it(`${text}: ${why}`, () => assert.ok(!isImpossible(text)));
});

describe('a question that would take long', () => {
  it('is not answered, however many are asked', () => {
    const arms = Array.from({ length: 40 }, (_, one) => `(s : "*a${one}*b*" or s : "*b*a${one}*" or n == ${one})`);
    const text = `${arms.join(' and ')} and not s : "${'?*a'.repeat(40)}"`;
    const reasoner = createReasoner(fields);
    const condition = conditionOf(text);
    for (let asked = 0; asked < 100; asked++) assert.ok(!reasoner.exclude([{ condition, holds: true }]));
  });
});
