// The entries to try in the editor: from a page to the rules, the arms and the events, and from an entry to an exclusion of the rule, proven or refused.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  AcceptProposalRequest,
  LofpExclusionsRequest,
  LofpNewEntryRequest,
  LofpPageRequest,
  LofpProposalRequest,
  RowsRequest,
} from '../../server/src/protocol';
import type {
  AcceptProposalAnswer,
  LofpEditAnswer,
  LofpExclusion,
  LofpExclusionsAnswer,
  LofpPageAnswer,
  LofpProposalAnswer,
  RowsAnswer,
} from '../../server/src/protocol';
import { LofpBench } from './lofpBench';

declare const __ROOT__: string;

const RULE = 'rules/kubernetes_user_exec_into_pod.toml';

describe('the entries to try, in the editor', () => {
  const bench = new LofpBench();
  const { workspace } = bench;
  const rule = { uri: workspace.uri(RULE), rule: 0 };
  let runId = 0;
  let text = '';
  before(async () => {
    for (const each of ['rules', 'events', 'lofp'])
      cpSync(path.join(__ROOT__, 'samples', each), workspace.at(each), { recursive: true });
    await bench.start();
    text = readFileSync(workspace.at(RULE), 'utf8');
    await bench.editor.open(rule.uri, text);
    await bench.entryOnce('elasticsearch-disk-check', ({ state }) => state !== 'unproven');
    ({ runId } = await bench.editor.run(rule));
  });
  after(() => bench.stop());

  const page = (id: string): Promise<LofpPageAnswer | null> => bench.editor.request(LofpPageRequest, { id });
  const exclusions = (asked: object): Promise<LofpExclusionsAnswer> =>
    bench.editor.request(LofpExclusionsRequest, { ...rule, ...asked });
  const propose = (entry: string, values: object, exclusion = 0): Promise<LofpProposalAnswer> =>
    bench.editor.request(LofpProposalRequest, { runId, entry, exclusion, values });
  const rowsOf = async (words: string): Promise<readonly number[]> => {
    const { rows } = await bench.editor.request<RowsAnswer>(RowsRequest, { runId, from: 0, count: 1000 });
    return rows.filter(({ cells }) => cells.some((cell) => cell.includes(words))).map(({ row }) => row);
  };
  const valuesOf = ({ parameters }: LofpExclusion): Record<string, readonly string[]> =>
    Object.fromEntries(parameters.map(({ name, values }) => [name, values]));

  it('all hold, or say what they wait for', async () => {
    const { entries, unreadable } = await bench.entries();
    assert.deepEqual(unreadable, []);
    assert.ok(entries.length >= 25);
    const wrong = entries.filter(({ state }) => state !== 'fine');
    assert.deepEqual(
      wrong.map(({ id, state, why }) => [id, state, why]),
      [],
    );
  });

  it('lead from the page of the disk check to its rules, the arms that are tied to it, and the events that prove it', async () => {
    const found = await page('elasticsearch-disk-check');
    assert.ok(found?.isEntry);
    assert.ok(found.rules.some(({ place, logic }) => place?.uri === rule.uri && logic !== undefined));
    const section = (id: string): LofpPageAnswer['sections'][number]['blocks'] =>
      found.sections.find((each) => each.id === id)?.blocks ?? [];
    const events = section('evidence').flatMap((block) => (block.kind === 'event' ? [block] : []));
    assert.ok(events.length > 1);
    for (const { outcomes } of events) assert.ok(outcomes.every(({ holds }) => holds) && outcomes.length > 0);
    const [sampled] = events.filter(({ link }) => link?.to?.kind === 'event' && link.to.line > 1);
    assert.ok(sampled?.link?.to?.kind === 'event');
    assert.equal(sampled.link.to.uri, workspace.uri('events/kubernetes-audit.ndjson'));
    const arms = section('arms').flatMap((block) => (block.kind === 'code' ? [block] : []));
    assert.ok(arms.length >= 2);
    for (const { link, parts } of arms) {
      assert.ok(link?.to?.kind === 'place' && link.to.uri === rule.uri);
      assert.match(parts.map((part) => part.text).join(''), /command=df/);
    }
    assert.deepEqual(found.file?.uri, workspace.uri('lofp/elasticsearch-disk-check.yaml'));
  });

  it('have a page at each place that is about them', async () => {
    const at = text.indexOf('lofp: cilium-status');
    const line = text.slice(0, at).split('\n').length - 1;
    for (const [below, character] of [
      [0, text.split('\n')[line]?.indexOf('cilium-status') ?? 0],
      [1, 20],
    ] as const) {
      const found = await bench.editor.request<LofpPageAnswer | null>(LofpPageRequest, {
        uri: rule.uri,
        line: line + below,
        character,
      });
      assert.equal(found?.id, 'cilium-status');
    }
    const own = { uri: workspace.uri('lofp/cilium-status.yaml'), line: 3, character: 0 };
    assert.equal((await bench.editor.request<LofpPageAnswer>(LofpPageRequest, own)).id, 'cilium-status');
    for (const nothing of [{ ...own, uri: rule.uri, line: 0 }, { id: 'nobody' }, {}])
      assert.equal(await bench.editor.request(LofpPageRequest, nothing), null);
  });

  it('fill their parameters from the selected hits, are proven, and become an arm that is tied', async () => {
    const { exclusions: found } = await exclusions({ runId, rows: await rowsOf('command=cilium&command=endpoint') });
    const [best] = found;
    assert.ok(best);
    assert.deepEqual([best.entry, best.unmet, best.refusals], ['cilium-endpoint-list', 0, []]);
    assert.ok(best.parameters.every(({ from }) => from === 'events'));
    const answer = await propose(best.entry, valuesOf(best), best.exclusion);
    assert.ok('row' in answer, JSON.stringify(answer));
    assert.equal(answer.row.eql, best.eql);
    assert.deepEqual([answer.row.proof.loses, answer.row.proof.isDangerous], [0, false]);
    assert.ok(answer.row.proof.removes > 0);
    const accepted = await bench.editor.request<AcceptProposalAnswer>(AcceptProposalRequest, {
      runId,
      what: { kind: 'proposal', proposal: answer.row.proposal, comment: 'my own words' },
    });
    assert.ok(accepted.file, accepted.message);
    const edits: readonly TextEdit[] = accepted.file.edits;
    const now = TextDocument.applyEdits(TextDocument.create(rule.uri, 'toml', 1, text), [...edits]);
    assert.match(now, /\/\/ lofp: cilium-endpoint-list\n\s+\(user\.name == /);
  });

  it('take their examples where nothing is selected', async () => {
    const { exclusions: found } = await exclusions({ entry: 'cilium-status' });
    assert.equal(found.length, 1);
    for (const { from, values, examples } of found[0]?.parameters ?? []) {
      assert.equal(from, 'example');
      assert.deepEqual(values, examples);
    }
  });

  it('are refused where an event would go that must still alert, by its name', async () => {
    const answer = await propose('disk-check', { account: ['ann'], namespace: ['shop'], pod: ['db-'] });
    assert.ok('refusal' in answer);
    assert.match(answer.refusal.message, /«a person asks», which must still alert/);
    assert.deepEqual(
      answer.refusal.lost?.map(({ text: name, to }) => [name, to?.kind]),
      [['a person asks', 'place']],
    );
  });

  it('are refused, with the reason, where nothing must be left out', async () => {
    const messageOf = async (entry: string, values: object, exclusion = 0): Promise<string> => {
      const answer = await propose(entry, values, exclusion);
      assert.ok('refusal' in answer);
      return answer.refusal.message;
    };
    const [status] = (await exclusions({ entry: 'cilium-status' })).exclusions;
    assert.ok(status);
    const values = valuesOf(status);
    const [name = ''] = Object.keys(values);
    assert.match(await messageOf('cilium-status', { ...values, [name]: ['*'] }), /holds a wildcard/);
    assert.match(await messageOf('cilium-status', { ...values, [name]: [] }), /has no value/);
    assert.match(await messageOf('cilium-status', { ...values, [name]: 'no list' }), /has no value/);
    assert.match(await messageOf('cilium-status', values, 7), /no such exclusion/);
    assert.match(await messageOf('nobody', values), /There is no entry `nobody`/);
    assert.match(
      await messageOf('cloud-console-shell', {}),
      /no exclusion: its events are authorised, and must still alert/,
    );
    const shell = await exclusions({ entry: 'cloud-console-shell' });
    assert.deepEqual(shell.exclusions, []);
    assert.match(shell.message ?? '', /must still alert/);
    const container = { uri: workspace.uri('rules/interactive_exec_into_container.yaml'), rule: 0 };
    const other = await exclusions({ entry: 'kubectl-exec-debugging', ...container });
    assert.deepEqual(other.exclusions, []);
    assert.match(other.message ?? '', /an exclusion for `kubernetes.audit_logs` only, which this rule does not read/);
    const late = await bench.editor.request<LofpProposalAnswer>(LofpProposalRequest, {
      runId: runId + 7,
      entry: 'cilium-status',
      exclusion: 0,
      values,
    });
    assert.ok('refusal' in late && /run the rule again/.test(late.refusal.message));
  });

  it('get a new one from hits, which proves itself by them and has no error', async () => {
    const rows = (await rowsOf('command=velero')).concat(await rowsOf('command=cilium&command=endpoint')).slice(0, 3);
    const answer = await bench.editor.request<LofpEditAnswer>(LofpNewEntryRequest, {
      from: { kind: 'hits', runId, rows },
      statement: 'A new inspector looks at the endpoints of the network.',
    });
    assert.equal(answer.id, 'new-inspector-looks-endpoints-network');
    assert.equal(answer.uri, workspace.uri(`lofp/${answer.id}.yaml`));
    const { documentChanges = [] } = answer.edit as WorkspaceEdit;
    const [made, filled] = documentChanges;
    assert.ok(made !== undefined && 'kind' in made && made.kind === 'create' && made.uri === answer.uri);
    assert.ok(filled !== undefined && 'edits' in filled);
    const written = filled.edits.map((edit) => ('newText' in edit ? edit.newText : '')).join('');
    workspace.write(`lofp/${answer.id}.yaml`, written);
    await bench.editor.filesChanged(1, workspace.at(`lofp/${answer.id}.yaml`));
    await bench.editor.open(answer.uri, written);
    const row = await bench.entryOnce(answer.id, ({ state }) => state !== 'unproven');
    assert.deepEqual([row.state, row.why, row.hasExclusion], ['fine', undefined, true], written);
    const found = await bench.editor.diagnostics(answer.uri);
    assert.deepEqual(
      found.map(({ code, message }) => [code, message]),
      [],
    );
  });

  it('get a new one from where a rule says what has none, as a page of it leads there', async () => {
    const { statements } = await bench.entries();
    const [said] = statements;
    assert.ok(said !== undefined);
    const shown = await page(said.id);
    const place = shown?.rules[0]?.place;
    assert.ok(place !== undefined);
    assert.deepEqual(place, said.rules[0]?.place);
    const from = { kind: 'statement', uri: place.uri, ...place.range.start };
    const made = await bench.editor.request<LofpEditAnswer>(LofpNewEntryRequest, { from, statement: said.statement });
    assert.ok(made.edit !== undefined, made.message);
  });

  it('get none from rows that are no hits, or of another run', async () => {
    const ask = (from: object): Promise<LofpEditAnswer> => bench.editor.request(LofpNewEntryRequest, { from });
    assert.match((await ask({ kind: 'hits', runId, rows: [99999] })).message, /None of the selected rows is a hit/);
    assert.match((await ask({ kind: 'hits', runId: runId + 9, rows: [0] })).message, /run the rule again/);
    const nowhere = await ask({ kind: 'statement', uri: rule.uri, line: 0, character: 0 });
    assert.deepEqual(nowhere, { message: 'No statement of a rule stands here.' });
  });
});
