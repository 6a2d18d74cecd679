// What the hits would be in production, as the panel says it.
import assert from 'node:assert/strict';
import { alertDetails, alertsInWords } from '../../client/webview/model/alerts';
import type { PanelAlerts } from '../../server/src/protocol';

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
