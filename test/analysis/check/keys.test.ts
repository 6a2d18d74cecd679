// The keys of a rule: their names, what they hold, and which of them go together.
import assert from 'node:assert/strict';
import { analyze } from '../../../server/src/analysis/analyze';
import { changed, itTells, placesOf, snippet } from './changedRule';

describe('a rule in which nothing is wrong', () => {
  for (const format of ['toml', 'yaml'] as const)
    it(`has no issue of its keys (${format})`, () => {
      const { issues } = analyze(changed({}, format), format, { readCatalog: () => undefined, today: '2026-11-25' });
      const [grave] = issues.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.equal(grave, undefined);
    });

  it('is not looked at where the file cannot be read to its end', () => {
    const text = changed({ rule: { risk_score: '"47"', severity: '"medium' } });
    const { issues } = analyze(text, 'toml', { readCatalog: () => undefined });
    assert.deepEqual([...new Set(issues.map(({ code }) => code))], ['toml-syntax']);
  });

  it('may be one that Kibana exported, with all that it adds', () => {
    const exported = {
      ...{ id: 'a', rule_id: 'a', immutable: false, rule_source: { type: 'internal' }, version: 1, revision: 0 },
      ...{ name: 'A', description: 'A', type: 'eql', language: 'eql', query: 'process where true', index: ['logs-*'] },
      ...{ enabled: false, from: 'now-360s', to: 'now', interval: '5m', max_signals: 100, output_index: '', meta: {} },
      ...{ risk_score: 47, severity: 'medium', risk_score_mapping: [], severity_mapping: [], throttle: 'no_actions' },
      ...{ note: '', setup: '', license: '', author: [], references: [], false_positives: [], threat: [], filters: [] },
      ...{ related_integrations: [], required_fields: [], actions: [], timestamp_override: '', timeline_id: '' },
      exceptions_list: [{ id: '1', list_id: '2', type: 'rule_default', namespace_type: 'single' }],
      investigation_fields: { field_names: ['host.id'] },
    };
    const { issues } = analyze(JSON.stringify(exported), 'json', { readCatalog: () => undefined });
    assert.deepEqual(issues, []);
  });

  it('may be a query with a type', () => {
    const { issues } = analyze(snippet({ type: '"eql"' }), 'toml', { readCatalog: () => undefined });
    assert.deepEqual(issues, []);
  });
});

itTells('wrong-type', [
  ['takes a number', { rule: { risk_score: '73' } }, []],
  ['asks for a number', { rule: { risk_score: '"47"' } }, ['"47"'], {}],
  ['asks for a whole number', { rule: { risk_score: '4.5' } }, ['4.5']],
  ['asks for a text', { rule: { name: '12' } }, ['12'], { rule: { name: '"12"' } }],
  ['asks for a list', { rule: { index: '"logs-*"' } }, ['"logs-*"'], {}],
  ['asks for texts in a list', { rule: { tags: '["a", 1]' } }, ['1'], { rule: { tags: '["a", "1"]' } }],
  ['takes one integration or several', { metadata: { integration: '"endpoint"' } }, []],
  ['asks for true or false', { rule: { enabled: '"true"' } }, ['"true"'], { rule: { enabled: 'true' } }],
  [
    'asks for a version in quotes',
    { metadata: { min_stack_version: '8.3' } },
    ['8.3'],
    { metadata: { min_stack_version: '"8.3"' } },
  ],
  ['asks for a table', { rule: { investigation_fields: '["host.id"]' } }, ['investigation_fields']],
  ['looks into tables', { tables: '[rule.investigation_fields]\nfield_names = "host.id"' }, ['"host.id"']],
  ['asks for a list of tables', { tables: '[rule.threat]\nframework = "MITRE ATT&CK"' }, ['[rule.threat]']],
  ['leaves other keys alone', { rule: { mine: '12' } }, []],
]);

describe('wrong-type in YAML', () => {
  it('takes an empty key for one that is not there', () => {
    assert.deepEqual(placesOf('wrong-type', changed({ rule: { note: 'null', setup: '' } }, 'yaml'), 'yaml'), []);
  });
  it('leaves dates without quotes alone, which are texts there', () => {
    assert.deepEqual(
      placesOf('wrong-type', changed({ metadata: { creation_date: '2026/03/01' } }, 'yaml'), 'yaml'),
      [],
    );
  });
});

itTells('out-of-range', [
  ['takes the ends', { rule: { risk_score: '100' } }, []],
  ['knows the end', { rule: { risk_score: '101' } }, ['101']],
  ['knows the beginning', { rule: { max_signals: '0' } }, ['0']],
  [
    'looks into tables',
    { tables: '[rule.alert_suppression]\ngroup_by = ["a"]\nduration = { value = 0, unit = "m" }' },
    ['0'],
  ],
]);

itTells('unknown-key', [
  ['knows a slip', { rule: { severity: undefined, severty: '"medium"' } }, ['severty']],
  ['knows a slip in the metadata', { metadata: { maturity: undefined, maturty: '"production"' } }, ['maturty']],
  ['knows a slip in a short key', { rule: { tags: undefined, tas: '["a"]' } }, ['tas'], { rule: { tags: '["a"]' } }],
  ['leaves shorter keys alone', { rule: { no: '"us"' } }, []],
  ['leaves a key of somebody alone', { rule: { owner: '"us"' } }, []],
  ['leaves a similar key alone where the right one is there', { rule: { indexx: '["a"]' } }, []],
  ['leaves what Kibana exports alone', { rule: { id: '"1"', updated_at: '"2026-03-08"' } }, []],
  ['looks into tables', { tables: '[rule.alert_suppression]\ngroup_bye = ["a"]' }, ['group_bye']],
  [
    'renames a heading',
    { tables: '[rule.alert_supression]\ngroup_by = ["a"]' },
    ['[rule.alert_supression]'],
    { tables: '[rule.alert_suppression]\ngroup_by = ["a"]' },
  ],
  [
    'renames',
    { rule: { timestamp_overide: '"event.ingested"' } },
    ['timestamp_overide'],
    { rule: { timestamp_override: '"event.ingested"' } },
  ],
]);

itTells('misplaced-key', [
  ['knows what is of the metadata', { rule: { maturity: '"production"' } }, ['maturity']],
  ['knows what is of the rule', { metadata: { severity: '"low"' } }, ['severity']],
]);

itTells('foreign-key', [
  ['knows a threshold in EQL', { tables: '[rule.threshold]\nfield = ["host.id"]\nvalue = 5' }, ['[rule.threshold]']],
  ['knows an index in ES|QL', { rule: { type: '"esql"', language: '"esql"' } }, ['index']],
  [
    'knows a field of EQL in a query',
    { rule: { type: '"query"', language: '"kuery"', tiebreaker_field: '"event.sequence"' } },
    ['tiebreaker_field'],
  ],
  ['takes what the type has', { rule: { timestamp_field: '"event.created"' } }, []],
  ['leaves an empty list alone', { rule: { threat_index: '[]' } }, []],
  ['says nothing of a type that there is not', { rule: { type: '"eqll"', threat_index: '["a"]' } }, []],
]);

itTells('newer-key', [
  [
    'knows an older stack',
    { rule: { data_view_id: '"a"', index: undefined }, metadata: { min_stack_version: '"8.2.0"' } },
    ['data_view_id'],
  ],
  [
    'takes the same',
    { rule: { data_view_id: '"a"', index: undefined }, metadata: { min_stack_version: '"8.3.0"' } },
    [],
  ],
  ['compares numbers', { rule: { setup: '"a"' }, metadata: { min_stack_version: '"8.10.0"' } }, []],
  ['knows a type', { rule: { type: '"esql"' }, metadata: { min_stack_version: '"8.9"' } }, ['esql']],
  ['says nothing without a version', { rule: { setup: '"a"' } }, []],
]);

itTells('index-and-data-view', [
  ['knows both', { rule: { data_view_id: '"a"' } }, ['data_view_id']],
  ['takes one', { rule: { data_view_id: '"a"', index: undefined } }, []],
  ['takes an empty one beside it', { rule: { data_view_id: '"a"', index: '[]' } }, []],
]);

itTells('paired-key', [
  ['knows a timeline without title', { rule: { timeline_id: '"a"' } }, ['timeline_id']],
  ['takes both', { rule: { timeline_id: '"a"', timeline_title: '"b"' } }, []],
  ['knows a version without a reason', { metadata: { min_stack_version: '"9.3.0"' } }, ['min_stack_version']],
]);

itTells('enumeration', [
  ['knows severities', { rule: { severity: '"medum"' } }, ['medum'], {}],
  ['tells case', { rule: { severity: '"Medium"' } }, ['Medium'], {}],
  ['knows types', { rule: { type: '"eqll"' } }, ['eqll'], {}],
  [
    'knows languages',
    { rule: { type: '"query"', language: '"kql"' } },
    ['kql'],
    { rule: { type: '"query"', language: '"kuery"' } },
  ],
  ['knows the one language of a type', { rule: { language: '"EQL"' } }, ['EQL'], {}],
  ['knows maturities', { metadata: { maturity: '"prod"' } }, ['prod']],
  [
    'has one word for building blocks',
    { rule: { building_block_type: '"yes"' } },
    ['yes'],
    { rule: { building_block_type: '"default"' } },
  ],
  [
    'looks into tables',
    { tables: '[rule.alert_suppression]\ngroup_by = ["a"]\nmissing_fields_strategy = "suppres"' },
    ['suppres'],
  ],
  [
    'looks into lists',
    { metadata: { os_type_list: '["linux", "windos"]' } },
    ['windos'],
    { metadata: { os_type_list: '["linux", "windows"]' } },
  ],
]);

itTells('language-mismatch', [
  ['changes the language', { rule: { language: '"kuery"' } }, ['kuery'], {}],
  ['changes the type where the language has one', { rule: { type: '"query"' } }, ['eql'], {}],
  ['takes lucene for a query', { rule: { type: '"query"', language: '"lucene"' } }, []],
]);

describe('missing-key', () => {
  it('knows what a type needs', () => {
    assert.deepEqual(placesOf('missing-key', changed({ rule: { type: '"threshold"', language: '"kuery"' } })), [
      '[rule]',
    ]);
  });
  it('misses the name of a rule that has all else', () => {
    assert.deepEqual(placesOf('missing-key', changed({ rule: { name: undefined } })), ['[rule]']);
  });
  it('leaves a key alone that is there and misspelt', () => {
    const text = changed({ rule: { severity: undefined, severty: '"medium"' } });
    assert.deepEqual(placesOf('missing-key', text), []);
  });
  it('takes either form of new terms', () => {
    const rule = { type: '"new_terms"', language: '"kuery"' };
    const tables = '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["host.id"]';
    assert.deepEqual(placesOf('missing-key', changed({ rule, tables })), []);
  });
});

itTells('rule-id', [
  [
    'knows a digit too many',
    { rule: { rule_id: '"7b0a1f0e-0a55-4c80-9c26-2d1c3b2f7a111"' } },
    ['7b0a1f0e-0a55-4c80-9c26-2d1c3b2f7a111'],
  ],
  [
    'takes brackets away',
    { rule: { rule_id: '"{7b0a1f0e-0a55-4c80-9c26-2d1c3b2f7a11}"' } },
    ['{7b0a1f0e-0a55-4c80-9c26-2d1c3b2f7a11}'],
    {},
  ],
]);

describe('rule-id outside of a repository', () => {
  it('leaves any text alone', () => {
    assert.deepEqual(placesOf('rule-id', snippet({ type: '"eql"', rule_id: '"shell-1"' })), []);
  });
  it('knows half a UUID', () => {
    const id = '7b0a1f0e-0a55-4c80-9c26-2d1c3b2f7a1';
    assert.deepEqual(placesOf('rule-id', snippet({ type: '"eql"', rule_id: `"${id}"` })), [id]);
  });
});

itTells('rule-name', [
  ['sees spaces', { rule: { name: '"Shell in  a Container "' } }, ['Shell in  a Container '], {}],
  ['asks for a name', { rule: { name: '""' } }, ['']],
  ['takes a bracket at its end', { rule: { name: '"Shell (Container)"' } }, []],
  ['does not end with a full stop', { rule: { name: '"A shell."' } }, ['A shell.']],
  ['has a limit', { rule: { name: `"${'a'.repeat(151)}"` } }, ['a'.repeat(151)]],
]);

itTells('license', [
  ['knows a slip', { rule: { license: '"Elastic Licence v2"' } }, ['Elastic Licence v2'], {}],
  ['takes another version', { rule: { license: '"DRL 1.0"' } }, []],
  ['takes another one', { rule: { license: '"Our own"' } }, []],
]);

itTells('reference-url', [
  ['takes addresses', { rule: { references: '["https://example.org/a?b=c#d", "http://10.0.0.1:8080/x"]' } }, []],
  [
    'adds what is missing',
    { rule: { references: '["www.example.org/a"]' } },
    ['www.example.org/a'],
    { rule: { references: '["https://www.example.org/a"]' } },
  ],
  [
    'takes spaces away',
    { rule: { references: '["https://example.org/a "]' } },
    ['https://example.org/a '],
    { rule: { references: '["https://example.org/a"]' } },
  ],
  [
    'mends the beginning',
    { rule: { references: '["https:/example.org"]' } },
    ['https:/example.org'],
    { rule: { references: '["https://example.org"]' } },
  ],
  ['knows a text', { rule: { references: '["the wiki"]' } }, ['the wiki']],
]);

itTells('date', [
  ['knows separators', { metadata: { creation_date: '"2026-03-01"' } }, ['2026-03-01'], {}],
  ['knows the calendar', { metadata: { updated_date: '"2027/02/29"' } }, ['2027/02/29']],
  ['knows leap years', { metadata: { creation_date: '"2024/02/29"' } }, []],
]);

itTells('date-order', [
  [
    'knows what comes first',
    { metadata: { updated_date: '"2025/03/08"' } },
    ['2025/03/08'],
    { metadata: { updated_date: '"2026/11/25"' } },
  ],
  ['takes the same day', { metadata: { updated_date: '"2026/03/01"' } }, []],
]);

itTells('future-date', [
  ['takes tomorrow', { metadata: { updated_date: '"2026/11/26"' } }, []],
  [
    'knows the day after',
    { metadata: { updated_date: '"2026/11/27"' } },
    ['2026/11/27'],
    { metadata: { updated_date: '"2026/11/25"' } },
  ],
]);

itTells('stack-version', [
  ['takes two numbers', { metadata: { min_stack_version: '"8.3"' } }, []],
  [
    'takes signs away',
    { metadata: { min_stack_version: '"v9.1.0"' } },
    ['v9.1.0'],
    { metadata: { min_stack_version: '"9.1.0"' } },
  ],
  ['adds numbers', { metadata: { min_stack_version: '"9"' } }, ['9'], { metadata: { min_stack_version: '"9.0.0"' } }],
]);

itTells('deprecation', [
  ['asks for a date', { metadata: { maturity: '"deprecated"', deprecated_reason: '"a"' } }, ['deprecated']],
  ['asks for a reason', { metadata: { maturity: '"deprecated"', deprecation_date: '"2026/03/08"' } }, ['deprecated']],
  [
    'takes both',
    { metadata: { maturity: '"deprecated"', deprecation_date: '"2026/03/08"', deprecated_reason: '"a"' } },
    [],
  ],
  ['knows a date in a living rule', { metadata: { deprecation_date: '"2026/03/08"' } }, ['deprecation_date']],
]);
