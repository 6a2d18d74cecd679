// What no test may do: leave something out, or wait for a clock instead of for what it wants to see.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expectNone, filesIn, read } from './sources';

declare const __ROOT__: string;

/** This folder has to name what it looks for. */
const files = filesIn('test', /\.(?:ts|mjs)$/).filter((file) => !file.startsWith('test/tidy/'));

const forbidden: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['leave nothing out', /\b(?:describe|it|test|suite|context|this)\.(?:skip|only|fixme|todo)\b|\bx(?:it|describe)\(/],
  ['wait for no clock', /setTimeout\(\s*(?:resolve|done)\b|waitForTimeout|\bsleep\(|timers\/promises/],
  ['measure no time', /performance\.now\(/],
  ['try nothing twice', /\bretries\(/],
];

describe('the tests', () => {
  for (const [what, pattern] of forbidden) {
    it(what, () => {
      const bad = files.filter((file) => pattern.test(read(file)) && !isOwnLimit(file, what));
      expectNone(bad, `the tests ${what}, but for`);
    });
  }

  it('stand where a suite picks them up', () => {
    const ci = read('scripts/ci.mjs');
    const own = [...ci.matchAll(/^const \w+ = \[([^\]]*)\];/gm)].flatMap(([, list]) =>
      [...(list ?? '').matchAll(/'([a-z]+)'/g)].map(([, name]) => name ?? ''),
    );
    const folders = readdirSync(path.join(__ROOT__, 'test'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    );
    assert.ok(own.length >= 5);
    expectNone(
      own.filter((name) => !folders.some((folder) => folder.name === name)),
      'suites of scripts/ci.mjs without a folder',
    );
  });

  it('are no test files without a test', () => {
    const empty = filesIn('test', /\.test\.ts$/).filter((file) => !/\b(?:it|looks|shows)\(/.test(read(file)));
    expectNone(empty, 'test files without a test');
  });
});

/** The launcher of the editor ends a child that does not end by itself; it waits for the child, not for the clock. */
function isOwnLimit(file: string, what: string): boolean {
  return file === 'test/host/server.mjs' && what === 'wait for no clock';
}
