// Where the lines of the table stand: any number of them can be reached, and only those in sight are drawn.
import assert from 'node:assert/strict';
import { headerHeight, lineHeight } from '../../client/webview/model/tableColumns';
import { bodyHeight, linesInSight, offsetShowing, topOf, widen } from '../../client/webview/model/tableScroll';
import type { TableView } from '../../client/webview/model/tableScroll';

/** Of the engines that show the panel the one with the least. */
const tallestElement = 16_700_000;
const viewport = 413;
const viewOf = (lines: number, offset: number): TableView => ({ lines, viewport, offset });
const farthest = (lines: number): number => Math.max(0, bodyHeight(lines) - viewport);

function assertInSight(line: number, view: TableView): void {
  const top = topOf(line, view) - view.offset;
  // A body whose pixels stand for several is placed to the nearest of them.
  assert.ok(top >= headerHeight - 1 && top + lineHeight <= viewport + 1, `line ${line} of ${view.lines} is at ${top}`);
  const { first, last } = linesInSight(view);
  assert.ok(first <= line && line < last, `line ${line} is not of ${first} to ${last}`);
}

describe('the scrolled table', () => {
  const sizes = [1, 17, 18, 1000, 100_000, 681_000, 1_500_000, 20_000_000];
  for (const lines of sizes) {
    it(`of ${lines} lines is no taller than an element can be, and reaches its first and its last line`, () => {
      assert.ok(bodyHeight(lines) <= tallestElement);
      assertInSight(0, viewOf(lines, 0));
      assertInSight(lines - 1, viewOf(lines, farthest(lines)));
    });

    it(`of ${lines} lines brings any of them into sight, from anywhere`, () => {
      const places = [0, 1, lines >> 2, lines >> 1, lines - 2, lines - 1].filter((line) => line >= 0 && line < lines);
      for (const line of places)
        for (const offset of [0, farthest(lines) / 3, farthest(lines)]) {
          const shown = offsetShowing(line, viewOf(lines, offset));
          assert.ok(shown >= 0 && shown <= farthest(lines));
          assertInSight(line, viewOf(lines, shown));
        }
    });
  }

  it('draws no more lines than fit, wherever it is', () => {
    const most = Math.ceil((viewport - headerHeight) / lineHeight) + 1;
    for (const lines of sizes)
      for (let part = 0; part <= 1; part += 0.01) {
        const { first, last } = linesInSight(viewOf(lines, farthest(lines) * part));
        assert.ok(first >= 0 && last <= lines && last - first <= most);
      }
  });

  it('stands still where the line is in sight already', () => {
    for (const lines of sizes) {
      const view = viewOf(lines, farthest(lines) / 2);
      const { first } = linesInSight(view);
      const whole = Math.min(lines - 1, first + 2);
      assert.equal(offsetShowing(whole, view), view.offset);
    }
  });

  it('moves as the body does where all lines fit into it', () => {
    for (const offset of [0, 1, 777, farthest(100_000)])
      assert.equal(topOf(500, viewOf(100_000, offset)), headerHeight + 500 * lineHeight);
  });

  it('stays at its end when lines went away below', () => {
    const before = farthest(100_000);
    const { last } = linesInSight(viewOf(30, before));
    assert.equal(last, 30);
  });

  it('widens what is in sight up to its ends', () => {
    assert.deepEqual(widen({ first: 5, last: 20 }, 12, 100), { first: 0, last: 32 });
    assert.deepEqual(widen({ first: 90, last: 100 }, 12, 100), { first: 78, last: 100 });
    assert.deepEqual(widen({ first: 0, last: 0 }, 12, 0), { first: 0, last: 0 });
  });
});
