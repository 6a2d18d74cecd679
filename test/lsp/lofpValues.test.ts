// Values in an entry's file that only the workspace and the catalogs know: completed and explained as they are typed.
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList, Hover } from 'vscode-languageserver';
import { changed, ENTRY } from '../lofp/entryTexts';
import { positionOf } from './editor';
import { ENTRY_FILE, LofpBench } from './lofpBench';

const RULE_ID = '11111111-2222-4333-8444-555555555555';

describe('values of an entry in the editor', () => {
  const bench = new LofpBench({
    'lofp/other.yaml': ENTRY.replace('id: disk-check', 'id: other-check'),
    'events/exec.ndjson': '{"a":1}\n',
  });
  before(async () => {
    await bench.start();
    await bench.entryOnce('other-check', () => true);
  });
  after(() => bench.stop());

  /** `^` is where somebody types. */
  async function itemsAt(from: string, to: string): Promise<readonly CompletionItem[]> {
    const text = changed([from, to]);
    const at = text.indexOf('^');
    const list = await asked<CompletionList>('textDocument/completion', text.replace('^', ''), at);
    return list.items;
  }

  async function hoverOn(word: string, text = ENTRY): Promise<string | undefined> {
    const hover = await asked<Hover | null>('textDocument/hover', text, text.indexOf(word) + 1);
    return hover === null ? undefined : (hover.contents as { readonly value: string }).value;
  }

  async function asked<T>(method: string, text: string, at: number): Promise<T> {
    const uri = bench.workspace.uri(ENTRY_FILE);
    await bench.editor.open(uri, text);
    const answer = await bench.editor.request<T>(method, {
      textDocument: { uri },
      position: positionOf(text, at),
    });
    await bench.editor.close(uri);
    return answer;
  }

  const written = (items: readonly CompletionItem[]): readonly (string | undefined)[] =>
    items.map(({ textEdit }) => textEdit?.newText);

  for (const { place, from, to, first } of [
    {
      place: 'a field of the dataset',
      from: 'field: kubernetes.audit.objectRef.namespace',
      to: 'field: kubernetes.audit.requestU^',
      first: 'kubernetes.audit.requestURI',
    },
    {
      place: 'a field of a line of its own',
      from: '- field: kubernetes.audit.requestURI',
      to: '- field: requestU^',
      first: 'kubernetes.audit.requestURI',
    },
    {
      place: 'a dataset',
      from: 'dataset: kubernetes.audit_logs',
      to: 'dataset: kubernetes.audit^',
      first: 'kubernetes.audit_logs',
    },
    { place: 'a technique by its name', from: '[T1609]', to: '[container adm^]', first: 'T1609' },
    { place: 'a rule by its name', from: `id: ${RULE_ID}, name: Exec into a pod`, to: 'id: exec^', first: RULE_ID },
    { place: 'the name of a rule', from: 'name: Exec into a pod', to: 'name: ^', first: 'Exec into a pod' },
    {
      place: 'the entry of which this is a case',
      from: 'expressible: yes',
      to: 'expressible: yes\nextends: ^',
      first: 'other-check',
    },
    {
      place: 'an entry that belongs to it',
      from: 'expressible: yes',
      to: 'expressible: yes\nsee: [oth^]',
      first: 'other-check',
    },
    {
      place: 'a sample beside its folder',
      from: '- note: the job asks',
      to: '- sample: ../events/^',
      first: '../events/exec.ndjson',
    },
  ])
    it(`are offered for ${place}`, async () => assert.equal(written(await itemsAt(from, to))[0], first));

  it('are never the entry itself', async () => {
    const items = await itemsAt('expressible: yes', 'expressible: yes\nsee: [^]');
    assert.deepEqual(written(items), ['other-check']);
  });

  it('are those of the common schema where no dataset is named', async () => {
    const items = await itemsAt(
      '- dataset: kubernetes.audit_logs\n    conditions:\n      - { field: user.name',
      '- conditions:\n      - { field: process.exe^',
    );
    assert.equal(written(items)[0], 'process.executable');
  });

  for (const { what, word, says } of [
    { what: 'a field', word: 'kubernetes.audit.requestURI', says: /kubernetes\.audit\.requestURI`\*\* · keyword/ },
    { what: 'a dataset', word: 'kubernetes.audit_logs', says: /dataset of .*kubernetes/i },
    { what: 'a technique', word: 'T1609', says: /Container Administration Command/ },
    { what: 'a rule', word: RULE_ID, says: /the rule \*\*Exec into a pod\*\*/ },
  ])
    it(`say what ${what} is`, async () => assert.match((await hoverOn(word)) ?? '', says));

  it('say what an entry is that another one names', async () => {
    const text = `${ENTRY}see: [other-check]\n`;
    assert.match((await hoverOn('other-check', text)) ?? '', /monitoring job asks a database/);
  });

  it('say nothing of what nobody knows', async () => {
    assert.equal(await hoverOn('no.such.field', changed(['field: user.name', 'field: no.such.field'])), undefined);
  });
});
