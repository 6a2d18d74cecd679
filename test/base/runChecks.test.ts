// A check that fails costs only itself.
import assert from 'node:assert/strict';
import { runChecks } from '../../server/src/base/runChecks';
import type { Issue } from '../../server/src/base/issue';

const issue = (code: string, from: number): Issue => ({ code, severity: 'warning', message: code, from, to: from + 1 });

describe('a table of checks', () => {
  it('tells all issues in the order of the text', () => {
    const issues = runChecks({ a: () => [issue('late', 5)], b: () => [issue('early', 1)] }, {}, { from: 0, to: 9 });
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['early', 'late'],
    );
  });

  it('tells which one failed, and all that the others found', () => {
    const fails = (): readonly Issue[] => {
      throw new TypeError('no such thing');
    };
    const issues = runChecks({ sound: () => [issue('found', 5)], fails }, {}, { from: 2, to: 4 });
    assert.deepEqual(
      issues.map(({ code, from, to }) => `${code} ${from}-${to}`),
      ['check-failed 2-4', 'found 5-6'],
    );
    assert.match(issues[0]?.message ?? '', /`fails`.*no such thing/);
  });
});
