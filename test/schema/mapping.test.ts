// Elasticsearch mappings as field resolvers. Source: docs/command-line.md, check; docs/eql.md, sections 5 to 7.
import assert from 'node:assert/strict';
import type { ResolvedField } from '../../server/src/eql/types';
import { inferredResolver } from '../../server/src/schema/inferred';
import { fieldsResolver, mappingResolver, unionResolver, withFallback } from '../../server/src/schema/mapping';

const KEYWORD = { type: 'keyword' };

/** The messages too, for what has any. */
function read(properties: unknown) {
  const { value, issues } = mappingResolver({ properties });
  return { fields: value, messages: issues.map((issue) => issue.message) };
}

function field(properties: unknown, path: string): ResolvedField {
  const { fields, messages } = read(properties);
  assert.deepEqual(messages, []);
  const found = fields.find(path);
  assert.ok(found !== undefined, path);
  return found;
}

describe('a mapping', () => {
  describe('is read from', () => {
    const properties = { user: { properties: { name: KEYWORD } } };
    const shapes: Readonly<Record<string, unknown>> = {
      'its properties': { properties },
      'an index definition': { mappings: { properties } },
      'the answer of `GET index/_mapping`': { 'logs-1': { mappings: { properties } } },
      'the answer for several indices': { a: { mappings: { properties } }, b: { mappings: {} } },
      'an answer of old, with a document type': { a: { mappings: { doc: { properties } } } },
    };
    for (const [title, json] of Object.entries(shapes)) {
      it(title, () => {
        const { value, issues } = mappingResolver(json);
        assert.deepEqual(issues, []);
        assert.equal(value.authority, 'mapping');
        assert.equal(value.find('user.name')?.type, 'keyword');
        assert.equal(value.find('user.nmae'), undefined);
      });
    }
  });

  it('without a field is one all the same', () => {
    assert.deepEqual(mappingResolver({ 'new-index': { mappings: {} } }).issues, []);
    assert.deepEqual(mappingResolver({ properties: {} }).issues, []);
  });

  it('is nothing else, and says so', () => {
    for (const json of [
      undefined,
      null,
      7,
      'text',
      [],
      {},
      { mappings: 1 },
      { a: { settings: {} } },
      { properties: [] },
    ]) {
      const { value, issues } = mappingResolver(json);
      assert.deepEqual(
        issues.map(({ code, severity }) => [code, severity]),
        [['no-mapping', 'error']],
        JSON.stringify(json),
      );
      assert.equal(value.find('a'), undefined);
    }
  });

  it('skips notes: names that begin with `_` and hold no object', () => {
    const { fields, messages } = read({ _note: 'why', a: KEYWORD });
    assert.deepEqual([messages, fields.find('_note')], [[], undefined]);
  });

  it('names what it leaves out, and keeps the rest', () => {
    const { fields, messages } = read({ a: 'keyword', b: {}, c: { type: 'alias', path: 'gone' }, d: KEYWORD });
    assert.deepEqual(
      messages.map((message) => /`(\w+)`/.exec(message)?.[1]),
      ['a', 'b', 'c'],
    );
    assert.equal(fields.find('d')?.type, 'keyword');
  });

  it('takes a dotted name as a path', () => {
    assert.equal(
      field({ 'process.parent': { properties: { 'thread.id': { type: 'long' } } } }, 'process.parent.thread.id').type,
      'long',
    );
  });

  it('has objects, with and without the word', () => {
    assert.equal(field({ a: { properties: { b: KEYWORD } } }, 'a').type, 'object');
    assert.equal(field({ a: { type: 'object' } }, 'a').type, 'object');
  });

  it('takes runtime fields', () => {
    const { value } = mappingResolver({
      mappings: { runtime: { day: { type: 'keyword' } }, properties: { a: KEYWORD } },
    });
    assert.equal(value.find('day')?.type, 'keyword');
  });

  it('keeps what changes a result', () => {
    const kept = field({ a: { type: 'keyword', ignore_above: 5, null_value: 'none' } }, 'a');
    assert.deepEqual([kept.exact, kept.ignoreAbove, kept.nullValue], ['self', 5, 'none']);
    assert.equal(field({ a: { type: 'date', format: 'epoch_second' } }, 'a').format, 'epoch_second');
    assert.equal(field({ a: { type: 'scaled_float', scaling_factor: 10 } }, 'a').scalingFactor, 10);
    assert.equal(field({ a: { type: 'constant_keyword', value: 'k8s' } }, 'a').constantValue, 'k8s');
  });

  it('survives a thousand objects in one another', () => {
    let properties: unknown = { last: KEYWORD };
    for (let depth = 0; depth < 1000; depth++) properties = { o: { properties } };
    const { messages } = read(properties);
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? '', /deep/);
  });
});

describe('an alias', () => {
  it('is its target under another name', () => {
    const found = field(
      { pid: { type: 'alias', path: 'process.pid' }, process: { properties: { pid: { type: 'long' } } } },
      'pid',
    );
    assert.deepEqual([found.path, found.source, found.type], ['pid', 'process.pid', 'long']);
  });
});

describe('multi-fields', () => {
  const text = (fields: unknown) => ({ a: { type: 'text', fields } });
  const cases: readonly (readonly [string, unknown, ResolvedField['exact'], string?])[] = [
    ['a text with one keyword is matched through it', text({ raw: KEYWORD }), 'via', 'a.raw'],
    ['a text with a wildcard too', text({ raw: { type: 'wildcard' } }), 'via', 'a.raw'],
    ['a text with two keywords is ambiguous', text({ raw: KEYWORD, k: KEYWORD }), 'ambiguous'],
    ['a text with another text has nothing exact', text({ en: { type: 'text' } }), 'none'],
    ['a text alone has nothing exact', { a: { type: 'match_only_text' } }, 'none'],
    [
      'a text with a normalized keyword cannot use it',
      text({ low: { type: 'keyword', normalizer: 'lowercase' } }),
      'normalized',
    ],
    ['a normalized keyword is not exact', { a: { type: 'keyword', normalizer: 'lowercase' } }, 'normalized'],
    ['a keyword needs none', { a: { type: 'keyword', fields: { text: { type: 'text' } } } }, 'self'],
  ];
  for (const [title, properties, exact, through] of cases) {
    it(title, () => {
      const found = field(properties, 'a');
      assert.deepEqual([found.exact, found.exactField?.path], [exact, through]);
    });
  }

  it('have the values of their parent', () => {
    const twin = field(text({ raw: { type: 'keyword', ignore_above: 9 } }), 'a.raw');
    assert.deepEqual([twin.source, twin.ignoreAbove], ['a', 9]);
  });
});

describe('below a flattened field', () => {
  const properties = { labels: { type: 'flattened' } };

  it('every name is a keyword', () => {
    const found = field(properties, 'labels.any.name');
    assert.deepEqual([found.type, found.flattenedIn], ['keyword', 'labels']);
  });

  it('but a name beside it is not', () => {
    assert.equal(read(properties).fields.find('labelsX.any'), undefined);
  });
});

describe('a nested field', () => {
  it('marks all that lies in it with the outermost one', () => {
    const inner = { type: 'nested', properties: { c: { type: 'text', fields: { k: KEYWORD } } } };
    const properties = { a: { type: 'nested', properties: { b: inner } }, 'a.d': KEYWORD, e: KEYWORD };
    for (const path of ['a', 'a.b', 'a.b.c', 'a.b.c.k', 'a.d'])
      assert.equal(field(properties, path).nestedIn, 'a', path);
    assert.equal(field(properties, 'e').nestedIn, undefined);
  });
});

describe('several indices', () => {
  const indices = (...types: readonly string[]) =>
    mappingResolver(
      Object.fromEntries(
        types.map((type, at) => [`i${at}`, { mappings: { properties: { a: { type }, [`b${at}`]: KEYWORD } } }]),
      ),
    );

  it('are one mapping', () => {
    const { value, issues } = indices('keyword', 'keyword');
    assert.deepEqual(issues, []);
    assert.ok(value.find('b0') !== undefined && value.find('b1') !== undefined);
  });

  it('may mix what Elasticsearch reports as one type', () => {
    assert.deepEqual(indices('keyword', 'constant_keyword', 'wildcard').issues, []);
    assert.deepEqual(indices('text', 'match_only_text').issues, []);
  });

  it('that type a field differently make it useless, which is told once for each type', () => {
    const { value, issues } = indices('keyword', 'long', 'keyword', 'long', 'ip');
    assert.equal(value.find('a')?.type, 'keyword and long and ip');
    assert.deepEqual(
      issues.map(({ code, severity }) => [code, severity]),
      [
        ['mapping', 'warning'],
        ['mapping', 'warning'],
      ],
    );
  });
});

describe('a union of mappings', () => {
  const of = (properties: unknown) => mappingResolver({ properties }).value;

  it('takes a field from the first that knows it', () => {
    const union = unionResolver([of({ a: KEYWORD }), of({ a: { type: 'long' }, b: { type: 'ip' } })]);
    assert.deepEqual(
      [union.authority, union.find('a')?.type, union.find('b')?.type, union.find('c')],
      ['mapping', 'keyword', 'ip', undefined],
    );
  });

  it('reads a date by the formats of all', () => {
    const union = unionResolver([of({ t: { type: 'date' } }), of({ t: { type: 'date', format: 'epoch_second' } })]);
    assert.equal(union.find('t')?.format, 'strict_date_optional_time||epoch_millis||epoch_second');
  });

  it('is open where one of them is, and where there is none', () => {
    assert.equal(unionResolver([of({}), fieldsResolver(new Map(), 'open')]).authority, 'open');
    assert.equal(unionResolver([]).authority, 'open');
  });
});

describe('a fallback', () => {
  it('answers for what the first does not know, and does not change its authority', () => {
    const shown = inferredResolver(['a', 'b'], () => [1]);
    const fields = withFallback(mappingResolver({ properties: { a: KEYWORD } }).value, shown);
    assert.deepEqual(
      [fields.authority, fields.find('a')?.type, fields.find('b')?.type],
      ['mapping', 'keyword', 'long'],
    );
  });
});
