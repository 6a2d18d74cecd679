// The schema files of a workspace: what each is read as, and what is told of those that cannot be read or contradict each other.
import assert from 'node:assert/strict';
import { UnreadableError } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { MappingFiles, SchemaFiles } from '../../server/src/worker/mappingFiles';
import { readWorkspaceSources } from '../../server/src/worker/workspaceSources';

const host = createMemoryHost({
  '/mapping.json': '{"properties": {"a": {"type": "long"}, "gone": {"type": "alias", "path": "nowhere"}}}',
  '/fields.yml': '- name: a\n  type: ip\n',
  '/broken.json': '{',
});

function read(...paths: readonly string[]) {
  return readWorkspaceSources(
    paths.map((path) => ({ path, for: [] })),
    new SchemaFiles(),
    host,
  );
}

describe('the schema files of a workspace', () => {
  it('are read whatever kind they are', () => {
    const { sources, faults } = read('/mapping.json', '/fields.yml');
    assert.deepEqual(
      sources.map(({ path, source }) => [path, source.kind]),
      [
        ['/mapping.json', 'mapping'],
        ['/fields.yml', 'fields-yml'],
      ],
    );
    assert.deepEqual(faults, []);
  });

  it('still speak where one of them cannot be read', () => {
    const { sources, faults } = read('/broken.json', '/none.json', '/fields.yml');
    assert.equal(sources.length, 1);
    assert.match(faults[0] ?? '', /^\/broken\.json: This is no JSON/);
    assert.match(faults[1] ?? '', /^\/none\.json does not exist/);
  });

  it('tell what is left out, and where they contradict each other', () => {
    const { notes, contradictions } = read('/mapping.json', '/fields.yml');
    assert.match(notes[0] ?? '', /^\/mapping\.json: The alias `gone`/);
    assert.deepEqual(contradictions, [
      '`a` is long in /mapping.json and ip in /fields.yml; nothing is said of its type.',
    ]);
  });
});

describe('a mapping that a sample is read by', () => {
  it('is no list of fields', () => {
    assert.equal(new MappingFiles().read('/mapping.json', host).fields.find('a')?.type, 'long');
    assert.throws(
      () => new MappingFiles().read('/fields.yml', host),
      (error) => error instanceof UnreadableError && error.message.includes('`fields.yml` of an integration; a sample'),
    );
  });
});
