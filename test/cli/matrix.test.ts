// `rulewright run --matrix`: many rules over many samples, a cell for each pair that fits.
import assert from 'node:assert/strict';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { linesOf, runOver } from './world';

const event = (id: string, dataset: string, name: string): string =>
  `${JSON.stringify({ '@timestamp': '2025-05-01T10:00:00Z', event: { id, dataset, category: 'process' }, name })}\n`;

const rule = (name: string, dataset: string, condition: string): string =>
  `[rule]\nname = "${name}"\nrule_id = "${name}"\ntype = "eql"\nlanguage = "eql"\n` +
  `query = '''process where event.dataset == "${dataset}" and ${condition}'''\n`;

const FILES: MemoryFiles = {
  '/p/rules/deep/shell.toml': rule('=Shell', 'app.one', 'name == "sh"'),
  '/p/rules/other.toml': rule('Other|rule', 'app.two', 'name == "sh"'),
  '/p/rules/no-rule.toml': 'a = 1\n',
  '/p/rules/kql.toml': '[rule]\nname = "Kql"\ntype = "query"\nlanguage = "kuery"\nquery = "a : b"\n',
  '/p/samples/events/one.ndjson':
    event('a', 'app.one', 'sh') + event('b', 'app.one', 'sh') + event('c', 'app.one', 'x'),
  '/p/samples/events/one.labels.yaml': 'events:\n  - { id: a, label: malicious }\n  - { id: b, label: benign }\n',
  '/p/samples/events/two.ndjson': event('a', 'app.two', 'sh'),
  '/missed.ndjson': event('m', 'app.one', 'x'),
  '/missed.labels.yaml': 'events:\n  - { id: m, label: malicious, rules: ["=Shell"] }\n',
};

interface Report {
  readonly matrix: readonly { readonly rule: string; readonly sample: string; readonly result: string }[];
  readonly notRun: readonly { readonly rule: string; readonly reason: string }[];
}

const run = (...words: readonly string[]) => runOver(FILES, ['run', '--matrix', ...words]);

describe('rulewright run --matrix', () => {
  it('runs the rules of a folder over the samples that each would choose', async () => {
    const said = await run('/p/rules', '--format', 'json');
    const [report] = linesOf<Report>(said);
    const totals = { hits: 2, truePositives: 1, falsePositives: 1, authorised: 0, unlabelled: 0, misses: 0 };
    const one = '/p/samples/events/one.ndjson';
    const path = '/p/rules/deep/shell.toml';
    assert.deepEqual(report?.matrix[0], { rule: '=Shell', path, sample: one, result: 'ran', events: 3, totals });
    assert.deepEqual(
      report?.matrix.map((cell) => [cell.rule, cell.sample]),
      [
        ['=Shell', one],
        ['Other|rule', '/p/samples/events/two.ndjson'],
      ],
    );
    assert.deepEqual(
      report?.notRun.map((each) => each.rule),
      ['Kql'],
    );
    assert.equal(said.code, 0);
  });

  it('shows people a cell for each pair, and a dash where a sample does not fit', async () => {
    const { out } = await run('/p/rules/deep', '/p/rules/other.toml');
    assert.deepEqual(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ {2,}/)),
      [
        ['rule', '/p/samples/events/one.ndjson', '/p/samples/events/two.ndjson'],
        ['=Shell', '1 TP, 1 FP', '-'],
        ['Other|rule', '-', '1 unlabelled'],
      ],
    );
  });

  it('takes the samples that are named, for the rules that they fit, and ends with 1 where an event is missed', async () => {
    const { code, out } = await run('/p/rules/deep', '/p/rules/other.toml', '--sample', '/missed.ndjson');
    assert.equal(code, 1);
    assert.match(out, /^=Shell +1 missed$/m);
    assert.match(out, /^Other\|rule +-$/m);
  });

  it('tells once of a sample that cannot be read, and runs the others', async () => {
    const { code, out, err } = await run('/p/rules', '--sample', '/gone.ndjson', '--sample', '/missed.ndjson');
    assert.equal(code, 2);
    assert.match(out, /^=Shell +unreadable +1 missed$/m);
    assert.equal(err.split('/gone.ndjson').length, 2);
  });

  it('writes Markdown and CSV that mean what the names say', async () => {
    const markdown = await run('/p/rules/other.toml', '--format', 'markdown');
    assert.match(markdown.out, /^\| Other\\\|rule \| 1 unlabelled \|$/m);
    const csv = await run('/p/rules/deep', '--format', 'csv');
    assert.equal(
      csv.out,
      'rule,path,sample,result,events,hits,truePositives,falsePositives,authorised,unlabelled,misses\r\n' +
        "'=Shell,/p/rules/deep/shell.toml,/p/samples/events/one.ndjson,ran,3,2,1,1,0,0,0\r\n",
    );
  });

  for (const [what, words, sentence] of [
    ['standard input', ['--matrix', '/p/rules', '--sample', '-'], /none from standard input/],
    ['CSV of a plain run', ['/p/rules/other.toml', '--format', 'csv'], /for `--matrix` only/],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { code, err } = await runOver(FILES, ['run', ...words]);
      assert.equal(code, 2);
      assert.match(err, sentence);
    });
});
