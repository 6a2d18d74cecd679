// What a rule would have raised: its runs, its limits, what it joins, and what no run can find.
import assert from 'node:assert/strict';
import { scheduleOf } from '../../server/src/analysis/schedule';
import type { Schedule } from '../../server/src/analysis/schedule';
import { readRuleFile } from '../../server/src/rule/read';
import { estimateAlerts } from '../../server/src/tuning/alerts';
import type { AlertEstimate } from '../../server/src/tuning/alerts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PLAIN: Schedule = { every: 5 * MINUTE, window: 6 * MINUTE, maxSignals: 100 };

interface Event {
  /** Minutes. */
  readonly at?: number;
  readonly user?: string;
  readonly auditID?: string;
}

/** Hits as lists of events; the sample lasts a day. */
function estimate(hits: readonly (readonly Event[])[], schedule: Partial<Schedule> = {}): AlertEstimate {
  const events = hits.flat();
  return estimateAlerts({
    hits: hits.map((own) => ({ events: own.map((event) => events.indexOf(event)), joinKeys: [] })),
    schedule: { ...PLAIN, ...schedule },
    period: { from: 0, to: 24 * HOUR },
    time: (event) => (events[event]?.at === undefined ? undefined : events[event].at * MINUTE),
    values: (event, path) => {
      const value = path === 'user.name' ? events[event]?.user : events[event]?.auditID;
      return value === undefined ? [] : [value];
    },
  });
}

const at = (...minutes: readonly number[]): readonly Event[] => minutes.map((minute) => ({ at: minute }));

describe('the alerts of a rule', () => {
  it('are its hits where nothing joins or limits them', () => {
    const found = estimate([at(1), at(2), at(700)]);
    assert.deepEqual([found.alerts, found.perDay, found.suppressed, found.lost], [3, 3, 0, 0]);
  });

  it('are at most so many in one run', () => {
    const found = estimate([at(1), at(2), at(3), at(6)], { maxSignals: 2 });
    assert.deepEqual([found.alerts, found.lost], [3, 1]);
  });

  const users = (joinsMissing: boolean, duration?: number): Partial<Schedule> => ({
    suppression: { groupBy: ['user.name'], joinsMissing, ...(duration === undefined ? {} : { duration }) },
  });

  it('are one a group and run where they are suppressed by run', () => {
    const found = estimate(
      [[{ at: 1, user: 'a' }], [{ at: 2, user: 'a' }], [{ at: 3, user: 'b' }], [{ at: 6, user: 'a' }]],
      users(true),
    );
    assert.deepEqual([found.alerts, found.suppressed], [3, 1]);
  });

  it('are one a group for a time, counted from the first of them', () => {
    const hits = [1, 50, 61, 62].map((minute) => [{ at: minute, user: 'a' }]);
    const found = estimate(hits, users(true, HOUR));
    assert.deepEqual([found.alerts, found.suppressed], [2, 2]);
  });

  it('that lack the field are one group, or each by itself', () => {
    const hits = [at(1), at(2), at(3)];
    assert.equal(estimate(hits, users(true)).alerts, 1);
    assert.equal(estimate(hits, users(false)).alerts, 3);
  });

  it('of a sequence are joined by what its events share', () => {
    const sequence = (minute: number, first: string, last: string): readonly Event[] => [
      { at: minute, user: first },
      { at: minute + 1, user: last },
    ];
    const found = estimate([sequence(1, 'a', 'a'), sequence(2, 'a', 'a'), sequence(2, 'a', 'b')], users(false));
    assert.deepEqual([found.alerts, found.suppressed], [2, 1]);
  });

  it('of a sequence that is longer than what a run reads are never made', () => {
    const found = estimate([at(0, 7), at(10, 13), at(20, 20.5)]);
    assert.deepEqual([found.missedHits, found.alerts, found.uncertain], [[0], 2, 1]);
  });

  it('are told beside the requests that they are about', () => {
    const found = estimate([[{ at: 1, auditID: 'x' }], [{ at: 1, auditID: 'x' }], [{ at: 2, auditID: 'y' }]]);
    assert.deepEqual([found.alerts, found.sessions], [3, 2]);
    assert.equal(estimate([at(1)]).sessions, undefined);
  });

  it('are not told by day of a sample of minutes, or without times', () => {
    const source = { hits: [{ events: [0], joinKeys: [] }], schedule: PLAIN, time: () => undefined, values: () => [] };
    assert.equal(estimateAlerts({ ...source, period: { from: 0, to: 10 * MINUTE } }).perDay, undefined);
    assert.deepEqual(estimateAlerts(source).alerts, 1);
    assert.equal(estimateAlerts(source).days, undefined);
  });
});

describe('the schedule of a rule', () => {
  const read = (keys: string): Schedule => {
    const [rule] = readRuleFile(`[rule]\ntype = "eql"\nquery = "any where true"\n${keys}`, 'toml').rules;
    assert.ok(rule);
    return scheduleOf(rule);
  };

  it('is what Kibana takes where the rule says nothing, or nothing that can be read', () => {
    assert.deepEqual(read(''), PLAIN);
    assert.deepEqual(read('interval = "soon"\nfrom = "yesterday"\nmax_signals = "many"\nalert_suppression = 1'), PLAIN);
  });

  it('is what the rule says', () => {
    const keys = [
      'interval = "1h"',
      'from = "now-119m"',
      'max_signals = 20',
      '[rule.alert_suppression]',
      'group_by = ["user.name", "host.id"]',
      'missing_fields_strategy = "doNotSuppress"',
      '[rule.alert_suppression.duration]',
      'unit = "h"',
      'value = 5',
    ];
    assert.deepEqual(read(keys.join('\n')), {
      every: HOUR,
      window: 119 * MINUTE,
      maxSignals: 20,
      suppression: { groupBy: ['user.name', 'host.id'], joinsMissing: false, duration: 5 * HOUR },
    });
  });
});
