// Where a project file is found, what holds for a file of the workspace, and that a file is read once while it stays as it is.
import assert from 'node:assert/strict';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { Host } from '../../server/src/host/host';
import { ProjectFiles } from '../../server/src/worker/projectFiles';

const OFF = 'severities: { dead-arm: off }\n';
const HINT = 'severities: { dead-arm: hint }\n';
const CONFIG = 'rule_dirs: [rules]\nno_tactic_filename: true\n';

function severityAt(
  files: Readonly<Record<string, string>>,
  path: string,
  code = 'dead-arm',
  roots?: readonly string[],
) {
  const projects = new ProjectFiles(createMemoryHost(files), roots === undefined ? {} : { roots: () => roots });
  return projects.policyOf(path)?.severityOf(code, 'warning') ?? 'warning';
}

describe('the project file of a rule', () => {
  it('is the nearest one above it', () => {
    const files = { '/a/rulewright.yaml': OFF, '/a/b/rulewright.yml': HINT };
    assert.equal(severityAt(files, '/a/x.toml'), 'off');
    assert.equal(severityAt(files, '/a/c/d/x.toml'), 'off');
    assert.equal(severityAt(files, '/a/b/c/x.toml'), 'hint');
    assert.equal(severityAt(files, '/x.toml'), 'warning');
  });

  it('is `rulewright.yaml` where both names are there', () => {
    assert.equal(severityAt({ '/a/rulewright.yaml': OFF, '/a/rulewright.yml': HINT }, '/a/x.toml'), 'off');
  });

  it('is not looked for above the folder of the repository', () => {
    assert.equal(severityAt({ '/a/rulewright.yaml': OFF, '/a/b/.git/HEAD': '' }, '/a/b/x.toml'), 'warning');
    assert.equal(severityAt({ '/a/rulewright.yaml': OFF, '/a/b/.git': 'gitdir: x' }, '/a/b/x.toml'), 'warning');
    assert.equal(severityAt({ '/a/b/rulewright.yaml': OFF, '/a/b/.git/HEAD': '' }, '/a/b/c/x.toml'), 'off');
  });

  it('is not looked for above the folders of an editor', () => {
    const files = { '/a/rulewright.yaml': OFF, '/a/b/c/.git/HEAD': '' };
    assert.equal(severityAt(files, '/a/b/x.toml', 'dead-arm', ['/a/b']), 'warning');
    assert.equal(severityAt(files, '/a/b/c/x.toml', 'dead-arm', ['/a']), 'off');
    assert.equal(severityAt(files, '/a/x.toml', 'dead-arm', ['/a/b', '/b']), 'off');
  });

  it('wins over a `_config.yaml`, which says the rest', () => {
    const files = { '/a/_config.yaml': CONFIG, '/a/rules/rulewright.yaml': 'severities: { dead-arm: off }\n' };
    assert.equal(severityAt(files, '/a/rules/x.toml'), 'off');
    assert.equal(severityAt(files, '/a/rules/x.toml', 'file-name'), 'off');
    const both = { ...files, '/a/rules/rulewright.yaml': 'severities: { file-name: error }\n' };
    assert.equal(severityAt(both, '/a/rules/x.toml', 'file-name'), 'error');
  });

  it('is read again when it changes, and else stays the same object', () => {
    const texts: Record<string, string> = { '/a/rulewright.yaml': OFF };
    const projects = new ProjectFiles(createMemoryHost(texts), { freshFor: 0 });
    const first = projects.projectOf('/a/x.toml');
    assert.equal(projects.projectOf('/a/b/y.toml'), first);
    assert.equal(projects.policyOf('/a/x.toml'), projects.policyOf('/a/b/y.toml'));
    texts['/a/rulewright.yaml'] = `${HINT}# changed\n`;
    assert.equal(projects.policyOf('/a/x.toml')?.severityOf('dead-arm', 'error'), 'hint');
    delete texts['/a/rulewright.yaml'];
    assert.equal(projects.projectOf('/a/x.toml'), undefined);
  });

  it('is read again when the list of tests changes that it follows', () => {
    const texts: Record<string, string> = {
      '/a/_config.yaml': 'rule_dirs: [rules]\ntesting: { config: tests.yaml }\n',
      '/a/tests.yaml': 'unit_tests: { test_only: [] }\n',
    };
    const projects = new ProjectFiles(createMemoryHost(texts), { freshFor: 0 });
    assert.equal(projects.policyOf('/a/rules/x.toml')?.severityOf('file-name', 'info'), 'off');
    texts['/a/tests.yaml'] = 'unit_tests: {}\n';
    assert.equal(projects.policyOf('/a/rules/x.toml'), undefined);
  });

  it('is looked for once where it is taken to stay', () => {
    let looks = 0;
    const host = createMemoryHost({ '/a/rulewright.yaml': OFF });
    const counting: Host = { ...host, stamp: (path) => (looks++, host.stamp(path)) };
    const projects = new ProjectFiles(counting);
    projects.policyOf('/a/x.toml');
    const before = looks;
    projects.policyOf('/a/y.toml');
    assert.equal(looks, before);
    projects.forget();
    projects.policyOf('/a/y.toml');
    assert.ok(looks > before);
  });

  it('that cannot be read is told, and says nothing', () => {
    const host = createMemoryHost({ '/b/rulewright.yaml': OFF });
    const broken: Host = { ...host, readText: (path) => createMemoryHost({}).readText(path) };
    const found = new ProjectFiles(broken).projectOf('/b/x.toml');
    assert.deepEqual(
      found?.issues.map(({ message }) => message),
      ['/b/rulewright.yaml does not exist.'],
    );
  });
});

describe('the rules of a workspace', () => {
  it('are those that its project files say', () => {
    const files = {
      '/a/rulewright.yaml': 'rules: { exclude: [rules/old] }\n',
      '/a/_config.yaml': CONFIG,
    };
    const projects = new ProjectFiles(createMemoryHost(files));
    assert.equal(projects.isRule('/a/rules/x.toml'), true);
    assert.equal(projects.isRule('/a/rules/old/x.toml'), false);
    assert.equal(projects.isRule('/a/exceptions/x.toml'), false);
    assert.equal(projects.isRule('/b/x.toml'), true);
    assert.equal(projects.policyInEditor('/a/exceptions/x.toml')?.severityOf('syntax', 'error'), 'off');
  });
});
