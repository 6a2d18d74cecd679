// A second reading of what a schema allows: Ajv, which shares no code with ours, finds the same documents right and wrong.
import assert from 'node:assert/strict';
import Ajv from 'ajv';
import fc from 'fast-check';
import { CONFIG_SCHEMA } from '../../server/src/project/configSchema';
import { PROJECT_SCHEMA } from '../../server/src/project/projectSchema';
import type { JsonSchema } from '../../server/src/schemaYaml/jsonSchema';
import { validateYaml } from '../../server/src/schemaYaml/validate';
import { readYamlTree } from '../../server/src/schemaYaml/yamlTree';

/** Words of which most are right somewhere, so that documents are near to what is allowed. */
const KEYS = [
  ...['rules', 'severities', 'overrides', 'schemas', 'samples', 'labels', 'include', 'exclude', 'for', 'path', 'name'],
  ...['files', 'dataset', 'dead-arm', 'always-true', 'rule_dirs', 'testing', 'config', 'no_tactic_filename', 'other'],
];
const leaf = fc.constantFrom<unknown>('error', 'off', 'a/*.toml', '', 1, 1.5, true, null);
const documents = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4 }),
  ),
})).value;

function isRight(document: unknown, schema: JsonSchema): boolean {
  const { value, issues } = readYamlTree(JSON.stringify(document));
  assert.deepEqual(issues, []);
  return value === undefined || validateYaml(value, schema, 'project').length === 0;
}

/** What a person would write, each changed in one place by what is generated. */
const WRITTEN: readonly object[] = [
  { rules: { include: ['a'], exclude: [] }, severities: { 'dead-arm': 'off' } },
  { overrides: [{ for: ['a'], severities: { 'always-true': 'hint' } }] },
  { schemas: [{ path: 'a', for: ['logs-*'] }], labels: [{ path: 'a', for: ['b'] }] },
  { samples: [{ name: 'a', files: ['b'], rules: ['c'], dataset: 'd', labels: 'e' }] },
  { rule_dirs: ['a'], testing: { config: 'a' }, files: { packages: 'a' }, no_tactic_filename: true },
];

describe('what a schema allows', () => {
  for (const [name, schema] of [
    ['the project file', PROJECT_SCHEMA],
    ['the configuration of detection-rules', CONFIG_SCHEMA],
  ] as const) {
    const allows = new Ajv({ strict: false }).compile(schema);
    // A document without anything in it is no mapping to Ajv, and no fault to us.
    const agree = (document: unknown): void =>
      assert.equal(isRight(document, schema), document === null || allows(document), JSON.stringify(document));

    it(`in ${name} is what Ajv allows`, () => fc.assert(fc.property(documents, agree), { numRuns: 2000 }));

    it(`in ${name} is what Ajv allows, near to what people write`, () => {
      for (const written of WRITTEN) agree(written);
      const places = fc
        .constantFrom(...WRITTEN)
        .chain((written) => fc.tuple(fc.constant(written), fc.nat(), documents));
      fc.assert(
        fc.property(places, ([written, at, value]) => agree(changed(written, at, value))),
        { numRuns: 2000 },
      );
    });
  }
});

/** With one of its values, counted from outside in, in place of another. */
function changed(document: unknown, at: number, value: unknown): unknown {
  let count = 0;
  const places = countPlaces(document);
  const visit = (each: unknown): unknown => {
    if (count++ === at % places) return value;
    if (Array.isArray(each)) return each.map(visit);
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([key, held]) => [key, visit(held)]));
  };
  return visit(document);
}

function countPlaces(document: unknown): number {
  if (typeof document !== 'object' || document === null) return 1;
  return Object.values(document).reduce<number>((sum, each) => sum + countPlaces(each), 1);
}
