// Each feature at the start, in the middle, at the end of a query, and in a broken one, in every host format. `$0` is the cursor.
import assert from 'node:assert/strict';
import { analyze, fixesOf } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import type { TextEdit } from '../../server/src/base/edit';
import { techniques } from '../../server/src/features/attack';
import { completionAt } from '../../server/src/features/completion/completion';
import { NO_KNOWLEDGE } from '../../server/src/features/completion/knowledge';
import { fieldAt, highlights, renameEdits } from '../../server/src/features/fieldUses';
import { fixAllEdits } from '../../server/src/features/fixAll';
import { foldingSpans } from '../../server/src/features/folding';
import { formattingEdits, newLineEdits, rangeFormattingEdits } from '../../server/src/features/formatting';
import { hoverAt } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlayHints';
import { refactoringsAt, resolveRefactoring } from '../../server/src/features/refactor/refactorings';
import { selectionSpans } from '../../server/src/features/selection';
import { semanticTokens } from '../../server/src/features/semanticTokens';
import { signatureAt } from '../../server/src/features/signature';
import { symbolsOf } from '../../server/src/features/symbols';
import type { RuleFormat } from '../../server/src/rule/document';
import { readRuleFile } from '../../server/src/rule/read';
import { eachHost, SCHEMAS } from './hosts';
import type { Hosted } from './hosts';

/** What the query is after edits of the file; what a block of YAML adds at its end is left out. */
function queryAfter({ analysis }: Hosted, edits: readonly TextEdit[]): string | undefined {
  const { rules } = readRuleFile(applyEdits(analysis.text, edits), analysis.file.format);
  return rules[0]?.query?.text.trimEnd();
}

function at({ cursors }: Hosted): number {
  return cursors[0] ?? 0;
}

type Table = readonly (readonly [marked: string, expected: string])[];
type Find = (host: Hosted, expected: string) => string | undefined;

/** `find` gives what is expected, in every host. */
function table(name: string, rows: Table, find: Find): void {
  describe(name, () => {
    for (const [marked, expected] of rows)
      it(`${expected} in ${marked}`, () =>
        eachHost(marked, (host) => assert.equal(find(host, expected) ?? 'nothing', expected)));
  });
}

function textAt(host: Hosted, span: { readonly from: number; readonly to: number } | undefined): string | undefined {
  return span === undefined ? undefined : host.textAt(span);
}

table(
  'a completion replaces',
  [
    ['$0', ''],
    ['pro$0', 'pro'],
    ['any where user.na$0me == "a" and true', 'user.name'],
    ['any where true and not (user.name == "a" or pro$0)', 'pro'],
    ['any where user.name in ("a", "b$0c", "d")', 'bc'],
    ['any where true and user.$0', 'user.'],
    ['any where user.id == and process.$0 = "a" or (', 'process.'],
  ],
  (host) => textAt(host, completionAt(host.analysis, at(host), NO_KNOWLEDGE).items[0]?.replaced),
);

table(
  'a hover is about',
  [
    ['$0any where true', 'any'],
    ['any where true and user.na$0me == "a" or false', 'user.name'],
    ['any where user.name not $0in ("a") and true', 'not in'],
    ['any where true and user.name$0', 'user.name'],
    ['any where user.id = and (process.pi$0d == ', 'process.pid'],
  ],
  (host) => textAt(host, hoverAt(host.analysis, at(host), NO_KNOWLEDGE)),
);

table(
  'signature help is about',
  [
    ['any where length($0user.name) > 1 and true', 'source'],
    ['any where true and startsWith(user.name, $0"a") and true', 'beginning'],
    ['any where true and startsWith(user.name, "a"$0', 'beginning'],
    ['any where user.name = and or endsWith(a, $0 and', 'ending'],
  ],
  (host) => {
    const help = signatureAt(host.analysis, at(host));
    const [from = 0, to = 0] = help?.parameters[help.active] ?? [];
    return help?.label.slice(from, to).split(':')[0];
  },
);

table(
  'a selection grows to',
  [
    ['$0any where true', 'any < any where true'],
    ['any where user.na$0me == "a" and true', 'name < user.name < user.name == "a" < user.name == "a" and true'],
    ['any where true and length(a$0)', 'a < (a) < length(a) < true and length(a)'],
    ['any where (true or = user.n$0ame', 'name < user.name'],
  ],
  (host, expected) =>
    selectionSpans(host.analysis, at(host))
      .slice(0, expected.split(' < ').length)
      .map((span) => host.textAt(span))
      .join(' < '),
);

table(
  'the uses of a field are found from',
  [
    ['sequence by $0user.id [any where user.id == "1"] [any where true]', '2 user.id'],
    ['any where user.id == "1" and user.i$0d == "2" and user.name == "3"', '2 user.id'],
    ['any where user.id == "1" and length(user.name) > 2 and user.name$0', '2 user.name'],
    ['any where user.id = "1" and (user.i$0d and and', '2 user.id'],
  ],
  (host) => {
    const found = highlights(host.analysis, at(host));
    return found.length === 0 ? undefined : `${found.length} ${fieldAt(host.analysis, at(host))?.path ?? ''}`;
  },
);

table(
  'renaming a field gives',
  [
    [
      'sequence by $0user.id [any where user.id == "a\\\\b"] [any where ?user.id : "c"]',
      'sequence by `new id` [any where `new id` == "a\\\\b"] [any where ?`new id` : "c"]',
    ],
    ['any where true and user.i$0d == "1" and true', 'any where true and `new id` == "1" and true'],
    ['any where true and user.id$0', 'any where true and `new id`'],
    ['any where = user.i$0d and (user.id ==', 'any where = `new id` and (`new id` =='],
  ],
  (host) => {
    const path = fieldAt(host.analysis, at(host))?.path;
    return path === undefined ? undefined : queryAfter(host, renameEdits(host.analysis, path, 'new id'));
  },
);

table(
  'a refactoring gives',
  [
    [
      'sequence by $0user.id [any where true] [any where true]',
      'sequence by ?user.id [any where true] [any where true]',
    ],
    ['any where true and user.na$0me == "a" and true', 'any where true and ?user.name == "a" and true'],
    ['any where user.id == "a" and user.name$0', 'any where user.id == "a" and ?user.name'],
    ['any where user.id == and user.n$0ame == (', 'any where user.id == and ?user.name == ('],
  ],
  (host) => {
    const offered = refactoringsAt(host.analysis, at(host)).find(({ id }) => id === 'toggle-optional');
    const fix = offered === undefined ? undefined : resolveRefactoring(host.analysis, at(host), offered);
    return fix === undefined ? undefined : queryAfter(host, fix.edits);
  },
);

table(
  'the first quick fix gives',
  [
    ['process.name == "a\\\\b"', 'any where process.name == "a\\\\b"'],
    ['any where user.name = "a\\\\b" and true', 'any where user.name == "a\\\\b" and true'],
    ['any where true and user.nam == "\'"', 'any where true and user.name == "\'"'],
    ['any where user.name == "é" | hea 5', 'any where user.name == "é" | head 5'],
    ['any where (user.name = "a" and', 'any where (user.name == "a" and'],
  ],
  (host) => {
    const issue = host.analysis.issues.find(({ origin }) => (origin?.issue.fixes?.length ?? 0) > 0);
    const [fix] = issue === undefined ? [] : fixesOf(host.analysis, issue);
    return fix === undefined ? undefined : queryAfter(host, fix.edits);
  },
);

table(
  'fixing all gives',
  [
    ['any where user.name = "a" and true', 'any where user.name == "a" and true'],
    [
      'any where true && user.name = "\\\\" or user.id = "b"',
      'any where true and user.name == "\\\\" or user.id == "b"',
    ],
    ['any where (user.name = "a" and', 'any where (user.name == "a" and'],
  ],
  (host) => queryAfter(host, fixAllEdits(host.analysis)),
);

/** A folded block cannot say where its lines end. */
function isFolded({ analysis }: Hosted): boolean {
  return analysis.rules[0]?.eql?.embedded.quoting === 'yaml-folded';
}

table(
  'formatting gives',
  [
    ['any  where true', 'any where true'],
    ['any where user.name=="a"   and  user.id  :  "b\\\\c"', 'any where user.name == "a" and user.id : "b\\\\c"'],
    ['any where true|head 5', 'any where true | head 5'],
    ['any  where ( true', 'any  where ( true'],
  ],
  (host, expected) => {
    const edits = formattingEdits(host.analysis, { width: 80 });
    if (isFolded(host)) assert.deepEqual(edits, []);
    return isFolded(host) ? expected : queryAfter(host, edits);
  },
);

table(
  'formatting a range gives',
  [
    ['$0any  wh$0ere a==1 and  b==2', 'any where a==1 and  b==2'],
    ['any  where a==1 and  $0b==2$0 and  true', 'any  where a==1 and b == 2 and  true'],
    ['any  where a==1 and  b$0==2$0', 'any  where a==1 and  b == 2'],
    ['any  where $0a==1 and  (b$0', 'any  where a==1 and  (b'],
  ],
  (host, expected) => {
    const [from = 0, to = 0] = host.cursors;
    return isFolded(host)
      ? expected
      : queryAfter(host, rangeFormattingEdits(host.analysis, { from, to }, { width: 80 }));
  },
);

describe('a line that was just begun', () => {
  const rows: Table = [
    ['any where true and\n$0', ''],
    ['any where true and\n$0user.id == "1"', '  user.id == "1"'],
    ['any where true and (\n$0user.id == "1")\n  or false', '    user.id == "1")'],
    ['sequence by user.id\n  [any where true]\n$0[any where true]', '  [any where true]'],
    ['any where = (\n$0user.id and', '    user.id and'],
  ];
  for (const [marked, line] of rows)
    it(`becomes ${JSON.stringify(line)} in ${JSON.stringify(marked)}`, () =>
      eachHost(marked, (host) => {
        const { quoting } = host.analysis.rules[0]?.eql?.embedded ?? {};
        const hasLines = quoting === 'plain' || quoting === 'yaml-literal' || quoting?.startsWith('toml-multiline');
        const edits = newLineEdits(host.analysis, at(host));
        if (hasLines !== true) return assert.deepEqual(edits, []);
        // Behind the last word only white space was begun.
        if (line === '') return assert.ok(edits.every((edit) => edit.text.trim() === ''));
        const before = marked.replace('$0', '');
        const index = marked.slice(0, marked.indexOf('$0')).split('\n').length - 1;
        const lines = before.split('\n');
        lines[index] = line;
        assert.equal(queryAfter(host, edits), lines.join('\n'));
      }));
});

table(
  'the outline has',
  [
    ['any where not (user.id == "1" or true)', 'exclusion not (…)'],
    ['any where true and not user.id == "1" and false', 'exclusion not user.id == "1"'],
    ['sequence [any where true] [process where not true]', 'item 1 [any where true], item 2 [process where not true]'],
    ['sequence [any where true] [any where = and not', 'item 1 [any where true], item 2 [any where … == … and not …]'],
  ],
  ({ analysis }) =>
    symbolsOf(analysis)
      .flatMap(({ children }) => children)
      .map(({ kind, name }) => `${kind} ${name}`)
      .join(', '),
);

table(
  'the folds are',
  [
    ['sequence [any where (true)] [any where true]', '[any where (true)], (true), [any where true]'],
    ['any where true and (user.id in ("1"))', '(user.id in ("1")), ("1")'],
    ['any where (true) and ((false', '(true)'],
  ],
  (host) =>
    foldingSpans(host.analysis)
      .slice(1)
      .map((span) => host.textAt(span))
      .join(', '),
);

table(
  'the colours at the cursor are',
  [
    ['$0sequence by user.id [any where true] [any where true]', 'keyword sequence'],
    ['any where true and length($0user.id) > 1', 'property user'],
    ['any where true and user.name regex "$0a.*"', 'regexp "a.*"'],
    ['any where user.id == and (len$0gth(', 'function length'],
  ],
  (host) => {
    const token = semanticTokens(host.analysis).find(({ from, to }) => from <= at(host) && at(host) < to);
    return token === undefined ? undefined : `${token.type} ${host.textAt(token)}`;
  },
);

table(
  'the inlay hints stand behind',
  [
    ['any where user.id : "1" and true', ':'],
    ['any where true and user.id == "a*" and true', '"a*"'],
    ['any where true and user.id in~ ("a", "b?")', 'in~, "b?"'],
    ['any where user.id = "a*" and (', '"a*"'],
  ],
  (host) =>
    inlayHints(host.analysis, { ignoredCase: true, literalWildcards: true })
      .map(({ offset }) => semanticTokens(host.analysis).filter(({ to }) => to === offset))
      .flatMap(([token]) => (token === undefined ? [] : host.textAt(token)))
      .join(', '),
);

describe('ids of techniques', () => {
  const files: readonly (readonly [format: RuleFormat, file: string, ids: readonly string[]])[] = [
    [
      'toml',
      "[rule]\ntype = 'eql'\nquery = 'any where a == \"T1059\"'\n[[rule.threat]]\nid = 'T1059.001'",
      ['T1059.001'],
    ],
    ['toml', 'id = "TA0001" # first\n[rule]\ntype = "eql"\nquery = "any where true"\nnote = "see T1003"\n', ['TA0001']],
    [
      'yaml',
      'type: eql\nrule_id: x\nquery: |\n  any where a == "T1059"\nthreat:\n  - id: T1003\n  - id: "T1059.001"\n',
      ['T1003', 'T1059.001'],
    ],
    ['yaml', 'threat: [{id: T1003}]\ntype: eql\nquery: any where (', []],
    ['eql', 'any where id == "T1059"', []],
  ];
  for (const [format, file, ids] of files)
    it(`are ${ids.join(' and ') || 'none'} in ${JSON.stringify(file)}`, () => {
      const found = techniques(analyze(file, format, SCHEMAS));
      assert.deepEqual(
        found.map(({ id }) => id),
        ids,
      );
      for (const { from, to, id } of found) assert.equal(file.slice(from, to), id);
    });
});
