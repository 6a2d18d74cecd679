// Refactorings by example, in every host format. Each example says which one is meant and what it makes.
import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/base/edit';
import { refactoringsAt, resolveRefactoring } from '../../server/src/features/refactor/refactorings';
import { readRuleFile } from '../../server/src/rule/read';
import { eachHost } from './hosts';
import type { Hosted } from './hosts';

/** What the offer makes of the query; undefined where there is no such offer. */
function refactored({ analysis, cursors }: Hosted, id: string, index: number): string | undefined {
  const at = cursors[0] ?? 0;
  const offered = refactoringsAt(analysis, at).find((each) => each.id === id && each.index === index);
  const fix = offered === undefined ? undefined : resolveRefactoring(analysis, at, offered);
  if (fix === undefined) return undefined;
  const changed = readRuleFile(applyEdits(analysis.text, fix.edits), analysis.file.format);
  return changed.rules[0]?.query?.text.trimEnd();
}

const made: readonly [id: string, index: number, marked: string, expected: string][] = [
  ['toggle-optional', 0, 'any where user.$0name == "a"', 'any where ?user.name == "a"'],
  ['toggle-optional', 0, 'any where ?user.$0name == "a"', 'any where user.name == "a"'],
  ['use-wildcards', 0, 'any where user.name $0== "a*"', 'any where user.name like "a*"'],
  ['use-wildcards', 1, 'any where user.name == "$0a*"', 'any where user.name : "a*"'],
  ['use-wildcards', 0, 'any where true and user.name $0!= "a?"', 'any where true and not user.name like "a?"'],
  ['use-wildcards', 0, 'any where user.name in $0("a*", "b")', 'any where user.name like ("a*", "b")'],
  ['use-wildcards', 1, 'any where user.name not in~ ($0"a*")', 'any where not user.name : ("a*")'],
  ['toggle-case', 0, 'any where user.name $0== "a"', 'any where user.name : "a"'],
  ['toggle-case', 0, 'any where user.name == "$0a*"', 'any where user.name in~ ("a*")'],
  ['toggle-case', 0, 'any where user.name $0!= "a"', 'any where not user.name : "a"'],
  ['toggle-case', 0, 'any where user.name $0in ("a")', 'any where user.name in~ ("a")'],
  ['toggle-case', 0, 'any where user.name not $0in~ ("a")', 'any where user.name not in ("a")'],
  ['toggle-case', 0, 'any where user.name not in ("$0a")', 'any where user.name not in~ ("a")'],
  ['toggle-case', 0, 'any where user.name like ("$0a", "b")', 'any where user.name like~ ("a", "b")'],
  ['toggle-case', 0, 'any where startsW$0ith(user.name, "a")', 'any where startsWith~(user.name, "a")'],
  ['sort-list', 0, 'any where user.name in ("b", "A", "b", $0"c")', 'any where user.name in ("A", "b", "c")'],
  ['sort-list', 0, 'any where process.pid in (10, $09, 10)', 'any where process.pid in (9, 10)'],
  ['sort-list', 0, 'any where user.name : ("b",\n  "a"$0)', 'any where user.name : ("a",\n  "b")'],
  ['join-alternatives', 0, 'any where user.name == "a" or $0user.name == "b"', 'any where user.name in ("a", "b")'],
  [
    'join-alternatives',
    0,
    'any where true and (user.name == "a" or user.id == "1" or (user.name in ("b", "a")$0))',
    'any where true and (user.name in ("a", "b") or user.id == "1")',
  ],
  [
    'join-alternatives',
    0,
    'any where user.name : "a" or user.name : ("b", "c"$0)',
    'any where user.name : ("a", "b", "c")',
  ],
  ['split-list', 0, 'any where user.name in ("a", $0"b")', 'any where user.name == "a" or user.name == "b"'],
  [
    'split-list',
    0,
    'any where true and user.name not in ("a", $0"b")',
    'any where true and (user.name != "a" and user.name != "b")',
  ],
  [
    'split-list',
    0,
    'any where true and user.name like ("a*", $0"b")',
    'any where true and (user.name like "a*" or user.name like "b")',
  ],
  [
    'extract-arm',
    0,
    'any where true and not (user.id == "1" or $0user.id == "2")',
    'any where true and not user.id == "1" and not user.id == "2"',
  ],
  [
    'extract-arm',
    0,
    'any where not (user.id == "1" or (user.name == "a" and $0process.pid == 1) or true)',
    'any where not (user.id == "1" or true) and not (user.name == "a" and process.pid == 1)',
  ],
  ['negate', 0, 'any where user.name $0== "a"', 'any where user.name != "a"'],
  ['negate', 0, 'any where user.name not in ($0"a")', 'any where user.name in ("a")'],
  ['negate', 0, 'any where process.pid $0< 3', 'any where not process.pid < 3'],
  ['negate', 0, 'any where $0not (user.name : "a" or true)', 'any where (user.name : "a" or true)'],
  ['negate', 0, 'any where true and and user.name : "$0a"', 'any where true and and not user.name : "a"'],
];

const refused: readonly [id: string, marked: string][] = [
  ['use-wildcards', 'any where user.name $0== "a"'],
  ['use-wildcards', 'any where process.pid $0== 1'],
  ['toggle-case', 'any where process.pid $0== 1'],
  ['toggle-case', 'any where length($0user.name) == 1'],
  ['sort-list', 'any where user.name in ("a", $0"b")'],
  ['sort-list', 'any where user.name in ("b", /* why */ $0"a")'],
  ['join-alternatives', 'any where user.name == "a" and $0user.name == "b"'],
  ['join-alternatives', 'any where user.name == "a" or $0user.id == "b"'],
  ['split-list', 'any where user.name in~ ("a", $0"b")'],
  ['split-list', 'any where user.name in ($0"a")'],
  ['extract-arm', 'any where true or not (user.id == "1" or $0user.id == "2")'],
  ['extract-arm', 'any where not ($0user.id == "1")'],
  ['toggle-optional', 'any $0where user.id == "1"'],
];

describe('a refactoring', () => {
  for (const [id, index, marked, expected] of made)
    it(`${id} makes ${JSON.stringify(expected)}`, () =>
      eachHost(marked, (host) => assert.equal(refactored(host, id, index), expected)));

  for (const [id, marked] of refused)
    it(`${id} is not offered for ${JSON.stringify(marked)}`, () =>
      eachHost(marked, (host) => assert.equal(refactored(host, id, 0), undefined)));

  it('is offered nowhere outside of a query', () =>
    eachHost('any where user.id == "1"', ({ analysis }) => {
      if (analysis.file.format !== 'eql') assert.deepEqual(refactoringsAt(analysis, 0), []);
    }));
});
