// What exception items do to hits: by worked examples, and against samples from which the events were deleted by hand.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dslAll } from '../../server/src/base/queryDsl';
import type { DslQuery } from '../../server/src/base/queryDsl';
import { DEFAULT_RUN_OPTIONS } from '../../server/src/engine/run';
import type { RunOptions } from '../../server/src/engine/run';
import { startRun } from '../../server/src/engine/startRun';
import type { JsonObject } from '../../server/src/engine/store';
import { parseQuery } from '../../server/src/eql/parse';
import { filterOfExceptions, startExceptionSearch } from '../../server/src/tuning/exceptionEffect';
import type { ExceptionAsks, ExceptionEffect, GivenException } from '../../server/src/tuning/exceptionEffect';
import type { LabelBook } from '../../server/src/tuning/labelBook';
import type { Label } from '../../server/src/tuning/labels';
import { judge } from '../../server/src/tuning/outcome';
import { fieldsOfStore, finish, hitIds, storeOf } from '../engine/runQuery';

const LABELS: readonly string[] = ['malicious', 'benign', 'authorised'];

/** An event says of itself what it is. */
function bookOf(events: readonly JsonObject[]): LabelBook {
  return {
    entryOf(event) {
      const label = events[event]?.['is'];
      return typeof label === 'string' && LABELS.includes(label) ? { id: 'x', label: label as Label } : undefined;
    },
    mustHit: [],
    problems: [],
  };
}

const match = (path: string, value: string): DslQuery => ({
  kind: 'match',
  field: { path, from: 0, to: 0 },
  value,
  tokens: 'phrase',
});

/** `{a: 'x'}` asks for both names of a field and its value. */
const asking = (values: Readonly<Record<string, string>>): ExceptionAsks => ({
  kind: 'condition',
  query: dslAll(Object.entries(values).map(([path, value]) => match(path, value))),
});

const named = (asks: readonly ExceptionAsks[]): readonly GivenException[] =>
  asks.map((each, index) => ({ name: `item ${index}`, asks: each }));

function effectOf(
  text: string,
  events: readonly JsonObject[],
  asks: readonly ExceptionAsks[],
  more: Partial<RunOptions> & { readonly mapping?: unknown } = {},
): ExceptionEffect {
  const query = parseQuery(text).value;
  const store = storeOf(events);
  const fields = fieldsOfStore(store, more.mapping);
  const options: RunOptions = { ...DEFAULT_RUN_OPTIONS, ...more };
  const items = named(asks);
  const hits = (filters: readonly DslQuery[]) =>
    judge(finish(startRun(query, store, fields, { ...options, filters }), 100).hits, bookOf(events));
  const [before, after] = [hits([]), hits([filterOfExceptions(items)])];
  const search = startExceptionSearch({ query, store, fields, options, items, before, after });
  for (let last = 0; !search.step(); last = search.progress)
    assert.ok(search.progress >= last && search.progress <= 1, `progress went from ${last} to ${search.progress}`);
  return search.result();
}

const shells: readonly JsonObject[] = [
  { name: 'sh', user: 'root', host: 'a', is: 'malicious' },
  { name: 'sh', user: 'ci', host: 'a', is: 'benign' },
  { name: 'sh', user: 'ci', host: 'b', is: 'benign' },
  { name: 'sh', user: 'eve', host: 'b' },
  { name: 'sh', user: 'ann', host: 'b', is: 'authorised' },
  { name: 'ls', user: 'ops', host: 'c', is: 'benign' },
  { name: 'sh', user: 'mon', host: 'c', is: 'benign' },
  { name: 'sh', user: 'mon', host: 'd', is: 'benign' },
];

const QUERY = 'any where name == "sh" and not (user == "mon" or host == "d")';

describe('exception items of an event query', () => {
  it('are counted by what their hits are worth, before and after', () => {
    const { before, after, removes, adds, items } = effectOf(QUERY, shells, [
      asking({ user: 'ci' }),
      asking({ host: 'b' }),
      asking({ user: 'root' }),
    ]);
    assert.deepEqual(
      [before.hits, before.falsePositives, before.truePositives, after.hits, after.misses, adds],
      [5, 2, 1, 0, 0, 0],
    );
    assert.deepEqual(removes, { hits: 5, truePositives: 1, falsePositives: 2, authorised: 1, unlabelled: 1 });
    assert.deepEqual(
      items.map((item) => [item.state, item.removes.hits, item.removes.falsePositives, item.alone, item.loses]),
      [
        ['active', 2, 2, 1, 0],
        ['active', 3, 1, 2, 0],
        ['active', 1, 0, 1, 1],
      ],
    );
    assert.deepEqual(items[2]?.firstLost, { events: [0], joinKeys: [] });
    assert.deepEqual(
      items.map(({ doubles }) => doubles),
      [undefined, undefined, undefined],
    );
  });

  it('that take nothing out say why', () => {
    const { after, items } = effectOf(QUERY, shells, [
      asking({ user: 'nobody' }),
      { kind: 'expired' },
      { kind: 'value-list' },
      { kind: 'unreadable' },
    ]);
    assert.deepEqual(
      items.map(({ state }) => state),
      ['never-used', 'expired', 'value-list', 'unreadable'],
    );
    assert.equal(after.hits, 5);
  });

  const doubling: readonly (readonly [string, string, Readonly<Record<string, string>>, unknown])[] = [
    ['an arm', QUERY, { user: 'mon' }, [{ arm: 'user == "mon"', events: 2 }]],
    [
      'an arm in part, which it is not beyond',
      QUERY,
      { user: 'mon', host: 'd' },
      [{ arm: 'user == "mon"', events: 1 }],
    ],
    ['an arm for some events only', QUERY, { host: 'b' }, undefined],
    ['no arm where the rest of the query keeps its events out', QUERY, { user: 'ops' }, undefined],
    [
      'an inequality',
      'any where name == "sh" and user != "mon"',
      { user: 'mon' },
      [{ arm: 'user != "mon"', events: 2 }],
    ],
    [
      'a list that must not be',
      'any where name == "sh" and user not in ("mon", "x")',
      { host: 'c' },
      [{ arm: 'user not in ("mon", "x")', events: 1 }],
    ],
    [
      'several arms together',
      'any where name == "sh" and not host == "a" and not user : "ci"',
      { user: 'ci' },
      [{ arm: 'user : "ci"', events: 2 }],
    ],
    [
      'two arms that share its events',
      'any where name == "sh" and not (host == "a" or host == "b")',
      { user: 'ci' },
      [
        { arm: 'host == "a"', events: 1 },
        { arm: 'host == "b"', events: 1 },
      ],
    ],
    [
      'an arm of one item of a sequence, where no other item wants its events',
      'sequence [any where name == "sh" and not user == "mon"] [any where name == "ls"]',
      { user: 'mon' },
      [{ arm: 'user == "mon"', events: 2 }],
    ],
    [
      'no arm of a sequence that wants its events elsewhere',
      'sequence [any where name == "ls" and false] [any where name == "sh" and not user == "mon"] [any where user == "mon"]',
      { user: 'mon' },
      undefined,
    ],
  ];
  for (const [what, query, values, expected] of doubling)
    it(`double ${what}`, () => {
      const [item] = effectOf(query, shells, [asking(values)]).items;
      assert.deepEqual(item?.doubles, expected);
      if (expected !== undefined) assert.equal(item?.state, 'never-used');
    });

  it('let other events through where the query cuts its hits', () => {
    const [item] = effectOf('any where name == "sh" | head 2', shells, [asking({ user: 'ci' })]).items;
    assert.deepEqual([item?.removes.hits, item?.adds], [1, 1]);
    const [sized] = effectOf('any where name == "sh"', shells, [asking({ user: 'ci' })], {
      size: 2,
      resultPosition: 'head',
    }).items;
    assert.deepEqual([sized?.removes.hits, sized?.adds], [1, 1]);
  });
});

const at = (second: number, event: string, more: JsonObject = {}): JsonObject => ({
  '@timestamp': `2026-01-01T00:00:0${second}Z`,
  event,
  ...more,
});

describe('exception items of a sequence', () => {
  it('take single events out before the matching, which can also add hits', () => {
    const events = [
      at(0, 'start', { is: 'benign' }),
      at(1, 'stop', { user: 'ops' }),
      at(2, 'end'),
      at(3, 'start', { user: 'ci', is: 'benign' }),
      at(4, 'end', { user: 'ci' }),
    ];
    const { before, after, adds, removes, items } = effectOf(
      'sequence [any where event == "start"] [any where event == "end"] until [any where event == "stop"]',
      events,
      [asking({ user: 'ops' }), asking({ user: 'ci' }), asking({ user: 'eve' })],
    );
    assert.deepEqual([before.hits, after.hits, adds, removes.hits], [1, 1, 1, 1]);
    assert.deepEqual(
      items.map((item) => [item.state, item.removes.hits, item.alone, item.adds]),
      [
        ['active', 0, 0, 1],
        ['active', 1, 1, 0],
        ['never-used', 0, 0, 0],
      ],
    );
  });
});

describe('the effect of exception items', () => {
  const queries = [
    'any where mark == "a" and not k == "x"',
    'any where mark == "a" or n > 3 | tail 3',
    'sequence by k with maxspan=5s [any where mark == "a"] [any where mark == "b"]',
    'sequence with maxspan=9s [any where mark == "a"] [any where mark == "b"] until [any where mark == "c"]',
    'sequence with maxspan=9s [any where mark == "a"] ![any where mark == "b"] [any where mark == "c"]',
    'sample by j [any where mark == "a"] [any where mark == "b"]',
  ];
  const key = { k: fc.constantFrom('x', 'y'), j: fc.constantFrom('x', 'y') };
  const mark = fc.constantFrom('a', 'b', 'c');
  const event = fc.record({ time: fc.nat(9), mark, ...key }, { requiredKeys: ['time', 'mark'] });
  const asks = fc.array(fc.record({ mark, ...key }, { requiredKeys: [] }), { minLength: 1, maxLength: 3 });

  it('is that of a sample without the events', () => {
    fc.assert(
      fc.property(fc.constantFrom(...queries), fc.array(event, { maxLength: 12 }), asks, (text, tiny, items) => {
        const events = tiny.map(({ time, ...more }, n) => ({ ...more, n, '@timestamp': time * 1000 }));
        agrees(text, events, items);
      }),
      { numRuns: 1500 },
    );
  });
});

type Item = Readonly<Record<string, string>>;

const mapping = {
  properties: {
    '@timestamp': { type: 'date' },
    n: { type: 'long' },
    mark: { type: 'keyword' },
    k: { type: 'keyword' },
    j: { type: 'keyword' },
  },
};

function agrees(text: string, events: readonly JsonObject[], items: readonly Item[]): void {
  const effect = effectOf(text, events, items.map(asking), { mapping });
  const [before, after] = [hitsWithout([]), hitsWithout(items)];
  assert.deepEqual([effect.removes.hits, effect.adds], [minus(before, after), minus(after, before)], text);
  items.forEach((item, index) => {
    const only = hitsWithout([item]);
    const rest = hitsWithout(items.filter((_, other) => other !== index));
    const alone = [...before].filter((hit) => !only.has(hit) && !after.has(hit) && rest.has(hit)).length;
    const { removes, adds, alone: found } = effect.items[index] ?? assert.fail();
    const expected = [minus(before, only), minus(only, before), alone];
    assert.deepEqual([removes.hits, adds, found], expected, `${text} without ${JSON.stringify(item)}`);
  });

  function hitsWithout(out: readonly Item[]): ReadonlySet<string> {
    const left = events.filter((event) => !out.some((item) => isAsked(event, item)));
    return new Set(hitIds(text, left, { mapping }).map((ids) => JSON.stringify(ids)));
  }
}

function isAsked(event: JsonObject, item: Item): boolean {
  return Object.entries(item).every(([key, value]) => event[key] === value);
}

function minus(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...some].filter((each) => !others.has(each)).length;
}
