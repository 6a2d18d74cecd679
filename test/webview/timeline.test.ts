// The track of a sequence hit and of a key: its stops in order, the time between them, and what ended it.
import assert from 'node:assert/strict';
import type { EventReference, ResultRow, TimelineKey } from '../../server/src/protocol';
import { eventStops, moveInTimeline, nameOfKey, summaryOf } from '../../client/webview/model/timeline';
import { trackOfHit, trackOfKey } from '../../client/webview/model/track';
import type { TrackStop } from '../../client/webview/model/track';

const items = ['[a where true]', '[b where true]', '![c where true]', '[d where true]'];

const eventAt = (second: number): EventReference => ({
  event: second,
  sample: 's.ndjson',
  line: second,
  timestamp: `2025-01-01T00:00:0${second}Z`,
});

/** A key that came so far, its events one second apart. */
function keyOf(reached: readonly number[], ended: TimelineKey['ended'], endedBy?: EventReference): TimelineKey {
  const events = reached.map((item, index) => ({ item, event: eventAt(index + 1), after: index * 1000 }));
  return { keys: ['alice'], reached: reached.length, events, ended, detail: '', endedBy };
}

/** "1 +2s 2 (3) [maxspan] _4_": events, missing ones, the end, and what was not reached. */
function drawn(track: readonly TrackStop[]): string {
  return track.map(drawnStop).join(' ');
}

function drawnStop(stop: TrackStop): string {
  switch (stop.kind) {
    case 'event':
      return `${stop.since === undefined ? '' : `+${stop.since / 1000}s `}${stop.place}`;
    case 'missing':
      return stop.isAbsent ? `(${stop.place})` : `(${stop.place}?)`;
    case 'open':
      return `_${stop.place}_`;
    case 'end':
      return `[${stop.ended}${stop.event === undefined ? '' : ` ${stop.event.line}`}]`;
  }
}

describe('the track of a key', () => {
  const cases: readonly (readonly [string, TimelineKey, string])[] = [
    ['ends behind the last item', keyOf([0, 1, 3], 'complete'), '1 +1s 2 (3) +1s 4 [complete]'],
    ['ends where nothing came any more', keyOf([0], 'waiting'), '1 [waiting] _2_ (3?) _4_'],
    ['leads to the event that ended it', keyOf([0, 1], 'until', eventAt(9)), '1 +1s 2 [until 9] (3?) _4_'],
    [
      'does not call an event missing that was there',
      keyOf([0, 1, 3], 'forbidden-event', eventAt(5)),
      '1 +1s 2 (3?) +1s 4 [forbidden-event 5]',
    ],
    ['shows each run of an item', keyOf([0, 0, 1], 'maxspan'), '1 +1s 1 +1s 2 [maxspan] (3?) _4_'],
  ];
  cases.forEach(([title, key, expected]) => it(title, () => assert.equal(drawn(trackOfKey(key, items)), expected)));
});

describe('the track of a hit', () => {
  const row: ResultRow = {
    row: 0,
    outcome: 'unlabelled',
    timestamp: '',
    cells: [],
    events: [eventAt(1), null, eventAt(4)],
    joinKeys: ['alice'],
  };

  it('shows a missing event as such, and the time over it', () => {
    assert.equal(drawn(trackOfHit(row, true)), '1 (2) +3s 3');
  });

  it('shows no times between events that have no order', () => {
    assert.equal(drawn(trackOfHit(row, false)), '1 (2) 3');
  });
});

describe('the timeline', () => {
  const keys = [keyOf([0, 1, 3], 'complete'), keyOf([0], 'maxspan'), keyOf([0], 'maxspan')];
  const answer = { runId: 1, items, needed: 3, keyCount: 3, keys, notes: [] };

  it('counts how the keys ended when all of them are here', () => {
    assert.equal(summaryOf(answer), '3 keys matched the first item: 1 complete, 2 maxspan.');
    const cut = { ...answer, keyCount: 5000 };
    assert.equal(summaryOf(cut), '5,000 keys matched the first item; the 3 that came farthest are shown.');
    assert.equal(summaryOf({ ...answer, keyCount: 0, keys: [] }), 'No event matched the first item.');
  });

  it('has a name also for a sequence without keys and an empty key', () => {
    assert.equal(nameOfKey({ ...keyOf([0], 'waiting'), keys: [] }), 'all events');
    assert.equal(nameOfKey({ ...keyOf([0], 'waiting'), keys: ['', 'b'] }), '(empty), b');
  });

  it('counts the stops that lead to an event', () => {
    assert.equal(eventStops(trackOfKey(keyOf([0, 1], 'until', eventAt(9)), items)).length, 3);
    assert.equal(eventStops(trackOfKey(keyOf([0, 1], 'waiting'), items)).length, 2);
  });

  it('moves with the arrows from stop to stop and from key to key', () => {
    const stops = [3, 1, 2];
    const moves: readonly (readonly [string, number, number, unknown])[] = [
      ['ArrowRight', 0, 0, { row: 0, stop: 1 }],
      ['ArrowRight', 0, 2, { row: 0, stop: 2 }],
      ['ArrowLeft', 0, 0, { row: 0, stop: 0 }],
      ['ArrowDown', 0, 2, { row: 1, stop: 0 }],
      ['ArrowUp', 0, 0, undefined],
      ['ArrowDown', 2, 0, undefined],
      ['End', 0, 2, { row: 2, stop: 0 }],
      ['Home', 2, 1, { row: 0, stop: 0 }],
      ['a', 0, 0, undefined],
    ];
    moves.forEach(([key, row, stop, goal]) => assert.deepEqual(moveInTimeline({ row, stop }, key, stops), goal, key));
    assert.equal(moveInTimeline({ row: 0, stop: 0 }, 'End', []), undefined);
  });
});
