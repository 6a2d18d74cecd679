// A version of a file after the one before: the same findings as from nothing, and the work only for what changed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyze } from '../../server/src/analysis/analyze';
import type { Analysis } from '../../server/src/analysis/analyze';
import { fieldsResolver } from '../../server/src/schema/mapping';
import { SCHEMAS } from '../features/hosts';

const RULES = 1000;
const ruleOf = (value: number): string =>
  `[[rule]]\nname = "n"\ntype = "eql"\nquery = 'any where process.nam == "${value}"'\n`;
const MANY = Array.from({ length: RULES }, (_, index) => ruleOf(index)).join('');

/** How many queries were read again. */
function readAgain(before: Analysis, after: Analysis): number {
  const known = new Set(before.rules.map(({ eql }) => eql?.parsed));
  return after.rules.filter(({ eql }) => !known.has(eql?.parsed)).length;
}

/** How many were checked again. */
function checkedAgain(before: Analysis, after: Analysis): number {
  const known = new Set(before.rules.map(({ eql }) => eql?.issues));
  return after.rules.filter(({ eql }) => !known.has(eql?.issues)).length;
}

describe('an analysis after another', () => {
  const first = analyze(MANY, 'toml', SCHEMAS);

  it('reads and checks one query of a thousand after a key', () => {
    const changed = MANY.replace('"500"', '"500x"');
    const after = analyze(changed, 'toml', SCHEMAS, { before: first });
    assert.deepEqual([readAgain(first, after), checkedAgain(first, after)], [1, 1]);
    assert.equal(after.issues.length, RULES);
    for (const issue of after.issues) assert.equal(changed.slice(issue.from, issue.to), 'process.nam');
  });

  it('reads none after a key beside the queries, and finds all in their new places', () => {
    const after = analyze(`# note\n${MANY}`, 'toml', SCHEMAS, { before: first });
    assert.deepEqual([readAgain(first, after), checkedAgain(first, after)], [0, 0]);
    assert.deepEqual(
      after.issues.map(({ from }) => from),
      first.issues.map(({ from }) => from + '# note\n'.length),
    );
  });

  it('checks all again when the fields are others, and reads none', () => {
    const mapping = fieldsResolver(
      new Map([['process.nam', { path: 'process.nam', source: 'process.nam', type: 'keyword', exact: 'self' }]]),
      'mapping',
    );
    const after = analyze(MANY, 'toml', { ...SCHEMAS, mapping }, { before: first });
    assert.deepEqual([readAgain(first, after), checkedAgain(first, after)], [0, RULES]);
  });

  it('checks a rule again when its metadata change what is checked', () => {
    const before = analyze(`${ruleOf(1)}`, 'toml', SCHEMAS);
    const after = analyze(`${ruleOf(1)}timestamp_field = "nowhere"\n`, 'toml', SCHEMAS, { before: before });
    assert.deepEqual([readAgain(before, after), checkedAgain(before, after)], [0, 1]);
    assert.equal(after.issues.length, before.issues.length + 1);
  });

  it('finds what it would find from nothing, whatever the edit', () => {
    const text = [1, 2, 1].map(ruleOf).join('\n');
    const edit = fc.record({
      from: fc.nat(text.length),
      length: fc.nat(20),
      insert: fc.constantFrom('', '"', "'", ' and ', 'timestamp_field = "x"\n', '[[rule]]\n', "'''", '\r\n', '🦀'),
    });
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let before: Analysis | undefined;
      let version = text;
      for (const { from, length, insert } of edits) {
        before = analyze(version, 'toml', SCHEMAS, { before: before });
        version = version.slice(0, from) + insert + version.slice(from + length);
      }
      assert.deepEqual(
        analyze(version, 'toml', SCHEMAS, { before: before }).issues,
        analyze(version, 'toml', SCHEMAS).issues,
      );
    });
    fc.assert(property, { seed: 4, numRuns: 200 });
  });
});
