// `rulewright run`: what its JSON says, how it ends, and what people read.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunReport } from '../../server/src/cli/report/runJson';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { linesOf, root, runOnDisk, runOver } from './world';
import type { Said } from './world';

const events = [
  { '@timestamp': '2024-05-01T10:00:02Z', event: { id: 'c', category: 'process' }, host: 'b', name: 'sh', n: 3 },
  { '@timestamp': '2024-05-01T10:00:00Z', event: { id: 'a', category: 'process' }, host: 'a', name: 'sh', n: 1 },
  { '@timestamp': '2024-05-01T10:00:01Z', event: { id: 'b', category: 'network' }, host: 'a', name: 'nc', n: 2 },
  { event: { category: 'process' }, host: 'c', name: 'sh', n: 4 },
];

/** A blank line after the first event: lines are counted, blank ones are no events. */
const ndjson = events.map((event, index) => `${JSON.stringify(event)}\n${index === 0 ? '\n' : ''}`).join('');

const labels = `events:
  - { id: a, label: malicious, rules: [r1] }
  - { id: b, label: malicious, rules: [r1] }
  - { id: c, label: benign, note: harmless }
`;

const ruleFile = (query: string, more = ''): string =>
  `[rule]\nname = "First"\nrule_id = "r1"\ntype = "eql"\n${more}query = '''${query}'''\n`;

const shells = ruleFile('process where name == "sh"');

const files: MemoryFiles = {
  '/p/rules/shells.toml': shells,
  '/p/rules/two.yaml': [
    '- rule_id: r1\n  name: One\n  type: eql\n  query: process where n == 1\n',
    '- rule_id: r2\n  type: eql\n  query: any where n == 2\n',
  ].join(''),
  '/p/rules/bare.eql': 'any where n == 4',
  '/p/rules/kql.toml': '[rule]\nrule_id = "k"\ntype = "query"\nlanguage = "kuery"\nquery = "a : ("\n',
  '/p/rules/broken.toml': ruleFile('process where name = "sh"'),
  '/e.ndjson': ndjson,
  '/labelled.ndjson': ndjson,
  '/labelled.labels.yaml': labels,
  '/more.ndjson': '{"@timestamp":"2024-05-01T09:00:00Z","event":{"category":"process"},"name":"sh"}\n',
  '/mapping.json': '{"properties":{"n":{"type":"keyword"},"event":{"properties":{"category":{"type":"keyword"}}}}}',
};

async function report(...words: readonly string[]): Promise<RunReport & { readonly said: Said }> {
  const said = await runOver(files, ['run', ...words, '--format', 'json']);
  const [first, ...more] = linesOf<RunReport>(said);
  assert.ok(first !== undefined, said.err);
  assert.deepEqual(more, []);
  return { ...first, said };
}

const query = (text: string, ...words: readonly string[]): Promise<RunReport & { readonly said: Said }> =>
  report('--query', text, '--sample', '/e.ndjson', ...words);

const linesHit = ({ hits }: RunReport): unknown => hits.map((hit) => hit.events.map((event) => event?.line ?? null));

describe('run, its JSON', () => {
  it('names the rule, counts the events, and gives each hit its place', async () => {
    const { said, alerts, ...answer } = await report('/p/rules/shells.toml', '--sample', '/e.ndjson');
    assert.equal(alerts?.alerts, 3);
    assert.deepEqual(answer, {
      rule: 'First',
      events: 4,
      hits: [
        { outcome: 'unlabelled', events: [{ sample: '/e.ndjson', line: 3, id: 'a' }], joinKeys: [] },
        { outcome: 'unlabelled', events: [{ sample: '/e.ndjson', line: 1, id: 'c' }], joinKeys: [] },
        { outcome: 'unlabelled', events: [{ sample: '/e.ndjson', line: 5 }], joinKeys: [] },
      ],
      totals: { hits: 3, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 3, misses: 0 },
      misses: [],
      issues: [],
    });
    assert.deepEqual([said.code, said.err], [0, '']);
  });
  it('judges by labels, and ends with 1 where an event is missed', async () => {
    const { said, hits, totals, misses } = await report('/p/rules/shells.toml', '--sample', '/labelled.ndjson');
    assert.deepEqual(
      hits.map(({ outcome }) => outcome),
      ['true-positive', 'false-positive', 'unlabelled'],
    );
    assert.deepEqual(totals, { hits: 3, truePositives: 1, falsePositives: 1, authorised: 0, unlabelled: 1, misses: 1 });
    assert.deepEqual(misses, [{ sample: '/labelled.ndjson', line: 4, id: 'b' }]);
    assert.equal(said.code, 1);
  });
  it('holds keys once a hit, and null where an event is missing', async () => {
    const { hits } = await query(
      'sequence by host with maxspan=1m [process where true] ![any where n == 9] [network where true]',
    );
    assert.deepEqual(
      hits.map(({ events: [first, missing, last], joinKeys }) => [first?.line, missing, last?.line, joinKeys]),
      [[3, null, 4, ['a']]],
    );
  });
  it('is one object a line, in the order of the rules', async () => {
    const said = await runOver(files, [
      'run',
      '/p/rules/two.yaml',
      '/p/rules/bare.eql',
      '--sample',
      '/e.ndjson',
      '--format',
      'json',
    ]);
    assert.deepEqual(
      linesOf<RunReport>(said).map((each) => [each.rule, linesHit(each)]),
      [
        ['One', [[3]]],
        ['r2', [[4]]],
        ['bare', [[5]]],
      ],
    );
  });
});

describe('run, its options', () => {
  const cases: readonly (readonly [string, string, readonly string[], unknown])[] = [
    ['no size: all, by time, events without one last', 'process where true', [], [[3], [1], [5]]],
    ['a size: the last', 'process where true', ['--size', '2'], [[1], [5]]],
    ['head: the first', 'process where true', ['--size', '2', '--result-position', 'head'], [[3], [1]]],
    ['size 0: none', 'process where true', ['--size', '0'], []],
    ['another time', 'process where true', ['--timestamp-field', 'nothing'], [[1], [3], [5]]],
    [
      'a tiebreaker',
      'any where true',
      ['--timestamp-field', 'nothing', '--tiebreaker-field', 'n'],
      [[3], [4], [1], [5]],
    ],
    ['another category', 'sh where n > 1', ['--event-category-field', 'name'], [[1], [5]]],
    ['one sample a key', 'sample by name [any where n < 4] [any where n > 0]', [], [[1, 3]]],
  ];
  for (const [name, text, words, expected] of cases)
    it(name, async () => assert.deepEqual(linesHit(await query(text, ...words)), expected));

  it('more samples a key', async () => {
    const text = 'sample by name [any where n < 4] [any where n > 0]';
    assert.equal((await query(text, '--max-samples-per-key', '2')).hits.length, 2);
  });
  it('go before what the rule says, which goes before the defaults', async () => {
    const rule = ruleFile('sh where true', 'event_category_override = "name"\ntimestamp_field = "n"\n');
    const run = async (...words: readonly string[]): Promise<unknown> => {
      const said = await runOver({ ...files, '/r.toml': rule }, [
        'run',
        '/r.toml',
        '--sample',
        '/e.ndjson',
        '--format',
        'json',
        ...words,
      ]);
      return linesOf<RunReport>(said).map(linesHit);
    };
    assert.deepEqual(await run(), [[[3], [1], [5]]]);
    assert.deepEqual(await run('--event-category-field', 'host'), [[]]);
  });
});

describe('run, its samples', () => {
  it('may be several, each hit by its own', async () => {
    const { hits, events: count } = await report(
      '/p/rules/shells.toml',
      '--sample',
      '/e.ndjson',
      '--sample',
      '/more.ndjson',
    );
    assert.equal(count, 5);
    assert.deepEqual(hits[0]?.events, [{ sample: '/more.ndjson', line: 1 }]);
  });
  it('take their types from a mapping, and from themselves what it lacks', async () => {
    const mapped = (text: string): Promise<RunReport> =>
      report('--query', text, '--sample', '/e.ndjson:/mapping.json', '--timestamp-field', '@timestamp');
    assert.deepEqual(linesHit(await mapped('any where n == "4" and host == "c"')), [[5]]);
    assert.deepEqual((await mapped('any where host == "c"')).issues, []);
  });
  it('are found beside the rules by their datasets', async () => {
    const dataset = '{"data_stream":{"dataset":"x.y"},"n":1}\n';
    const found = {
      '/w/a/rules/r.toml': ruleFile('any where data_stream.dataset == "x.y"'),
      '/w/samples/events/fits.ndjson': dataset,
      '/w/samples/events/other.ndjson': '{"data_stream":{"dataset":"z"}}\n',
    };
    const said = await runOver(found, ['run', '/w/a/rules/r.toml', '--format', 'json']);
    assert.deepEqual(
      linesOf<RunReport>(said).map(({ hits }) => hits.map((hit) => hit.events[0]?.sample)),
      [['/w/samples/events/fits.ndjson']],
    );
  });
  it('that cannot be found are misuse, told once the rule is reported', async () => {
    const said = await runOver(files, ['run', '/p/rules/shells.toml', '--format', 'json']);
    assert.equal(said.code, 2);
    assert.equal(linesOf<RunReport>(said)[0]?.rule, 'First');
    assert.match(said.err, /^First: no sample .* name one with `--sample FILE`\.$/m);
  });
});

describe('run, what it refuses', () => {
  it('is a query with an error of syntax', async () => {
    const { said, hits, issues, events: count } = await report('/p/rules/broken.toml', '--sample', '/labelled.ndjson');
    assert.deepEqual([said.code, hits, count], [1, [], 0]);
    assert.deepEqual(
      issues.map((issue) => [issue.code, issue.severity, issue.line, 'column' in issue ? issue.column : undefined]),
      [['syntax', 'error', 5, 31]],
    );
  });
  it('is what a mapping does not allow', async () => {
    const refused = await report('--query', 'any where n : 4', '--sample', '/e.ndjson:/mapping.json');
    assert.deepEqual([refused.said.code, refused.hits], [1, []]);
    const unknown = await report('--query', 'any where nowhere == 4', '--sample', '/e.ndjson:/mapping.json');
    assert.deepEqual(
      unknown.issues.map(({ code }) => code),
      ['unknown-field'],
    );
    assert.equal(unknown.said.code, 1);
  });
  it('is not a field that only the catalogue does not know, which is an issue', async () => {
    const sample = path.join(root, 'samples', 'events', 'cloud-defend-process.ndjson');
    const words = [
      'run',
      '--query',
      'process where no.such.field == null | head 1',
      '--sample',
      sample,
      '--format',
      'json',
    ];
    const said = await runOnDisk(words);
    assert.deepEqual(
      linesOf<RunReport>(said).map(({ hits, issues }) => [
        hits.length,
        issues.map(({ code, severity }) => [code, severity]),
      ]),
      [[1, [['unknown-field', 'error']]]],
    );
    assert.equal(said.code, 1);
  });
  it('is not a field that no catalogue knows but the sample has: a warning, since the rule may well be right', async () => {
    const sample = path.join(root, 'samples', 'events', 'cloud-defend-process.ndjson');
    const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-run-'));
    const own = path.join(folder, 'own.ndjson');
    writeFileSync(own, '{"event":{"category":"process"},"@timestamp":"2024-05-01T10:00:00Z","no":{"such":1}}\n');
    const words = ['run', '--query', 'process where no.such == 1', '--format', 'json', '--sample'];
    assert.equal((await runOnDisk([...words, sample])).code, 1);
    const said = await runOnDisk([...words, own]);
    rmSync(folder, { recursive: true });
    assert.deepEqual(
      linesOf<RunReport>(said).map(({ hits, issues }) => [hits.length, issues.map(({ severity }) => severity)]),
      [[1, ['warning']]],
    );
    assert.equal(said.code, 0);
  });
  it('is not a rule in another language, which has a hint', async () => {
    const { said, hits, issues } = await report('/p/rules/kql.toml');
    assert.deepEqual([said.code, hits, issues.map(({ code }) => code)], [0, [], ['unsupported-language']]);
  });
  it('is no event on which something cannot be computed: those do not match, and are counted', async () => {
    const { said, hits, issues } = await query('any where 4 / (n - 1) > 0');
    assert.equal(hits.length, 3);
    assert.deepEqual(
      issues.map((issue) => [issue.code, issue.severity, issue.line, 'count' in issue ? issue.count : undefined]),
      [['division-by-zero', 'error', 3, 1]],
    );
    assert.equal(said.code, 1);
  });
});

describe('run, for people', () => {
  const text = async (...words: readonly string[]): Promise<string> => (await runOver(files, ['run', ...words])).out;

  it('prints totals, and the first hits of each outcome with their lines', async () => {
    const out = await text('/p/rules/shells.toml', '--sample', '/labelled.ndjson');
    assert.match(out, /^First {2}\/p\/rules\/shells\.toml\n4 events of \/labelled\.ndjson\n/);
    assert.match(out, /^3 hits: 1 false positive, 1 true positive, 1 unlabelled; 1 miss$/m);
    assert.match(out, /^false positives\n +line +time +known as\n +1 +2024-05-01T10:00:02Z +harmless$/m);
    assert.match(out, /^misses\n.*\n +4 +2024-05-01T10:00:01Z$/m);
  });
  it('adds a table of all rules', async () => {
    const out = await text('/p/rules/two.yaml', '/p/rules/kql.toml', '--sample', '/e.ndjson');
    assert.match(out, /^rule +hits +false positives .*\nOne +1 +0 .*\nr2 +1 +0 .*\nk +- +- .* not run$/m);
  });
  it('tells the clauses by which events only just failed', async () => {
    const out = await text('--query', 'process where name == "sh" and n > 10', '--sample', '/e.ndjson');
    assert.match(out, /^0 hits\n\nnear misses.*\n {2}3 events, the first on line 1: n > 10$/m);
  });
  it('tells how far a sequence came', async () => {
    const out = await text(
      '--query',
      'sequence by host [process where true] [any where n == 9]',
      '--sample',
      '/e.ndjson',
    );
    assert.match(out, /^how far each key came\n {2}a: 1 of 2 events \(line 3\)\. No later event matches item 2\.$/m);
  });
  it('shows nothing of a sample that could write to the terminal', async () => {
    const sample = { '/x.ndjson': `${JSON.stringify({ name: '\u001b[2Jx', n: 1 })}\n{"name":"y"}\n` };
    const { out } = await runOver(sample, ['run', '--query', 'any where name : "*"', '--sample', '/x.ndjson']);
    assert.match(out, /2Jx/);
    assert.doesNotMatch(out, /\u001b/);
  });
});

describe('run, used wrongly', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /needs a rule file, or a query with `--query`/],
    [['/p/rules/shells.toml', '--query', 'any where true'], /either rule files or `--query`, not both/],
    [['/none.toml'], /^\/none\.toml does not exist\.$/m],
    [['/p/rules'], /^\/p\/rules is a folder;/],
    [['/e.ndjson'], /is no rule file/],
    [['/p/rules/shells.toml', '--sample', '/none.ndjson'], /^\/none\.ndjson does not exist\.$/m],
    [['/p/rules/shells.toml', '--sample', '/e.ndjson:/none.json'], /does not exist/],
    [
      ['/p/rules/shells.toml', '--sample', '/e.ndjson:/e.ndjson'],
      /is a sample of events; a sample is read by a mapping/,
    ],
    [['--query', 'any where true', '--size', '-1'], /`--size` takes a whole number from 0 on, not `-1`/],
    [['--query', 'any where true', '--size', '1.5'], /`--size` takes a whole number from 0 on, not `1\.5`/],
    [['--query', 'any where true', '--max-samples-per-key', '0'], /takes a whole number from 1 on/],
    [['--query', 'any where true', '--result-position', 'first'], /is `head` or `tail`, not `first`/],
    [['--query'], /`--query` needs a value: TEXT/],
  ];
  for (const [words, expected] of cases)
    it(`ends with 2 and a sentence: run ${words.join(' ')}`, async () => {
      const { code, out, err } = await runOver(files, ['run', ...words]);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
    });
});

describe('run with the filters of a rule', () => {
  const withFilters = (...filters: readonly string[]): string =>
    ruleFile('process where true', filters.map((each) => `[[rule.filters]]\n${each}\n`).join('')).replace(
      /(\[\[[^]*)(query = [^\n]*\n)$/,
      '$2$1',
    );
  const runFiltered = async (...filters: readonly string[]): Promise<RunReport> => {
    const world = { '/r.toml': withFilters(...filters), '/e.ndjson': ndjson };
    const [said] = linesOf<RunReport>(
      await runOver(world, ['run', '/r.toml', '--sample', '/e.ndjson', '--format', 'json']),
    );
    assert.ok(said);
    return said;
  };

  it('searches only the events that they leave', async () => {
    assert.deepEqual(linesHit(await runFiltered()), [[3], [1], [5]]);
    assert.deepEqual(linesHit(await runFiltered('query.match_phrase.host = "a"')), [[3]]);
    assert.deepEqual(linesHit(await runFiltered('meta.negate = true\nquery.match_phrase.host = "a"')), [[1], [5]]);
  });

  it('is incomplete where one of them is not evaluated', async () => {
    const said = await runFiltered('meta.key = "host"\nquery.query_string.query = "host:a"');
    assert.equal(said.hits.length, 3);
    const issue = said.issues.find(({ code }) => code === 'unread-filter');
    assert.equal(issue?.severity, 'warning');
    assert.match(issue.message, /incomplete.*filter host asks for `query_string`/);
  });
});
