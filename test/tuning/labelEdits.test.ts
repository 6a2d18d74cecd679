// Marks become edits of a label file that change what was marked, and nothing else.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/base/edit';
import { editLabels } from '../../server/src/tuning/labelEdits';
import type { Mark, MarkedEvent } from '../../server/src/tuning/labelEdits';
import { readLabels } from '../../server/src/tuning/labels';
import type { Label, LabelEntry } from '../../server/src/tuning/labels';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

function event(id: string): MarkedEvent {
  return { order: IDS.indexOf(id), name: { id }, names: [{ id }, { id, stage: 'S' }] };
}

function placeOf({ id = '' }: LabelEntry): number | undefined {
  const place = IDS.indexOf(id);
  return place < 0 ? undefined : place;
}

function mark(text: string, ids: readonly string[], said: Mark): string {
  const result = editLabels(text, ids.map(event), said, placeOf);
  assert.equal(result.kind, 'edits', JSON.stringify(result));
  return result.kind === 'edits' ? applyEdits(text, result.edits) : '';
}

const BENIGN: Mark = { label: 'benign' };
const NONE: Mark = { label: undefined };

/** name, file before, marked, what is said, file after */
const CASES: readonly (readonly [string, string, readonly string[], Mark, string])[] = [
  ['makes a file', '', ['b', 'a'], BENIGN, 'events:\n  - id: a\n    label: benign\n  - id: b\n    label: benign\n'],
  ['keeps the comment of an empty file', '# mine', ['a'], BENIGN, '# mine\nevents:\n  - id: a\n    label: benign\n'],
  ['fills a head', 'events: # all\n', ['a'], BENIGN, 'events: # all\n  - id: a\n    label: benign\n'],
  ['fills empty brackets', 'events: []\nx: y\n', ['a'], BENIGN, 'events: \n  - id: a\n    label: benign\nx: y\n'],
  [
    'changes an entry where it stands',
    'events:\n  - id: "a" # known\n    label: malicious   # sure\n    note: n\n',
    ['a'],
    { label: 'benign', by: 'eve' },
    'events:\n  - id: "a" # known\n    label: benign   # sure\n    note: n\n    by: eve\n',
  ],
  [
    'puts an entry at its place',
    'events:\n- id: a\n  label: benign\n\n# about d\n- {id: d, label: benign}\n',
    ['b', 'e'],
    { label: 'malicious' },
    'events:\n- id: a\n  label: benign\n- id: b\n  label: malicious\n\n# about d\n- {id: d, label: benign}\n- id: e\n  label: malicious\n',
  ],
  [
    'puts an entry before the first, above its comment',
    'events:\n  # about d\n  - id: d\n    label: benign\n',
    ['a'],
    BENIGN,
    'events:\n  - id: a\n    label: benign\n  # about d\n  - id: d\n    label: benign\n',
  ],
  [
    'puts an entry at the end of a file that is in no order',
    'events:\n  - { id: d, label: benign }\n  - { id: a, label: benign }',
    ['b'],
    BENIGN,
    'events:\n  - { id: d, label: benign }\n  - { id: a, label: benign }\n  - id: b\n    label: benign',
  ],
  [
    'removes an entry with its own comment',
    'events:\n  # first\n  - id: a\n    label: benign # sure\n\n  # second\n  - id: b\n    label: benign\n',
    ['b'],
    NONE,
    'events:\n  # first\n  - id: a\n    label: benign # sure\n\n',
  ],
  [
    'keeps a comment that heads several entries',
    'events:\n  # agents\n  - id: a\n    label: benign\n  - id: b\n    label: benign\n',
    ['a'],
    NONE,
    'events:\n  # agents\n  - id: b\n    label: benign\n',
  ],
  ['removes the last entry', 'events:\n  - id: a\n    label: benign\n', ['a'], NONE, 'events:\n'],
  [
    'edits a list in brackets',
    'events: [{id: a, label: benign}, {id: c, label: benign}]\n',
    ['a', 'b'],
    { label: 'malicious' },
    'events: [{id: a, label: malicious}, { id: b, label: malicious }, {id: c, label: benign}]\n',
  ],
  [
    'removes from a list in brackets',
    'events: [{id: a, label: benign}, {id: b, label: benign}, {id: c, label: benign}]\n',
    ['a', 'c'],
    NONE,
    'events: [{id: b, label: benign}]\n',
  ],
  [
    'keeps the line ends of the file',
    'events:\r\n  - id: a\r\n    label: benign\r\n',
    ['b'],
    BENIGN,
    'events:\r\n  - id: a\r\n    label: benign\r\n  - id: b\r\n    label: benign\r\n',
  ],
  [
    'says a thing for one rule beside what is said for all',
    'events:\n  - id: a\n    label: benign\n',
    ['a'],
    { label: 'malicious', rule: 'r', isForRule: true },
    'events:\n  - id: a\n    label: benign\n  - id: a\n    label: malicious\n    rules: [r]\n',
  ],
  [
    'leaves an entry to the other rules that it names',
    'events:\n  - id: a\n    label: malicious\n    rules: [r, q]\n',
    ['a'],
    { label: undefined, rule: 'r' },
    'events:\n  - id: a\n    label: malicious\n    rules: [q]\n',
  ],
  [
    'writes texts so that every reader takes them for texts',
    '',
    ['a'],
    { label: 'benign', note: 'it said: "no"\n# twice', by: 'yes', lofp: '0123' },
    'events:\n  - id: a\n    label: benign\n    lofp: "0123"\n    note: "it said: \\"no\\"\\n# twice"\n    by: "yes"\n',
  ],
];

describe('a mark in a label file', () => {
  for (const [name, before, ids, said, after] of CASES)
    it(name, () => {
      assert.equal(mark(before, ids, said), after);
    });

  it('changes nothing the second time', () => {
    for (const [, before, ids, said] of CASES) {
      const once = mark(before, ids, said);
      assert.equal(mark(once, ids, said), once);
    }
  });

  it('leaves a file alone that is no valid YAML, or no list of events', () => {
    for (const text of ['events: [', '- id: a\n', 'events: {a: b}\n', 'events:\n\t- id: a\n']) {
      const result = editLabels(text, [event('a')], BENIGN, placeOf);
      assert.ok(result.kind === 'refused' && result.message !== '', text);
    }
  });

  it('refuses what it could only change together with something else', () => {
    const text = 'events:\n  - id: a\n    label: &l benign\n  - id: b\n    label: *l\n';
    assert.equal(editLabels(text, [event('a')], { label: 'malicious' }, placeOf).kind, 'refused');
  });

  it('gives exactly the labels that were asked for, keeps all others and every comment', () => {
    const label = fc.constantFrom<Label>('malicious', 'benign', 'authorised');
    const entry = fc.record({ id: fc.constantFrom(...IDS, 'x', 'y'), label, style: fc.nat(4), note: fc.boolean() });
    const file = fc.record({
      entries: fc.uniqueArray(entry, { selector: ({ id }) => id }),
      indent: fc.constantFrom('', '  ', '    '),
      eol: fc.constantFrom('\n', '\r\n'),
      ends: fc.boolean(),
    });
    const marked = fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1 });
    fc.assert(
      fc.property(file, marked, fc.option(label, { nil: undefined }), ({ entries, indent, eol, ends }, ids, said) => {
        const lines = entries.flatMap((each, index) => writeEntry(each, index, indent));
        const text = ['# top', 'events:', ...lines].join(eol) + (ends ? eol : '');
        const after = mark(text, ids, { label: said });
        const labels = (of: string): Map<string, string> =>
          new Map(readLabels(of).entries.map((each) => [each.id ?? '', each.label]));
        const expected = labels(text);
        for (const id of ids)
          if (said === undefined) expected.delete(id);
          else expected.set(id, said);
        assert.deepEqual(new Map([...labels(after)].sort()), new Map([...expected].sort()));
        assert.deepEqual(readLabels(after).problems, []);
        const comments = (of: string): string[] => of.match(/# \w+/g) ?? [];
        if (said === undefined) assert.ok(comments(after).includes('# top'));
        else assert.deepEqual(comments(after), comments(text));
        assert.ok(eol === '\n' || !/[^\r]\n/.test(after));
      }),
    );
  });
});

function writeEntry(
  {
    id,
    label,
    style,
    note,
  }: { readonly id: string; readonly label: Label; readonly style: number; readonly note: boolean },
  index: number,
  indent: string,
): readonly string[] {
  const more = note ? [`${indent}  note: |`, `${indent}    some`, `${indent}    words`] : [];
  switch (style) {
    case 0:
      return [`${indent}- {id: ${id}, label: ${label}} # c${index}`];
    case 1:
      return [`${indent}# c${index}`, `${indent}- id: '${id}'`, `${indent}  label: ${label} # d${index}`, ...more];
    case 2:
      return ['', `${indent}-   label: "${label}"`, `${indent}    id: ${id}`];
    case 3:
      return [
        `${indent}-`,
        `${indent}  id: ${id}`,
        `${indent}  # c${index}`,
        `${indent}  label: ${label}`,
        ...more,
        '',
      ];
    default:
      return [`${indent}- label: ${label}`, ...more, `${indent}  id: ${id}`, `${indent}# c${index}`];
  }
}
