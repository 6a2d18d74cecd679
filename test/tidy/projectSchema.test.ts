// The schema that other editors read is the one that the server has.
import assert from 'node:assert/strict';
import { CODES } from '../../server/src/base/codes';
import { PROJECT_SCHEMA } from '../../server/src/project/projectSchema';
import { ENTRY_SCHEMA } from '../../server/src/lofp/entries/entrySchema';
import { read } from './sources';

const again = 'run node scripts/makeProjectSchema.mjs';

describe('the schema of an entry of the catalogue', () => {
  it('is published as the server has it', () =>
    assert.deepEqual(JSON.parse(read('schemas/lofp-entry.schema.json')), ENTRY_SCHEMA, again));
});

describe('the schema of a project file', () => {
  const published = JSON.parse(read('schemas/rulewright.schema.json')) as unknown;

  it('is published as the server has it', () => assert.deepEqual(published, PROJECT_SCHEMA, again));

  it('knows every code', () => {
    const codes = PROJECT_SCHEMA.definitions?.['severities']?.properties ?? {};
    assert.deepEqual(Object.keys(codes), Object.keys(CODES), again);
  });
});
