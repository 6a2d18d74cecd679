// How the exclusions of a query are shown: which levels there are, and what the parts are called.
import assert from 'node:assert/strict';
import { parseQuery } from '../../server/src/eql/parse';
import { exclusionTree } from '../../server/src/tuning/exclusionTree';
import type { ExclusionPart } from '../../server/src/tuning/exclusionTree';

/** Titles, those of parts indented below. */
const shown = (parts: readonly ExclusionPart[], indent = ''): string[] =>
  parts.flatMap(({ title, parts: inner }) => [`${indent}${title}`, ...shown(inner, `${indent}  `)]);
const long = (command: string): string => `/api/v1/namespaces/kube-system/pods/*/exec?command=${command}&stdout=true`;

const cases: readonly { readonly what: string; readonly query: string; readonly tree: readonly string[] }[] = [
  {
    what: 'a group of arms, with the values of a list below its arm',
    query: 'any where a.b == 1 and not (a.b == 2 or a.c : ("x", "y"))',
    tree: ['not (2 arms)', '  b == 2', '  c : (2 values)', '    "x"', '    "y"'],
  },
  { what: 'a single arm by itself', query: 'any where not a.b : "x*"', tree: ['not b : "x*"'] },
  { what: 'clauses together', query: 'any where not (a.b == 1 and a.c == 2)', tree: ['not (b == 1 and c == 2)'] },
  { what: '`!=`', query: 'any where a.b != "x"', tree: ['b != "x"'] },
  { what: '`not in`', query: 'any where a.b not in (1, 2)', tree: ['b not in (2 values)', '  1', '  2'] },
  {
    what: 'each item of a sequence',
    query: 'sequence [a where not b == 1] [c where d != 2]',
    tree: ['not b == 1', 'd != 2'],
  },
  {
    what: 'fields of one name by as much as tells them apart',
    query: 'any where not (process.name == "a" or process.parent.name == "b")',
    tree: ['not (2 arms)', '  process.name == "a"', '  parent.name == "b"'],
  },
  {
    what: 'long values by the words that their neighbours lack',
    query: `any where not uri like ("${long('cilium&command=status')}", "${long('df&command=-h')}", "${long('id')}")`,
    tree: ['not uri like (3 values)', '  cilium … status', '  df … -h', '  id'],
  },
  { what: 'a query without exclusions', query: 'any where true', tree: [] },
  { what: 'a query that cannot be read', query: 'any where not (', tree: ['not …'] },
];

describe('the tree of exclusions shows', () => {
  for (const { what, query, tree } of cases)
    it(what, () => assert.deepEqual(shown(exclusionTree(parseQuery(query).value)), tree));
});
