// Explanations of single events. Source of the verdicts: docs/eql.md, section 5; contract of `rulewright explain`.
import assert from 'node:assert/strict';
import type { ExplanationTree } from '../../server/src/engine/explain';
import { explainEvent } from '../../server/src/engine/explain';
import type { JsonObject } from '../../server/src/engine/store';
import { conditionOf, contextOf, filterOf, storeOf } from './oneEvent';
import type { Properties } from './oneEvent';

function explain(text: string, event: JsonObject, properties?: Properties): ExplanationTree {
  return explainEvent(conditionOf(text), 0, contextOf(storeOf(event), properties));
}

/** One line a clause, deeper ones indented: mark, EQL, actual value; `←` on the arm that took the event out. */
function draw(tree: ExplanationTree, depth = 0): string[] {
  const mark = tree.value === true ? '+' : tree.value === false ? '-' : '?';
  const actual = tree.actual === null ? '' : ` [${tree.actual}]`;
  const line = `${'  '.repeat(depth)}${mark} ${tree.eql}${actual}${tree.excludedBy === true ? ' ←' : ''}`;
  return [line, ...tree.children.flatMap((child) => draw(child, depth + 1))];
}

function check(text: string, event: JsonObject, expected: readonly string[], properties?: Properties): void {
  assert.deepEqual(draw(explain(text, event, properties)), expected);
}

describe('an explanation', () => {
  it('tells true, false and missing for every clause, without a short circuit', () => {
    check('a == 1 and (b == 2 or c : "x*") and not d == 4', { a: 2, c: 'xyz' }, [
      '- a == 1 and (b == 2 or c : "x*") and not d == 4',
      '  - a == 1 [2]',
      '  + b == 2 or c : "x*"',
      '    ? b == 2',
      '    + c : "x*" [xyz]',
      '  + not d == 4',
      '    ? d == 4',
    ]);
  });

  it('marks the arms of an exclusion that took the event out', () => {
    const text = 'a == 1 and not (b == 2 or b == 3 and c == 4 or c == 5 or c == 6)';
    check(text, { a: 1, b: 3, c: [4, 5] }, [
      `- ${text}`,
      '  + a == 1 [1]',
      '  - not (b == 2 or b == 3 and c == 4 or c == 5 or c == 6)',
      '    + b == 2 or b == 3 and c == 4 or c == 5 or c == 6',
      '      - b == 2 [3]',
      '      + b == 3 and c == 4 ←',
      '        + b == 3 [3]',
      '        + c == 4 [4, 5]',
      '      + c == 5 [4, 5] ←',
      '      - c == 6 [4, 5]',
    ]);
  });

  it('marks a lone arm, and the arms of an alternative within one', () => {
    check('not a == 1', { a: 1 }, ['- not a == 1', '  + a == 1 [1] ←']);
    check('not ((a == 1 or a == 2) or b == 1)', { a: 2 }, [
      '- not ((a == 1 or a == 2) or b == 1)',
      '  + (a == 1 or a == 2) or b == 1',
      '    + a == 1 or a == 2',
      '      - a == 1 [2]',
      '      + a == 2 [2] ←',
      '    ? b == 1',
    ]);
  });

  it('marks nothing below an alternative, where a `not` excludes no event by itself', () => {
    check('a == 2 or not b == 1', { a: 1, b: 1 }, [
      '- a == 2 or not b == 1',
      '  - a == 2 [1]',
      '  - not b == 1',
      '    + b == 1 [1]',
    ]);
  });

  it('says of a negated comparison over a missing field that it holds', () => {
    for (const text of ['a != 1', 'a not in (1, 2)', 'a == null']) check(text, {}, [`+ ${text}`]);
    check('a != null', {}, ['- a != null']);
    check('?gone == 1', {}, ['? ?gone == 1'], {});
  });

  it('shows values as the event has them, and the constant beside', () => {
    const mapping: Properties = {
      at: { type: 'date' },
      n: { type: 'long' },
      kind: { type: 'constant_keyword', value: 'audit' },
      short: { type: 'keyword', ignore_above: 3 },
      empty: { type: 'keyword' },
      flag: { type: 'boolean' },
    };
    const event = { at: '2020-02-03T04:05:06+02:00', n: 'five', short: 'longer', empty: '', flag: false };
    const tree = (text: string): ExplanationTree => explain(text, event, mapping);
    assert.deepEqual([tree('at > 0').actual, tree('at > 0').value], ['2020-02-03T04:05:06+02:00', true]);
    assert.deepEqual([tree('n == 5').actual, tree('n == 5').value], ['five (not indexed)', null]);
    assert.deepEqual(
      [tree('short == "longer"').actual, tree('short == "longer"').value],
      ['longer (not indexed)', null],
    );
    assert.deepEqual([tree('kind == "x"').actual, tree('kind == "x"').value], ['audit', false]);
    assert.equal(tree('empty == "x"').actual, '""');
    assert.deepEqual([tree('flag').actual, tree('flag').expected, tree('flag').value], ['false', 'true', false]);
    assert.equal(tree('empty : ("a", "b")').expected, '"a", "b"');
    assert.equal(tree('3 < length(empty)').expected, '3');
    assert.equal(tree('n in (1, 2)').expected, '1, 2');
    assert.equal(tree('concat(empty, flag) == "x"').actual, 'empty = ""; flag = false');
    assert.equal(explain('a == "x"', { a: 'y'.repeat(5000) }).actual?.length, 2000 + '… (5000 characters)'.length);
  });

  it('tells what could not be computed at its clause, not in the run', () => {
    const context = contextOf(storeOf({ a: 1, z: 0 }));
    const tree = explainEvent(conditionOf('a == 1 and not a / z == 1'), 0, context);
    assert.equal(tree.value, false);
    const leaf = tree.children[1]?.children[0];
    assert.equal(leaf?.value, false);
    assert.match(leaf?.error ?? '', /Division by zero/);
    assert.equal(tree.children[0]?.error, undefined);
    assert.deepEqual(context.problems.list(), []);
  });

  it('of a filter has its category as a clause', () => {
    const tree = (query: string, event: JsonObject): ExplanationTree =>
      explainEvent(filterOf(query), 0, contextOf(storeOf(event)));
    assert.deepEqual(draw(tree('process where a == 1', { event: { category: 'file' }, a: 1 })), [
      '- process where a == 1',
      '  - event.category == "process" [file]',
      '  + a == 1 [1]',
    ]);
    assert.equal(tree('process where a == 1', {}).children[0]?.value, null);
    assert.deepEqual(draw(tree('any where a == 1', { a: 1 })), ['+ a == 1 [1]']);
  });

  it('knows where each clause stands in the query', () => {
    const text = 'process where a == 1 and not b == 2';
    const spans: string[] = [];
    const collect = (tree: ExplanationTree): void => {
      spans.push(text.slice(tree.from, tree.to));
      tree.children.forEach(collect);
    };
    collect(explainEvent(filterOf(text), 0, contextOf(storeOf({}))));
    assert.deepEqual(spans, [text, 'process', 'a == 1 and not b == 2', 'a == 1', 'not b == 2', 'b == 2']);
  });
});
