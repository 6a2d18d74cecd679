// What each arm of an exclusion takes out of a sample, what it does alone, and what a dead one lacks.
import assert from 'node:assert/strict';
import { createContext } from '../../server/src/engine/condition';
import { createEventStore } from '../../server/src/engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { JsonObject } from '../../server/src/engine/store';
import { parseQuery } from '../../server/src/eql/parse';
import { inferFields } from '../../server/src/library/inferFields';
import { auditArms } from '../../server/src/tuning/armAudit';
import type { ArmEffect } from '../../server/src/tuning/armAudit';
import { printArm } from '../../server/src/tuning/arms';
import type { LabelBook } from '../../server/src/tuning/labelBook';
import type { Label } from '../../server/src/tuning/labels';

interface Given extends JsonObject {
  readonly name: string;
}

const EVENTS: readonly Given[] = [
  { name: 'a', user: 'x', uri: '/p/1' },
  { name: 'a', user: 'y', uri: '/p/2' },
  { name: 'b', user: 'x', uri: '/q/1' },
  { name: 'c', user: 'z', uri: '/q/2' },
];
const LABELS: readonly (Label | undefined)[] = ['benign', 'malicious', 'authorised', undefined];

const book: LabelBook = {
  entryOf: (event) => {
    const label = LABELS[event];
    return label && { id: String(event), label };
  },
  mustHit: [],
  problems: [],
};

function audit(text: string, events: readonly JsonObject[] = EVENTS): readonly ArmEffect[] {
  const { value: query, issues } = parseQuery(text);
  assert.deepEqual(issues, []);
  const store = createEventStore();
  events.forEach((event, index) => store.addObject(event, { sample: 0, line: index + 1 }));
  return auditArms({ query, labels: book, context: createContext(store, inferFields(store), DEFAULT_RUN_OPTIONS) });
}

/** `arm: removed/alone fp/tp/authorised/unlabelled`. */
function told(effects: readonly ArmEffect[]): readonly string[] {
  return effects.map(
    ({ arm, removed, removedAlone, falsePositives, truePositives, authorised, unlabelled }) =>
      `${printArm(arm)}: ${removed}/${removedAlone} ${falsePositives}/${truePositives}/${authorised}/${unlabelled}`,
  );
}

describe('the arms of a query', () => {
  const cases: readonly [query: string, arms: readonly string[]][] = [
    ['any where not (name == "a" or user == "x")', ['name == "a": 2/1 1/1/0/0', 'user == "x": 2/1 1/0/1/0']],
    [
      'any where user != "z" and not (name in ("a", "b") and user == "x")',
      [
        'user == "z": 1/1 0/0/0/1',
        'name in ("a") and user == "x": 1/1 1/0/0/0',
        'name in ("b") and user == "x": 1/1 0/0/1/0',
      ],
    ],
    ['any where name not in ("a", "c")', ['name in ("a"): 2/2 1/1/0/0', 'name in ("c"): 1/1 0/0/0/1']],
    ['any where not uri like ("/p/*", "*1")', ['uri like ("/p/*"): 2/1 1/1/0/0', 'uri like ("*1"): 2/1 1/0/1/0']],
    [
      'any where (name == "a" and not user == "x") or (user == "x" and not name == "b")',
      ['user == "x": 0/0 0/0/0/0', 'name == "b": 1/1 0/0/1/0'],
    ],
    ['any where name == "c" and not user == "x"', ['user == "x": 0/0 0/0/0/0']],
    ['any where name == "a"', []],
  ];
  for (const [query, arms] of cases)
    it(`of ${query}`, () =>
      assert.deepEqual(
        told(audit(query)).map((each) => each.replace(/ like \((".*?")\)/, ' like ($1)')),
        arms.map((each) => each),
      ));

  it('of a sequence are those of its items', () => {
    const effects = audit('sequence by user [any where not name == "a"] [any where not name == "b"]');
    assert.deepEqual(told(effects), ['name == "a": 2/2 1/1/0/0', 'name == "b": 1/1 0/0/1/0']);
  });

  const nearest: readonly [query: string, change: string, matches: number][] = [
    ['any where not uri like "/p/*3"', 'the pattern ended with `*`', 0],
    ['any where not uri like "/q/"', 'the pattern ended with `*`', 2],
    ['any where not uri like "q/*"', 'the pattern began with `*`', 2],
    ['any where not uri in ("/p/*", "/p/1")', 'it was asked with `like`, so that `*` is a wildcard', 2],
    ['any where not name == "A"', 'it ignored case', 2],
    ['any where not (name == "a" and user == "z")', 'it did not ask for `user == "z"`', 2],
  ];
  for (const [query, change, matches] of nearest)
    it(`that are dead have a nearest change: ${query}`, () => {
      const [dead] = audit(query);
      assert.equal(dead?.dead, true);
      if (matches === 0) assert.equal(dead.nearest?.matches ?? 0, 0);
      else assert.deepEqual([dead.nearest?.change, dead.nearest?.matches], [change, matches]);
    });

  it('that lack the first slash of an address say so', () => {
    const events = ['/a/1', '/a/2', '/b'].map((requestURI) => ({ kubernetes: { audit: { requestURI } } }));
    const text = 'any where not kubernetes.audit.requestURI like ("/b", "a/*")';
    const [, dead] = audit(text, events);
    assert.deepEqual([dead?.nearest?.change, dead?.nearest?.matches], ['the pattern began with `/`', 2]);
    const { edit } = dead?.nearest ?? {};
    assert.equal(edit && text.slice(0, edit.from) + edit.text + text.slice(edit.to), text.replace('"a/*"', '"/a/*"'));
  });
});
