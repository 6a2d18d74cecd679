// The entries that are shipped: each is whole, each is proven on its rules, and the one of administrators leads to all that it is about.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../../server/src/analysis/analyze';
import { createNodeHost } from '../../server/src/host/nodeHost';
import { fillFrom } from '../../server/src/lofp/entries/fillFrom';
import { readEvidence } from '../../server/src/lofp/entries/evidenceEvents';
import { readEntries } from '../../server/src/lofp/entries/readEntries';
import { checkTies } from '../../server/src/lofp/tie/checkTies';
import type { TieReport } from '../../server/src/lofp/tie/checkTies';
import { armsTiedTo, tiesOf } from '../../server/src/lofp/tie/ties';
import type { RuleTies } from '../../server/src/lofp/tie/ties';
import { formatOf } from '../../server/src/rule/read';
import { printArm } from '../../server/src/tuning/arms';
import { catalogReaderOf } from '../../server/src/worker/catalogReader';
import { createSampleReader, entryFilesIn, hasSample } from '../../server/src/worker/lofpFiles';

declare const __ROOT__: string;

const root = __ROOT__;
const host = createNodeHost(path.join(root, 'server', 'schemas'));
const readCatalog = catalogReaderOf(host);
const read = createSampleReader(host);
const { entries, issues } = readEntries(entryFilesIn(path.join(root, 'samples/lofp'), host), {
  readCatalog,
  hasFile: (sample, entry) => hasSample(sample, entry, host),
});

interface CheckedRule {
  readonly file: string;
  readonly ties: RuleTies;
  readonly report: TieReport;
}

function checkRule(file: string, change: (text: string) => string = (text) => text): CheckedRule {
  const text = change(readFileSync(path.join(root, 'samples/rules', file), 'utf8'));
  const format = formatOf(file);
  assert.ok(format !== undefined);
  const [ties] = tiesOf(analyze(text, format, { readCatalog }), entries, file.replace(/\..*/, ''));
  assert.ok(ties !== undefined);
  return { file, ties, report: checkTies(ties, { entries, read }) };
}

const EXEC = 'kubernetes_user_exec_into_pod.toml';
const rules = host
  .list(path.join(root, 'samples/rules'))
  .filter(({ name }) => formatOf(name) !== undefined)
  .map(({ name }) => checkRule(name));

describe('the entries of the samples', () => {
  it('are 25 at least, and none has a fault', () => {
    assert.ok(entries.length >= 25, `${entries.length}`);
    assert.deepEqual(issues, []);
  });

  it('are those that the labels name', () => {
    const labels = ['cloud-defend-process', 'kubernetes-audit'].map((name) =>
      readFileSync(path.join(root, 'samples/events', `${name}.labels.yaml`), 'utf8'),
    );
    const named = new Set(labels.flatMap((text) => [...text.matchAll(/^ +lofp: (\S+)/gm)].map(([, id]) => id)));
    const known = new Set(entries.map(({ id }) => id.value));
    assert.ok(named.size > 10);
    assert.deepEqual(
      [...named].filter((id) => !known.has(id ?? '')),
      [],
    );
  });

  it('answer for the events that must still alert, with one for each entry', () => {
    for (const { id, evidence, exclusions, expressible } of entries) {
      assert.ok(evidence.alerts.length > 0, id.value);
      assert.equal(expressible === 'no', exclusions.length === 0, id.value);
      assert.ok(exclusions.length === 0 || evidence.excluded.length > 0, id.value);
    }
  });

  for (const entry of entries)
    it(`prove ${entry.id.value}`, () => {
      const proofs = rules.flatMap(({ report }) => report.proofs.filter((proof) => proof.entry === entry));
      const rows = proofs.flatMap((proof) => proof.rows);
      const { events } = readEvidence(entry, read);
      for (const { item, label } of events)
        assert.ok(
          rows.some((row) => row.item === item),
          `${label} is proven by no rule`,
        );
      assert.deepEqual(
        rows.filter(({ breach }) => breach !== undefined).map(({ event, message }) => `${event}: ${message}`),
        [],
      );
    });

  it('leave no arm of the exec rule without an answer but the four that are faults', () => {
    const { report, ties } = checkRule(EXEC);
    assert.deepEqual(
      report.issues.map(({ code }) => code),
      Array(4).fill('lofp-untied-arm'),
    );
    const untied = ties.arms.filter(({ isNamed }) => !isNamed).map(({ arm }) => printArm(arm));
    for (const sign of ['trident', 'tty=true', '"api/v1', 'clear'])
      assert.equal(untied.filter((text) => text.includes(sign)).length > 0, true, sign);
  });
});

describe('the entry of administrators who debug', () => {
  const entry = entries.find(({ id }) => id.value === 'kubectl-exec-debugging');
  assert.ok(entry !== undefined);

  it('leads to both rules, to the arm that implements it, and to events of the samples', () => {
    const about = rules
      .filter(({ report }) => report.proofs.some((proof) => proof.entry === entry))
      .map(({ file }) => file);
    assert.deepEqual(about, ['interactive_exec_into_container.yaml', EXEC]);
    const exec = rules.find(({ file }) => file === EXEC);
    assert.ok(exec !== undefined);
    assert.deepEqual(
      armsTiedTo(exec.ties, entry).map(({ arm }) =>
        printArm(arm).includes('command=df&command=-h&container=elasticsearch&stderr'),
      ),
      [true],
    );
    const { events } = readEvidence(entry, read);
    assert.ok(events.filter(({ item }) => item.source.kind === 'sample').length >= 5);
    assert.ok(exec.ties.statements[0]?.entries.includes(entry));
  });

  it('refuses to leave out the interactive shell', () => {
    const [template] = entry.exclusions;
    assert.ok(template !== undefined);
    const { store, events } = readEvidence(entry, read);
    const shells = events.filter(({ side, item }) => side === 'alerts' && item.note?.startsWith('a shell') === true);
    assert.ok(shells.length >= 6);
    for (const { event, label } of shells) {
      const { refusals, missing } = fillFrom(template, [store.object(event)]);
      assert.ok(refusals.length > 0 || missing.length > 0, label);
    }
  });
});

describe('evidence that breaks by an edit of the rule', () => {
  it('is told on the arm and on the entry', () => {
    const edited = checkRule(EXEC, (text) =>
      text.replace(
        '"/api/v1/namespaces/kube-system/pods/*/exec?command=cilium&command=status',
        '"api/v1/namespaces/kube-system/pods/*/exec?command=cilium&command=status',
      ),
    );
    const [issue] = edited.report.issues.filter(({ code }) => code === 'lofp-broken-evidence');
    assert.match(issue?.message ?? '', /evidence of `cilium-status` no longer holds/);
    assert.deepEqual(
      edited.report.ofEntries.map((each) => path.basename(each.path)),
      ['cilium-status.yaml'],
    );
  });

  it('is told where an arm comes that loses an attack', () => {
    const edited = checkRule(EXEC, (text) =>
      text.replace(
        'not (\n',
        'not (\n  // lofp: cassandra-log-on-call\n  kubernetes.audit.requestURI like "*command=cat&command=%2Fvar%2Flog%2Fcassandra%2F*" or\n',
      ),
    );
    const paths = edited.report.ofEntries.map((each) => path.basename(each.path));
    assert.ok(paths.includes('cassandra-log-on-call.yaml'));
    assert.match(
      edited.report.issues.map(({ message }) => message).join('\n'),
      /evidence of `cassandra-log-on-call` no longer holds.*must alert/,
    );
  });
});
