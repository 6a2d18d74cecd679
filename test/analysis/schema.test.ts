// The schema that a rule is checked by, as its metadata and its workspace choose it: what is said of its fields.
import assert from 'node:assert/strict';
import path from 'node:path';
import { analyze } from '../../server/src/analysis/analyze';
import { createNodeHost } from '../../server/src/host/nodeHost';
import { readSchemaSource } from '../../server/src/schema/sources/readSchemaSource';
import type { WorkspaceSource } from '../../server/src/schema/workspace';

declare const __ROOT__: string;

const host = createNodeHost(path.join(__ROOT__, 'server', 'schemas'));
const FIELD_CODES: ReadonlySet<string> = new Set(['unknown-field', 'field-of-another-dataset', 'newer-field']);

function readCatalog(name: string): unknown {
  return host.readSchema(name);
}

/** `severity code` at the text that it stands on. */
function found(keys: string, query: string, sources: readonly WorkspaceSource[] = []): readonly string[] {
  const text = `[metadata]\n[rule]\ntype = "eql"\nlanguage = "eql"\n${keys}\nquery = '''\n${query}\n'''\n`;
  return analyze(text, 'toml', { readCatalog, sources })
    .issues.filter(({ code }) => FIELD_CODES.has(code))
    .map(({ severity, code, from, to }) => `${severity} ${code} ${text.slice(from, to)}`);
}

const SENSOR = 'index = ["logs-endpoint.events.*"]';

describe('the fields of a rule in its file', () => {
  const cases: readonly (readonly [title: string, keys: string, query: string, ...expected: string[]])[] = [
    [
      'are looked up item by item',
      SENSOR,
      'sequence by process.entity_id [process where process.args == "x"] [file where process.args == "x"]',
      'warning field-of-another-dataset process.args',
    ],
    [
      'are looked up in the dataset of each alternative',
      'index = ["logs-*"]',
      'any where (event.dataset == "aws.cloudtrail" and kubernetes.audit.verb == "x") or (event.dataset == "kubernetes.audit_logs" and kubernetes.audit.verb == "x")',
      'warning field-of-another-dataset kubernetes.audit.verb',
    ],
    [
      'may be set by another source',
      'index = ["logs-endpoint.events.*", "winlogbeat-*"]',
      'file where process.args == "x"',
    ],
    [
      'may be new in a package',
      'index = ["logs-kubernetes.audit_logs-*"]',
      'any where kubernetes.audit.colour == "x"',
      'warning unknown-field kubernetes.audit.colour',
    ],
    [
      'are unknown where a known one is near',
      'index = ["logs-kubernetes.audit_logs-*"]',
      'any where kubernetes.audit.verbb == "x"',
      'error unknown-field kubernetes.audit.verbb',
    ],
    [
      'are unknown where another package has them',
      'index = ["logs-kubernetes.audit_logs-*"]',
      'any where aws.cloudtrail.event_type == "x"',
      'error unknown-field aws.cloudtrail.event_type',
    ],
    [
      'of a data view are not known to be unknown',
      'data_view_id = "security"\nintegration = ["kubernetes"]',
      'any where colour == "x" and kubernetes.audit.colour == "x"',
    ],
  ];
  for (const [title, keys, query, ...expected] of cases)
    it(title, () => assert.deepEqual(found(keys, query), expected));

  it('are too new for an older stack', () => {
    const text = (stack: string) =>
      `[metadata]\nmin_stack_version = "${stack}"\n[rule]\ntype = "eql"\n${SENSOR}\nquery = "any where volume.size == 1"\n`;
    const codes = (stack: string): readonly string[] =>
      analyze(text(stack), 'toml', { readCatalog }).issues.map(({ code }) => code);
    assert.ok(codes('8.9.0').includes('newer-field'));
    assert.ok(!codes('9.0.0').includes('newer-field'));
  });

  it('are those of a schema of the workspace for its data view', () => {
    const read = readSchemaSource(
      '{"properties": {"colour": {"type": "keyword"}, "event.category": {"type": "keyword"}, "@timestamp": {"type": "date"}}}',
      JSON.parse,
    );
    assert.ok('source' in read);
    const sources = [{ path: 'schema.json', for: ['security'], source: read.source }];
    const query = 'any where colour == "x" and process.name == "x"';
    assert.deepEqual(found('data_view_id = "security"', query, sources), ['error unknown-field process.name']);
    assert.deepEqual(found('data_view_id = "other"', query, sources), []);
  });
});
