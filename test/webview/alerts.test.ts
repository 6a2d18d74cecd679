// What the hits would be in production, as the panel says it.
import assert from 'node:assert/strict';
import { alertDetails, alertsInWords, figuresInWords } from '../../client/webview/model/alerts';
import type { PanelAlerts, PanelState } from '../../server/src/protocol';

const NONE: PanelAlerts = { alerts: 0, suppressed: 0, lost: 0, missedInProduction: 0, uncertain: 0 };

describe('the alerts behind the hits', () => {
  const cases: readonly [given: Partial<PanelAlerts>, words: string][] = [
    [{ alerts: 1 }, '1 alert'],
    [{ alerts: 1200 }, '1,200 alerts'],
    [{ perDay: 0.02 }, 'less than one alert in ten days'],
    [{ perDay: 1.04 }, 'about 1 alert a day'],
    [{ perDay: 2.25 }, 'about 2.3 alerts a day'],
    [{ perDay: 95.4 }, 'about 95 alerts a day'],
    [{ perDay: 12000 }, 'about 12,000 alerts a day'],
  ];
  for (const [given, words] of cases)
    it(`are ${words}`, () => assert.equal(alertsInWords({ ...NONE, ...given }), words));

  it('are explained by what is not nothing', () => {
    assert.equal(alertDetails(NONE).split('\n').length, 1);
    const told = alertDetails({ ...NONE, suppressed: 2, lost: 3, missedInProduction: 4, uncertain: 5, sessions: 6 });
    assert.deepEqual(
      told.split('\n').map((line) => /: (\d)$/.exec(line)?.[1]),
      [undefined, '6', '2', '3', '4', '5'],
    );
  });
});

describe('the figures in the head', () => {
  const totals = { hits: 2, truePositives: 0, falsePositives: 2, authorised: 0, unlabelled: 0, misses: 0 };
  const state: PanelState = {
    runId: 1,
    rule: { uri: 'file:///r.toml', rule: 0, name: 'A rule' },
    phase: 'done',
    progress: 1,
    samples: [],
    events: 2025,
    milliseconds: 31,
    totals,
    alerts: { ...NONE, perDay: 100 },
    columns: [],
    problems: [],
    nearMisses: [],
    isSequence: false,
    hasTimeline: false,
  };
  const cases: readonly [what: string, given: Partial<PanelState>, figures: readonly string[]][] = [
    ['all of a run', {}, ['2,025 events', '31 ms', 'about 100 alerts a day']],
    ['no alerts without a hit', { totals: { ...totals, hits: 0 } }, ['2,025 events', '31 ms']],
    ['no events of a run that failed', { phase: 'failed', alerts: undefined }, ['31 ms']],
    ['nothing of one that has no time', { phase: 'failed', alerts: undefined, milliseconds: undefined }, []],
  ];
  for (const [what, given, figures] of cases)
    it(`are ${what}`, () => assert.deepEqual(figuresInWords({ ...state, ...given }), figures));
});
