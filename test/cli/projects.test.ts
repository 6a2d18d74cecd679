// The command line follows the project file above a rule: severities, rules, schemas; and says what is wrong with it.
import assert from 'node:assert/strict';
import type { CheckedFile } from '../../server/src/cli/issues';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { linesOf, runOver } from './world';

const RULE = `[rule]\nname = "A"\nrule_id = "a"\ntype = "eql"\nquery = 'any where true or process.name == "sh"'\n`;
const CODE = 'always-true';

interface RunReport {
  readonly issues: readonly { readonly code: string; readonly severity: string }[];
}

interface Checked {
  readonly code: number;
  readonly err: string;
  /** Each file with the issues of one code, or of a project file. */
  readonly files: readonly (readonly [path: string, severities: readonly string[]])[];
}

async function check(files: MemoryFiles, ...words: readonly string[]): Promise<Checked> {
  const said = await runOver(files, ['check', ...words, '--format', 'json']);
  const [answer] = linesOf<{ readonly files: readonly CheckedFile[] }>(said);
  const shown = (answer?.files ?? []).map(({ path, issues }) => {
    const ours = issues.filter(({ code }) => code === CODE || code === 'project' || code === 'yaml-syntax');
    return [path, ours.map(({ severity }) => severity)] as const;
  });
  return { code: said.code, err: said.err, files: shown };
}

describe('check, with a project file', () => {
  it('takes its severities, which make the end', async () => {
    const of = (severity: string): MemoryFiles => ({
      '/p/rulewright.yaml': `severities: { ${CODE}: ${severity} }\n`,
      '/p/r/a.toml': RULE,
    });
    assert.deepEqual(await check(of('error'), '/p/r'), { code: 1, err: '', files: [['/p/r/a.toml', ['error']]] });
    assert.deepEqual(await check(of('hint'), '/p/r/a.toml'), { code: 0, err: '', files: [['/p/r/a.toml', ['hint']]] });
    assert.deepEqual(await check(of('off'), '/p/r/a.toml'), { code: 0, err: '', files: [['/p/r/a.toml', []]] });
  });

  it('passes over what is no rule, but not over what is named', async () => {
    const files = {
      '/p/rulewright.yaml': 'rules: { exclude: [r/old] }\n',
      '/p/r/a.toml': RULE,
      '/p/r/old/b.toml': RULE,
    };
    assert.deepEqual(
      (await check(files, '/p')).files.map(([path]) => path),
      ['/p/r/a.toml'],
    );
    assert.deepEqual(
      (await check(files, '/p/r/old/b.toml')).files.map(([path]) => path),
      ['/p/r/old/b.toml'],
    );
  });

  it('finds the rules where a `_config.yaml` says that they are', async () => {
    const files = { '/p/_config.yaml': 'rule_dirs: [r]\n', '/p/r/a.toml': RULE, '/p/other/b.toml': RULE };
    assert.deepEqual(
      (await check(files, '/p')).files.map(([path]) => path),
      ['/p/r/a.toml'],
    );
  });

  it('takes its schemas for the rules that they are for', async () => {
    const mapping = JSON.stringify({
      properties: {
        '@timestamp': { type: 'date' },
        'event.category': { type: 'keyword' },
        'app.user': { type: 'keyword' },
      },
    });
    const rule = `[rule]\nname = "A"\nrule_id = "a"\ntype = "eql"\nindex = ["logs-app-*"]\nquery = 'any where app.usr == "a"'\n`;
    const said = await runOver(
      {
        '/p/rulewright.yaml': 'schemas: [{ path: m.json, for: [logs-app-*] }]\n',
        '/p/m.json': mapping,
        '/p/a.toml': rule,
      },
      ['check', '/p', '--format', 'json'],
    );
    assert.match(said.out, /Did you mean `app\.user`/);
  });

  it('that is broken says where, and goes on with what could be understood', async () => {
    const files = {
      '/p/rulewright.yaml': `severities:\n  ${CODE}: off\nrules:\n  include: [a.toml\n`,
      '/p/a.toml': RULE,
    };
    const { code, err, files: found } = await check(files, '/p');
    assert.equal(code, 1);
    assert.match(err, /^p\/rulewright\.yaml:4:\d+: .*closed.*\n$/);
    assert.deepEqual(found, [
      ['p/rulewright.yaml', ['error']],
      ['/p/a.toml', []],
    ]);
  });

  it('that names what is not there is a hint or a warning beside the rules', async () => {
    const files = {
      '/p/rulewright.yaml': 'rules: { exclude: [gone] }\nschemas: [{ path: m.json }]\n',
      '/p/a.toml': RULE,
    };
    const { code, err, files: found } = await check(files, '/p');
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(found[0], ['p/rulewright.yaml', ['hint', 'warning']]);
  });

  it('that is fine is not spoken of', async () => {
    const { err, files } = await check(
      { '/p/rulewright.yaml': 'rules: { include: [r] }\n', '/p/r/a.toml': RULE },
      '/p',
    );
    assert.deepEqual([err, files.map(([path]) => path)], ['', ['/p/r/a.toml']]);
  });
});

describe('run, with a project file', () => {
  it('follows the schemas that the project names for the indices of the rule', async () => {
    const files = {
      '/p/m.json': JSON.stringify({ mappings: { properties: { app: { properties: { from: { type: 'ip' } } } } } }),
      '/p/a.toml': `[rule]\nname = "A"\nrule_id = "a"\ntype = "eql"\nindex = ["logs-app-*"]\nquery = 'any where app.from == "10.0.0.0/8"'\n`,
      '/p/s.ndjson': '{"@timestamp":"2025-01-01T00:00:00Z","app":{"from":"10.1.2.3"}}\n',
    };
    const words = ['run', '/p/a.toml', '--sample', '/p/s.ndjson', '--format', 'json'];
    const hitsOf = ({ out }: { readonly out: string }) => /"hits": *(\d+)/.exec(out)?.[1];
    const project = 'schemas: [{ path: m.json, for: [logs-app-*] }]\n';
    assert.equal(hitsOf(await runOver({ ...files, '/p/rulewright.yaml': project }, words)), '1');
    assert.equal(hitsOf(await runOver(files, words)), '0');
  });

  const sample = `${JSON.stringify({ '@timestamp': '2025-01-01T00:00:00Z', event: { category: 'process' }, process: { name: 'sh' } })}\n`;
  const labels = 'events: [{ label: good }]\n';
  const run = (project: string) =>
    runOver({ '/p/rulewright.yaml': project, '/p/a.toml': RULE, '/p/s.ndjson': sample, '/p/s.labels.yaml': labels }, [
      'run',
      '/p/a.toml',
      '--sample',
      '/p/s.ndjson',
      '--format',
      'json',
    ]);

  it('takes its severities, which make the end', async () => {
    const graded = async (severity: string): Promise<readonly [code: number, severities: readonly string[]]> => {
      const said = await run(`severities: { labels: ${severity} }\n`);
      const [report] = linesOf<RunReport>(said);
      const ours = (report?.issues ?? []).filter(({ code }) => code === 'labels');
      return [said.code, ours.map((each) => each.severity)];
    };
    assert.deepEqual(await graded('error'), [1, ['error']]);
    assert.deepEqual(await graded('info'), [0, ['info']]);
    assert.deepEqual(await graded('off'), [0, []]);
  });

  it('takes the samples that it names for the rule', async () => {
    const files = {
      '/p/rulewright.yaml': 'samples: [{ name: lab, files: [lab], rules: [r] }]\n',
      '/p/r/a.toml': RULE,
      '/p/lab/s.ndjson': sample,
      '/p/samples/events/other.ndjson': sample,
    };
    const said = await runOver(files, ['run', '/p/r/a.toml', '--format', 'json']);
    const [report] = linesOf<{ readonly hits: readonly { readonly events: readonly { readonly sample: string }[] }[] }>(
      said,
    );
    assert.deepEqual(
      report?.hits.flatMap(({ events }) => events.map((each) => each.sample)),
      ['/p/lab/s.ndjson'],
    );
  });

  it('takes the labels that it names for the sample', async () => {
    const event = sample.replace('"event":{', '"event":{"id":"e",');
    const files = {
      '/p/rulewright.yaml': 'labels: [{ path: team.yaml, for: [s.ndjson] }]\n',
      '/p/team.yaml': 'events: [{ id: e, label: benign }]\n',
      '/p/a.toml': RULE,
      '/p/s.ndjson': event,
    };
    const said = await runOver(files, ['run', '/p/a.toml', '--sample', '/p/s.ndjson', '--format', 'json']);
    const [report] = linesOf<{ readonly totals: { readonly falsePositives: number } }>(said);
    assert.equal(report?.totals.falsePositives, 1);
  });

  it('says what is wrong with the file, and runs', async () => {
    const said = await run('severities: 7\n');
    assert.match(said.err, /^p\/rulewright\.yaml:1:13: `severities` must be a mapping, not a whole number\./);
    assert.equal(linesOf(said).length, 1);
  });
});
