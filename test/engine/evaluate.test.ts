// Values of expressions on one event, as `rulewright eval --event` prints them.
import assert from 'node:assert/strict';
import { evaluateOnEvent, toJson } from '../../server/src/engine/evaluate';
import { conditionOf, contextOf, storeOfLines } from './oneEvent';
import type { Properties } from './oneEvent';

const EVENT = '{"name":"cmd.exe","pid":9007199254740993,"tags":["a","b"],"zero":0,"at":"2020-02-03"}';

function evaluate(text: string, mapping?: Properties): string {
  const answer = evaluateOnEvent(conditionOf(text), 0, contextOf(storeOfLines(EVENT), mapping));
  return 'value' in answer ? toJson(answer.value) : answer.error;
}

describe('an expression on an event', () => {
  it('has a value', () => {
    assert.equal(evaluate('length(name)'), '7');
    assert.equal(evaluate('concat(name, "!")'), '"cmd.exe!"');
    assert.equal(evaluate('pid'), '9007199254740993');
    assert.equal(evaluate('pid + 1'), '9007199254740994');
    assert.equal(evaluate('tags'), '["a","b"]');
    assert.equal(evaluate('gone'), 'null');
    assert.equal(evaluate('length(gone)'), 'null');
    assert.equal(evaluate('1.5 / 0'), 'null');
    assert.equal(evaluate('7 * 3.0'), '21');
  });

  it('that is a condition is true or false, as in a run', () => {
    assert.equal(evaluate('name : "CMD*"'), 'true');
    assert.equal(evaluate('gone == "x"'), 'false');
    assert.equal(evaluate('not gone == "x"'), 'true');
    assert.equal(evaluate('tags == "b"'), 'true');
    assert.equal(evaluate('startsWith(name, "x")'), 'false');
    assert.equal(evaluate('null == null'), 'true');
  });

  it('that cannot be computed says why', () => {
    assert.match(evaluate('pid / zero'), /Division by zero/);
    assert.match(evaluate('pid / zero == 1'), /Division by zero/);
    assert.match(evaluate('number(name)'), /"cmd.exe" is no number/);
    assert.match(evaluate('at > "soon"', { at: { type: 'date' } }), /"soon" is no date/);
  });
});
