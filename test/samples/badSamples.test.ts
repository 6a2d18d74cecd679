// Samples that are broken in some way: what can be read is read, and what cannot is said once.
import assert from 'node:assert/strict';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { loadSamples } from '../../server/src/worker/loadSamples';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly events: number;
  /** Code, line and count of every note. */
  readonly notes: readonly (readonly [code: string, line?: number, count?: number])[];
}

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const AUDIT = '{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"i","verb":"get","stage":"Panic"}';
const RECORD = 'type=USER_CMD msg=audit(1772439300.120:5): pid=1 uid=0';

const CASES: readonly Case[] = [
  { name: 'a list that is cut off', text: '[{"n":1},\n{"n":2},\n{"n"', events: 2, notes: [['cut-off', 3, 1]] },
  {
    name: 'an answer that is cut off',
    text: '{"hits":{"hits":[{"_id":"a","_source":{"n":1}}',
    events: 1,
    notes: [['cut-off', 1, 1]],
  },
  { name: 'one bad line', text: '{"n":1}\nno\n{"n":2}\n', events: 2, notes: [['not-json', 2, 1]] },
  { name: 'a bad line at the beginning', text: '"n":1}\n{"n":2}\n', events: 1, notes: [['not-json', 1, 1]] },
  { name: 'a first line that is cut off', text: '{"n":\n{"n":2}\n{"n":3}\n', events: 2, notes: [['cut-off', 1, 1]] },
  { name: 'a list within lines', text: '{"n":1}\n[{"n":2}]\n', events: 1, notes: [['not-object', 2, 1]] },
  {
    name: 'an answer within lines',
    text: '{"n":1}\n{"hits":{"hits":[{"_source":{"n":2}},{"_source":{"n":3}}]}}\n',
    events: 3,
    notes: [],
  },
  {
    name: 'an object on a line of its own within another',
    text: '{ "a": [\n  {"n":1}\n] }\n',
    events: 1,
    notes: [],
  },
  {
    name: 'raw and stored events in one file',
    text: `{"n":1}\n${AUDIT}\n{"_id":"x","_source":{"n":2}}\n`,
    events: 3,
    notes: [['converted', 2, 1]],
  },
  { name: 'elements that are no objects', text: '[1,{"n":1},"x",null]', events: 1, notes: [['not-object', 1, 3]] },
  {
    name: 'rules among events',
    text: '{"n":1}\n{"rule_id":"r","type":"eql","risk_score":3}\n',
    events: 1,
    notes: [['rule', 2, 1]],
  },
  {
    name: 'a row without its cells',
    text: '@timestamp,event.id\n1,2\n1\n3,4\n',
    events: 2,
    notes: [['bad-row', 3, 1]],
  },
  {
    name: 'a row whose quotes are broken',
    text: '@timestamp,event.id\n1,2\n3,"4"x"\n',
    events: 1,
    notes: [['cut-off', 3, 1]],
  },
  {
    name: 'an action of a bulk file without a document',
    text: '{"index":{"_id":"1"}}\n{"index":{"_id":"2"}}\n{"n":2}\n',
    events: 1,
    notes: [['no-source', 1, 1]],
  },
  {
    name: 'a line of another log',
    text: `${RECORD}\nhello\n`,
    events: 1,
    notes: [
      ['bad-record', 2, 1],
      ['converted', 1, 1],
    ],
  },
  {
    name: 'events that nest too deeply',
    text: `{"n":1}\n${deep(100_000)}\n${deep(600)}\n${deep(400)}\n`,
    events: 2,
    notes: [['too-deep', 2, 2]],
  },
  { name: 'CRLF and a byte order mark', text: '\ufeff{"n":1}\r\n{"n":2}\r\n', events: 2, notes: [] },
  {
    name: 'a list with CRLF and a byte order mark',
    text: '\ufeff[\r\n{"n":1},\r\n{"n":2}\r\n]\r\n',
    events: 2,
    notes: [],
  },
  { name: 'text', text: 'hello, world\nhow, are\n', events: 0, notes: [['no-events']] },
  { name: 'a page', text: '<html>\n<body>\n', events: 0, notes: [['no-events']] },
  { name: 'YAML', text: 'events:\n  - id: 1\n', events: 0, notes: [['no-events']] },
  { name: 'a header only', text: '@timestamp,event.id\n', events: 0, notes: [['no-events']] },
];

describe('a broken sample', () => {
  for (const { name, text, events, notes } of CASES)
    it(`gives what can be read of it: ${name}`, async () => {
      const host = createMemoryHost({ '/s': text });
      const loaded = await loadSamples([{ path: '/s', hashed: false }], host, {
        onProgress: () => undefined,
        isCancelled: () => false,
      });
      assert.equal(loaded?.store.count, events);
      assert.deepEqual(
        loaded.samples[0]?.problems.map(({ code, line, count }) =>
          [code, line, count].filter((each) => each !== undefined),
        ),
        notes,
      );
    });
});
