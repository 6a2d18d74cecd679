// Fields that nothing declares, and fields that EQL cannot use.
import assert from 'node:assert/strict';
import { checkQuery } from '../../../server/src/eql/check/checkQuery';
import { parseQuery } from '../../../server/src/eql/parse';
import type { FieldResolver, ResolvedField } from '../../../server/src/eql/types';
import { catalog, expectIssues, fixed, issuesOf, mapping, nothingKnown } from './expectIssues';

const FIELDS = {
  'process.name': 'keyword',
  'process.pid': 'long',
  'a-b.c': 'keyword',
  processes: 'nested',
  'processes.pid': 'long',
  parent: { properties: { name: { type: 'keyword' } } },
  place: 'geo_point',
  span: 'date_range',
  odd: 'int',
  blob: 'binary',
  labels: 'flattened',
};

describe('an unknown field', () => {
  const known = mapping(FIELDS);

  it('is an error on its characters, with the nearest names', () => {
    expectIssues(
      known,
      `
process where process.nam == "a"
              ^^^^^^^^^^^ unknown-field: The mapping has no field \`process.nam\`. Did you mean \`process.name\`?
`,
    );
    expectIssues(
      catalog(FIELDS),
      `
process where process.name == "a" and length(procss.name) > 1
                                             ^^^^^^^^^^^ unknown-field: No schema that this rule reads has a field
`,
    );
  });
  it('is found as a join key, in every item and in until', () => {
    expectIssues(
      known,
      `
sequence by x [any where true] by y [any where true] by process.pid until [any where z] by process.pid
            ^ unknown-field
                                  ^ unknown-field
                                                                                     ^ unknown-field
`,
    );
  });
  it('is renamed by its fix, in backquotes where the name needs them', () => {
    assert.equal(fixed(known, 'any where process.nme == "a"'), 'any where process.name == "a"');
    assert.equal(fixed(known, 'any where `a-b.x` == "a"'), 'any where `a-b.c` == "a"');
  });
  it('is none with a question mark, nor where nothing is declared', () => {
    expectIssues(known, 'process where ?process.nam == "a" and ?x : "y"');
    expectIssues(known, 'sequence by ?x [any where true] [any where true]');
    expectIssues(nothingKnown, 'process where whatever == 1');
  });
  it('is none while its name is being written', () => {
    for (const query of [
      'process where process.',
      'process where process. == "a"',
      'process where ',
      'process where not',
    ])
      assert.deepEqual(issuesOf(query, known), [], query);
  });
});

describe('the fields that Elasticsearch looks up itself', () => {
  const options = { eventCategoryField: 'event.kind', timestampField: 'time' };
  const codesOf = (query: string): readonly string[] =>
    checkQuery(parseQuery(query).value, mapping(FIELDS), options).map(({ from, to, message }) => {
      return `${query.slice(from, to)}: ${/`[^`]+`/.exec(message)?.[0] ?? ''}`;
    });

  it('must exist: the category where one is named, the timestamp where events have an order', () => {
    assert.deepEqual(codesOf('process where true'), ['process: `event.kind`', 'process: `time`']);
    assert.deepEqual(codesOf('any where true'), ['any: `time`']);
    assert.deepEqual(codesOf('sequence [any where true] ["x y" where true]'), [
      'sequence: `time`',
      '"x y": `event.kind`',
    ]);
    assert.deepEqual(codesOf('sample by process.pid [any where true] [any where true]'), []);
  });
});

describe('a field that EQL cannot use', () => {
  it('is refused with a mapping, whatever is asked of it, with or without a question mark', () => {
    expectIssues(
      mapping(FIELDS),
      `
any where processes == 0 and ?processes.pid : "x" and parent != null and place == 0 and span == "" and odd == 0
          ^^^^^^^^^ nested-field
                             ^^^^^^^^^^^^^^ nested-field: lies in the nested field \`processes\`
                                                      ^^^^^^ object-field
                                                                         ^^^^^ unsupported-type: geo_point
                                                                                        ^^^^ unsupported-type: date_range
                                                                                                       ^^^ unsupported-type: int
`,
    );
    expectIssues(
      mapping(FIELDS),
      `
sample by processes.pid [any where true] [any where true]
          ^^^^^^^^^^^^^ nested-field
`,
    );
  });
  it('is a warning where only schemas say so: the run here can use it', () => {
    expectIssues(
      catalog(FIELDS),
      `
any where processes.pid == 0 or place == 0 or parent == null
          ~~~~~~~~~~~~~ nested-field: The run here can use it.
                                ~~~~~ unsupported-type
                                              ~~~~~~ object-field
`,
    );
  });
  it('is accepted by the verifier, but never found, when it is binary or flattened', () => {
    expectIssues(
      mapping(FIELDS),
      `
any where blob == 0 and labels == "x" and labels.env : "p*"
          ~~~~ unsupported-type: cannot search it
                        ~~~~~~ flattened-field
                                          ~~~~~~~~~~ flattened-field
`,
    );
  });
});

describe('a field without exact values', () => {
  const fields = {
    twin: { type: 'text', fields: { raw: { type: 'keyword' }, english: { type: 'text' } } },
    alone: 'text',
    two: {
      type: 'text',
      fields: { one: { type: 'keyword' }, two: { type: 'wildcard' }, norm: { type: 'keyword', normalizer: 'lower' } },
    },
    command: { type: 'wildcard', fields: { text: { type: 'match_only_text' } } },
    pid: 'long',
  };
  const known = mapping(fields);

  it('is fine with exactly one keyword beside it', () => {
    expectIssues(
      known,
      'any where twin : "a*" and length(twin) > 1 and twin in ("a") and twin.raw == "a" and twin == null',
    );
    expectIssues(known, 'any where two.one == "a" and two.two == "a"');
  });
  it('is refused by every operator and function', () => {
    for (const condition of ['== "a"', '!= null', '< "a"', ': "a"', 'like "a*"', 'regex "a"', 'in ("a")', 'in~ ("a")'])
      assert.deepEqual(
        issuesOf(`any where alone ${condition}`, known).map((each) => each.code),
        ['text-field'],
        condition,
      );
    expectIssues(
      known,
      `
any where length(alone) > 0 and concat("a", alone) == "ab" and string(twin.english) == "x"
                 ^^^^^ text-field: needs a keyword field beside it
                                            ^^^^^ text-field
                                                                      ^^^^^^^^^^^^ text-field: Use \`twin\` or \`twin.raw\`.
`,
    );
  });
  it('is refused with several keywords beside it, or a normalizer', () => {
    expectIssues(
      known,
      `
any where two == "a" and two.norm == "a"
          ^^^ text-field: Use \`two.one\` or \`two.two\`.
                         ^^^^^^^^ normalized-field
`,
    );
  });
  it('has its exact twin as fix', () => {
    assert.equal(fixed(known, 'any where ?command.text : "a*"'), 'any where ?command : "a*"');
  });
  it('is said to be of the wrong type first', () => {
    expectIssues(
      known,
      `
any where cidrMatch(alone, "10.0.0.0/8") or alone + 1 == 2 or alone
                    ^^^^^ type-mismatch
                                            ^^^^^ type-mismatch
                                                              ^^^^^ condition-type
`,
    );
  });
  it('may be a join key', () => {
    expectIssues(known, 'sequence [any where true] by alone [any where true] by twin');
  });
  it('is a warning where only schemas say so', () => {
    expectIssues(
      catalog(fields),
      `
any where alone == "a"
          ~~~~~ text-field
`,
    );
  });
});

describe('a field whose schemas contradict each other', () => {
  const uncertain = (type: string, exact: ResolvedField['exact'] = 'self'): FieldResolver => {
    const field: ResolvedField = { path: 'odd', source: 'odd', type, exact, uncertainType: true };
    return { authority: 'catalog', find: (path) => (path === 'odd' ? field : always(path)), nearest: () => [] };
  };
  const always = (path: string): ResolvedField => ({ path, source: path, type: 'keyword', exact: 'self' });

  it('raises nothing that rests on its type', () => {
    for (const type of ['long', 'ip', 'flattened', 'nested', 'object', 'geo_point'])
      expectIssues(
        uncertain(type),
        'process where odd : "x" or odd == 5 or odd in ("a") or odd or length(odd) > 1 or odd - 1 > 5',
      );
    expectIssues(uncertain('text', 'none'), 'process where odd == "x"');
  });
});
