// The rows of a run over the protocol: in groups, over time, exported, and as a condition that can be run.
import assert from 'node:assert/strict';
import path from 'node:path';
import {
  ConditionRequest,
  ExportRowsRequest,
  GroupFieldsRequest,
  GroupsRequest,
  HitTimelineRequest,
  RowsRequest,
} from '../../server/src/protocol';
import type {
  ConditionAnswer,
  ExportRowsAnswer,
  GroupFieldsAnswer,
  GroupsAnswer,
  HitTimelineAnswer,
  OutcomeCounts,
  RowsAnswer,
} from '../../server/src/protocol';
import { Editor, uriOf } from './editor';

declare const __ROOT__: string;

const file = path.join(__ROOT__, 'samples', 'rules', 'kubernetes_user_exec_into_pod.toml');
const field = 'kubernetes.audit.objectRef.namespace';

const sizeOf = ({ truePositives, falsePositives, authorised, unlabelled, misses }: OutcomeCounts): number =>
  truePositives + falsePositives + authorised + unlabelled + misses;

describe('the rows of a run, over the protocol', () => {
  let editor: Editor;
  let runId = 0;
  let rows = 0;
  before(async () => {
    editor = await Editor.start({ folders: [path.join(__ROOT__, 'samples')] });
    const state = await editor.run({ uri: uriOf(file), rule: 0 });
    runId = state.runId;
    rows = state.totals.hits + state.totals.misses;
  });
  after(() => editor.stop());

  it('come in groups, each with the rows that its counts promise', async () => {
    const answer = await editor.request<GroupsAnswer>(GroupsRequest, { runId, field, limit: 3 });
    assert.equal(answer.groups.length, 3);
    assert.ok(answer.more > 0);
    assert.equal(answer.rows, rows);
    for (const { value, counts } of answer.groups) {
      const params = { runId, from: 0, count: 1, group: { field, value } };
      const { total } = await editor.request<RowsAnswer>(RowsRequest, params);
      assert.equal(total, sizeOf(counts), String(value));
    }
    const { fields } = await editor.request<GroupFieldsAnswer>(GroupFieldsRequest, { runId, limit: 1000 });
    assert.ok(fields.includes(field));
  });

  it('come over time, and of a part of it', async () => {
    const { span, bins } = await editor.request<HitTimelineAnswer>(HitTimelineRequest, { runId, bins: 30 });
    assert.ok(span !== undefined && bins.length > 10 && bins.length <= 30);
    assert.equal(
      bins.map(sizeOf).reduce((sum, each) => sum + each, 0),
      rows,
    );
    const between = { from: span.from, to: span.from + (span.to - span.from) / bins.length };
    const { total } = await editor.request<RowsAnswer>(RowsRequest, { runId, from: 0, count: 1, between });
    assert.equal(total, sizeOf(bins[0] ?? assert.fail()));
  });

  it('are exported', async () => {
    const params = { runId, format: 'ndjson', from: 0, outcomes: ['true-positive'] };
    const { text, total, next } = await editor.request<ExportRowsAnswer>(ExportRowsRequest, params);
    assert.equal(next, undefined);
    const outcomes = text
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { rulewright: { outcome: string } }).rulewright.outcome);
    assert.deepEqual(
      outcomes,
      Array.from({ length: total }, () => 'true-positive'),
    );
  });

  it('are a condition', async () => {
    const { eql, message } = await editor.request<ConditionAnswer>(ConditionRequest, { runId, rows: [0, 1] });
    assert.match(eql ?? '', /^event\.dataset == "kubernetes\.audit_logs" and /);
    assert.match(message, /^2 rows as an EQL condition\./);
  });

  it('are not those of a run that is over, nor of parameters that say nothing', async () => {
    const asked: readonly (readonly [string, object, RegExp])[] = [
      [GroupsRequest, { runId: 99, field, limit: 3 }, /The run is over/],
      [HitTimelineRequest, { runId: 99, bins: 3 }, /The run is over/],
      [ExportRowsRequest, { runId: 99, format: 'csv', from: 0 }, /The run is over/],
      [ExportRowsRequest, { runId, format: 'xml', from: 0 }, /`format` must be `csv`, `ndjson` or `markdown`/],
      [GroupsRequest, { runId, limit: 3 }, /needs `field` to be a text/],
      [RowsRequest, { runId, from: 0, count: 1, between: { from: 1 } }, /needs `between\.to` to be a number/],
      [ConditionRequest, { runId, rows: ['1'] }, /needs `rows` to be a list/],
    ];
    for (const [method, params, sentence] of asked) await assert.rejects(editor.request(method, params), sentence);
  });
});
