// Laws of conditions, against an evaluator that is obvious: the complement, and, or, explanations and near misses.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileCondition } from '../../server/src/engine/condition';
import type { ExplanationTree } from '../../server/src/engine/explain';
import { explainEvent } from '../../server/src/engine/explain';
import { findNearMisses } from '../../server/src/engine/nearMisses';
import { clausesOf } from '../../server/src/eql/walk';
import { condition, event, MAPPING, written } from './arbitraryConditions';
import { conditionOf, contextOf, filterOf, matches, storeOf } from './oneEvent';

const runs = { numRuns: 600 };

describe('a condition', () => {
  it('means what the obvious evaluator says', () => {
    fc.assert(
      fc.property(condition, event, (asked, each) => {
        assert.equal(matches(asked.text, written(each), MAPPING), asked.means(each), asked.text);
      }),
      runs,
    );
  });

  it('does not depend on a mapping where the values have their own types', () => {
    fc.assert(
      fc.property(condition, event, (asked, each) => {
        assert.equal(matches(asked.text, written(each)), asked.means(each), asked.text);
      }),
      runs,
    );
  });

  it('and its negation share no event and leave none out', () => {
    fc.assert(
      fc.property(condition, event, (asked, each) => {
        const holds = (text: string): boolean => matches(text, written(each), MAPPING);
        assert.notEqual(holds(asked.text), holds(`not (${asked.text})`), asked.text);
        assert.equal(holds(asked.text), holds(`not (not (${asked.text}))`), asked.text);
      }),
      runs,
    );
  });

  it('obeys the laws of and and or', () => {
    fc.assert(
      fc.property(condition, condition, condition, event, (first, second, third, each) => {
        const [a, b, c] = [first, second, third].map(({ text }) => `(${text})`) as [string, string, string];
        const same = (left: string, right: string): void =>
          assert.equal(
            matches(left, written(each), MAPPING),
            matches(right, written(each), MAPPING),
            `${left} is not ${right}`,
          );
        same(`${a} and ${b}`, `${b} and ${a}`);
        same(`${a} or ${b}`, `${b} or ${a}`);
        same(`not (${a} or ${b})`, `not ${a} and not ${b}`);
        same(`not (${a} and ${b})`, `not ${a} or not ${b}`);
        same(`${a} and (${b} or ${c})`, `(${a} and ${b}) or (${a} and ${c})`);
        same(`${a} or (${b} and ${c})`, `(${a} or ${b}) and (${a} or ${c})`);
        same(`${a} and (${a} or ${b})`, a);
        same(`${a} and true`, a);
        same(`${a} or false`, a);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an explanation', () => {
  it('has the hit at its root, and every verdict follows from those below', () => {
    fc.assert(
      fc.property(condition, event, (asked, each) => {
        const context = contextOf(storeOf(written(each)), MAPPING);
        const tree = explainEvent(conditionOf(asked.text), 0, context);
        assert.equal(tree.value === true, asked.means(each), asked.text);
        checkVerdicts(tree);
      }),
      runs,
    );
  });
});

/** A missing leaf counts as no match; `and`, `or` and `not` above it are told by their text, which tells them apart by their children. */
function checkVerdicts(tree: ExplanationTree): void {
  if (tree.children.length === 0) return;
  const held = tree.children.map((child) => child.value === true);
  const isNot = tree.children.length === 1;
  const all = held.every(Boolean);
  const some = held.some(Boolean);
  if (isNot) assert.equal(tree.value, !some, tree.eql);
  else assert.ok(tree.value === all || tree.value === some, tree.eql);
  tree.children.forEach(checkVerdicts);
}

describe('near misses', () => {
  it('are the events that fail one clause by its explanation', () => {
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 1, maxLength: 4 }),
        fc.array(event, { maxLength: 8 }),
        (parts, events) => {
          const filter = filterOf(`any where ${parts.map(({ text }) => `(${text})`).join(' and ')}`);
          const context = contextOf(storeOf(...events.map(written)), MAPPING);
          const search = findNearMisses(filter, context);
          while (!search.step(3));
          const found = search.result();
          const test = compileCondition(filter.condition, context);
          const once = new Set(found.flatMap((group) => group.events));
          assert.equal(once.size, found.flatMap((group) => group.events).length, 'an event stands in one group');
          for (const missed of once) assert.ok(!test(missed));
          // Without exclusions among them, the clauses are those of the outermost `and`.
          const clauses = clausesOf(filter.condition);
          if (clauses.some((clause) => clause.kind === 'not')) return;
          const tests = clauses.map((clause) => compileCondition(clause, context));
          const expected = events.map((_each, index) => tests.filter((each) => !each(index)).length === 1);
          assert.deepEqual(
            [...once].sort(),
            expected.flatMap((fails, index) => (fails ? [index] : [])),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
