// Rules broken in every way that scripts/seededFaults.mjs knows: the fault is told on its characters, and the first sentence names the cure.
// The script does it with the whole corpus; here are our own rules, and of the corpus a few.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from '../../scripts/files.mjs';
import { FAULTS } from '../../scripts/faults/kinds.mjs';
import { ruleForFaults, tryFault } from '../../scripts/faults/seed.mjs';
import { analyze } from '../../server/src/analysis/analyze';
import { library } from './library';
import type { NamedText } from './library';
import { OWN_RULES } from './ownRules';

declare const __ROOT__: string;

interface Tried {
  readonly seeded: boolean;
  readonly found?: boolean;
  readonly cured?: boolean;
  readonly broken?: string;
  readonly first?: { readonly message: string };
}

const tried = (rule: NamedText, kind: unknown): Tried => tryFault(ruleForFaults(rule, library), kind);

describe('our own rules', () => {
  it('have nothing wrong in them', () => {
    for (const { name, text } of OWN_RULES) {
      const { issues } = analyze(text, 'toml', { readCatalog: library.readCatalog });
      const grave = issues.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual(
        grave.map(({ code, message }) => `${code}: ${message}`),
        [],
        name,
      );
    }
  });
});

describe('a fault in one of our own rules', () => {
  for (const kind of FAULTS)
    it(`${kind.name}: is told where it is, with the cure`, () => {
      const all = OWN_RULES.map((rule) => tried(rule, kind)).filter(({ seeded }) => seeded);
      assert.ok(all.length > 0, 'no rule has a place for it');
      for (const { found, cured, broken, first } of all) {
        assert.ok(found, broken);
        assert.ok(cured, first?.message);
      }
    });
});

/** One rule in so many. */
const STEP = 40;
const LEAST = 98;

describe('a fault in a rule of the corpus', () => {
  const folder = path.join(__ROOT__, '..', 'shared', 'corpus');
  const files = existsSync(folder) ? globSync(folder, '.toml') : [];
  if (files.length === 0) console.log('    no corpus beside the repository: nothing to break');

  it(`is told where it is, with the cure, in ${LEAST} of 100 cases`, () => {
    const rules = files
      .filter((_, index) => index % STEP === 7)
      .map((file) => ({ name: path.basename(file, '.toml'), text: readFileSync(file, 'utf8') }))
      .map((rule): unknown => ruleForFaults(rule, library));
    const all = rules
      .flatMap((rule) => FAULTS.map((kind) => tryFault(rule, kind) as Tried))
      .filter(({ seeded }) => seeded);
    const good = all.filter(({ found, cured }) => found === true && cured === true);
    assert.ok(good.length * 100 >= all.length * LEAST, `${good.length} of ${all.length}`);
  });
});
