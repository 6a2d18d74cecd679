// Files that nobody writes by hand: beyond a megabyte only their queries are read, and one note says so.
import assert from 'node:assert/strict';
import { analyze } from '../../server/src/analysis/analyze';
import type { Analysis } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import { techniques } from '../../server/src/features/attack';
import { completionAt } from '../../server/src/features/completion/completion';
import { NO_KNOWLEDGE } from '../../server/src/features/completion/knowledge';
import { renameEdits } from '../../server/src/features/fieldUses';
import { hoverAt } from '../../server/src/features/hover';
import { LARGEST_FILE } from '../../server/src/rule/document';
import type { RuleFormat } from '../../server/src/rule/document';
import { readRuleFile } from '../../server/src/rule/read';
import { SCHEMAS } from '../features/hosts';

const QUERY = 'any where process.nam == "a"';
/** A rule beside which something is wrong that its format's parser would tell. */
const FILES: readonly (readonly [format: RuleFormat, head: string, tail: string, filler: string])[] = [
  ['toml', `[rule]\ntype = "eql"\nquery = '''\n${QUERY}\n'''\nname = \n`, '[[rule.threat]]\nid = "T1059"\n', '# a\n'],
  ['yaml', `type: eql\nquery: |\n  ${QUERY}\nrule_id: x\nname: [\n`, 'id: T1059\n', '# a\n'],
];
const fill = (filler: string, length = LARGEST_FILE): string => filler.repeat(Math.ceil(length / filler.length) + 1);

function codes({ issues }: Analysis): readonly string[] {
  return issues.map(({ code }) => code);
}

describe('a file of more than a megabyte', () => {
  for (const [format, head, tail, filler] of FILES) {
    const text = `${head}${fill(filler)}${tail}`;
    const analysis = analyze(text, format, SCHEMAS);

    it(`has its query checked in ${format}, and one note for the rest`, () => {
      assert.deepEqual(codes(analysis), ['large-file', 'unknown-field']);
      const [, found] = analysis.issues;
      assert.equal(text.slice(found?.from, found?.to), 'process.nam');
      assert.equal(analysis.file.isLarge, true);
    });

    it(`has no metadata explained or completed in ${format}`, () => {
      assert.deepEqual(techniques(analysis), []);
      assert.equal(hoverAt(analysis, text.length - 3, NO_KNOWLEDGE), undefined);
      assert.deepEqual(completionAt(analysis, text.length, NO_KNOWLEDGE).items, []);
    });

    it(`has its query completed and changed in ${format}`, () => {
      const offset = text.indexOf('process.nam') + 'process.nam'.length;
      const { items } = completionAt(analysis, offset, NO_KNOWLEDGE);
      assert.ok(items.some(({ label }) => label === 'process.name'));
      const changed = applyEdits(text, renameEdits(analysis, 'process.nam', 'process.name'));
      assert.deepEqual(codes(analyze(changed, format, SCHEMAS)), ['large-file']);
    });

    it(`is read whole up to that size in ${format}`, () => {
      const largest = `${head}${fill(filler).slice(0, LARGEST_FILE - head.length)}`;
      assert.equal(largest.length, LARGEST_FILE);
      const { file } = analyze(largest, format, SCHEMAS);
      assert.equal(file.isLarge, undefined);
      assert.deepEqual(
        file.issues.map(({ code }) => code),
        [`${format}-syntax`],
      );
    });

    it(`is somebody else's without a rule in ${format}`, () => {
      assert.deepEqual(readRuleFile(fill(filler), format), { format, rules: [], issues: [], isLarge: true });
    });
  }

  it('has rules in other languages without a note for each', () => {
    const text = `[[rule]]\ntype = "query"\nquery = "a"\n[[rule]]\nquery = "b"\n${fill('# a\n')}`;
    assert.deepEqual(codes(analyze(text, 'toml', SCHEMAS)), ['large-file']);
  });

  it('has its queries read up to a megabyte in all', () => {
    const rule = `[[rule]]\ntype = "eql"\nquery = '''\n${QUERY} // ${fill('x', LARGEST_FILE / 3)}\n'''\n`;
    const { rules, issues } = analyze(rule.repeat(4), 'toml', SCHEMAS);
    assert.deepEqual(
      rules.map(({ rule: { query }, eql }) => [query !== undefined, eql !== undefined]),
      [
        [true, true],
        [true, true],
        [true, false],
        [true, false],
      ],
    );
    assert.equal(issues.length, 3, 'two queries that were read, and the note');
  });

  it('is found and not read where it is one query', () => {
    const { rules, issues } = analyze(`any where true // ${fill('x')}`, 'eql', SCHEMAS);
    assert.deepEqual([rules.length, rules[0]?.eql], [1, undefined]);
    assert.deepEqual(
      issues.map(({ code, severity, from }) => [code, severity, from]),
      [['large-file', 'info', 0]],
    );
  });
});
