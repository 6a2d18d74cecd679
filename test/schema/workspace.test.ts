// The fields of a rule out of the schemas of its workspace and the catalogs: which are for it, which is whole, who goes before whom.
import assert from 'node:assert/strict';
import type { FieldResolver } from '../../server/src/eql/types';
import type { SchemaRequest } from '../../server/src/schema/compose';
import { readSchemaSource } from '../../server/src/schema/sources/readSchemaSource';
import { composeWithSources, contradictionsIn } from '../../server/src/schema/workspace';
import type { WorkspaceSource } from '../../server/src/schema/workspace';
import { composed, readSchema } from './composed';

function source(content: object, given: readonly string[] = [], path = 'schema.json'): WorkspaceSource {
  const found = readSchemaSource(JSON.stringify(content), JSON.parse);
  assert.ok('source' in found);
  return { path, for: given, source: found.source };
}

function resolved(request: Partial<SchemaRequest>, ...sources: readonly WorkspaceSource[]): FieldResolver {
  return composeWithSources(
    { index: [], integrations: [], datasets: [], hasDataView: request.dataView !== undefined, ...request },
    readSchema,
    sources,
  );
}

const mapping = (types: Readonly<Record<string, string>>) => ({
  properties: Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }])),
});
const list = (types: Readonly<Record<string, string>>) => Object.entries(types).map(([name, type]) => ({ name, type }));

const AUDIT = 'logs-kubernetes.audit_logs-*';

describe('the fields of a rule', () => {
  it('are those of the catalogs where no schema is for it', () => {
    const fields = resolved({ index: [AUDIT] }, source(mapping({ a: 'long' }), ['my-*']));
    assert.equal(fields, composed({ index: [AUDIT] }));
  });

  it('are those of a whole schema alone where it is for all that the rule reads', () => {
    for (const given of [[], ['my-*']]) {
      const fields = resolved({ index: ['my-app-*'] }, source(mapping({ a: 'long' }), given));
      assert.equal(fields.authority, 'mapping');
      assert.equal(fields.find('a')?.type, 'long');
      assert.equal(fields.find('process.name'), undefined);
    }
  });

  it('are also those of the catalogs for what a whole schema is not for', () => {
    const fields = resolved({ index: ['my-app', AUDIT] }, source(mapping({ a: 'long' }), ['my-*']));
    assert.equal(fields.authority, 'catalog');
    assert.equal(fields.find('a')?.type, 'long');
    assert.equal(fields.find('kubernetes.audit.verb')?.type, 'keyword');
    assert.equal(fields.find('nothing'), undefined);
  });

  it('stay open where the rule reads an index that nobody describes', () => {
    assert.equal(resolved({ index: ['my-app', 'else-*'] }, source(mapping({ a: 'long' }), ['my-*'])).authority, 'open');
  });

  it('grow by a list of fields', () => {
    const fields = resolved({ index: [AUDIT] }, source(list({ 'kubernetes.audit.colour': 'keyword' })));
    assert.equal(fields.authority, 'catalog');
    assert.equal(fields.find('kubernetes.audit.colour')?.type, 'keyword');
    assert.equal(fields.find('kubernetes.audit.verb')?.type, 'keyword');
    assert.deepEqual(fields.nearest('kubernetes.audit.color'), ['kubernetes.audit.colour']);
  });

  it('are known for an index that a list is for, ECS among them', () => {
    const fields = resolved({ index: ['my-app'] }, source(list({ 'app.verb': 'keyword' }), ['my-*']));
    assert.equal(fields.authority, 'catalog');
    assert.equal(fields.find('process.pid')?.type, 'long');
    assert.equal(fields.find('app.colour'), undefined);
  });

  it('are not known by a list for every rule, nor by a sample', () => {
    assert.equal(resolved({ index: ['my-app'] }, source(list({ 'app.verb': 'keyword' }))).authority, 'open');
    const sample = source({ '@timestamp': '2026-01-01T00:00:00Z', app: { verb: 'x' } }, ['my-*']);
    const fields = resolved({ index: ['my-app'] }, sample);
    assert.deepEqual([fields.authority, fields.find('app.verb')?.uncertainType], ['open', true]);
  });

  it('are those of a template for the patterns that it names', () => {
    const template = source({ index_patterns: ['my-*'], template: { mappings: mapping({ a: 'long' }) } });
    assert.equal(resolved({ index: ['my-app'] }, template).authority, 'mapping');
    assert.equal(resolved({ index: [AUDIT] }, template), composed({ index: [AUDIT] }));
  });

  it('of a data view are unknown, but where a schema is for its id', () => {
    const whole = source(mapping({ a: 'long' }), ['view-1']);
    assert.equal(resolved({ dataView: 'view-1' }, whole).authority, 'mapping');
    assert.equal(resolved({ dataView: 'view-2' }, whole).authority, 'open');
    assert.equal(resolved({ dataView: 'view-1', index: [AUDIT] }, whole).find('kubernetes.audit.verb'), undefined);
    assert.equal(resolved({ dataView: 'view-1' }, source(list({ a: 'long' }))).authority, 'open');
  });

  it('may be any where a rule says nothing of what it reads', () => {
    const fields = resolved({}, source(mapping({ a: 'long' }), ['my-*']));
    assert.equal(fields.find('a')?.type, 'long');
    assert.equal(fields.find('process.name')?.type, 'keyword');
  });

  it('have the type of the workspace and the description of the catalog', () => {
    const fields = resolved({ index: [AUDIT] }, source(list({ 'process.pid': 'keyword' })));
    assert.equal(fields.find('process.pid')?.type, 'keyword');
    assert.equal(fields.find('process.pid')?.description, composed({}).find('process.pid')?.description);
  });

  it('have the sure type of the catalog where only a sample says another', () => {
    const sample = source({ '@timestamp': '2026-01-01T00:00:00Z', process: { pid: 'x' } });
    assert.equal(resolved({ index: [AUDIT] }, sample).find('process.pid')?.type, 'long');
  });

  it('are the same object for an equal request and the same schemas', () => {
    const sources = [source(mapping({ a: 'long' }))];
    const request = (): SchemaRequest => ({ index: ['x'], integrations: [], datasets: [], hasDataView: false });
    assert.equal(
      composeWithSources(request(), readSchema, sources),
      composeWithSources(request(), readSchema, sources),
    );
  });
});

describe('two schemas that contradict each other', () => {
  const both = [
    source(list({ a: 'long', b: 'keyword' }), [], 'one.yml'),
    source(list({ a: 'ip', b: 'wildcard' }), [], 'two.yml'),
  ];

  it('are named once with the field', () => {
    assert.deepEqual(contradictionsIn(both), [
      '`a` is long in one.yml and ip in two.yml; nothing is said of its type.',
    ]);
  });

  it('may be for other indices, and then do not contradict', () => {
    const [one, two] = [source(list({ a: 'long' }), ['a-*']), source(list({ a: 'ip' }), ['b-*'])];
    assert.deepEqual(contradictionsIn([one, two]), []);
  });

  it('leave it usable, and its type uncertain', () => {
    const field = resolved({ index: [AUDIT] }, ...both).find('a');
    assert.deepEqual([field?.type, field?.uncertainType, field?.otherTypes], ['long', true, ['ip']]);
  });
});
