// Fields in the wrong events, fields that are newer than the stack, names that a newer package may have: what is said, and where.
import assert from 'node:assert/strict';
import { checkQuery } from '../../../server/src/eql/check/checkQuery';
import { placedFields } from '../../../server/src/eql/eventPlaces';
import { parseQuery } from '../../../server/src/eql/parse';
import type { FieldResolver, UnknownName } from '../../../server/src/eql/types';
import { catalog, expectIssues } from './expectIssues';

const KNOWN = catalog({ 'process.name': 'keyword', 'event.dataset': 'keyword', a: 'keyword', b: 'long' });

/** `b` is never set on `file` events. */
const PLACED: FieldResolver = {
  ...KNOWN,
  misplaced: (path, { categories }) =>
    path === 'b' && categories?.includes('file') === true
      ? { events: '`file` events of Guard', datasets: ['guard.a', 'guard.b', 'guard.c', 'guard.d', 'guard.e'] }
      : undefined,
};

describe('the place of a field', () => {
  const cases: readonly (readonly [title: string, query: string, ...places: string[]])[] = [
    ['is the category of its item', 'file where a == 1', 'a {"categories":["file"]}'],
    [
      'is narrowed by the dataset that stands beside it',
      'any where a == 1 and not b == 2 and event.dataset == "x"',
      'a {"datasets":["x"]}',
      'b {"datasets":["x"]}',
      'event.dataset {"datasets":["x"]}',
    ],
    [
      'is narrowed in an alternative by the dataset of that',
      'any where (event.dataset in ("x", "y") and a == 1) or b == 2',
      'event.dataset {"datasets":["x","y"]}',
      'a {"datasets":["x","y"]}',
      'b {}',
    ],
    ['is not narrowed by a wildcard', 'any where event.dataset : "x*" and a == 1', 'event.dataset {}', 'a {}'],
    [
      'is not narrowed by what is excluded',
      'any where not event.dataset == "x" and a == 1',
      'event.dataset {}',
      'a {}',
    ],
    [
      'of a join key is that of each item',
      'sequence by a [file where true] [process where true] by b',
      'a {"categories":["file"]}',
      'a {"categories":["process"]}',
      'b {"categories":["process"]}',
    ],
  ];
  for (const [title, query, ...places] of cases)
    it(title, () => {
      const found = placedFields(parseQuery(query).value, 'event.category');
      assert.deepEqual(
        found.map(({ field, place }) => `${field.path} ${JSON.stringify(place)}`),
        places,
      );
    });
});

describe('a field that its events never have', () => {
  it('is a warning in the item that it stands in', () => {
    expectIssues(
      PLACED,
      `sequence by a [process where b == 1] [file where b == 2 and ?b == 3]
                                                 ~ field-of-another-dataset: never set on \`file\` events of Guard; it is a field of \`guard.a\`, \`guard.b\`, \`guard.c\` and 2 others`,
    );
  });

  it('is told once as a key of several items', () => {
    expectIssues(
      PLACED,
      `sequence by b [file where true] [file where true]
            ~ field-of-another-dataset: never set`,
    );
  });
});

describe('a field newer than the stack', () => {
  const fields: FieldResolver = {
    ...KNOWN,
    find: (path) => {
      const field = KNOWN.find(path);
      return path === 'b' && field !== undefined ? { ...field, since: { version: '9.0', after: '8.11' } } : field;
    },
  };
  const cases: readonly (readonly [stack: string | undefined, query: string, isTold: boolean])[] = [
    ['8.11.0', 'any where b == 1', true],
    ['7.16.0', 'any where b == 1', true],
    ['8.12.0', 'any where b == 1', false],
    ['9.0.0', 'any where b == 1', false],
    ['8.11.0', 'any where ?b == 1', false],
    ['8.11.0', 'any where a == "x"', false],
    ['soon', 'any where b == 1', false],
    [undefined, 'any where b == 1', false],
  ];
  for (const [stackVersion, query, isTold] of cases)
    it(`${isTold ? 'is a warning' : 'is none'} for ${stackVersion ?? 'no stack'} in ${query}`, () => {
      const options = { eventCategoryField: 'event.category', timestampField: '@timestamp', stackVersion };
      const found = checkQuery(parseQuery(query).value, fields, options);
      assert.deepEqual(
        found.map(({ code, severity }) => `${severity} ${code}`),
        isTold ? ['warning newer-field'] : [],
      );
    });
});

describe('a name that no schema of the rule has', () => {
  const told = (name: Partial<UnknownName>): FieldResolver => ({
    ...KNOWN,
    unknown: () => ({ datasets: [], packages: [], isMisspelt: false, ...name }),
  });

  it('is a warning with package and version where a newer one may have it', () => {
    expectIssues(
      told({ packages: ['app 3.0.0', 'web 1.0.0'] }),
      `any where app.colour == "x"
          ~~~~~~~~~~ unknown-field: \`app.colour\` is not in app 3.0.0 or web 1.0.0, the newest versions known here`,
    );
  });

  it('is an error that names the data set where there is one', () => {
    expectIssues(
      told({ datasets: ['app.log'], packages: ['app 3.0.0'] }),
      `any where app.colour == "x"
          ^^^^^^^^^^ unknown-field: It is a field of \`app.log\``,
    );
  });

  it('is an error with the name that was meant where it is a slip', () => {
    expectIssues(
      told({ packages: ['process 1.0.0'], isMisspelt: true }),
      `any where proces.name == "x"
          ^^^^^^^^^^^ unknown-field: Did you mean \`process.name\``,
    );
  });
});
