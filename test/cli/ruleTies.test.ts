// `rulewright check` and the entries behind rules: what no longer holds is told where a comment ties something, and nowhere else.
import assert from 'node:assert/strict';
import { ARM, ENTRY, ruleText } from '../lofp/entryTexts';
import { linesOf, runOver } from './world';

interface Report {
  readonly files: readonly { readonly issues: readonly { readonly code: string }[] }[];
}

const tied = (arm: string): string =>
  ruleText(` and not (\n// lofp: disk-check\n(${arm}))`, '# lofp: disk-check\n    "A job."');

async function codesOf(rule: string, ...[entry = ENTRY]: readonly (string | null)[]): Promise<readonly string[]> {
  const entries: Record<string, string> = entry === null ? {} : { '/team/lofp/disk.yaml': entry };
  const files = { '/team/rulewright.yaml': '', '/team/rules/exec.toml': rule, ...entries };
  const [report] = linesOf<Report>(await runOver(files, ['check', '/team/rules', '--format', 'json']));
  const codes = (report?.files ?? []).flatMap(({ issues }) => issues.map(({ code }) => code));
  return codes.filter((code) => code.startsWith('lofp-'));
}

describe('rulewright check with entries of known false positives', () => {
  it('is content while ties and evidence hold', async () => {
    assert.deepEqual(await codesOf(tied(ARM)), []);
  });

  it('tells of evidence that broke, of entries that are not there, and of arms without one', async () => {
    assert.deepEqual(await codesOf(tied('kubernetes.audit.requestURI like "*command=df*"')), ['lofp-broken-evidence']);
    assert.deepEqual(await codesOf(tied(ARM).replaceAll('lofp: disk-check', 'lofp: disk')), [
      'lofp-unknown-entry',
      'lofp-unknown-entry',
    ]);
    const more = tied(ARM).replace('*command=df*"))', '*command=df*") or\nuser.name == "x")');
    assert.deepEqual(await codesOf(more), ['lofp-untied-arm']);
  });

  it('says nothing of rules that tie nothing, nor where there is no entry', async () => {
    assert.deepEqual(await codesOf(ruleText(` and not (${ARM})`)), []);
    assert.deepEqual(await codesOf(tied(ARM).replaceAll('lofp: disk-check', 'lofp: gone'), null), []);
  });
});
