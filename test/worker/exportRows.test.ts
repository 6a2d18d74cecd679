// Rows as text for use elsewhere: what a spreadsheet, a program and a pull request read of them, with and without secrets.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'papaparse';
import { csvHead, csvLine } from '../../server/src/samples/writeCsv';
import type { ExportRowsParams } from '../../server/src/protocol';
import { createRowAnswers } from '../../server/src/worker/rowAnswers';
import type { RowAnswers } from '../../server/src/worker/rowAnswers';
import { ndjson, runOver } from './world';

const TOKEN = `ghp_${'Ab1Cd2Ef3'.repeat(4)}`;
const events = [
  { '@timestamp': '2024-01-01T00:00:01Z', event: { id: 'e1' }, cmd: '=HYPERLINK("x")', args: ['a|b', '`c`'], n: -5 },
  {
    '@timestamp': '2024-01-01T00:00:02Z',
    event: { id: 'e2' },
    cmd: `curl "x"\n${TOKEN}`,
    args: ['--password', 'hunter22x'],
    n: 7,
  },
  { '@timestamp': '2024-01-01T00:00:03Z', event: { id: 'e3' }, cmd: 'out', n: 1 },
];
const labels = 'events:\n  - { id: e1, label: benign, note: "known, \\"fine\\"", lofp: a-job }\n';

async function answers(): Promise<RowAnswers> {
  const files = { '/home/me/s.ndjson': ndjson(events), '/home/me/s.labels.yaml': labels };
  const query = 'any where cmd != "out" and args != null and n != 0';
  return createRowAnswers(await runOver(files, { query, samples: ['/home/me/s.ndjson'] }));
}

async function exported(asked: Partial<ExportRowsParams>): Promise<string> {
  return (await answers()).exportRows({ runId: 1, format: 'csv', from: 0, ...asked }).text;
}

function cellsOf(text: string): readonly (readonly string[])[] {
  return parse(text.trimEnd(), { delimiter: ',' }).data;
}

describe('an export', () => {
  it('as CSV has a line for each row, and no cell that a spreadsheet computes', async () => {
    assert.deepEqual(cellsOf(await exported({})), [
      ['outcome', '@timestamp', 'cmd', 'args', 'n', 'note', 'lofp', 'events'],
      [
        'false-positive',
        '2024-01-01T00:00:01Z',
        `'=HYPERLINK("x")`,
        'a|b, `c`',
        '-5',
        'known, "fine"',
        'a-job',
        's.ndjson:1',
      ],
      ['unlabelled', '2024-01-01T00:00:02Z', 'curl "x"\n********', "'--password, ********", '7', '', '', 's.ndjson:2'],
    ]);
  });

  it('has the columns, the filter and the order that are shown', async () => {
    const asked = { columns: ['n'], sort: { column: 'n', descending: true }, text: 'e' } as const;
    const [, ...rows] = cellsOf(await exported(asked));
    assert.deepEqual(
      rows.map((cells) => cells[2]),
      ['7', '-5'],
    );
    const one = await exported({ columns: ['n'], outcomes: ['false-positive'] });
    assert.equal(cellsOf(one).length, 2);
  });

  it('masks secrets and counts them, unless they are wanted', async () => {
    const read = await answers();
    for (const format of ['csv', 'ndjson', 'markdown'] as const) {
      const { text, masked } = read.exportRows({ runId: 1, format, from: 0 });
      assert.doesNotMatch(text, /ghp_|hunter22x/, format);
      assert.equal(masked, 2, format);
      const open = read.exportRows({ runId: 1, format, from: 0, withSecrets: true });
      assert.match(open.text, /ghp_/, format);
      assert.match(open.text, /hunter22x/, format);
      assert.equal(open.masked, 0, format);
    }
  });

  it('as NDJSON has whole events that can be run again', async () => {
    const lines = (await exported({ format: 'ndjson', withSecrets: true })).trimEnd().split('\n');
    const [first, second] = lines.map((line) => JSON.parse(line) as (typeof events)[number]);
    const told = { outcome: 'false-positive', sample: 's.ndjson', line: 1 };
    assert.deepEqual(first, { ...events[0], rulewright: told });
    assert.equal(second?.cmd, events[1]?.cmd);
  });

  it('as Markdown shows values as they are', async () => {
    const [head, rule, first] = (await exported({ format: 'markdown', columns: ['cmd', 'args'] })).split('\n');
    assert.equal(head, '| `outcome` | `@timestamp` | `cmd` | `args` | `note` | `lofp` | `events` |');
    assert.equal(rule, '| --- | --- | --- | --- | --- | --- | --- |');
    assert.equal(
      first,
      '| `false-positive` | `2024-01-01T00:00:01Z` | `=HYPERLINK("x")` | ``` a\\|b, `c` ``` | `known, "fine"` | `a-job` | `s.ndjson:1` |'.replace(
        '``` a\\|b, `c` ```',
        '`` a\\|b, `c` ``',
      ),
    );
  });

  it('as Markdown ends where nobody reads on, and says so', async () => {
    const many = Array.from({ length: 203 }, (_, n) => ({ '@timestamp': '2024-01-01T00:00:01Z', n }));
    const read = createRowAnswers(await runOver({ '/s.ndjson': ndjson(many) }, { query: 'any where n >= 0' }));
    const { text, total, next } = read.exportRows({ runId: 1, format: 'markdown', from: 0 });
    assert.deepEqual([total, next], [203, undefined]);
    assert.match(text, /\n\n3 more rows are not in this table\.\n$/);
  });

  it('of a sequence has its keys, and each event on a line', async () => {
    const steps = [1, 2].map((n) => ({ '@timestamp': `2024-01-01T00:00:0${n}Z`, h: 'x', n }));
    const query = 'sequence by h [any where n == 1] [any where n == 2] ![any where n == 3] with maxspan=1m';
    const read = createRowAnswers(
      await runOver(
        { '/s.ndjson': ndjson(steps) },
        { query: query.replace('by h', 'by h with maxspan=1m').replace(/ with maxspan=1m$/, '') },
      ),
    );
    const ask = (format: 'csv' | 'ndjson'): string => read.exportRows({ runId: 1, format, from: 0 }).text;
    const [names, cells] = cellsOf(ask('csv'));
    assert.deepEqual([names?.[2], cells?.[2], cells?.at(-1)], ['join_keys', 'x', 's.ndjson:1 s.ndjson:2 ']);
    const told = ask('ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { rulewright: unknown }).rulewright);
    assert.deepEqual(told, [
      { outcome: 'unlabelled', hit: 0, item: 0, sample: 's.ndjson', line: 1 },
      { outcome: 'unlabelled', hit: 0, item: 1, sample: 's.ndjson', line: 2 },
    ]);
  });

  it('comes in pieces that are whole together', async () => {
    const text = 'x'.repeat(300_000);
    const many = Array.from({ length: 20 }, (_, n) => ({ '@timestamp': '2024-01-01T00:00:01Z', n, text }));
    const read = createRowAnswers(await runOver({ '/s.ndjson': ndjson(many) }, { query: 'any where n >= 0' }));
    let whole = '';
    let pieces = 0;
    for (let from: number | undefined = 0; from !== undefined; pieces++) {
      const piece = read.exportRows({ runId: 1, format: 'ndjson', from });
      whole += piece.text;
      from = piece.next;
    }
    assert.ok(pieces > 1);
    const numbers = whole
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { n: number }).n);
    assert.deepEqual(
      numbers,
      many.map(({ n }) => n),
    );
  });

  it('of no rows is the head of a table', async () => {
    const read = await answers();
    const none = { runId: 1, from: 0, text: 'nothing has this' } as const;
    assert.equal(cellsOf(read.exportRows({ ...none, format: 'csv' }).text).length, 1);
    assert.equal(read.exportRows({ ...none, format: 'ndjson' }).text, '');
    assert.equal(read.exportRows({ ...none, format: 'markdown' }).text.split('\n').length, 3);
  });
});

describe('a line of CSV', () => {
  it('is read back as it was, but for an apostrophe before what would be computed', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (cells) => {
        const [read] = parse(csvLine(cells).slice(0, -2), { delimiter: ',' }).data;
        assert.deepEqual(
          read?.map((cell, place) => (cell === `'${cells[place]}` ? cells[place] : cell)),
          cells,
        );
        for (const cell of read ?? []) assert.doesNotMatch(cell, /^[=+@\t\r＝＋－＠]|^-(?!\d+(\.\d+)?$)/);
      }),
    ));

  const HARMFUL = ['=1+1', '+1', '-1+1', '-cmd', '@SUM(A1)', '\tx', '\r=1', '\n=1', '＝1', '-'];
  for (const cell of HARMFUL)
    it(`takes ${JSON.stringify(cell)} for text`, () => assert.ok(csvLine([cell, '']).startsWith(`"'`)));
  it('names fields as they are, but for what would be computed', () =>
    assert.equal(csvHead(['@timestamp', 'a/b', '@SUM(1)', '-a', 'x,y']), `@timestamp,a/b,"'@SUM(1)","'-a","x,y"\r\n`));

  for (const cell of ['-5', '-5.25', '5', 'a=b', 'a-b'])
    it(`leaves ${cell} as it is`, () => assert.equal(csvLine([cell, '']), `${cell},\r\n`));
});
