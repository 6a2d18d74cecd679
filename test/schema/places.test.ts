// Which events can have a field, and what is told of a name that nothing lists: small catalogs for the rules, the committed ones for the facts.
import assert from 'node:assert/strict';
import type { EventPlace, FieldResolver } from '../../server/src/eql/types';
import { composeSchema } from '../../server/src/schema/compose';
import { composed } from './composed';

const FILES: Readonly<Record<string, unknown>> = {
  index: {
    catalogs: [
      {
        name: 'guard',
        title: 'Guard',
        version: '1.2.0',
        roots: ['guard'],
        streams: {
          'guard.file': { categories: ['file'], complete: true },
          'guard.process': { categories: ['process'], complete: true },
          'guard.login': { categories: ['session'] },
        },
        datasets: {
          'guard.file': ['logs-guard.file-*'],
          'guard.process': ['logs-guard.process-*'],
          'guard.login': ['logs-guard.login-*'],
        },
      },
      { name: 'app', version: '3.0.0', roots: ['app'], datasets: { 'app.log': ['logs-app.log-*'] } },
      { name: 'beat', datasets: { beat: ['beat-*'] } },
    ],
  },
  guard: {
    datasets: ['guard.file', 'guard.process', 'guard.login'],
    groups: [
      { in: [0], fields: { keyword: ['file.path'], object: ['guard.Ext'] } },
      { in: [1], fields: { keyword: ['process.parent.name', 'guard.depth'] } },
      { in: [0, 1], fields: { keyword: ['process.name'] } },
      { in: [2], fields: { keyword: ['user.name'] } },
    ],
  },
  app: { datasets: ['app.log'], groups: [{ in: [0], fields: { keyword: ['app.name', 'app.verb'] } }] },
  beat: { datasets: ['beat'], groups: [] },
  ecs: {
    datasets: ['ECS', 'ECS 9.0', 'Agent'],
    since: { 'ECS 9.0': { version: '9.0', after: '8.11' } },
    groups: [
      { in: [0], fields: { keyword: ['process.name', 'process.parent.name', 'file.path', 'url.path', 'user.name'] } },
      { in: [1], fields: { long: ['volume.size', 'app.name'] } },
    ],
  },
};

const read = (name: string): unknown => FILES[name];

function reading(...index: readonly string[]): FieldResolver {
  return composeSchema({ index, integrations: [], datasets: [], hasDataView: false }, read);
}

const FILE: EventPlace = { categories: ['file'] };

describe('a known field', () => {
  const cases: readonly (readonly [string, readonly string[], string, EventPlace, string | undefined])[] = [
    [
      'is misplaced in a category whose events never have it',
      ['logs-guard.*'],
      'process.parent.name',
      FILE,
      '`file` events of Guard: guard.process',
    ],
    [
      'is misplaced in the only data set that is read',
      ['logs-guard.file-*'],
      'process.parent.name',
      {},
      'events of `guard.file`: guard.process',
    ],
    [
      'is misplaced in the data set that the query names',
      ['logs-guard.*', 'logs-app.log-*'],
      'app.verb',
      { datasets: ['guard.process'] },
      'events of `guard.process`: app.log',
    ],
    ['is in place where its events have it', ['logs-guard.*'], 'process.name', FILE, undefined],
    ['is in place below an object that takes any name', ['logs-guard.*'], 'guard.Ext.depth', FILE, undefined],
    ['may be set by other sources', ['logs-guard.*', 'logs-app.log-*'], 'process.parent.name', FILE, undefined],
    ['may be set by a Beat of the same dataset', ['logs-guard.*', 'beat-*'], 'url.path', FILE, undefined],
    [
      'may be set where the list is not complete',
      ['logs-guard.*'],
      'file.path',
      { categories: ['session'] },
      undefined,
    ],
    ['is not doubted where no data set lists it', ['logs-guard.*'], 'url.path', FILE, undefined],
    ['is not doubted where it tells of circumstances', ['logs-guard.*'], 'user.name', FILE, undefined],
    [
      'is not doubted in a category that nothing has',
      ['logs-guard.*'],
      'file.path',
      { categories: ['dns'] },
      undefined,
    ],
    ['is not doubted in an unknown data set', ['logs-guard.*'], 'app.name', { datasets: ['my.log'] }, undefined],
  ];
  for (const [title, index, path, place, expected] of cases)
    it(title, () => {
      const found = reading(...index).misplaced?.(path, place);
      assert.equal(found && `${found.events}: ${found.datasets.join()}`, expected);
    });

  it('is not placed at all where the schema is open', () => {
    assert.equal('misplaced' in reading('my-index'), false);
  });
});

describe('an unknown name', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    ['may be new in the package that it names', 'app.colour', { datasets: [], packages: ['app 3.0.0'] }],
    ['is a slip where a known one is near', 'app.verbs', { datasets: [], packages: ['app 3.0.0'], isMisspelt: true }],
    ['is told from another data set', 'guard.depth', { datasets: ['guard.process'], packages: [] }],
    ['of nobody is just unknown', 'event.colour', { datasets: [], packages: [] }],
  ];
  for (const [title, path, expected] of cases)
    it(title, () => assert.deepEqual(reading('logs-app.log-*').unknown?.(path), { isMisspelt: false, ...expected }));
});

describe('a version of the common schema', () => {
  const fields = reading('logs-app.log-*');

  it('is told of a field that came with it', () => {
    assert.deepEqual(fields.find('volume.size')?.since, { version: '9.0', after: '8.11' });
  });

  it('is not told of an old field, nor of one that a data set has by itself', () => {
    assert.equal(fields.find('process.name')?.since, undefined);
    assert.equal(fields.find('app.name')?.since, undefined);
  });
});

describe('the committed catalogs', () => {
  const sensor = composed({ index: ['logs-endpoint.events.*'] });

  it('know what the sensor tells of a parent, and where', () => {
    assert.deepEqual(sensor.misplaced?.('process.parent.name', FILE), {
      events: '`file` events of Endpoint',
      datasets: ['endpoint.alerts', 'endpoint.events.process'],
    });
    for (const path of ['process.parent.pid', 'process.command_line', 'process.name', 'process.Ext.anything'])
      assert.equal(sensor.misplaced?.(path, FILE), undefined, path);
  });

  it('know the version of a package, and its fields in other data sets', () => {
    const audit = composed({ index: ['logs-kubernetes.audit_logs-*'] });
    assert.deepEqual(audit.unknown?.('kubernetes.audit.newThing').packages, ['kubernetes 1.66.2']);
    assert.ok(audit.unknown?.('aws.cloudtrail.user_identity.type').datasets.includes('aws.cloudtrail'));
    assert.equal(audit.unknown?.('kubernetes.audit.requestURl').isMisspelt, true);
  });

  it('know which fields of ECS are new', () => {
    assert.deepEqual(sensor.find('volume.size')?.since, { version: '9.0', after: '8.11' });
    assert.equal(sensor.find('process.name')?.since, undefined);
  });
});
