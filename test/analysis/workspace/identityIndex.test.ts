// What is kept of the rules of a workspace: of which files something else is said when one of them changes.
import assert from 'node:assert/strict';
import { outline } from '../../../server/src/analysis/analyze';
import { createIdentityIndex, identitiesOf } from '../../../server/src/analysis/workspace/identityIndex';
import type { FileIdentities } from '../../../server/src/analysis/workspace/identityIndex';
import { createLineIndex } from '../../../server/src/base/lineIndex';

const rule = (name: string, id = name): string => `[rule]\nname = "${name}"\nrule_id = "${id}"\ntype = "eql"\n`;
const EXCEPTIONS = '[metadata]\nrule_id = "a"\n\n[[exceptions]]\n[exceptions.container]\nname = "x"\nlist_id = "x"\n';

function identities(file: string, text: string): FileIdentities {
  return identitiesOf(file, outline(text, 'toml'), createLineIndex(text));
}

describe('the index of ids and names', () => {
  let index = createIdentityIndex();
  const set = (file: string, text: string): readonly string[] => index.set(file, identities(file, text));
  const codes = (file: string, text: string): string =>
    index
      .issuesOf(file, identities(file, text))
      .map(({ code }) => code)
      .join(' ');
  beforeEach(() => {
    index = createIdentityIndex();
  });

  it('tells both files when two share something, and when they do not any more', () => {
    assert.deepEqual(set('1', rule('a')), []);
    assert.deepEqual(set('2', rule('b')), []);
    assert.deepEqual(set('2', rule('A', 'b')), ['1', '2']);
    assert.equal(codes('1', rule('a')), 'duplicate-name');
    assert.deepEqual(index.set('2', undefined), ['1']);
    assert.equal(codes('1', rule('a')), '');
  });

  it('tells nobody while neither id nor name is another', () => {
    set('1', rule('a'));
    set('2', rule('a'));
    assert.deepEqual(set('2', `${rule('a')}query = "any where true"\n`), []);
    assert.deepEqual(set('2', `\n${rule('a')}`), ['1', '2'], 'it has moved');
  });

  it('knows the lines of another file', () => {
    set('1', rule('a', 'x'));
    const [issue] = index.issuesOf('2', identities('2', rule('b', 'x')));
    const [related] = issue?.related ?? [];
    assert.ok(related);
    assert.equal(related.file, '1');
    assert.deepEqual(index.rangeIn('1', related), { start: { line: 2, column: 11 }, end: { line: 2, column: 12 } });
  });

  it('takes a file as it is now, not as it is kept', () => {
    set('1', rule('a'));
    set('2', rule('a'));
    assert.equal(codes('2', rule('b')), '');
  });

  it('knows of two rules of one file', () => {
    const one = '[[rule]]\nname = "a"\ntype = "eql"\nquery = "any where true"\n';
    const two = one + one;
    set('1', two);
    assert.equal(codes('1', two), 'duplicate-name duplicate-name');
  });

  it('says of no exceptions that their rule is gone before all files are known', () => {
    set('e', EXCEPTIONS);
    set('1', rule('b'));
    assert.equal(codes('e', EXCEPTIONS), '');
    assert.deepEqual(index.complete(), ['e']);
    assert.equal(codes('e', EXCEPTIONS), 'exception-rule');
    assert.deepEqual(set('2', rule('a')), ['e'], 'its rule has come');
    assert.equal(codes('e', EXCEPTIONS), '');
    assert.deepEqual(index.set('2', undefined), ['e']);
  });
});
