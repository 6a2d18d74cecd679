// The lines of the table: rows, and the events of rows that are open.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countLines, lineAt, lineOf } from '../../client/webview/model/tableLines';

describe('the lines of the table', () => {
  it('put the events of an open row below it', () => {
    const open = new Map([[1, 2]]);
    const lines = Array.from({ length: countLines(3, open) }, (_, line) => lineAt(line, open));
    assert.deepEqual(lines, [
      { row: 0, child: undefined },
      { row: 1, child: undefined },
      { row: 1, child: 0 },
      { row: 1, child: 1 },
      { row: 2, child: undefined },
    ]);
  });

  it('leave out an open row that is no longer there', () => {
    assert.equal(countLines(2, new Map([[5, 3]])), 2);
  });

  it('find every line again, whichever rows are open', () => {
    const openRows = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 4 })), { maxLength: 8 });
    fc.assert(
      fc.property(openRows, (entries) => {
        const open = new Map(entries);
        for (let line = 0; line < countLines(31, open); line++) assert.equal(lineOf(lineAt(line, open), open), line);
      }),
    );
  });
});
