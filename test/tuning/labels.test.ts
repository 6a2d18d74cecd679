// Label files: what they say, what is wrong with them, and which entry decides for an event.
import assert from 'node:assert/strict';
import { compileCondition, createContext, timestampOf } from '../../server/src/engine/condition';
import { createEventStore } from '../../server/src/engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { EventStore, JsonObject } from '../../server/src/engine/store';
import { inferFields } from '../../server/src/library/inferFields';
import { createLabelBook } from '../../server/src/tuning/labelBook';
import type { LabelBook, LabelTests } from '../../server/src/tuning/labelBook';
import { readLabels } from '../../server/src/tuning/labels';

const HASHES = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', '0123456789012345', '1234567890123e15'];

describe('a label file', () => {
  it('says of events what people know of them', () => {
    const file = [
      '# by hand',
      'events:',
      '  - id: 841d3e6d',
      '    stage: ResponseComplete',
      '    label: benign',
      '    lofp: cilium-endpoint-list',
      "    note: 'agent: health check'",
      '  - hash: 9F86d081884c7d65',
      '    label: malicious',
      '    rules: [r1, r2]',
      '  - {id: x, label: authorised}',
    ].join('\n');
    const { entries, problems } = readLabels(file);
    assert.deepEqual(problems, []);
    assert.deepEqual(entries, [
      {
        id: '841d3e6d',
        stage: 'ResponseComplete',
        label: 'benign',
        lofp: 'cilium-endpoint-list',
        note: 'agent: health check',
      },
      { hash: '9f86d081884c7d65', label: 'malicious', rules: ['r1', 'r2'] },
      { id: 'x', label: 'authorised' },
    ]);
  });

  const empty: readonly string[] = ['', '# nothing yet', 'events:', 'events: []', '---\n'];
  for (const text of empty)
    it(`may be ${JSON.stringify(text)}`, () =>
      assert.deepEqual(readLabels(text), { entries: [], places: [], problems: [] }));

  it('keeps ids and hashes of digits as they are written', () => {
    const { entries } = readLabels(
      'events:\n- {id: 007, label: benign}\n- {id: 1e3, label: benign}\n- {hash: 0123456789012345, label: benign, note: 5}',
    );
    assert.deepEqual(entries, [
      { id: '007', label: 'benign' },
      { id: '1e3', label: 'benign' },
      { hash: '0123456789012345', label: 'benign', note: '5' },
    ]);
  });

  it('may use anchors and aliases', () => {
    const { entries, problems } = readLabels(
      'events:\n- &first {id: a, label: benign, rules: &rules [r]}\n- *first\n- {<<: *first, id: b}\n- {id: c, label: malicious, rules: *rules}',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      entries.map(({ id, label, rules }) => [id, label, ...(rules ?? [])]),
      [
        ['a', 'benign', 'r'],
        ['a', 'benign', 'r'],
        ['b', 'benign', 'r'],
        ['c', 'malicious', 'r'],
      ],
    );
  });

  const refused: readonly [entry: string, words: string][] = [
    ['text', '`id` or `hash` or `where`, and `label`'],
    ['[id, a]', '`id` or `hash` or `where`, and `label`'],
    ['', '`id` or `hash` or `where`, and `label`'],
    ['*nothing', '`id` or `hash` or `where`, and `label`'],
    ['{id: a}', '`label` must be'],
    ['{id: a, label: bad}', '`label` must be'],
    ['{id: a, label: Benign}', '`label` must be'],
    ['{id: a, label: [benign]}', '`label` must be a text'],
    ['{label: benign}', 'one of `id`, `hash` and `where`'],
    ['{id: , label: benign}', 'one of `id`, `hash` and `where`'],
    ['{id: a, hash: aaaaaaaaaaaaaaaa, label: benign}', 'one of `id`, `hash` and `where`'],
    ['{hash: aaaa, label: benign}', 'first 16 hexadecimal digits'],
    ['{hash: gggggggggggggggg, label: benign}', 'first 16 hexadecimal digits'],
    ['{id: a, label: benign, rules: r}', '`rules` must be a list'],
    ['{id: a, label: benign, rules: []}', '`rules` must be a list'],
    ['{id: a, label: benign, rules: [{a: b}]}', '`rules` must be a list'],
    ['{id: a, label: benign, stage: [x]}', '`stage` must be a text'],
    ['{id: [a], label: benign}', '`id` must be a text'],
    ['{id: a, label: benign, color: red}', '`color` is no key'],
    ["{where: 'user.name =', label: benign}", '`where` is no condition of EQL'],
    ["{where: 'user.name == 1', id: a, label: benign}", 'one of `id`, `hash` and `where`'],
    ['{id: a, label: benign, between: 2026-01-01}', '`between` must be a list of two times'],
    ['{id: a, label: benign, between: [yesterday, today]}', '`between` must be a list of two times'],
    ['{id: a, label: benign, between: [2026-01-02, 2026-01-01]}', '`between` must begin before it ends'],
  ];
  for (const [entry, words] of refused)
    it(`refuses \`${entry}\` on its line, and still takes the others`, () => {
      const { entries, problems } = readLabels(
        `events:\n- {id: x, label: benign}\n- ${entry}\n- {id: y, label: malicious}`,
      );
      assert.deepEqual(
        entries.map(({ id }) => id),
        ['x', 'y'],
      );
      assert.deepEqual(
        problems.map(({ line }) => line),
        [3],
      );
      assert.ok(problems[0]?.message.includes(words), problems[0]?.message);
    });

  const none: readonly string[] = ['a: b', '- {id: a, label: benign}', 'text', 'events: text', 'events: {id: a}'];
  for (const text of none)
    it(`is more than ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readLabels(text), {
        entries: [],
        places: [],
        problems: [{ message: 'A label file is a list under the key `events`.', line: 1 }],
      });
    });

  it('that is broken says where, and keeps what stands before', () => {
    const { entries, problems } = readLabels('events:\n- {id: a, label: benign}\n- {id: "b, label: benign}\n');
    assert.deepEqual(
      entries.map(({ id }) => id),
      ['a'],
    );
    assert.ok(problems.length > 0 && problems.every(({ line }) => line >= 3));
    assert.match(problems[0]?.message ?? '', /no valid YAML/);
  });

  it('is no trouble when it is too deep for any stack', () => {
    for (const text of [`events: ${'['.repeat(50_000)}`, `events:\n${'- '.repeat(50_000)}a`]) {
      const { entries, problems } = readLabels(text);
      assert.deepEqual([entries.length, problems.length], [0, 1]);
    }
  });
});

/** A book over events that bear the ids `e0`, `e1`, … and the hashes above, unless they say otherwise. */
function bookOf(labels: string, rule: string | undefined, events: readonly JsonObject[] = plain(4)): LabelBook {
  const { entries, problems } = readLabels(`events:\n${labels}`);
  assert.deepEqual(problems, []);
  const store = createEventStore();
  for (const [index, event] of events.entries()) store.addObject(event, { sample: 0, line: index + 1 }, HASHES[index]);
  return createLabelBook(store, store, () => entries, rule, testsOf(store));
}

function testsOf(store: EventStore): LabelTests {
  const context = createContext(store, inferFields(store), DEFAULT_RUN_OPTIONS);
  return { test: (condition) => compileCondition(condition, context), time: timestampOf(context) };
}

function plain(count: number): JsonObject[] {
  return Array.from({ length: count }, (_, index) => ({ event: { id: `e${index}` } }));
}

/** The label of each event, `-` for none. */
function labelsOf(book: LabelBook, count = 4): string {
  return Array.from({ length: count }, (_, event) => book.entryOf(event)?.label ?? '-').join(' ');
}

describe('the label of an event', () => {
  const cases: readonly [name: string, labels: string, rule: string | undefined, expected: string][] = [
    ['goes by its id', '- {id: e1, label: benign}', undefined, '- benign - -'],
    ['goes by its hash', '- {hash: bbbbbbbbbbbbbbbb, label: benign}', undefined, '- benign - -'],
    [
      'goes by a hash of digits',
      '- {hash: 0123456789012345, label: benign}\n- {hash: 1234567890123e15, label: malicious}',
      undefined,
      '- - benign malicious',
    ],
    ['counts for every rule', '- {id: e0, label: malicious}', 'r', 'malicious - - -'],
    ['counts for the rules that it names', '- {id: e0, label: malicious, rules: [q, r]}', 'r', 'malicious - - -'],
    ['counts for no other rule', '- {id: e0, label: malicious, rules: [q]}', 'r', '- - - -'],
    ['counts for no query without a rule', '- {id: e0, label: malicious, rules: [q]}', undefined, '- - - -'],
    [
      'is that of a hash before that of an id',
      '- {hash: aaaaaaaaaaaaaaaa, label: malicious}\n- {id: e0, label: benign}',
      'r',
      'malicious - - -',
    ],
    [
      'is that for the rule before that for all',
      '- {id: e0, label: malicious, rules: [r]}\n- {id: e0, label: benign}',
      'r',
      'malicious - - -',
    ],
    [
      'is that of a hash before that for the rule',
      '- {hash: aaaaaaaaaaaaaaaa, label: benign}\n- {id: e0, label: malicious, rules: [r]}',
      'r',
      'benign - - -',
    ],
    ['is the later one of two alike', '- {id: e0, label: malicious}\n- {id: e0, label: benign}', 'r', 'benign - - -'],
  ];
  for (const [name, labels, rule, expected] of cases)
    it(name, () => assert.equal(labelsOf(bookOf(labels, rule)), expected));

  const stages: readonly JsonObject[] = [
    { kubernetes: { audit: { auditID: 'a', stage: 'ResponseStarted' } } },
    { kubernetes: { audit: { auditID: 'a', stage: 'ResponseComplete' } } },
    { 'kubernetes.audit.auditID': 'a' },
    { _id: 'a', _source: { event: { id: 'b' } } },
  ];
  const names: readonly [name: string, labels: string, expected: string][] = [
    ['is that of all events with its id', '- {id: a, label: benign}', 'benign benign benign benign'],
    ['goes by each of its ids', '- {id: b, label: benign}', '- - - benign'],
    ['may be for one stage', '- {id: a, stage: ResponseComplete, label: benign}', '- benign - -'],
    [
      'is that of its stage before that of all stages',
      '- {id: a, stage: ResponseStarted, label: malicious}\n- {id: a, label: benign}',
      'malicious benign benign benign',
    ],
    [
      'is that of a hash before that of a stage',
      '- {hash: aaaaaaaaaaaaaaaa, label: malicious}\n- {id: a, stage: ResponseStarted, label: benign}',
      'malicious - - -',
    ],
    ['of a hash may be for one stage', '- {hash: aaaaaaaaaaaaaaaa, stage: ResponseComplete, label: benign}', '- - - -'],
  ];
  for (const [name, labels, expected] of names)
    it(name, () => assert.equal(labelsOf(bookOf(labels, 'r', stages)), expected));

  it('is that of the file beside its own sample', () => {
    const store = createEventStore();
    for (const sample of [0, 1]) store.addObject({ event: { id: 'a' } }, { sample, line: 1 });
    const files = ['benign', 'malicious'].map((label) => readLabels(`events: [{id: a, label: ${label}}]`).entries);
    const book = createLabelBook(store, store, (sample) => files[sample] ?? [], 'r', testsOf(store));
    assert.deepEqual([labelsOf(book, 2), book.problems], ['benign malicious', []]);
  });
});

describe('a label by condition', () => {
  const events: readonly JsonObject[] = ['a', 'b', 'A', 'c'].map((name, index) => ({
    event: { id: `e${index}` },
    '@timestamp': `2026-03-0${index + 1}T12:00:00Z`,
    user: { name },
  }));
  const cases: readonly [name: string, labels: string, expected: string][] = [
    ['is about all events that satisfy it', '- {where: \'user.name : "a"\', label: benign}', 'benign - benign -'],
    [
      'is about those of its time, the end not among them',
      "- {where: 'true', between: [2026-03-02T12:00:00Z, 2026-03-04T12:00:00Z], label: benign}",
      '- benign benign -',
    ],
    [
      'gives way to an event by name',
      "- {id: e0, label: authorised}\n- {where: 'true', label: benign, rules: [r]}",
      'authorised benign benign benign',
    ],
    [
      'gives way to a later one',
      "- {where: 'true', label: benign}\n- {where: 'user.name == \"c\"', label: malicious}",
      'benign benign benign malicious',
    ],
    ['is not about other rules', "- {where: 'true', label: benign, rules: [q]}", '- - - -'],
  ];
  for (const [name, labels, expected] of cases)
    it(name, () => assert.equal(labelsOf(bookOf(labels, 'r', events)), expected));

  it('that no event satisfies is told, and so are two that contradict each other', () => {
    const { problems } = bookOf(
      "- {where: 'user.name == \"z\"', label: benign}\n- {where: 'true', label: benign}\n- {where: 'user.name == \"a\"', label: malicious}",
      'r',
      events,
    );
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? '', /`where: user\.name == "z"`/);
    assert.match(problems[1] ?? '', /contradict/);
  });
});

describe('what a rule must hit', () => {
  const cases: readonly [name: string, labels: string, rule: string | undefined, expected: readonly number[]][] = [
    [
      'is malicious for it by name',
      '- {id: e1, label: malicious, rules: [r]}\n- {id: e0, label: malicious, rules: [r]}',
      'r',
      [0, 1],
    ],
    ['is nothing that names no rule', '- {id: e0, label: malicious}', 'r', []],
    ['is nothing that names another', '- {id: e0, label: malicious, rules: [q]}', 'r', []],
    [
      'is nothing benign or authorised',
      '- {id: e0, label: benign, rules: [r]}\n- {id: e1, label: authorised, rules: [r]}',
      'r',
      [],
    ],
    [
      'is nothing that a narrower entry calls benign',
      '- {id: e0, label: malicious, rules: [r]}\n- {hash: aaaaaaaaaaaaaaaa, label: benign}',
      'r',
      [],
    ],
    [
      'is what a narrower entry calls malicious, too',
      '- {id: e0, label: malicious, rules: [r]}\n- {hash: aaaaaaaaaaaaaaaa, label: malicious}',
      'r',
      [0],
    ],
    ['is nothing for a query without a rule', '- {id: e0, label: malicious, rules: [r]}', undefined, []],
  ];
  for (const [name, labels, rule, expected] of cases)
    it(name, () => assert.deepEqual(bookOf(labels, rule).mustHit, expected));
});

describe('what is wrong with the labels of a sample', () => {
  const cases: readonly [name: string, labels: string, problems: readonly RegExp[]][] = [
    ['is nothing where each entry names an event', '- {id: e0, label: benign}\n- {id: e1, label: malicious}', []],
    [
      'is an entry that names no event',
      '- {id: e0, label: benign}\n- {id: e9, label: benign}',
      [/^1 label entry names no event.*e9/],
    ],
    [
      'are entries that name no event',
      '- {hash: cccccccccccccccc, label: benign}\n- {id: e9, label: benign}',
      [/^2 label entries name.*first is cccccccccccccccc/],
    ],
    ['is a stage that no event has', '- {id: e0, stage: Panic, label: benign}', [/names no event/]],
    ['is no entry for another rule', '- {id: e9, label: benign, rules: [q]}', []],
    [
      'are entries that contradict each other',
      '- {id: e1, label: benign}\n- {id: e1, label: malicious}',
      [/^1 event has labels that contradict.*line 2/],
    ],
    ['are no entries that agree', '- {id: e1, label: benign}\n- {id: e1, label: benign}', []],
    [
      'is no narrower entry that says otherwise',
      '- {id: e1, label: benign}\n- {hash: bbbbbbbbbbbbbbbb, label: malicious}',
      [],
    ],
  ];
  for (const [name, labels, problems] of cases)
    it(name, () => {
      const found = bookOf(labels, 'r').problems;
      assert.equal(found.length, problems.length, found.join('\n'));
      for (const [at, words] of problems.entries()) assert.match(found[at] ?? '', words);
    });
});
