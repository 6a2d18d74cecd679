// When a rule runs, what a run reads, and how far it may go.
import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/analysis/analyze';
import { changed, itTells, mended, placesOf, severitiesOf, snippet } from './changedRule';

const sequence = (maxspan: string): string =>
  `'sequence by host.id with maxspan=${maxspan} [file where true] [process where true]'`;

itTells('date-math', [
  ['takes a distance', { rule: { from: '"now-1d/d"', to: '"now-5m"' } }, []],
  ['takes a day', { rule: { from: '"2026-03-01T00:00:00Z"' } }, []],
  ['adds now', { rule: { from: '"9m"' } }, ['9m'], {}],
  ['knows words', { rule: { from: '"now - 9 minutes"' } }, ['now - 9 minutes'], {}],
  ['knows the form', { rule: { to: '"later"' } }, ['later']],
]);

itTells('interval', [
  ['takes minutes', { rule: { interval: '"5m"' } }, []],
  ['knows words', { rule: { interval: '"5 min"' } }, ['5 min'], { rule: { interval: '"5m"' } }],
  ['has no weeks', { rule: { interval: '"1w"' } }, ['1w'], { rule: { interval: '"7d"' } }],
  ['is more than nothing', { rule: { interval: '"0m"' } }, ['0m']],
]);

itTells('look-back-gap', [
  [
    'knows what is never read',
    { rule: { interval: '"10m"' } },
    ['10m'],
    { rule: { interval: '"10m"', from: '"now-11m"' } },
  ],
  ['takes as much', { rule: { interval: '"9m"' } }, []],
  ['knows the usual interval', { rule: { from: '"now-4m"' } }, ['now-4m'], { rule: { from: '"now-6m"' } }],
  ['reckons with the end', { rule: { from: '"now-9m"', to: '"now-5m"' } }, ['now-9m']],
  ['cannot tell of what is rounded', { rule: { from: '"now-1m/d"' } }, []],
]);

itTells('empty-window', [
  ['knows the sign', { rule: { from: '"now+9m"' } }, ['now+9m'], {}],
  ['compares both ends', { rule: { to: '"now-1h"' } }, ['now-9m']],
]);

itTells('month-look-back', [['knows the unit', { rule: { from: '"now-9M"' } }, ['now-9M'], {}]]);

itTells('short-look-back', [
  ['takes ten minutes more', { rule: { query: sequence('19m') } }, []],
  [
    'knows what no run holds',
    { rule: { query: sequence('1h') } },
    ['now-9m'],
    { rule: { query: sequence('1h'), from: '"now-65m"' } },
  ],
  ['stands on the span without a look-back', { rule: { from: undefined, query: sequence('1h') } }, ['1h']],
]);

itTells('short-interval', [
  ['takes half of the span', { rule: { query: sequence('10m') } }, []],
  ['knows less', { rule: { query: sequence('11m') } }, ['11m']],
  ['stands on the interval', { rule: { interval: '"5m"', query: sequence('11m') } }, ['5m']],
]);

itTells('tight-look-back', [
  ['knows no minute more', { rule: { from: '"now-5m"' } }, ['now-5m'], { rule: { from: '"now-6m"' } }],
  ['goes by the arrival', { rule: { from: '"now-5m"', timestamp_override: '"event.ingested"' } }, []],
  ['takes a minute', { rule: { from: '"now-6m"' } }, []],
]);

describe('look-back-gap', () => {
  it('says from when a run has to read', () => {
    const { issues } = analyze(changed({ rule: { interval: '"1h"' } }), 'toml', { readCatalog: () => undefined });
    assert.match(issues.find(({ code }) => code === 'look-back-gap')?.message ?? '', /Let `from` be `now-61m`\.$/);
  });
});

describe('the times of a snippet', () => {
  it('are looked at where they are given', () => {
    assert.deepEqual(placesOf('look-back-gap', snippet({ type: '"eql"', interval: '"1h"' })), ['1h']);
    assert.deepEqual(placesOf('tight-look-back', snippet({ type: '"eql"', from: '"now-5m"' })), []);
  });
});

itTells('building-block-timing', [
  ['knows the interval', { rule: { building_block_type: '"default"', from: '"now-119m"' } }, ['building_block_type']],
  [
    'knows the look-back',
    { rule: { building_block_type: '"default"', interval: '"60m"', from: '"now-65m"' } },
    ['now-65m'],
  ],
  ['takes both', { rule: { building_block_type: '"default"', interval: '"60m"', from: '"now-119m"' } }, []],
  ['can be meant', { rule: { building_block_type: '"default"' }, metadata: { bypass_bbr_timing: 'true' } }, []],
]);

itTells('max-signals', [
  ['takes the usual', { rule: { max_signals: '100' } }, []],
  ['knows more', { rule: { max_signals: '200' } }, ['200']],
  ['takes more that is told', { rule: { max_signals: '200', setup: '"Look at max_signals."' } }, []],
  ['has a limit', { rule: { max_signals: '5000' } }, ['5000'], { rule: { max_signals: '1000' } }],
]);

itTells('risk-score', [
  ['knows the ranges', { rule: { risk_score: '48' } }, ['48'], {}],
  ['takes the ends', { rule: { risk_score: '22' } }, []],
  ['begins at 0', { rule: { risk_score: '0', severity: '"low"' } }, []],
]);

const threshold = (count: number, version?: string) => ({
  rule: { type: '"threshold"', language: '"kuery"' },
  metadata: version === undefined ? {} : { min_stack_version: `"${version}"` },
  tables: `[rule.threshold]\nfield = [${['"a"', '"b"', '"c"', '"d"', '"e"', '"f"'].slice(0, count).join(', ')}]\nvalue = 5`,
});

itTells('threshold-fields', [
  ['takes five', threshold(5), []],
  ['knows a sixth', threshold(6), ['f']],
  ['takes three on an older stack', threshold(3, '9.1.0'), []],
  ['knows the fourth there', threshold(5, '9.1.0'), ['d", "e']],
  ['takes five from 9.2 on', threshold(5, '9.2.0'), []],
  ['asks for a value', { ...threshold(0), tables: '[rule.threshold]\nfield = []' }, ['field']],
]);

const terms = (fields: string, start: string) => ({
  rule: { type: '"new_terms"', language: '"kuery"', new_terms_fields: fields, history_window_start: start },
});

itTells('new-terms', [
  ['takes three', terms('["a", "b", "c"]', '"now-14d"'), []],
  ['knows a fourth', terms('["a", "b", "c", "d"]', '"now-14d"'), ['d']],
  ['asks for one', terms('[]', '"now-14d"'), ['[]']],
  ['compares the history with a run', terms('["a"]', '"now-9m"'), ['now-9m']],
  [
    'knows the table of a repository',
    {
      rule: { type: '"new_terms"', language: '"kuery"' },
      tables:
        '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["a"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-5m"',
    },
    ['now-5m'],
  ],
]);

const suppression = (keys: string, version?: string, query?: string) => ({
  rule: query === undefined ? {} : { query },
  metadata: version === undefined ? {} : { min_stack_version: `"${version}"` },
  tables: `[rule.alert_suppression]\n${keys}`,
});
const heading = '[rule.alert_suppression]';

itTells('alert-suppression', [
  ['takes three fields', suppression('group_by = ["a", "b", "c"]'), []],
  ['knows a fourth', suppression('group_by = ["a", "b", "c", "d"]'), ['d']],
  ['asks for fields', suppression('missing_fields_strategy = "suppress"'), [heading]],
  ['asks for a unit', suppression('group_by = ["a"]\nduration = { value = 5 }'), [heading]],
  ['knows an older stack', suppression('group_by = ["a"]', '8.13.0'), [heading]],
  ['takes a newer one', suppression('group_by = ["a"]', '8.14.0'), []],
  ['knows sequences', suppression('group_by = ["a"]', '8.17.0', sequence('5m')), [heading]],
]);

describe('the severity', () => {
  it('is a hint where one cannot be sure of a fault', () => {
    assert.deepEqual(severitiesOf('tight-look-back', changed({ rule: { from: '"now-5m"' } })), ['hint']);
    assert.deepEqual(severitiesOf('max-signals', changed({ rule: { max_signals: '200' } })), ['info']);
    assert.deepEqual(severitiesOf('max-signals', changed({ rule: { max_signals: '2000' } })), ['warning']);
  });
  it('can be mended instead of the score', () => {
    assert.equal(
      mended('risk-score', changed({ rule: { severity: '"low"' } })),
      changed({ rule: { severity: '"low"', risk_score: '21' } }),
    );
  });
});
