// The rules of the sample workspace on the samples that are found for them, against the same rules written out by hand.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../../server/src/analysis/analyze';
import type { RuleAnalysis } from '../../server/src/analysis/analyze';
import { createNodeHost } from '../../server/src/host/nodeHost';
import { formatOf } from '../../server/src/rule/read';
import { chooseSamples, findSamples } from '../../server/src/worker/findSamples';
import type { FinishedRun } from '../../server/src/worker/orders';
import { PeekCache } from '../../server/src/worker/peekDatasets';
import { readNearMisses } from '../../server/src/worker/runNearMisses';
import { SampleCache } from '../../server/src/worker/sampleCache';
import { armsOf, isCiliumEndpointList, isExec, isInteractiveShell, isTokenRead } from '../samples/naive';
import type { AuditDocument, ProcessDocument } from '../samples/naive';
import { runOn } from './world';

declare const __ROOT__: string;

const folder = path.join(__ROOT__, 'samples');
const host = createNodeHost(path.join(__ROOT__, 'server', 'schemas'));
const cache = new SampleCache();

function ruleOf(name: string): RuleAnalysis {
  const text = readFileSync(path.join(folder, 'rules', name), 'utf8');
  const [rule] = analyze(text, formatOf(name) ?? 'eql', { readCatalog: (each) => host.readSchema(each) }).rules;
  assert.ok(rule);
  return rule;
}

/** Runs a rule on the sample that is found for it; `change` edits the query. */
async function runFound(name: string, change: (query: string) => string = (query) => query): Promise<FinishedRun> {
  const { rule, eql } = ruleOf(name);
  assert.ok(eql);
  const found = await findSamples(host, path.join(folder, 'rules'), eql.schema, new PeekCache());
  const samples = chooseSamples(found).map(({ path: sample }) => sample);
  assert.equal(samples.length, 1);
  const { id } = rule.metadata;
  return runOn(
    host,
    { query: change(eql.embedded.text), samples, schema: eql.schema, rule: { name, id: id?.value } },
    cache,
  );
}

function documents<T>(run: FinishedRun): T[] {
  const [{ path: sample } = { path: '' }] = run.order.samples;
  const lines = readFileSync(sample, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as T);
}

function lines(events: readonly number[], { store }: FinishedRun): number[] {
  return events.map((event) => store.origin(event).line).sort((a, b) => a - b);
}

function hitLines(run: FinishedRun): number[] {
  return lines(
    run.result.hits.flatMap(({ events }) => events.flatMap((event) => event ?? [])),
    run,
  );
}

function linesWhere<T>(all: readonly T[], holds: (document: T) => boolean): number[] {
  return all.flatMap((document, index) => (holds(document) ? [index + 1] : []));
}

describe('the rules of the sample workspace', () => {
  it('hit what they say, in the Kubernetes audit log', async () => {
    const run = await runFound('kubernetes_user_exec_into_pod.toml');
    const all = documents<AuditDocument>(run);
    const isHit = (document: AuditDocument): boolean => isExec(document) && armsOf(document).length === 0;
    assert.deepEqual(hitLines(run), linesWhere(all, isHit));
    assert.deepEqual(run.judgement.totals, {
      hits: 191,
      truePositives: 20,
      falsePositives: 109,
      authorised: 46,
      unlabelled: 16,
      misses: 8,
    });
    assert.deepEqual(run.notes, []);
  });

  it('show the endpoint lists as false positives, for want of a `/`, and no more once it is there', async () => {
    const run = await runFound('kubernetes_user_exec_into_pod.toml');
    const lists = linesWhere(documents<AuditDocument>(run), isCiliumEndpointList);
    const falsePositives = run.judgement.hits.filter(({ outcome }) => outcome === 'false-positive');
    const shown = lines(
      falsePositives.flatMap(({ hit }) => hit.events.flatMap((event) => event ?? [])),
      run,
    );
    assert.ok(lists.length > 0 && lists.every((line) => shown.includes(line)));
    const cured = await runFound('kubernetes_user_exec_into_pod.toml', (query) =>
      query.replace('"api/v1/namespaces/kube-system', '"/api/v1/namespaces/kube-system'),
    );
    assert.equal(cured.judgement.totals.falsePositives, run.judgement.totals.falsePositives - lists.length);
    assert.equal(cured.judgement.totals.truePositives, run.judgement.totals.truePositives);
    assert.equal(cured.judgement.totals.misses, run.judgement.totals.misses);
  });

  it('have 48 execs that fail by their level only', async () => {
    const run = await runFound('kubernetes_user_exec_into_pod.toml');
    const nearMisses = await readNearMisses(run, host, { isCancelled: () => false });
    assert.equal(nearMisses?.find(({ clause }) => clause === 'kubernetes.audit.level == "Request"')?.count, 48);
  });

  it('hit what they say, among the processes of containers', async () => {
    const run = await runFound('interactive_exec_into_container.yaml');
    assert.deepEqual(hitLines(run), linesWhere(documents<ProcessDocument>(run), isInteractiveShell));
    const { truePositives, falsePositives, authorised, unlabelled, misses } = run.judgement.totals;
    assert.deepEqual([truePositives, falsePositives, authorised, unlabelled, misses], [7, 18, 20, 6, 3]);
  });

  it('need no rule around a query', async () => {
    const run = await runFound('service_account_token_read.eql');
    assert.deepEqual(hitLines(run), linesWhere(documents<ProcessDocument>(run), isTokenRead));
    const { truePositives, falsePositives } = run.judgement.totals;
    assert.deepEqual([truePositives, falsePositives], [5, 12]);
  });
});
