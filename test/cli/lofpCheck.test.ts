// `rulewright lofp check`: over the shipped entries, over a folder with a broken one, and where there is nothing to check.
import assert from 'node:assert/strict';
import path from 'node:path';
import type { LofpCheckReport } from '../../server/src/cli/lofpCheck';
import { ARM, changed, ENTRY, ruleText } from '../lofp/entryTexts';
import { linesOf, root, runOnDisk, runOver } from './world';
import type { Said } from './world';

const RULE = ruleText(` and not (\n// lofp: disk-check\n(${ARM}))`, '# lofp: disk-check\n    "A job."');
const LOOSE = ruleText(
  ' and not (\n// lofp: disk-check\nkubernetes.audit.requestURI like "*command=df*")',
  '# lofp: disk-check\n    "A job."',
);
const files = (entry: string, rule = RULE) => ({ '/team/lofp/disk.yaml': entry, '/team/rules/exec.toml': rule });

function reportOf(said: Said): LofpCheckReport {
  const [report] = linesOf<LofpCheckReport>(said);
  assert.ok(report !== undefined, said.err);
  return report;
}

const checkJson = (over: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Said> =>
  runOver(over, ['lofp', 'check', ...(words.length === 0 ? ['/team/lofp'] : words), '--format', 'json']);

describe('rulewright lofp check', () => {
  it('finds the shipped entries whole and proven', async () => {
    const said = await runOnDisk(['lofp', 'check', path.join(root, 'samples/lofp')]);
    assert.equal(said.code, 0, said.out + said.err);
    assert.match(said.out, /\d{3} proofs of \d+ entries: all hold\n$/);
  }).timeout(60_000);

  it('ends with 0 where entry, rule and evidence fit', async () => {
    const said = await checkJson(files(ENTRY));
    assert.equal(said.code, 0, said.out + said.err);
    const { files: found, evidence } = reportOf(said);
    assert.deepEqual(found, [{ path: '/team/lofp/disk.yaml', issues: [] }]);
    assert.deepEqual(
      evidence.map(({ entry, rule, expected, holds }) => [entry, rule, expected, holds]),
      [
        ['disk-check', 'Exec into a pod', 'alerts', true],
        ['disk-check', 'Exec into a pod', 'excluded', true],
      ],
    );
  });

  it('ends with 1 where evidence broke, and tells it on the rule and on the entry', async () => {
    const said = await checkJson(files(ENTRY, LOOSE));
    assert.equal(said.code, 1);
    const told = reportOf(said).files.map((file) => [file.path, file.issues.map(({ code }) => code)]);
    assert.deepEqual(told, [
      ['/team/lofp/disk.yaml', ['lofp-broken-evidence']],
      ['/team/rules/exec.toml', ['lofp-broken-evidence']],
    ]);
    const text = await runOver(files(ENTRY, LOOSE), ['lofp', 'check', '/team/lofp']);
    assert.match(text.out, /2 proofs of 1 entry: 1 no longer holds\n$/);
  });

  it('tells of a faulty entry, and goes on with the others', async () => {
    const over = {
      ...files(ENTRY),
      '/team/lofp/other.yaml': changed(['id: disk-check', 'id: other'], ['who:', 'whom:']),
      '/team/lofp/torn.yaml': 'id: [',
    };
    const said = await checkJson(over);
    assert.equal(said.code, 1);
    const { files: found, evidence } = reportOf(said);
    assert.deepEqual(
      found.map(({ issues }) => issues.length > 0),
      [false, true, true],
    );
    assert.deepEqual([...new Set(evidence.map(({ entry }) => entry))], ['disk-check', 'other']);
  });

  it('takes an entry for one though a key of it is that of a rule', async () => {
    const { files: found } = reportOf(await checkJson(files(changed(['rules:', 'rule:']))));
    const told = found.flatMap(({ issues }) => issues.map(({ message }) => message));
    assert.ok(told.includes('`rule` is no key of an entry; did you mean `rules`?'), told.join('\n'));
  });

  it('tells of a forbidden wildcard once, though no event can be proven with it', async () => {
    const { files: found, evidence } = reportOf(await checkJson(files(changed(['example: shop', 'example: "*"']))));
    assert.deepEqual(
      found.flatMap(({ issues }) => issues.map(({ code }) => code)),
      ['lofp-wildcard'],
    );
    assert.deepEqual(
      evidence.map(({ holds }) => holds),
      [false, false],
    );
  });

  it('takes severities of the project, and the rules that are named', async () => {
    const project = { '/team/rulewright.yaml': 'severities:\n  lofp-broken-evidence: warning\n' };
    assert.equal((await checkJson({ ...files(ENTRY, LOOSE), ...project })).code, 0);
    const elsewhere = { ...files(ENTRY), '/other/exec.toml': LOOSE };
    assert.equal((await checkJson(elsewhere, '/team/lofp', '--rules', '/other')).code, 1);
  });

  const misuse: readonly (readonly [what: string, words: readonly string[], sentence: RegExp])[] = [
    ['a folder that is not there', ['check', '/gone'], /\/gone does not exist/],
    ['a folder without entries', ['check', '/team/rules'], /holds no entry/],
    ['rules that are not there', ['check', '/team/lofp', '--rules', '/gone.toml'], /\/gone\.toml does not exist/],
    ['nothing to do', [], /needs to be told what to do/],
    ['another thing to do', ['chek'], /has no `chek`/],
  ];
  for (const [what, words, sentence] of misuse)
    it(`ends with 2 for ${what}`, async () => {
      const said = await runOver(files(ENTRY), ['lofp', ...words]);
      assert.equal(said.code, 2);
      assert.match(said.err, sentence);
    });
});
