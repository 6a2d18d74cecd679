// `rulewright redact`: the shipped samples without anybody of theirs in them, and what keeps a copy from being written.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { RunReport } from '../../server/src/cli/report/runJson';
import type { RedactReport } from '../../server/src/worker/redact/redactSamples';
import { linesOf, root, runOnDisk } from './world';

const folder = mkdtempSync(path.join(tmpdir(), 'redact-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: readonly string[]): string => path.join(folder, ...parts);

function put(name: string, content: string | Buffer): string {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}

const samples = ['cloud-defend-process', 'kubernetes-audit'];
const sample = (name: string): string => path.join(root, 'samples/events', `${name}.ndjson`);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function valuesAt(text: string, wanted: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: Json, place: string): void => {
    if (Array.isArray(value)) (value as readonly Json[]).forEach((each) => visit(each, place));
    else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) visit(each, place === '' ? key : `${place}.${key}`);
    else if (place === wanted) found.add(String(value));
  };
  for (const line of text.split('\n')) if (line !== '') visit(JSON.parse(line) as Json, '');
  return found;
}

const outcomesOf = ({ hits, misses, totals }: RunReport): unknown => ({
  hits: hits.map(({ outcome, events }) => [outcome, events.map((event) => event?.line)]),
  misses: misses.map(({ line }) => line),
  totals,
});

async function run(rule: string, file: string): Promise<RunReport> {
  const [report] = linesOf<RunReport>(
    await runOnDisk(['run', path.join(root, 'samples/rules', rule), '--sample', file, '--format', 'json']),
  );
  assert.ok(report !== undefined);
  return report;
}

describe('rulewright redact over the shipped samples', () => {
  const copy = (name: string): string => at('shipped', `${name}.ndjson`);
  before(async function () {
    this.timeout(60_000);
    const said = await runOnDisk([
      'redact',
      ...samples.map(sample),
      '--out',
      at('shipped'),
      '--key',
      'a key',
      '--report',
      'json',
    ]);
    assert.equal(said.code, 0, said.err);
    const [report] = linesOf<RedactReport>(said);
    assert.equal(report?.rules, 5);
    assert.deepEqual(
      report?.files.map(({ to }) => to),
      samples.map(copy),
    );
  });

  const rules = [
    ['kubernetes_user_exec_into_pod.toml', 'kubernetes-audit'],
    ['interactive_exec_into_container.yaml', 'cloud-defend-process'],
    ['service_account_token_read.eql', 'cloud-defend-process'],
  ] as const;
  for (const [rule, name] of rules)
    it(`leaves the hits, outcomes and misses of ${rule} as they are`, async () => {
      const now = await run(rule, copy(name));
      assert.ok(now.hits.length > 0);
      assert.deepEqual(outcomesOf(now), outcomesOf(await run(rule, sample(name))));
    });

  /** Fields whose values must not be found anywhere in the copies, and what may stay of them. */
  const searched = [
    // Accounts of the API server itself.
    ['kubernetes-audit', 'user.name', /^system:(?!serviceaccount|node)/],
    ['kubernetes-audit', 'kubernetes.audit.impersonatedUser.username', /^$/],
    ['kubernetes-audit', 'kubernetes.audit.user.uid', /^$/],
    ['kubernetes-audit', 'kubernetes.audit.auditID', /^$/],
    ['kubernetes-audit', 'source.ip', /^$/],
    ['kubernetes-audit', 'agent.name', /^$/],
    // Objects that every cluster has, and one that is called as its namespace.
    ['kubernetes-audit', 'kubernetes.audit.objectRef.name', /^(?:kube-|default$|coredns$|storefront$)/],
    ['cloud-defend-process', 'host.hostname', /^$/],
    ['cloud-defend-process', 'orchestrator.resource.ip', /^$/],
    ['cloud-defend-process', 'orchestrator.resource.name', /^$/],
    ['cloud-defend-process', 'container.id', /^$/],
    ['cloud-defend-process', 'event.id', /^$/],
  ] as const;
  for (const [name, field, mayStay] of searched)
    it(`leaves no value of ${field} anywhere`, () => {
      const text = samples
        .flatMap((each) => [
          readFileSync(copy(each), 'utf8'),
          readFileSync(copy(each).replace('.ndjson', '.labels.yaml'), 'utf8'),
        ])
        .join('\n');
      const words = new Set(text.split(/[^\w.@:-]+/));
      const values = [...valuesAt(readFileSync(sample(name), 'utf8'), field)].filter((each) => !mayStay.test(each));
      assert.ok(values.length > 0);
      assert.deepEqual(
        values.filter((each) => words.has(each)),
        [],
      );
    });

  it('leaves no person and no domain, not even as part of a word', () => {
    const text = samples.map((each) => readFileSync(copy(each), 'utf8')).join('\n');
    const people = [...valuesAt(readFileSync(sample('kubernetes-audit'), 'utf8'), 'user.name')].flatMap(
      (each) => each.match(/^[\w.]+(?=@)/) ?? [],
    );
    assert.ok(people.length > 3);
    assert.deepEqual(
      [...people, 'alderbrook'].filter((each) => text.includes(each)),
      [],
    );
  });

  it('carries every comment and note of the labels along, in their order', () => {
    const shape = (text: string): string => text.replace(/- id: .*/g, '- id').replace(/- hash: .*/g, '- hash');
    for (const name of samples) {
      const [was, is] = [sample(name), copy(name)].map((each) =>
        readFileSync(each.replace('.ndjson', '.labels.yaml'), 'utf8'),
      );
      assert.equal(shape(is ?? ''), shape(was ?? ''));
    }
  });

  it('gives the same pseudonyms with the same key', async () => {
    const said = await runOnDisk([
      'redact',
      sample(samples[1] ?? ''),
      '--out',
      at('again'),
      '--key',
      'a key',
      '--rules',
      path.join(root, 'samples/rules'),
    ]);
    assert.equal(said.code, 0, said.err);
    const place = 'kubernetes.audit.user.username';
    assert.deepEqual(
      valuesAt(readFileSync(at('again', 'kubernetes-audit.ndjson'), 'utf8'), place),
      valuesAt(readFileSync(copy('kubernetes-audit'), 'utf8'), place),
    );
  });
});

const event = (user: string, host = 'db-1'): string =>
  `${JSON.stringify({ '@timestamp': '2026-01-01T00:00:00Z', event: { id: `id-of-${user}`, category: 'process' }, user: { name: user }, host: { name: host } })}\n`;

const rule = (query: string): string => `[rule]\nname = "R"\nrule_id = "r"\ntype = "eql"\nquery = '''${query}'''\n`;

const redact = (...words: readonly string[]): ReturnType<typeof runOnDisk> => runOnDisk(['redact', ...words]);

describe('rulewright redact', () => {
  it('packs what was packed', async () => {
    const file = put('packed/e.ndjson.gz', gzipSync(event('carlotta')));
    assert.equal((await redact(file, '--out', at('packed/out'))).code, 0);
    const text = gunzipSync(readFileSync(at('packed/out/e.ndjson.gz'))).toString();
    assert.match(text, /"user":\{"name":"(?!carlotta)[a-z]{8}"\}/);
  });

  it('writes other shapes as NDJSON', async () => {
    const file = put('list/e.csv', '@timestamp,user.name\n2026-01-01T00:00:00Z,carlotta\n');
    assert.equal((await redact(file, '--out', at('list/out'))).code, 0);
    assert.match(readFileSync(at('list/out/e.csv.ndjson'), 'utf8'), /^\{.*"user":\{"name":"[a-z]{8}"\}.*\}\n$/);
  });

  it('keeps the names of hits, so that labels find them', async () => {
    const hit = (id: string, name: string): object => ({
      _index: 'logs-x-default',
      _id: id,
      _source: { '@timestamp': '2026-01-01T00:00:00Z', user: { name } },
    });
    const file = put(
      'hits/e.json',
      JSON.stringify({ hits: { hits: [hit('first-hit', 'carlotta'), hit('second-hit', 'bartolomeo')] } }, null, 2),
    );
    put('hits/e.labels.yaml', 'events:\n  - id: second-hit\n    label: benign\n');
    const rules = put('hits/r.toml', rule('any where true'));
    const said = await redact(file, '--out', at('hits/out'), '--rules', rules);
    assert.equal(said.code, 0, said.err);
    const [report] = linesOf<RunReport>(
      await runOnDisk(['run', rules, '--sample', at('hits/out/e.json'), '--format', 'json']),
    );
    assert.deepEqual(
      report?.hits.map(({ outcome }) => outcome),
      ['unlabelled', 'false-positive'],
    );
  });

  it('finds its way with several rules that need values', async () => {
    const names = ['carlotta', 'bartolomeo', 'dorothea', 'ambrosius'];
    const file = put('several/e.ndjson', names.map((name) => event(name, `${name}-host`)).join(''));
    const queries = [
      'user.name > "b" and user.name < "c"',
      'host.name > "c" and host.name < "e"',
      'user.name < "b"',
      'startsWith(host.name, user.name)',
    ];
    put(
      'several/rules/r.yaml',
      queries
        .map(
          (query, index) => `- rule_id: r${index}\n  name: R${index}\n  type: eql\n  query: process where ${query}\n`,
        )
        .join(''),
    );
    const said = await redact(
      file,
      '--out',
      at('several/out'),
      '--rules',
      at('several/rules'),
      '--key',
      'k',
      '--report',
      'json',
    );
    assert.equal(said.code, 0, said.err);
    const [report] = linesOf<RedactReport>(said);
    assert.equal(report?.rules, queries.length);
    assert.ok((report?.kept.length ?? 0) > 0);
  });

  it('says which labels would judge otherwise', async () => {
    const file = put('judged/e.ndjson', event('carlotta') + event('bartolomeo'));
    put(
      'judged/e.labels.yaml',
      'events:\n  - where: length(user.name) == 8 and user.name > "c" and user.name < "d"\n    label: benign\n',
    );
    const said = await redact(
      file,
      '--out',
      at('judged/out'),
      '--rules',
      put('judged/r.toml', rule('process where true')),
      '--key',
      'k',
    );
    assert.equal(said.code, 1);
    assert.match(said.err, /would be judged in another way by the labels, for R; nothing was written/);
    assert.equal(existsSync(at('judged/out')), false);
  });

  it('keeps a value without which a rule would hit other events, and says so', async () => {
    const file = put('order/e.ndjson', event('carlotta') + event('bartolomeo'));
    const rules = put('order/r.toml', rule('process where user.name > "b" and user.name < "c"'));
    const said = await redact(file, '--out', at('order/out'), '--rules', rules, '--key', 'k', '--report', 'json');
    assert.equal(said.code, 0, said.err);
    assert.deepEqual(linesOf<RedactReport>(said)[0]?.kept, [{ text: 'bartolomeo', field: 'user.name', rule: 'R' }]);
    const before = await runOnDisk(['run', rules, '--sample', file, '--format', 'json']);
    const now = await runOnDisk(['run', rules, '--sample', at('order/out/e.ndjson'), '--format', 'json']);
    const lines = (each: typeof now): unknown =>
      linesOf<RunReport>(each).map(({ hits }) => hits.map(({ events }) => events.map((one) => one?.line)));
    assert.deepEqual(lines(now), lines(before));
  });

  it('carries hashes, ids, conditions and comments of labels along', async () => {
    const line = event('carlotta').trimEnd();
    const { createHash } = await import('node:crypto');
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
    const file = put('labels/e.ndjson', `${line}\n${event('bartolomeo')}`);
    put(
      'labels/e.labels.yaml',
      [
        '# carlotta is on call',
        'events:',
        `  - hash: ${digest(line)} # hers`,
        '    label: benign',
        '    note: "bartolomeo asked carlotta"',
        '  - where: user.name == "bartolomeo"',
        '    label: malicious',
        '',
      ].join('\n'),
    );
    const rules = put('labels/r.toml', rule('process where true'));
    const said = await redact(file, '--out', at('labels/out'), '--rules', rules, '--key', 'k');
    assert.equal(said.code, 0, said.err);
    const labels = readFileSync(at('labels/out/e.labels.yaml'), 'utf8');
    const [first = '', second = ''] = readFileSync(at('labels/out/e.ndjson'), 'utf8').split('\n');
    const name = (text: string): string => (JSON.parse(text) as { user: { name: string } }).user.name;
    assert.equal(
      labels,
      [
        `# ${name(first)} is on call`,
        'events:',
        `  - hash: ${digest(first)} # hers`,
        '    label: benign',
        `    note: "${name(second)} asked ${name(first)}"`,
        `  - where: user.name == "${name(second)}"`,
        '    label: malicious',
        '',
      ].join('\n'),
    );
  });

  const refused: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    ['no file', () => ['--out', at('x')], /needs a sample file/],
    ['no folder', () => [put('r/e.ndjson', event('carlotta'))], /needs a folder/],
    ['a missing file', () => [at('gone.ndjson'), '--out', at('x')], /does not exist/],
    [
      'the folder of the sample',
      () => [put('r/e.ndjson', event('carlotta')), '--out', at('r')],
      /there already, and nothing is overwritten/,
    ],
    [
      'two samples of one name',
      () => [put('r/e.ndjson', event('carlotta')), put('r2/e.ndjson', event('carlotta')), '--out', at('x')],
      /would both become/,
    ],
    [
      'a cut archive',
      () => [put('r/cut.ndjson.gz', gzipSync(event('carlotta')).subarray(0, 40)), '--out', at('x')],
      /cut off/,
    ],
    ['no sample', () => [put('r/text.txt', 'This is a text.\n'), '--out', at('x')], /is no sample/],
    [
      'a missing rule',
      () => [put('r/e.ndjson', event('carlotta')), '--out', at('x'), '--rules', at('gone.toml')],
      /does not exist/,
    ],
  ];
  for (const [what, words, sentence] of refused)
    it(`writes nothing for ${what}`, async () => {
      const said = await redact(...words());
      assert.equal(said.code, 2);
      assert.match(said.err, sentence);
      assert.equal(existsSync(at('x')), false);
      if (existsSync(at('r')))
        assert.deepEqual(
          readdirSync(at('r')).filter((each) => each.startsWith('.')),
          [],
        );
    });
});
