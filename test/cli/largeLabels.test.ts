// A label file of millions of entries: it is not read, a sentence says so, and the run goes on.
import assert from 'node:assert/strict';
import type { RunReport } from '../../server/src/cli/report/runJson';
import { linesOf, runOver } from './world';

const files = {
  '/e.ndjson': '{"n":1}\n{"n":2}\n',
  '/e.labels.yaml': `events:\n${'  - { id: some-event, label: benign }\n'.repeat(300_000)}`,
};
const words = ['run', '--query', 'any where n == 1', '--sample', '/e.ndjson'];
const sentence = /The label file is larger than 10 MB and was not read\. Say what many events have in common with/;

describe('rulewright run beside a label file that is too large', () => {
  it('tells people, and shows the hits without labels', async () => {
    const { code, out } = await runOver(files, words);
    assert.match(out.replace(/\s+/g, ' '), sentence);
    assert.match(out, /1 hit/);
    assert.equal(code, 1);
  });

  it('tells programs, and counts the hits without labels', async () => {
    const said = await runOver(files, [...words, '--format', 'json']);
    const [report] = linesOf<RunReport>(said);
    assert.deepEqual([report?.totals.hits, report?.totals.unlabelled], [1, 1]);
    const issues = report?.issues.filter(({ message }) => sentence.test(message)) ?? [];
    assert.deepEqual(
      issues.map(({ code, severity }) => [code, severity]),
      [['labels', 'error']],
    );
    assert.equal(said.code, 1);
  });
});
