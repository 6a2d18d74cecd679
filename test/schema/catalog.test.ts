// Fields out of catalogs: small ones made here for the rules by which several become one, and the committed ones for what they must know.
import assert from 'node:assert/strict';
import type { ResolvedField } from '../../server/src/eql/types';
import { composeSchema } from '../../server/src/schema/compose';
import { composed } from './composed';

/** Fields by type of the data sets `app.a` and `app.b`, of the one in the last place the common schema. */
interface Small {
  readonly a?: Readonly<Record<string, readonly string[]>>;
  readonly b?: Readonly<Record<string, readonly string[]>>;
  readonly ecs?: Readonly<Record<string, readonly string[]>>;
  readonly drift?: Readonly<Record<string, readonly string[]>>;
}

function small({ a = {}, b = {}, ecs = {}, drift = {} }: Small, index: readonly string[] = ['logs-app.*']) {
  const files: Readonly<Record<string, unknown>> = {
    index: { catalogs: [{ name: 'app', datasets: { 'app.a': ['logs-app.a-*'], 'app.b': ['logs-app.b-*'] } }] },
    app: {
      datasets: ['app.a', 'app.b'],
      groups: [
        { in: [0], fields: a },
        { in: [1], fields: b },
      ],
      drift,
    },
    ecs: { datasets: ['ECS'], groups: [{ in: [0], fields: ecs }] },
  };
  return composeSchema({ index, integrations: [], datasets: [], hasDataView: false }, (name) => files[name]);
}

type Shown = readonly [type: string | undefined, uncertain: boolean, ...otherTypes: string[]];

function shown(field: ResolvedField | undefined): Shown {
  return [field?.type, field?.uncertainType === true, ...(field?.otherTypes ?? [])];
}

describe('a field of several data sets', () => {
  const cases: readonly (readonly [string, Small, Shown])[] = [
    ['has their type where they agree', { a: { ip: ['x'] }, b: { ip: ['x'] } }, ['ip', false]],
    ['is known where one has it', { b: { long: ['x'] } }, ['long', false]],
    [
      'is of the more lenient of two string types',
      { a: { text: ['x'] }, b: { keyword: ['x'] } },
      ['keyword', false, 'text'],
    ],
    [
      'has no sure type where they contradict',
      { a: { long: ['x'] }, b: { keyword: ['x'] } },
      ['keyword', true, 'long'],
    ],
    [
      'is no nested one where it is an object elsewhere',
      { a: { nested: ['x'] }, b: { object: ['x'] } },
      ['object', true, 'nested'],
    ],
    ['may follow ECS in one of them', { a: { long: ['x'] }, ecs: { keyword: ['x'] } }, ['keyword', true, 'long']],
    [
      'has the type of another version beside its own',
      { a: { keyword: ['x'] }, drift: { x: ['text'] } },
      ['keyword', false, 'text'],
    ],
    [
      'has no sure type where versions contradict',
      { a: { object: ['x'] }, drift: { x: ['nested'] } },
      ['object', true, 'nested'],
    ],
    ['has no sure type where the list has none', { a: { alias: ['x'] } }, ['keyword', true]],
    ['takes the type that another tells', { a: { unknown: ['x'] }, b: { ip: ['x'] } }, ['ip', false]],
  ];
  for (const [title, catalogs, expected] of cases)
    it(title, () => assert.deepEqual(shown(small(catalogs).find('x')), expected));
});

describe('a field of one data set', () => {
  it('has the type of the data set, not that of ECS', () => {
    const fields = small({ a: { long: ['x'] }, b: { ip: ['x'] }, ecs: { keyword: ['x'] } }, ['logs-app.a-*']);
    assert.deepEqual(shown(fields.find('x')), ['long', false]);
    assert.deepEqual(fields.find('x')?.definedBy, ['app.a', 'ECS']);
  });

  it('is unknown where only another data set has it', () => {
    assert.equal(small({ b: { long: ['x'] } }, ['logs-app.a-*']).find('x'), undefined);
  });
});

describe('names that no catalog lists', () => {
  it('are of any type below an object', () => {
    const fields = small({ a: { object: ['o'] } });
    assert.deepEqual(shown(fields.find('o.any.name')), ['keyword', true]);
    assert.equal(fields.find('ox'), undefined);
  });

  it('are keywords below a flattened field', () => {
    const found = small({ a: { flattened: ['f'] } }).find('f.any.name');
    assert.deepEqual([found?.type, found?.flattenedIn, found?.uncertainType], ['keyword', 'f', undefined]);
  });

  it('have the type that stands for all below', () => {
    const fields = small({ a: { object: ['o'], keyword: ['o.*'] } });
    assert.deepEqual(
      [shown(fields.find('o.any')), shown(fields.find('o'))],
      [
        ['keyword', false],
        ['object', false],
      ],
    );
  });

  it('fit a pattern segment by segment, and at its end with more', () => {
    const fields = small({ a: { ip: ['p.*.addr'], double: ['m.*.*'] } });
    assert.equal(fields.find('p.0.addr')?.type, 'ip');
    assert.equal(fields.find('p.0.1.addr'), undefined);
    assert.equal(fields.find('m.a.b.c')?.type, 'double');
    assert.equal(fields.find('m.a'), undefined);
  });

  it('exist below a nested field of which nothing is listed', () => {
    const fields = small({ a: { nested: ['n', 'full'], keyword: ['full.name'] } });
    assert.equal(fields.find('n.any')?.nestedIn, 'n');
    assert.equal(fields.find('full.any'), undefined);
    assert.equal(fields.find('full.name')?.nestedIn, 'full');
  });

  it('are objects where they are the parents of others', () => {
    assert.equal(small({ a: { keyword: ['process.parent.name'] } }).find('process.parent')?.type, 'object');
  });

  it('are nothing else', () => {
    const fields = small({ a: { keyword: ['process.name'] } });
    for (const path of ['process.name.x', 'proc', 'process.', '.', ''])
      assert.equal(fields.find(path), undefined, path);
  });
});

describe('a nested field of one data set', () => {
  it('does not make nested what another data set has outside', () => {
    const fields = small({ a: { nested: ['n'], keyword: ['n.x'] }, b: { keyword: ['n.x'] } });
    assert.equal(fields.find('n.x')?.nestedIn, undefined);
  });
});

describe('multi-fields of a catalog', () => {
  const fields = small({
    a: { keyword: ['k', 'k.caseless', 't.keyword'], text: ['t', 'u'], match_only_text: ['k.text'] },
  });

  it('have the values of their parent', () => {
    assert.deepEqual(
      ['k.text', 'k.caseless', 't.keyword'].map((path) => fields.find(path)?.source),
      ['k', 'k', 't'],
    );
  });

  it('make a text exact, or not', () => {
    assert.deepEqual(
      ['k', 'k.text', 'k.caseless', 't', 'u'].map((path) => fields.find(path)?.exact),
      ['self', 'none', 'normalized', 'via', 'none'],
    );
    assert.equal(fields.find('t')?.exactField?.path, 't.keyword');
  });
});

describe('a catalog that is damaged', () => {
  it('is as good as what is left of it', () => {
    const damaged: readonly unknown[] = [
      null,
      7,
      [],
      { datasets: 'x', groups: [null, { in: 'x', fields: [] }], drift: 5 },
    ];
    for (const broken of damaged) {
      const files: Readonly<Record<string, unknown>> = {
        index: { catalogs: [{ name: 'app', datasets: { app: ['logs-app-*'] } }, 5] },
        app: broken,
        ecs: broken,
      };
      const request = { index: ['logs-app-*'], integrations: [], datasets: [], hasDataView: false };
      assert.equal(composeSchema(request, (name) => files[name]).find('x'), undefined);
    }
    for (const broken of damaged)
      assert.equal(
        composeSchema({ index: [], integrations: [], datasets: [], hasDataView: false }, () => broken).authority,
        'open',
      );
  });
});

describe('the committed catalogs know', () => {
  const audit = composed({ index: ['logs-kubernetes.audit_logs-*'] });

  it('types and multi-fields of ECS', () => {
    const line = audit.find('process.command_line');
    assert.deepEqual([line?.type, line?.exact, line?.ignoreAbove], ['wildcard', 'self', undefined]);
    const text = audit.find('process.command_line.text');
    assert.deepEqual([text?.type, text?.exact, text?.source], ['match_only_text', 'none', 'process.command_line']);
  });

  it('what ECS tells of a field', () => {
    const category = audit.find('event.category');
    assert.match(category?.description ?? '', /category/);
    assert.ok(category?.allowedValues?.includes('process'));
    assert.equal(category?.array, true);
    assert.ok(audit.find('host.os.type')?.allowedValues?.includes('linux'));
    assert.deepEqual([audit.find('process.name')?.ignoreAbove, audit.find('url.query')?.ignoreAbove], [1024, 2083]);
    assert.equal(audit.find('process.name')?.fromCatalog, true);
  });

  it('which data sets have a field', () => {
    assert.deepEqual(audit.find('user.name')?.definedBy, ['kubernetes.audit_logs', 'ECS']);
    assert.deepEqual(audit.find('kubernetes.audit.verb')?.definedBy, ['kubernetes.audit_logs']);
  });

  it('that versions of a package type a field differently', () => {
    assert.deepEqual(shown(audit.find('kubernetes.audit.userAgent')), ['keyword', false, 'text']);
    assert.deepEqual(shown(audit.find('kubernetes.audit.requestObject.rules')), ['object', true, 'nested']);
    assert.equal(audit.find('kubernetes.audit.requestObject.rules.verbs')?.nestedIn, undefined);
  });

  it('texts that EQL cannot match', () => {
    assert.equal(audit.find('kubernetes.audit.sourceIPs')?.exact, 'none');
  });

  it('nested fields', () => {
    assert.equal(audit.find('threat.enrichments.indicator.ip')?.nestedIn, 'threat.enrichments');
  });

  it('the objects that take any name', () => {
    assert.deepEqual(shown(audit.find('labels.team')), ['keyword', false]);
    assert.deepEqual(shown(audit.find('container.labels.app')), ['keyword', false]);
    assert.deepEqual(shown(audit.find('kubernetes.audit.requestObject.spec.replicas')), ['keyword', true]);
    assert.equal(audit.find('kubernetes.audit.annotations.authorization_k8s_io/decision')?.type, 'keyword');
    assert.equal(audit.find('kubernetes.audit.user.extra.authentication.kubernetes.io/pod-name')?.type, 'keyword');
    assert.ok(audit.find('kubernetes.audit.operation.id') !== undefined);
  });

  it('rows of names that the lists write as one', () => {
    const fields = composed({ index: ['auditbeat-*', 'logs-auditd_manager.auditd-*'] });
    assert.deepEqual(
      ['a0', 'a3'].map((name) => fields.find(`auditd.data.${name}`)?.type),
      ['keyword', 'keyword'],
    );
    assert.equal(fields.find('auditd.data.a17')?.flattenedIn, 'auditd.data');
    const azure = composed({ index: ['logs-azure.auditlogs-*'] });
    assert.equal(azure.find('azure.auditlogs.properties.target_resources.7.display_name')?.type, 'keyword');
  });

  it('the lower-case twins of the sensor', () => {
    const twin = composed({ index: ['logs-endpoint.events.file-*'] }).find('file.path.caseless');
    assert.deepEqual([twin?.source, twin?.exact], ['file.path', 'normalized']);
  });

  it('the multi-fields that lists of packages leave out', () => {
    const twin = composed({ index: ['logs-aws.cloudtrail-*'] }).find('aws.cloudtrail.request_parameters.text');
    assert.deepEqual([twin?.source, twin?.exact], ['aws.cloudtrail.request_parameters', 'none']);
    assert.equal(audit.find('kubernetes.audit.verb.caseless'), undefined);
  });
});
