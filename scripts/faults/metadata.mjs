// Faults in the file around the query: TOML that is none, and keys of a rule whose values are wrong or do not fit each other.
import { literally, replaced } from './seed.mjs';

/** The part of each match that stands in the first group, outside of the query and of the texts of several lines. */
function parts({ text }, pattern) {
  const long = [...text.matchAll(/("""|''')[\s\S]*?\1/g)].map(({ index, 0: whole }) => ({
    from: index,
    to: index + whole.length,
  }));
  return [...text.matchAll(new RegExp(pattern, 'dgm'))]
    .map(({ indices: [, [from, to]] }) => ({ from, to, value: text.slice(from, to) }))
    .filter((part) => !long.some(({ from, to }) => from <= part.from && part.from < to));
}

/** Another text in place of a part; `change` gives undefined where the result might be meant. */
function changed(name, pattern, change, cure) {
  return {
    name,
    of: 'file',
    candidates: (rule) => parts(rule, pattern),
    seed(rule, part) {
      const text = change(part.value, rule);
      return text === undefined || text === part.value
        ? undefined
        : replaced(part, text, typeof cure === 'function' ? cure(part.value) : cure);
    },
  };
}

/** Another line before `rule_id`, for rules that have no such key. `shown` is the part of it that is wrong. */
function addedLine(name, line, shown, cure) {
  const key = new RegExp(`^${line.split(' ')[0]} =`, 'm');
  return {
    name,
    of: 'file',
    candidates: (rule) => (key.test(rule.text) ? [] : parts(rule, /^(rule_id) =/)),
    seed: (_, { from }) => ({
      edits: [{ from, to: from, text: `${line}\n` }],
      places: [{ from: from + line.indexOf(shown), to: from + line.indexOf(shown) + shown.length }],
      cure,
    }),
  };
}

const STRING = '("[^"\\n]*")';
const VALUE = '([^\\n]+)';

/** The whole line of a key: what is not closed or lacks its value shows there or where the next line begins. */
function brokenLine(name, key, change, cure) {
  return {
    name,
    of: 'file',
    candidates: (rule) => parts(rule, `^(${key} = [^\\n]+\\n[^\\n]*)$`),
    seed: (_, part) => replaced(part, change(part.value), cure),
  };
}

const openQuery = {
  name: "TOML: missing closing '''",
  of: 'file',
  candidates: ({ text }) =>
    [...text.matchAll(/^query = '''[\s\S]*?'''$/gm)].map(({ index, 0: whole }) => ({
      from: index,
      to: index + whole.length,
    })),
  seed: (_, { from, to }) => ({
    edits: [{ from: to - 3, to, text: '' }],
    places: [
      { from: from + 'query = '.length, to: from + "query = '''".length },
      { from: to - 4, to: to + 1 },
    ],
    cure: /not closed\. Add '''/,
  }),
};

const openList = {
  name: 'TOML: missing ]',
  of: 'file',
  candidates: (rule) => parts(rule, /^tags = (\[[^\]]*\]\n[^\n]*)$/),
  seed: (_, part) => replaced(part, part.value.replace(']', ''), /never closed|`\]`|comma/),
};

const TOML_FAULTS = [
  brokenLine('TOML: missing quote', 'name', (line) => line.replace(/"\n/, '\n'), /not closed\. Add "/),
  brokenLine('TOML: key without a value', 'severity', (line) => line.replace(/= .*/, '='), /value/),
  brokenLine('TOML: `:` for `=`', 'severity', (line) => line.replace(' = ', ': '), /`=`/),
  brokenLine(
    'TOML: the same key twice',
    'severity',
    (line) => line.replace(/(.*)\n/, '$1\n$1\n'),
    /twice|already|again|once/,
  ),
  openQuery,
  openList,
];

const KEY_FAULTS = [
  changed(
    'misspelt key',
    /^(severity|index|language|risk_score|references|tags) = /,
    (key) => key.slice(0, 2) + key.slice(3),
    (key) => literally(`\`${key}\``),
  ),
  changed('no date', `^creation_date = ${STRING}`, () => '"2026/13/40"', /YYYY\/MM\/DD|month|day|calendar/i),
  changed('date in another form', `^creation_date = ${STRING}`, (date) => date.replaceAll('/', '-'), /\//),
  changed(
    'updated before it was made',
    `^updated_date = ${STRING}`,
    () => '"2001/01/01"',
    /creation_date|before|later/,
  ),
  changed('unknown severity', `^severity = ${STRING}`, () => '"severe"', /high/),
  changed(
    'severity in capitals',
    `^severity = ${STRING}`,
    (word) => word.toUpperCase(),
    (word) => literally(word.slice(1, -1)),
  ),
  changed(
    'risk score against severity',
    `^risk_score = ${VALUE}`,
    (score) => (Number(score) < 50 ? '99' : '21'),
    /severity/,
  ),
  changed('risk score above 100', `^risk_score = ${VALUE}`, () => '147', /100/),
  changed('text for a number in a key', `^risk_score = ${VALUE}`, (score) => `"${score}"`, /number/),
  changed('text for a list in a key', /^references = (\[[^\]]*\])/, () => '"https://example.org"', /list/),
  changed('misspelt type of rule', `^type = ${STRING}`, () => '"eqql"', /eql/),
  changed(
    'no UUID',
    `^rule_id = ${STRING}`,
    (id) => (id.length === 38 ? id.replace(/.(?="$)/, '') : undefined),
    /UUID|hexadecimal/,
  ),
  changed('unknown license', `^license = ${STRING}`, () => '"Elastic Licence v2"', /Elastic License v2/),
  changed('unknown maturity', `^maturity = ${STRING}`, () => '"prod"', /production/),
  changed('no version of a stack', `^min_stack_version = ${STRING}`, () => '"8.x"', /8\.\d|version/),
  changed('no date math', `^from = ${STRING}`, () => '"now-9minutes"', /now-9m|unit/),
  changed('look-back in another direction', `^from = ${STRING}`, () => '"now+9m"', /now-|past|future|before/),
  addedLine('look-back shorter than the interval', 'interval = "3h"', '"3h"', /Let `from` be/),
  addedLine('no interval', 'interval = "5 minutes"', '"5 minutes"', /5m/),
  addedLine('too many signals', 'max_signals = 5000', '5000', /1000/),
  addedLine('key of another type of rule', 'new_terms_fields = ["host.id"]', 'new_terms_fields', /new_terms/),
  timestampField(),
  missingKey('severity'),
  missingKey('risk_score'),
  missingKey('name'),
];

/** Said where the query needs it: at its first word. */
function timestampField() {
  const line = 'timestamp_field = "@timestmap"\n';
  return {
    name: 'misspelt timestamp field',
    of: 'file',
    candidates: (rule) => parts(rule, /^(rule_id) =/),
    seed({ tree, filters, analysis }, { from }) {
      const { from: first, to } = analysis.rules[0].eql.embedded.map.spanToFile(
        tree.kind === 'eventQuery' ? filters[0].category : { from: tree.from, to: tree.from + 8 },
      );
      const moved = first > from ? line.length : 0;
      return {
        edits: [{ from, to: from, text: line }],
        places: [{ from: first + moved, to: to + moved }],
        cure: /`@timestamp`/,
      };
    },
  };
}

/** The rule's heading has no place of its own for what is not there. */
function missingKey(key) {
  return {
    name: `missing key: ${key}`,
    of: 'file',
    candidates: (rule) => parts(rule, `^(${key} = [^\\n]+\\n)`).slice(0, 1),
    seed({ text }, { from, to }) {
      const heading = text.indexOf('[rule]');
      return {
        edits: [{ from, to, text: '' }],
        places: [{ from: heading, to: heading + '[rule]'.length }],
        cure: literally(`\`${key}\``),
      };
    },
  };
}

const TAG_FAULTS = [
  tagged('tag twice', (tag) => tag, /twice|already|again/),
  changed('tag with a misspelt prefix', /^\s+("Tactic: [^"]+"),?$/, (tag) => tag.replace('Tactic', 'Tatic'), /Tactic/),
  changed(
    'tag in another case',
    /^\s+("OS: [^"]+"),?$/,
    (tag) => tag.toLowerCase().replace('os', 'OS'),
    (tag) => literally(tag.slice(1, -1)),
  ),
  changed(
    'tag of another system',
    /^\s+("OS: Windows"),?$/,
    (_, { text }) => (isOfWindows(text) ? '"OS: Linux"' : undefined),
    /Windows/i,
  ),
  changed(
    'tag of a tactic that the rule lacks',
    /^\s+("Tactic: [^"]+"),?$/,
    (_, { text }) => (/"Reconnaissance"/.test(text) ? undefined : '"Tactic: Reconnaissance"'),
    /threat/,
  ),
];

/** In each part of the query, and by no other tag. */
function isOfWindows(text) {
  const asked = text.match(/host\.os\.type == "windows"/g) ?? [];
  const parts = text.match(/\bwhere\b/g) ?? [];
  return asked.length >= parts.length && !/"OS: Linux"|\bwhere\b[^[]*\) or\b/.test(text);
}

/** The first tag once more, behind itself. */
function tagged(name, change, cure) {
  return {
    name,
    of: 'file',
    candidates: (rule) => parts(rule, /^\s+("(?:Tactic|OS|Use Case): [^"]+"),$/),
    seed: (_, { value, to }) => ({
      edits: [{ from: to, to, text: `, ${change(value)}` }],
      places: [{ from: to + 2, to: to + 2 + value.length }],
      cure,
    }),
  };
}

const ATTACK_FAULTS = [
  changed(
    'wrong name of a technique',
    /^id = "T\d+"\nname = ("[^"]+")/,
    (name) => `${name.slice(0, -1)} of Things"`,
    (name) => literally(name.slice(1, -1)),
  ),
  changed(
    'wrong name of a tactic',
    /^id = "TA\d+"\nname = ("[^"]+")/,
    (name) => (name === '"Impact"' ? '"Execution"' : '"Impact"'),
    (name) => literally(name.slice(1, -1)),
  ),
  changed('identifier of no technique', /^id = ("T\d+")\nname/, () => '"T9999"', /is the name of/),
  changed(
    'reference of another technique',
    /^reference = ("https:\/\/attack\.mitre\.org\/techniques\/T\d+\/")/,
    () => '"https://attack.mitre.org/techniques/T9998/"',
    (url) => literally(url.slice(1, -1)),
  ),
  otherTactic(),
];

/** The whole entry of the tactic, so that id, name and address agree: each technique of it is one of another tactic then. */
function otherTactic() {
  const entry = (id, name) => `id = "${id}"\nname = "${name}"\nreference = "https://attack.mitre.org/tactics/${id}/"`;
  return {
    name: 'technique of another tactic',
    of: 'file',
    candidates: (rule) =>
      parts(rule, /^\[rule\.threat\.tactic\]\n(id = "TA\d+"\nname = "[^"]+"\nreference = "[^"]+")$/),
    seed({ text }, { from, to }) {
      const before = text.lastIndexOf('[[rule.threat]]', from);
      if (!text.slice(before, from).includes('[[rule.threat.technique]]') || text.includes('TA0043')) return undefined;
      const made = entry('TA0043', 'Reconnaissance');
      return { edits: [{ from, to, text: made }], places: [{ from: before, to: from + made.length }], cure: /tactic/ };
    },
  };
}

const DATA_FAULTS = [
  changed('integration that nothing of the rule reads', /^integration = (\["endpoint"\])$/, () => '["okta"]', /okta/),
  changed(
    'misspelt index pattern',
    /^index = \[("logs-endpoint\.events\.[^"]+")/,
    (pattern) => pattern.replace('endpoint', 'endpiont'),
    /endpoint/,
  ),
];

export const FILE_FAULTS = [...TOML_FAULTS, ...KEY_FAULTS, ...TAG_FAULTS, ...ATTACK_FAULTS, ...DATA_FAULTS];
