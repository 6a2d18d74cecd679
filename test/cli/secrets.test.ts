// `rulewright check` on samples: secrets on their characters, each once, and nothing about what is no sample.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CheckedFile } from '../../server/src/cli/issues';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { ID_A, linesOf, ruleText, runOnDisk, runOver } from './world';

const clean = '{"event":{"category":"process"},"process":{"args":["ls"]}}\n';
const open = '{"process":{"args":["psql","--password=Tr0ub4dor"]}}\n';

const files: MemoryFiles = {
  '/p/samples/events/open.ndjson': clean + open + open,
  '/p/samples/events/clean.ndjson': clean,
  '/p/rules/r.toml': ruleText('R', ID_A, 'process where true'),
  '/p/other/open.ndjson': open,
  '/p/rulewright.yaml': 'overrides:\n  - for: [quiet/**]\n    severities:\n      secret: off\n',
  '/p/quiet/open.ndjson': open,
  '/mapping.json': '{"properties":{}}',
};

async function check(
  ...words: readonly string[]
): Promise<{ code: number; err: string; files: readonly CheckedFile[] }> {
  const said = await runOver(files, ['check', ...words, '--format', 'json']);
  const [report] = linesOf<{ readonly files: readonly CheckedFile[] }>(said);
  return { code: said.code, err: said.err, files: report?.files ?? [] };
}

describe('rulewright check on samples', () => {
  it('tells a secret once, at its first place', async () => {
    const { code, files: found } = await check('/p/samples/events/open.ndjson');
    assert.equal(code, 0);
    const [issue, ...more] = found[0]?.issues ?? [];
    assert.deepEqual(more, []);
    const text = clean + open;
    const from = text.indexOf('Tr0ub4dor');
    assert.deepEqual(
      { ...issue, message: undefined },
      {
        code: 'secret',
        severity: 'warning',
        message: undefined,
        from,
        to: from + 9,
        line: 2,
        column: from - clean.length + 1,
      },
    );
    assert.match(issue?.message ?? '', /a password in arguments.*once more/);
  });

  it('lists a clean sample that was named', async () => {
    assert.deepEqual((await check('/p/samples/events/clean.ndjson')).files, [
      { path: '/p/samples/events/clean.ndjson', issues: [] },
    ]);
  });

  it('finds those of a folder, and lists only what has secrets', async () => {
    const paths = (await check('/p')).files.map((file) => file.path);
    assert.deepEqual(paths, ['/p/rules/r.toml', '/p/samples/events/open.ndjson']);
  });

  it('follows the project', async () => {
    assert.deepEqual((await check('/p/quiet/open.ndjson')).files, [{ path: '/p/quiet/open.ndjson', issues: [] }]);
  });

  it('fails where warnings are to fail', async () =>
    assert.equal((await check('/p/other/open.ndjson', '--fail-on', 'warning')).code, 1));

  it('does not take a mapping for a sample', async () => {
    const { code, err } = await check('/mapping.json');
    assert.equal(code, 2);
    assert.match(err, /is no rule file/);
  });

  for (const format of ['text', 'sarif', 'junit', 'github'])
    it(`shows no secret in the format ${format}`, async () => {
      const { out } = await runOver(files, ['check', '/p/other/open.ndjson', '--format', format]);
      assert.match(out, /password in arguments/);
      assert.equal(out.includes('Tr0ub4dor'), false);
    });

  it('looks into archives', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'secrets-'));
    try {
      writeFileSync(path.join(folder, 'e.log.gz'), gzipSync(open));
      const { out } = await runOnDisk(['check', path.join(folder, 'e.log.gz')]);
      assert.match(out, /1:\d+ +warning .*secret/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('rulewright run', () => {
  const words = ['run', '--query', 'any where process.args : "*"', '--sample', '/two.ndjson'];
  const two: MemoryFiles = {
    '/two.ndjson':
      '{"@timestamp":"2026-01-01T00:00:00Z","process":{"args":"psql --password=Tr0ub4dor"}}\n' +
      '{"@timestamp":"2026-01-01T00:00:01Z","process":{"args":"ls"}}\n',
  };

  it('masks secrets', async () => {
    const { out } = await runOver(two, words);
    assert.match(out, /psql --password=\*{8}/);
  });

  it('shows them where they are asked for', async () => {
    const { out } = await runOver(two, [...words, '--show-secrets']);
    assert.match(out, /psql --password=Tr0ub4dor/);
  });

  it('masks them when it explains an event', async () => {
    const { out } = await runOver(two, ['explain', ...words.slice(1), '--event', '1']);
    assert.match(out, /is psql --password=\*{8}|--password=\*{8}/);
    assert.equal(out.includes('Tr0ub4dor'), false);
  });

  it('masks them when it explains an event to a program, and shows them where they are asked for', async () => {
    const asked = ['explain', ...words.slice(1), '--event', '1', '--format', 'json'];
    const [masked] = linesOf<{ readonly tree: { readonly actual: string } }>(await runOver(two, asked));
    assert.equal(masked?.tree.actual, 'psql --password=********');
    const [shown] = linesOf<{ readonly tree: { readonly actual: string } }>(
      await runOver(two, [...asked, '--show-secrets']),
    );
    assert.equal(shown?.tree.actual, 'psql --password=Tr0ub4dor');
  });

  it('masks the keys of a sequence when it explains one', async () => {
    const query = 'sequence by process.args [any where true] [any where false]';
    const asked = ['explain', '--query', query, '--sample', '/two.ndjson', '--event', '1', '--format', 'json'];
    const { out } = await runOver(two, asked);
    assert.match(out, /"joinKeys":\["psql --password=\*{8}"\]/);
    assert.equal(out.includes('Tr0ub4dor'), false);
  });
});
