// What belongs to one machine stays on it, and what is too long for a reader is not in the tree.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { expectNone, projectFiles, read, sizeOf } from './sources';

declare const __ROOT__: string;

const isCode = (file: string): boolean => /\.(?:ts|mjs|cjs|js|css)$/.test(file);
const isText = (file: string): boolean =>
  isCode(file) || /\.(?:json|md|ya?ml|toml|eql|sh)$/.test(file) || !file.includes('.');
/** Events and field catalogs speak of other machines. */
const isOurs = (file: string): boolean => !/^(?:samples\/events|server\/schemas|scripts\/samples)\//.test(file);
const texts = projectFiles.filter((file) => isText(file) && isOurs(file) && !file.startsWith('test/tidy/'));

describe('the tree', () => {
  it('names no path of a machine', () => {
    const own = [__ROOT__, homedir()].filter((place) => place.length > 6);
    const foreign = /(?<![\w.~*-])\/(?:work|workspaces?|builds?)\/[a-z]|[A-Z]:\\+Users\\+\w/;
    const bad = texts.filter((file) => foreign.test(read(file)) || own.some((place) => read(file).includes(place)));
    expectNone(bad, 'paths of a machine in');
  });

  it('names no registry', () => {
    const host =
      /registry\.(?:npmjs|yarnpkg)\.\w+|\bverdaccio\b|artifactory|\bnexus3?\b|npm\.pkg\.github\.com|:4873\b/i;
    expectNone(
      texts.filter((file) => host.test(read(file))),
      'a registry in',
    );
  });

  it('locks versions and not where they came from', () => {
    const locks = projectFiles.filter((file) => file.endsWith('package-lock.json'));
    assert.equal(locks.length, 2);
    for (const file of locks) assert.doesNotMatch(read(file), /"resolved": "[a-z+]+:/, file);
  });

  it('has no code longer than 400 lines, blank ones and comments apart', () => {
    expectNone(
      projectFiles.filter((file) => isCode(file) && linesOfCode(read(file)) > 400),
      'too long',
    );
  });

  it('opens every source with a sentence', () => {
    const sources = projectFiles.filter((file) =>
      /^(?:server|client|test|scripts|bench)\/.*\.(?:ts|mjs|cjs)$/.test(file),
    );
    assert.ok(sources.length > 200);
    expectNone(
      sources.filter((file) => !/^(?:#!.*\n)?(?:\/\/|\/\*)[^\n]*\w/.test(read(file))),
      'no sentence at the top of',
    );
  });

  it('holds nothing that is too large to review', () => {
    expectNone(
      projectFiles.filter((file) => isOurs(file) && sizeOf(file) > 512 * 1024),
      'too large',
    );
  });
});

function linesOfCode(text: string): number {
  const withoutBlocks = text.replace(/\/\*[^]*?\*\//g, '');
  return withoutBlocks.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('//')).length;
}
