// The word before `where`: what is nearly a category, and what may be one of somebody's own data.
import assert from 'node:assert/strict';
import type { FieldResolver } from '../../../server/src/eql/types';
import { catalog, expectLint, fixed, lintOf } from './expectIssues';

const known = catalog({ a: 'keyword' });
const listed: FieldResolver = {
  ...known,
  find: (path) => {
    const field = known.find(path);
    return field !== undefined && path === 'event.category'
      ? { ...field, allowedValues: ['api', 'file', 'iam', 'network', 'process', 'web'] }
      : field;
  },
};

describe('a category that is nearly one', () => {
  it('is told with the one that was meant, in each item', () => {
    expectLint(
      listed,
      `
sequence by a [proces where true] [Network where true] [file where true] until ["proccess" where true]
               ~~~~~~ unknown-category: never matches. Did you mean \`process\`
                                   ~~~~~~~ unknown-category: letter by letter, case and all. Did you mean \`network\`
                                                                                ~~~~~~~~~~ unknown-category
`,
    );
    assert.equal(fixed(listed, 'FILE where true', lintOf), 'file where true');
    assert.equal(fixed(listed, '"flie" where true', lintOf), '"file" where true');
  });
  it('is none where it is another word, or nobody lists categories', () => {
    for (const query of [
      'info where true',
      'any where true',
      'process where true',
      'alert where true',
      'wb where true',
    ])
      assert.deepEqual(lintOf(query, listed), [], query);
    assert.deepEqual(lintOf('proces where true', known), []);
  });
});
