// What a rule tells its readers: the guide, its placeholders, false positives, and entries that stand twice.
import assert from 'node:assert/strict';
import { changed, itTells, mended, placesOf, severitiesOf } from './changedRule';

/** On several lines, which only TOML writes so. */
const note = (...lines: readonly string[]) => ({ rule: { note: `'''\n${lines.join('\n')}\n'''` }, tables: '' });

itTells('heading-level', [
  ['takes one after the other', note('# A', '## B', '### C', '# D'), []],
  ['begins anywhere', note('### A', '#### B'), []],
  ['knows a jump', note('## A', '', '#### B'), ['#### B']],
  ['reads no code', note('## A', '```', '#### B', '```'), []],
]);

itTells('code-fence', [
  ['takes pairs', note('```sh', 'a', '```', '~~~', '```', '~~~'), []],
  ['knows one that stays open', note('text', '```sh', 'a'), ['```sh']],
  ['needs as many signs', note('````', '```'), ['````']],
  ['leaves code within a line alone', note('```a```'), []],
]);

itTells('empty-link', [
  ['takes an address', note('[a](https://example.org)'), []],
  ['knows none', note('- see [a]() and [b](c)'), ['[a]()']],
  ['reads no code', note('```', '[a]()', '```'), []],
]);

itTells('setup-section', [
  ['takes one of the two', note('## Setup', 'a'), []],
  ['knows both', { rule: { ...note('## Setup', 'a').rule, setup: '"b"' }, tables: '' }, ['## Setup']],
  ['knows its heading', note('### setup', 'a'), ['### setup'], note('## Setup', 'a')],
]);

itTells('triage-section', [
  ['asks for one', { rule: { severity: '"high"', risk_score: '73' } }, ['high']],
  [
    'takes one',
    {
      ...note('## Triage and analysis'),
      rule: { ...note('## Triage and analysis').rule, severity: '"high"', risk_score: '73' },
    },
    [],
  ],
  ['does not ask below', {}, []],
]);

const query = '[[transform.osquery]]\nlabel = "Users"\nquery = "SELECT * FROM users"\n';
const offering = (text: string, tables = query) => ({ rule: { note: `'''\n${text}\n'''` }, tables });

itTells('placeholder', [
  ['takes a number that is there', offering('- $osquery_0'), []],
  ['takes brackets', offering('- ${osquery_0}'), []],
  ['knows a number that is not there', offering('- $osquery_0, $osquery_1'), ['$osquery_1']],
  ['knows the other kind', offering('- $osquery_0, $investigate_0'), ['$investigate_0']],
  ['knows what is never shown', offering('nothing'), ['Users']],
  ['knows fields', offering('- $osquery_0', `${query}query2 = "{{process.name}} {{user name}}"`), ['{{user name}}']],
  ['knows an open bracket', offering('- $osquery_0', `${query}query2 = "{{process.name"`), ['{{process.name']],
  ['reads what stands in the guide', offering('!{osquery{"label":"a}","query":"b"}}', ''), []],
  ['knows what is no JSON', offering('!{osquery{label:"a"}} b', ''), ['!{osquery{label:"a"}}']],
  ['knows what stays open', offering('!{investigate{"label":"a"', ''), ['!{investigate']],
]);

itTells('description', [
  ['asks for one', { rule: { description: '""' } }, ['""']],
  ['does not repeat the name', { rule: { description: '"Shell in a Container"' } }, ['"Shell in a Container"']],
  ['is more than a word', { rule: { description: '"Shells."' } }, ['"Shells."']],
]);

itTells('empty-false-positive', [
  ['takes a statement', { rule: { false_positives: '["Unknown tools of the vendor."]' } }, []],
  ['knows a word', { rule: { false_positives: '["Unknown"]' } }, ['"Unknown"']],
  [
    'takes it out',
    { rule: { false_positives: '["A backup.", "n/a"]' } },
    ['"n/a"'],
    { rule: { false_positives: '["A backup."]' } },
  ],
]);

itTells('duplicate-entry', [
  [
    'takes it out',
    { rule: { index: '["logs-*", "a-*", "logs-*"]' } },
    ['"logs-*"'],
    { rule: { index: '["logs-*", "a-*"]' } },
  ],
  ['knows case', { rule: { author: '["Somebody", "somebody"]' } }, []],
  [
    'looks at the tags',
    { rule: { tags: '["OS: Linux", "OS: Linux"]' } },
    ['"OS: Linux"'],
    { rule: { tags: '["OS: Linux"]' } },
  ],
  [
    'looks into the metadata',
    { metadata: { integration: '["endpoint", "endpoint"]' } },
    ['"endpoint"'],
    { metadata: { integration: '["endpoint"]' } },
  ],
]);

describe('duplicate-entry', () => {
  it('takes the line of an entry out in YAML', () => {
    const list = (...entries: readonly string[]) => ({
      rule: { index: `\n${entries.map((entry) => `    - ${entry}`).join('\n')}` },
    });
    const text = changed(list('logs-*', 'a-*', 'logs-*'), 'yaml');
    assert.equal(mended('duplicate-entry', text, 'yaml'), changed(list('logs-*', 'a-*'), 'yaml'));
  });
  it('leaves an entry that a comment stands before', () => {
    const text = changed({ rule: { index: '["a", # one\n"a"]' } });
    assert.deepEqual(placesOf('duplicate-entry', text), ['"a"']);
    assert.equal(mended('duplicate-entry', text), text);
  });
});

const excluding = `'process where process.name == "sh" and not user.name == "backup"'`;
const statement = '["The backup account."]';

itTells('untold-exclusion', [
  ['knows an exclusion', { rule: { query: excluding } }, ['not']],
  ['takes a word on it', { rule: { query: excluding, false_positives: statement } }, []],
  ['takes no empty word', { rule: { query: excluding, false_positives: '["Unknown"]' } }, ['not']],
  ['knows a list', { rule: { query: `'process where user.name not in ("a")'` } }, ['user.name not in ("a")']],
  ['is told once', { rule: { query: `'process where not a == 1 and not b == 2'` } }, ['not']],
  ['leaves alternatives alone', { rule: { query: `'process where a == 1 or not b == 2'` } }, []],
  ['leaves null alone', { rule: { query: `'process where not a == null'` } }, []],
  ['asks nothing of a deprecated rule', { rule: { query: excluding }, metadata: { maturity: '"deprecated"' } }, []],
]);

itTells('unexcluded-false-positive', [
  ['knows a word on nothing', { rule: { false_positives: statement } }, ['false_positives']],
  ['takes both', { rule: { query: excluding, false_positives: statement } }, []],
  [
    'sees what an alternative leaves out',
    { rule: { query: `'process where (a == 1 and b != 2) or c == 3'`, false_positives: statement } },
    [],
  ],
  [
    'takes no test of null for an exclusion',
    { rule: { query: `'process where a != null'`, false_positives: statement } },
    ['false_positives'],
  ],
]);

describe('what is left out', () => {
  it('is a hint only', () => {
    assert.deepEqual(severitiesOf('untold-exclusion', changed({ rule: { query: excluding } })), ['hint']);
  });
});
