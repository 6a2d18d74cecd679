// The matrix as people see it: rows, words, sums and keys; and what its page may say.
import assert from 'node:assert/strict';
import { cellOf, parseFromMatrix } from '../../client/src/matrix/matrixMessages';
import {
  cellInWords,
  cellKey,
  cellText,
  gridMove,
  lackingOf,
  rowsOf,
  sumOf,
  summaryOf,
  textsOf,
  toneOf,
} from '../../client/webview/model/matrix';
import type { MatrixAnswer, MatrixResult, RunTotals } from '../../server/src/protocol';

const ran = (totals: Partial<RunTotals>, errors: readonly string[] = []): MatrixResult => ({
  kind: 'ran',
  events: 10,
  totals: { hits: 0, truePositives: 0, falsePositives: 0, authorised: 0, unlabelled: 0, misses: 0, ...totals },
  errors,
});

const rule = (name: string, ...cells: MatrixAnswer['rules'][number]['cells']) => ({
  rule: { uri: `file:///rules/${name}.toml`, rule: 0 },
  name,
  file: `rules/${name}.toml`,
  cells,
  ...(cells.length === 0 ? { notRun: 'No sample fits this rule.' } : {}),
});

const answer: MatrixAnswer = {
  samples: [
    { uri: 'file:///a.ndjson', label: 'a.ndjson' },
    { uri: 'file:///b.ndjson', label: 'b.ndjson' },
  ],
  rules: [
    rule('Exec', { sample: 1, result: ran({ hits: 3, truePositives: 2, falsePositives: 1 }) }),
    rule('Lone'),
    rule('Token', { sample: 0, result: ran({ misses: 1 }) }, { sample: 1 }),
  ],
  ran: 1,
  isCancelled: false,
};

describe('the rows of a matrix', () => {
  it('have a place for each sample, and those without one are told apart', () => {
    assert.deepEqual(
      rowsOf(answer, '').map(({ index, cells }) => [index, cells.map((cell) => cell?.sample)]),
      [
        [0, [undefined, 1]],
        [2, [0, 1]],
      ],
    );
    assert.deepEqual(
      lackingOf(answer, '').map((each) => each.rule.name),
      ['Lone'],
    );
  });

  it('are filtered by the name of the rule or its file, whatever the case', () => {
    const named = (text: string) => rowsOf(answer, text).map((each) => each.rule.name);
    assert.deepEqual(named(' TOKEN '), ['Token']);
    assert.deepEqual(named('rules/exec'), ['Exec']);
    assert.deepEqual([named('lone'), lackingOf(answer, 'exec')], [[], []]);
  });
});

describe('a cell of a matrix', () => {
  const cases: readonly (readonly [MatrixResult | undefined, string, string, string])[] = [
    [undefined, 'not run', 'waiting', 'not run: it was cancelled before'],
    [ran({}), 'no hits', 'none', '0 hits in 10 events'],
    [ran({ hits: 2, truePositives: 2 }), '2 TP', 'true-positive', '2 hits in 10 events: 2 true positives'],
    [
      ran({ hits: 3, truePositives: 2, falsePositives: 1 }),
      '2 TP, 1 FP',
      'false-positive',
      '3 hits in 10 events: 2 true positives, 1 false positive',
    ],
    [
      ran({ hits: 1_200, falsePositives: 1_200, misses: 1 }, ['Too much.']),
      '1,200 FP, 1 missed',
      'miss',
      '1,200 hits in 10 events: 1,200 false positives, 1 miss. Too much.',
    ],
    [{ kind: 'refused', errors: ['No such field.'] }, 'refused', 'problem', 'refused. No such field.'],
    [{ kind: 'unreadable', errors: ['It is cut.'] }, 'unreadable', 'problem', 'unreadable. It is cut.'],
  ];
  for (const [result, text, tone, words] of cases)
    it(`says ${text}`, () =>
      assert.deepEqual([cellText(result), toneOf(result), cellInWords(result)], [text, tone, words]));

  it('is found among the texts of an answer, to be compared with the next', () => {
    const [first] = answer.rules;
    assert.ok(first);
    assert.equal(textsOf(answer).get(cellKey(first.rule, 'file:///b.ndjson')), '2 TP, 1 FP');
    assert.equal(textsOf(answer).size, 2);
  });
});

describe('the sums of a matrix', () => {
  it('add what ran', () => {
    const { hits, truePositives, misses } = sumOf([ran({ hits: 2, truePositives: 2 }), undefined, ran({ misses: 1 })]);
    assert.deepEqual([hits, truePositives, misses], [2, 2, 1]);
  });
  it('tell what was run for this answer', () => {
    assert.equal(summaryOf(answer), '2 rules on 2 samples · run: 1, unchanged: 1');
    assert.match(summaryOf({ ...answer, isCancelled: true }), / · cancelled$/);
  });
});

describe('the keys of a matrix', () => {
  const size = { rows: 4, columns: 3, page: 2 };
  const cases: readonly (readonly [string, boolean, number, number, number, number])[] = [
    ['ArrowDown', false, 0, 0, 1, 0],
    ['ArrowUp', false, 0, 1, 0, 1],
    ['ArrowRight', false, 1, 2, 1, 2],
    ['ArrowLeft', false, 1, 2, 1, 1],
    ['PageDown', false, 1, 1, 3, 1],
    ['PageDown', false, 3, 1, 3, 1],
    ['Home', false, 2, 2, 2, 0],
    ['End', false, 2, 0, 2, 2],
    ['Home', true, 2, 2, 0, 0],
    ['End', true, 0, 0, 3, 2],
  ];
  for (const [key, ctrlKey, row, column, toRow, toColumn] of cases)
    it(`${ctrlKey ? 'Ctrl+' : ''}${key} leads from ${row}:${column} to ${toRow}:${toColumn}`, () =>
      assert.deepEqual(gridMove({ key, ctrlKey }, { row, column }, size), { row: toRow, column: toColumn }));
  it('are no others', () =>
    assert.equal(gridMove({ key: 'a', ctrlKey: false }, { row: 0, column: 0 }, size), undefined));
});

describe('a message from the page of the matrix', () => {
  it('passes when it is one that is known, without what it should not have', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'refresh' },
      { type: 'cancel' },
      { type: 'run', rule: 2, sample: 0 },
      { type: 'openRule', rule: 0 },
    ])
      assert.deepEqual(parseFromMatrix({ ...message, more: 1 }), message);
  });
  it('is refused when it is anything else', () => {
    const refused = [undefined, null, 'ready', {}, { type: 'toString' }, { type: 'run', rule: 0 }];
    for (const message of [...refused, { type: 'run', rule: -1, sample: 0 }, { type: 'openRule', rule: 0.5 }])
      assert.equal(parseFromMatrix(message), undefined, JSON.stringify(message));
  });
  it('names a cell only of the answer that is shown', () => {
    const expected = { rule: answer.rules[2]?.rule, sample: 'file:///a.ndjson' };
    assert.deepEqual(cellOf(answer, { rule: 2, sample: 0 }), expected);
    assert.equal(cellOf(answer, { rule: 9, sample: 0 }), undefined);
    assert.equal(cellOf(answer, { rule: 0, sample: 9 }), undefined);
  });
});
