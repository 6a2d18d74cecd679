// What is offered at a place, and what taking it makes of the query, in every host format.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import { completionAt } from '../../server/src/features/completion/completion';
import type { CompletionItem } from '../../server/src/features/completion/item';
import { NO_KNOWLEDGE } from '../../server/src/features/completion/knowledge';
import type { CompletionKnowledge } from '../../server/src/features/completion/knowledge';
import { readRuleFile } from '../../server/src/rule/read';
import { fieldsResolver } from '../../server/src/schema/mapping';
import type { ResolvedField } from '../../server/src/eql/types';
import { eachHost } from './hosts';
import type { Hosted } from './hosts';

const FIELDS: readonly ResolvedField[] = [
  {
    path: 'event.category',
    source: 'event.category',
    type: 'keyword',
    exact: 'self',
    allowedValues: ['file', 'malware'],
  },
  { path: 'event.type', source: 'event.type', type: 'keyword', exact: 'self', allowedValues: ['start', 'end'] },
  { path: 'process.name', source: 'process.name', type: 'keyword', exact: 'self' },
  { path: 'process.pid', source: 'process.pid', type: 'long', exact: 'self' },
  { path: 'process.odd name', source: 'process.odd name', type: 'keyword', exact: 'self' },
  { path: 'user.name', source: 'user.name', type: 'keyword', exact: 'self' },
  { path: 'process.interactive', source: 'process.interactive', type: 'boolean', exact: 'self' },
];
const SCHEMAS = {
  readCatalog: () => undefined,
  mapping: fieldsResolver(new Map(FIELDS.map((field) => [field.path, field])), 'mapping'),
};
const KNOWLEDGE: CompletionKnowledge = {
  ...NO_KNOWLEDGE,
  sample: {
    paths: ['process.name', 'process.custom'],
    statistics: (path) =>
      path === 'process.name'
        ? {
            events: 10,
            present: 4,
            values: [
              { text: 'C:\\a "b"', count: 3 },
              { text: 'sh', count: 1 },
            ],
            isCut: false,
          }
        : path === 'process.custom'
          ? { events: 10, present: 10, values: [], isCut: false }
          : undefined,
  },
  neighbours: new Map([['user.name', 3]]),
  indexPatterns: ['logs-*'],
  tags: ['OS: Linux'],
  techniques: [{ id: 'T1059', name: 'Command and Scripting Interpreter' }],
};

function offered({ analysis, cursors }: Hosted): readonly CompletionItem[] {
  const { items } = completionAt(analysis, cursors[0] ?? 0, KNOWLEDGE);
  return [...items].sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
}

/** The query after an item was taken; a snippet's stops are left out. */
function taken(host: Hosted, label: string): string | undefined {
  const item = offered(host).find((each) => each.label === label);
  if (item === undefined) return undefined;
  const insert = item.insert.replace(/\$\{\d+:([^}]*)\}|\$\d/g, '$1');
  const changed = applyEdits(host.analysis.text, [{ ...item.replaced, text: insert }]);
  return readRuleFile(changed, host.analysis.file.format).rules[0]?.query?.text.trimEnd();
}

describe('a completion', () => {
  const cases: readonly [marked: string, label: string, expected: string][] = [
    ['any where process.na$0', 'process.name', 'any where process.name'],
    ['any where pro$0cess.pid == 3', 'process.name', 'any where process.name == 3'],
    [
      'any where true and process.$0 and user.name == "x"',
      'process.pid',
      'any where true and process.pid and user.name == "x"',
    ],
    ['any where process.o$0', 'process.odd name', 'any where `process.odd name`'],
    ['any where `process.o$0` == 1', 'process.odd name', 'any where `process.odd name` == 1'],
    ['any where name$0', 'user.name', 'any where user.name'],
    ['any where ?$0', 'user.name', 'any where ?user.name'],
    ['any where process.name == $0', 'C:\\a "b"', 'any where process.name == "C:\\\\a \\"b\\""'],
    ['any where process.name == "$0"', 'C:\\a "b"', 'any where process.name == "C:\\\\a \\"b\\""'],
    ['any where process.name in ("sh", "$0")', 'C:\\a "b"', 'any where process.name in ("sh", "C:\\\\a \\"b\\"")'],
    ['any where event.type : "s$0', 'start', 'any where event.type : "start'],
    ['any where process.name li$0', 'like~', 'any where process.name like~'],
    ['any where le$0', 'length', 'any where length(source)'],
    ['any where process.interactive == $0', 'true', 'any where process.interactive == true'],
    ['$0', 'process', 'process where'],
    ['process $0', 'where', 'process where'],
    ['sequence [$0', 'malware', 'sequence [malware where'],
    ['sequence by us$0', 'user.name', 'sequence by user.name'],
    ['any where user.name == "x" $0', 'and', 'any where user.name == "x" and'],
    ['any where process.name i$0 ("sh")', 'in', 'any where process.name in ("sh")'],
    ['any where le$0(user.name) == 1', 'length', 'any where length(user.name) == 1'],
    ['pro$0 where true', 'process', 'process where true'],
    ['any where user.name == "x" a$0 true', 'and', 'any where user.name == "x" and true'],
    ['any where user.name == "ab$0"', 'ab', 'nothing'],
  ];
  for (const [marked, label, expected] of cases)
    it(`of ${JSON.stringify(marked)} makes ${JSON.stringify(expected)}`, () =>
      eachHost(marked, (host) => assert.equal(taken(host, label) ?? 'nothing', expected), SCHEMAS));

  it('offers fields of the rule first, then of its neighbours, the sample, the schema', () =>
    eachHost(
      'any where process.interactive == true and $0',
      (host) => {
        const fields = offered(host).filter(({ kind }) => kind === 'field');
        assert.deepEqual(
          fields.map(({ label }) => label),
          [
            'process.interactive',
            'user.name',
            'process.custom',
            'process.name',
            'event.category',
            'event.type',
            'process.odd name',
            'process.pid',
          ],
        );
        assert.equal(fields.find(({ label }) => label === 'process.name')?.detail, 'keyword · in 40 % of the sample');
      },
      SCHEMAS,
    ));

  it('offers values by frequency, then those that are allowed', () =>
    eachHost(
      'any where process.name == $0',
      (host) =>
        assert.deepEqual(
          offered(host)
            .filter(({ kind }) => kind === 'value')
            .map(({ label, detail }) => `${label}: ${detail}`),
          ['C:\\a "b": 3 events', 'sh: 1 event'],
        ),
      SCHEMAS,
    ));

  it('offers no text operators for a number', () =>
    eachHost(
      'any where process.pid $0',
      (host) =>
        assert.deepEqual(
          offered(host).map(({ label }) => label),
          ['==', '!=', 'in', 'not in', '<', '<=', '>', '>='],
        ),
      SCHEMAS,
    ));

  it('offers nothing in a comment', () =>
    eachHost('any where true // pro$0', (host) => assert.deepEqual(offered(host), []), SCHEMAS));
});

describe('a completion beside the query', () => {
  const toml = '[metadata]\n\n[rule]\nname = "x"\ntype = "eql"\nquery = "any where true"\n';
  const yaml = 'name: x\ntype: eql\nquery: any where true\n';
  const cases: readonly [format: 'toml' | 'yaml', marked: string, label: string, line: string | undefined][] = [
    ['toml', `${toml}sev$0`, 'severity', 'severity = "$1"'],
    ['toml', `${toml}na$0`, 'name', undefined],
    ['toml', `${toml}severity = "$0"`, 'high', 'severity = "high"'],
    ['toml', `${toml}severity = "me$0"`, 'medium', 'severity = "medium"'],
    ['toml', `${toml}index = ["a", "$0"]`, 'logs-*', 'index = ["a", "logs-*"]'],
    ['toml', `${toml}tags = [\n  "a",\n  "$0"\n]`, 'OS: Linux', '  "OS: Linux"'],
    ['toml', `${toml}[[rule.threat]]\n[[rule.threat.technique]]\nid = "$0"`, 'T1059', 'id = "T1059"'],
    ['yaml', `${yaml}sev$0`, 'severity', 'severity: $1'],
    ['yaml', `${yaml}severity: $0`, 'high', 'severity: high'],
    ['yaml', `${yaml}index:\n  - $0`, 'logs-*', '  - logs-*'],
    ['yaml', `${yaml}tags: ["$0"]`, 'OS: Linux', 'tags: ["OS: Linux"]'],
  ];
  for (const [format, marked, label, line] of cases) {
    it(`in ${format}: ${label} at ${JSON.stringify(marked.split('\n').at(-1))}`, () => {
      const offset = marked.indexOf('$0');
      const analysis = analyze(marked.replace('$0', ''), format, SCHEMAS);
      const item = completionAt(analysis, offset, KNOWLEDGE).items.find((each) => each.label === label);
      const changed =
        item === undefined ? undefined : applyEdits(analysis.text, [{ ...item.replaced, text: item.insert }]);
      const from = analysis.text.lastIndexOf('\n', offset - 1) + 1;
      assert.equal(changed?.slice(from).split('\n')[0], line);
    });
  }

  it('is none in a file that holds no rule', () => {
    const analysis = analyze('name = "', 'toml', SCHEMAS);
    assert.deepEqual(completionAt(analysis, 8, KNOWLEDGE).items, []);
  });
});
