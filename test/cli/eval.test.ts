// `rulewright eval`: values as JSON, with an event and without.
import assert from 'node:assert/strict';
import { runOver } from './world';

const event = '{"process":{"name":"bash","args":["a","b"]},"pid":9007199254740993}';

describe('eval', () => {
  const values: readonly (readonly [readonly string[], string])[] = [
    [['1 + 2'], '3'],
    [['-7 * 3'], '-21'],
    [['--7'], '7'],
    [['-length("abc")'], '-3'],
    [['--', '-1'], '-1'],
    [['"a\\tb"'], '"a\\tb"'],
    [['null == null'], 'true'],
    [['1 == null'], 'false'],
    [['null and true'], 'null'],
    [['process.name == "bash"', '--event', event], 'true'],
    [['process.name : "B*"', '--event', event], 'true'],
    [['not user.name == "x"', `--event=${event}`], 'true'],
    [['process.args', '--event', event], '["a","b"]'],
    [['user.name', '--event', event], 'null'],
    [['pid', '--event', event], '9007199254740993'],
  ];
  for (const [words, expected] of values)
    it(`${words[0]} is ${expected}`, async () => {
      assert.deepEqual(await runOver({}, ['eval', ...words]), { code: 0, out: `${expected}\n`, err: '' });
    });

  const errors: readonly (readonly [readonly string[], RegExp])[] = [
    [['1 / 0'], /Division by zero/],
    [['number("x")'], /is no number/],
    [['process.name'], /uses a field; give an event with `--event`/],
    [['1 +'], /./],
    [['length()'], /takes 1 argument; here are 0/],
    [['1 % pid', '--event', '{"pid":0}'], /Division by zero/],
  ];
  for (const [words, expected] of errors)
    it(`${words[0]} is an error`, async () => {
      const { code, out, err } = await runOver({}, ['eval', ...words]);
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, expected);
    });

  const misuses: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /takes one expression/],
    [['1', '+', '2'], /takes one expression; put it in quotes/],
    [['1', '--event', '{'], /`--event` is no JSON object/],
    [['1', '--event', '[]'], /`--event` is no JSON object/],
    [['1', '--event', ' '], /`--event` is no JSON object/],
    [['1', '-x'], /`-x` is no option of `rulewright eval`/],
  ];
  for (const [words, expected] of misuses)
    it(`misused ends with 2: eval ${words.join(' ')}`, async () => {
      const { code, out, err } = await runOver({}, ['eval', ...words]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
    });
});
