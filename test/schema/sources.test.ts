// Schemas that a workspace brings, recognised by their content: each kind with its fields, and what is none.
import assert from 'node:assert/strict';
import type { ResolvedField } from '../../server/src/eql/types';
import { parseYamlValue } from '../../server/src/rule/yamlValue';
import { readSchemaSource } from '../../server/src/schema/sources/readSchemaSource';
import type { FieldSource } from '../../server/src/schema/sources/source';

function read(content: unknown): FieldSource {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const found = readSchemaSource(text, parseYamlValue);
  assert.ok('source' in found, 'problem' in found ? found.problem : '');
  return found.source;
}

function problemOf(text: string): string {
  const found = readSchemaSource(text, parseYamlValue);
  return 'problem' in found ? found.problem : `read as ${found.source.kind}`;
}

function find(source: FieldSource, path: string): ResolvedField | undefined {
  return source.parts.map(({ fields }) => fields.find(path)).find((each) => each !== undefined);
}

/** `name type` of the fields that are asked for, `?` where a type is uncertain, `-` where there is none. */
function shown(source: FieldSource, ...paths: readonly string[]): readonly string[] {
  return paths.map((path) => {
    const field = find(source, path);
    return `${path} ${field === undefined ? '-' : field.type}${field?.uncertainType === true ? '?' : ''}`;
  });
}

const NAME = { properties: { name: { type: 'keyword' } } };

const FIELDS_YML = `
- name: app
  title: App
  type: group
  fields:
    - name: verb
      type: keyword
      description: What was done.
      ignore_above: 256
    - name: user
      type: group
      fields:
        - name: id
          type: long
    - name: note
      type: text
      multi_fields:
        - name: keyword
          type: keyword
    - name: labels.*
      type: object
      object_type: keyword
    - name: raw
      type: flattened
    - name: steps
      type: nested
      fields:
        - name: at
          type: date
    - name: who
      type: alias
      path: app.user.id
- name: event.outcome
  external: ecs
- name: app.untyped
`;

const ECS_YAML = `
- name: acme
  title: Acme
  group: 2
  type: group
  reusable:
    top_level: true
    expected:
      - host
      - at: process
        as: badge
  fields:
    - name: badge.number
      level: custom
      type: long
      short: Number on the badge.
    - name: kind
      level: custom
      type: keyword
      allowed_values:
        - name: visitor
        - name: staff
- name: base
  root: true
  fields:
    - name: site
      level: custom
      type: keyword
`;

describe('a schema of a workspace', () => {
  const cases: readonly (readonly [title: string, content: unknown, kind: string, ...fields: string[]])[] = [
    ['is a mapping', NAME, 'mapping', 'name keyword', 'other -'],
    ['is an answer of mappings', { a: { mappings: NAME } }, 'mapping', 'name keyword'],
    [
      'is an index template as it is put',
      { index_patterns: ['logs-app.*'], template: { mappings: NAME } },
      'index-template',
      'name keyword',
      '@timestamp date',
    ],
    [
      'is an answer of index templates',
      { index_templates: [{ name: 't', index_template: { index_patterns: ['a-*'], template: { mappings: NAME } } }] },
      'index-template',
      'name keyword',
    ],
    ['is a legacy template', { t: { index_patterns: ['a-*'], mappings: NAME } }, 'index-template', 'name keyword'],
    ['is a legacy template as it is put', { index_patterns: 'a-*', mappings: NAME }, 'index-template', 'name keyword'],
    ['is a component template', { template: { mappings: NAME } }, 'component-template', 'name keyword'],
    [
      'is an answer of component templates',
      { component_templates: [{ name: 'c', component_template: { template: { mappings: NAME } } }] },
      'component-template',
      'name keyword',
    ],
    [
      'is an answer of field capabilities',
      {
        indices: ['a', 'b'],
        fields: {
          name: { keyword: { type: 'keyword', searchable: true, aggregatable: true } },
          size: {
            long: { type: 'long', searchable: true, aggregatable: true, indices: ['a'] },
            unmapped: { type: 'unmapped', searchable: false, aggregatable: false, indices: ['b'] },
          },
          _id: { _id: { type: '_id', metadata_field: true, searchable: true, aggregatable: false } },
        },
      },
      'field-caps',
      'name keyword',
      'size long',
      '_id -',
    ],
    [
      "is an integration's list of fields",
      FIELDS_YML,
      'fields-yml',
      'app.verb keyword',
      'app.user.id long',
      'app.note text',
      'app.note.keyword keyword',
      'app.labels.any.thing keyword',
      'app.raw.x keyword',
      'app.steps.at date',
      'app.who long',
      'app.untyped keyword',
      'event.outcome -',
      'app -',
    ],
    [
      "is a Beat's list of fields under a key",
      '- key: app\n  title: App\n  fields:\n    - name: app.verb\n      type: keyword\n',
      'fields-yml',
      'app.verb keyword',
    ],
    [
      'is a file of the common schema',
      ECS_YAML,
      'ecs-yaml',
      'acme.badge.number long',
      'host.acme.badge.number long',
      'process.badge.kind keyword',
      'site keyword',
    ],
    [
      'is what the common schema generates, flat',
      { 'a.b': { flat_name: 'a.b', name: 'b', type: 'ip' } },
      'ecs-yaml',
      'a.b ip',
    ],
    [
      'is what the common schema generates, nested',
      { a: { name: 'a', fields: { 'a.b': { flat_name: 'a.b', name: 'b', type: 'ip' } } } },
      'ecs-yaml',
      'a.b ip',
    ],
    [
      'is a sample of events',
      '{"@timestamp":"2026-01-01T00:00:00Z","a":{"b":null}}\n{"@timestamp":"2026-01-01T00:00:01Z","a":{"b":7}}\n',
      'sample',
      '@timestamp date?',
      'a.b long?',
    ],
    ['is one event', { '@timestamp': '2026-01-01T00:00:00Z', a: ['x'] }, 'sample', 'a keyword?'],
    [
      'is the hits of a search',
      { hits: { hits: [{ _source: { '@timestamp': '2026-01-01T00:00:00Z', a: true } }] } },
      'sample',
      'a boolean?',
    ],
    ['may begin with a byte order mark', `\ufeff${JSON.stringify(NAME)}`, 'mapping', 'name keyword'],
  ];
  for (const [title, content, kind, ...fields] of cases)
    it(title, () => {
      const source = read(content);
      assert.equal(source.kind, kind);
      assert.deepEqual(shown(source, ...fields.map((each) => each.split(' ')[0] ?? '')), fields);
    });

  it('has the facts of its lists', () => {
    const list = read(FIELDS_YML);
    assert.equal(find(list, 'app.verb')?.ignoreAbove, 256);
    assert.equal(find(list, 'app.untyped')?.ignoreAbove, 1024);
    assert.equal(find(list, 'app.verb')?.description, 'What was done.');
    assert.equal(find(list, 'app.note')?.exact, 'via');
    assert.equal(find(list, 'app.steps.at')?.nestedIn, 'app.steps');
    assert.deepEqual(find(read(ECS_YAML), 'acme.kind')?.allowedValues, ['visitor', 'staff']);
  });

  it('is whole where nothing else can come', () => {
    const template = { index_patterns: ['a-*'], template: { mappings: NAME } };
    const isWhole = (content: unknown): boolean | undefined => read(content).parts[0]?.isWhole;
    assert.equal(isWhole(NAME), true);
    assert.equal(isWhole(template), true);
    assert.equal(isWhole({ ...template, composed_of: ['ecs@mappings'] }), false);
    assert.equal(isWhole({ ...template, template: { mappings: { ...NAME, dynamic_templates: [] } } }), false);
    assert.equal(isWhole({ template: { mappings: NAME } }), false);
    assert.equal(isWhole(FIELDS_YML), false);
  });

  it('knows the patterns that it names itself', () => {
    assert.deepEqual(read({ index_patterns: ['a-*', 'b-*'], mappings: NAME }).parts[0]?.patterns, ['a-*', 'b-*']);
  });

  it('is told of what it lacks', () => {
    const { issues } = read({ index_patterns: ['a-*'], template: { mappings: NAME }, composed_of: ['base', 'more'] });
    assert.match(issues[0]?.message ?? '', /composed of base, more/);
  });
});

describe('the answer of field capabilities', () => {
  const capability = (type: string, more: object = {}) => ({ [type]: { type, searchable: true, ...more } });

  it('names the indices that contradict each other', () => {
    const source = read({
      fields: { a: { ...capability('long', { indices: ['x'] }), ...capability('keyword', { indices: ['y', 'z'] }) } },
    });
    assert.match(source.issues[0]?.message ?? '', /`a` is long in x and keyword in y, z; Elasticsearch refuses/);
    assert.deepEqual(shown(source, 'a'), ['a long and keyword']);
  });

  it('knows a multi-field and the object that holds nested values', () => {
    const source = read({
      fields: {
        note: capability('text'),
        'note.raw': capability('keyword'),
        steps: capability('nested'),
        'steps.at': capability('date'),
      },
    });
    assert.equal(find(source, 'note')?.exact, 'via');
    assert.equal(find(source, 'note.raw')?.source, 'note');
    assert.equal(find(source, 'steps.at')?.nestedIn, 'steps');
  });

  it('tells of fields that cannot be searched', () => {
    const { issues } = read({ fields: { a: { keyword: { type: 'keyword', searchable: false } } } });
    assert.match(issues[0]?.message ?? '', /`a` cannot be searched/);
  });
});

describe('what is no schema', () => {
  const cases: readonly (readonly [text: string, expected: RegExp])[] = [
    ['', /is empty/],
    ['{', /is no JSON/],
    ['[]', /is no Elasticsearch mapping, nor an index template, .* or a sample of events\./],
    ['{"a": 1}', /is no Elasticsearch mapping/],
    ['just words', /is no Elasticsearch mapping/],
    ['a: [1', /neither JSON nor YAML/],
    ['- name: x\n', /is no Elasticsearch mapping/],
    ['null', /is no Elasticsearch mapping/],
  ];
  for (const [text, expected] of cases)
    it(`is told in one sentence: ${JSON.stringify(text)}`, () => assert.match(problemOf(text), expected));
});
