// Which fields a rule has, by what it says of the events that it reads: on the committed catalogs.
import assert from 'node:assert/strict';
import type { FieldResolver } from '../../server/src/eql/types';
import { composeSchema, knownFields } from '../../server/src/schema/compose';
import type { SchemaRequest } from '../../server/src/schema/compose';
import { composed, readSchema } from './composed';

const AUDIT = { index: ['logs-kubernetes.audit_logs-*'], integrations: ['kubernetes'] };
const PROCESS = { index: ['logs-endpoint.events.process-*'] };

describe('the schema of a rule', () => {
  describe('knows', () => {
    const cases: readonly (readonly [string, Partial<SchemaRequest>, readonly string[]])[] = [
      ['ECS, whatever the index', AUDIT, ['process.name', 'event.category', '@timestamp', 'process.command_line.text']],
      ['the dataset of an index', AUDIT, ['kubernetes.audit.requestURI', 'kubernetes.audit.objectRef.subresource']],
      ['an index with its namespace', { index: ['logs-aws.cloudtrail-default'] }, ['aws.cloudtrail.user_identity.arn']],
      ['an index of a remote cluster', { index: ['eu-*:logs-okta.system-*'] }, ['okta.actor.id']],
      ['several indices in one entry', { index: ['auditbeat-*,logs-okta.system-*'] }, ['auditd.data.a0', 'okta.uuid']],
      ['a pattern that ends within the dataset', { index: ['logs-cloud_defend*'] }, ['cloud_defend.hook_point']],
      [
        'all streams of a pattern',
        { index: ['logs-endpoint.events.*'] },
        ['dll.Ext.defense_evasions', 'registry.path'],
      ],
      ['all data sets of `logs-*`', { index: ['logs-*'] }, ['aws.cloudtrail.error_code', 'kubernetes.audit.verb']],
      ['every catalog under `*`', { index: ['*'] }, ['winlog.event_id', 'aws.cloudtrail.error_code', 'endgame.x']],
      ['a Beat', { index: ['winlogbeat-8.11.0'] }, ['winlog.event_data.Anything', 'powershell.file.script_block_text']],
      ['Endgame', { index: ['endgame-*'] }, ['endgame.event_subtype_full', 'endgame.metadata.any']],
      ['an integration without its index', { integrations: ['okta'] }, ['okta.actor.id']],
      [
        'a detection package beside the index',
        { ...PROCESS, integrations: ['problemchild'] },
        ['problemchild.prediction'],
      ],
      ['a dataset that the query names', { datasets: ['kubernetes.audit_logs'] }, ['kubernetes.audit.verb']],
      ['the package of a dataset that is not listed', { datasets: ['okta.new_stream'] }, ['okta.actor.id']],
      ['every source behind alerts', { index: ['.alerts-security.*'] }, ['kibana.alert.severity', 'okta.actor.id']],
      ['every catalog where a rule says nothing', {}, ['okta.actor.id', 'kubernetes.audit.verb', 'winlog.event_id']],
    ];
    for (const [title, request, paths] of cases) {
      it(title, () => {
        const fields = composed(request);
        assert.equal(fields.authority, 'catalog');
        assert.deepEqual(unknownTo(fields, paths), []);
      });
    }
  });

  describe('does not know', () => {
    const cases: readonly (readonly [string, Partial<SchemaRequest>, readonly string[]])[] = [
      ['the fields of another package', AUDIT, ['aws.cloudtrail.user_identity.arn', 'okta.actor.id']],
      ['the fields of another stream', { index: ['logs-okta.system-*'] }, ['kubernetes.audit.verb']],
      ['a misspelt name', AUDIT, ['kubernetes.audit.requestURL', 'process.nmae', 'kubernetes.audit.objectRef.nam']],
      ['the rest of a package whose dataset is chosen', AUDIT, ['kubernetes.pod.cpu.usage.limit.pct']],
      ['a misspelt name of the sensor', PROCESS, ['process.Ext.token.integrity_levle_name']],
      ['a misspelt name anywhere', {}, ['proces.name', 'kubernetes.audit.requestURL']],
      ['what an exclusion takes out', { index: ['logs-*', '-logs-aws.*'] }, ['aws.cloudtrail.error_code']],
      ['a detection package that is not used', PROCESS, ['problemchild.prediction']],
      ['names that every object has in JavaScript', AUDIT, ['constructor', '__proto__', 'toString', '']],
    ];
    for (const [title, request, paths] of cases) {
      it(title, () => {
        const fields = composed(request);
        assert.equal(fields.authority, 'catalog');
        assert.deepEqual(unknownTo(fields, paths), paths);
      });
    }
  });

  describe('is', () => {
    const cases: readonly (readonly [string, Partial<SchemaRequest>, FieldResolver['authority']])[] = [
      ["open for an index of one's own", { index: ['my-app-*'] }, 'open'],
      ['open for such an index beside a known one', { index: ['my-app-*', ...PROCESS.index] }, 'open'],
      ['open for a data view', { hasDataView: true }, 'open'],
      ['open for a dataset that nobody describes', { datasets: ['my.app'] }, 'open'],
      ['open for an integration that nobody describes', { integrations: ['my_app'] }, 'open'],
      [
        "known for one's own index where the integration fills it",
        { index: ['k8s-*'], integrations: ['kubernetes'] },
        'catalog',
      ],
      [
        'open for a data view though the query names a dataset, and beside index patterns',
        { hasDataView: true, datasets: ['kubernetes.audit_logs'], index: ['logs-kubernetes.audit_logs-*'] },
        'open',
      ],
      [
        "open where an index of one's own stands beside what the integration fills",
        { ...AUDIT, index: [...AUDIT.index, 'k8s-*'] },
        'open',
      ],
      ['known for a package of which only the name is', { index: ['logs-crowdstrike.fdr*'] }, 'catalog'],
    ];
    for (const [title, request, authority] of cases)
      it(title, () => assert.equal(composed(request).authority, authority));
  });

  it('still has the types of ECS where it is open', () => {
    assert.equal(composed({ index: ['my-app-*'] }).find('process.pid')?.type, 'long');
  });

  it('takes any name below the own object of a package of which only the name is known, and no other', () => {
    const fields = composed({ index: ['logs-crowdstrike.fdr*'] });
    assert.equal(fields.find('crowdstrike.event.anything')?.uncertainType, true);
    assert.equal(fields.find('falcon.event'), undefined);
  });

  it('is the same object for an equal request', () => {
    assert.equal(composed({ index: ['logs-*'] }), composed({ index: ['logs-*'] }));
  });

  it('is the same object where another index chooses the same data sets', () => {
    assert.equal(composed(PROCESS), composed({ index: ['logs-endpoint.events.process*'] }));
  });

  it('is open where there are no catalogs', () => {
    const fields = composeSchema({ index: [], integrations: [], datasets: [], hasDataView: false }, () => undefined);
    assert.deepEqual(
      [fields.authority, fields.find('process.name'), fields.nearest('process.name')],
      ['open', undefined, []],
    );
  });

  it('offers its fields for completion: own ones, ECS, and no pattern', () => {
    const names = new Set([...knownFields(composed(AUDIT))].map((field) => field.path));
    assert.ok(names.has('kubernetes.audit.verb') && names.has('process.name'));
    assert.ok(!names.has('okta.actor.id'));
    assert.deepEqual(
      [...names].filter((name) => /[*[\]{}]/.test(name)),
      [],
    );
  });

  it('offers the nearest names', () => {
    const fields = composed(AUDIT);
    assert.equal(fields.nearest('kubernetes.audit.requestURL')[0], 'kubernetes.audit.requestURI');
    assert.equal(fields.nearest('proces.name')[0], 'process.name');
    assert.deepEqual(composed(AUDIT).nearest('aws.cloudtrail.user_identity.session_context'), []);
  });
});

describe('the committed catalogs', () => {
  const index = readSchema('index') as {
    readonly catalogs: readonly { readonly name: string; readonly datasets: Record<string, string[]> }[];
  };

  it('are found by each of their indices', () => {
    for (const { datasets } of index.catalogs)
      for (const [name, indices] of Object.entries(datasets))
        for (const each of indices) assert.equal(composed({ index: [each] }).authority, 'catalog', `${name}: ${each}`);
  });

  it('are there, with the data sets that the index names', () => {
    for (const { name, datasets } of index.catalogs) {
      const catalog = readSchema(name) as { readonly datasets: readonly string[] };
      assert.deepEqual(
        Object.keys(datasets).filter((dataset) => !catalog.datasets.includes(dataset)),
        [],
        name,
      );
    }
  });

  it('hold the names of ATT&CK', () => {
    const attack = readSchema('attack') as Record<'tactics' | 'techniques' | 'subtechniques', Record<string, string>>;
    assert.equal(attack.tactics['TA0002'], 'Execution');
    assert.equal(attack.techniques['T1059'], 'Command and Scripting Interpreter');
    assert.equal(attack.subtechniques['T1059.001'], 'PowerShell');
  });
});

function unknownTo(fields: FieldResolver, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => fields.find(path) === undefined);
}
