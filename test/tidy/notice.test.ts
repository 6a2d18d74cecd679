// Whose work the built program holds: every package of it is named in NOTICE.
import assert from 'node:assert/strict';
import { expectNone, projectFiles, read } from './sources';

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly devOptional?: boolean; readonly link?: boolean }>
  >;
}

const shipped = Object.entries((JSON.parse(read('package-lock.json')) as Lock).packages)
  .filter(([place, { dev, devOptional, link }]) => place.includes('node_modules/') && !dev && !devOptional && !link)
  .map(([place]) => place.split('node_modules/').at(-1) ?? '');

describe('the notice', () => {
  const named = new Set(read('NOTICE').split(/[\s,()]+/));

  it('names every package that a build may hold', () => {
    assert.ok(shipped.length > 20);
    expectNone(
      shipped.filter((name) => !named.has(name)),
      'not in NOTICE',
    );
  });

  it('names the sources of the field catalogs', () => {
    assert.match(read('server/schemas/NOTICE.md'), /Apache/);
  });

  it('stands beside the whole licence', () => {
    assert.match(read('LICENSE'), /^\s+Apache License\n\s+Version 2\.0/);
    assert.match(read('LICENSE'), /END OF TERMS AND CONDITIONS/);
    for (const file of projectFiles.filter((each) => each.endsWith('package.json')))
      assert.equal((JSON.parse(read(file)) as { readonly license?: string }).license, 'Apache-2.0', file);
  });
});
