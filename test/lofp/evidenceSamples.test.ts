// Samples as evidence: read as a run reads them, packed or not and of any shape, and their events named by id, line or condition.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createNodeHost } from '../../server/src/host/nodeHost';
import type { LofpEntry } from '../../server/src/lofp/entries/entry';
import { readEvidence } from '../../server/src/lofp/entries/evidenceEvents';
import { readEntries } from '../../server/src/lofp/entries/readEntries';
import { createSampleReader } from '../../server/src/worker/lofpFiles';

const events = ['a', 'b', 'c'].map((id, index) => ({ event: { id }, n: index + 1 }));
const lines = events.map((each) => JSON.stringify(each)).join('\n');
const audit = (auditID: string): unknown => ({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  auditID,
  stage: 'ResponseComplete',
  verb: 'get',
  requestURI: '/api/v1/namespaces/a/pods/b/exec?command=df',
  user: { username: 'ann' },
  objectRef: { resource: 'pods', subresource: 'exec' },
});

describe('a sample as evidence', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
  after(() => rmSync(folder, { recursive: true }));
  const host = createNodeHost(folder);

  function evidenceOf(name: string, content: string | Uint8Array, asked: string) {
    writeFileSync(path.join(folder, name), content);
    const { entries } = readEntries([
      {
        path: path.join(folder, 'entry.yaml'),
        text: `id: x\nstatement: x\nexpressible: no\nevidence:\n  alerts:\n    - { sample: ${name}, ${asked} }\n`,
      },
    ]);
    const [entry] = entries as readonly [LofpEntry];
    const { store, events: found, gone } = readEvidence(entry, createSampleReader(host));
    return {
      found: found.map(({ event }) => store.object(event)),
      gone: gone.map(({ message }) => message),
    };
  }

  const second = { found: [events[1]], gone: [] };
  for (const [what, name, content, asked] of [
    ['is read in lines', 'lines.ndjson', lines, 'ids: [b]'],
    ['is unpacked', 'packed.ndjson.gz', gzipSync(lines), 'ids: [b]'],
    ['is unpacked whatever it is called', 'packed.ndjson', gzipSync(lines), 'lines: [2]'],
    ['is a list of JSON', 'list.json', JSON.stringify(events, null, 1), 'ids: [b]'],
    ['is the hits of a search', 'hits.json', hits(), 'ids: [hit-2]'],
    ['is in UTF-16', 'wide.ndjson', Buffer.from(`\ufeff${lines}`, 'utf16le'), 'where: n == 2'],
    ['has a mark at its beginning', 'marked.ndjson', `\ufeff${lines}\r\n`, 'where: n == 2'],
  ] as const)
    it(what, () => assert.deepEqual(evidenceOf(name, content, asked), second));

  it('is a raw audit log, in the fields of its dataset', () => {
    const raw = ['one', 'two'].map((id) => JSON.stringify(audit(id))).join('\n');
    const { found, gone } = evidenceOf('audit.log', raw, 'where: kubernetes.audit.auditID == "two"');
    assert.deepEqual(gone, []);
    assert.equal(found.length, 1);
    assert.match(JSON.stringify(found), /"requestURI":"\/api\/v1\/namespaces\/a\/pods\/b\/exec\?command=df"/);
  });

  for (const [what, name, content, sentence] of [
    ['is a damaged archive', 'torn.gz', gzipSync(lines).subarray(0, 30), 'torn.gz is a gzip archive that was cut off.'],
    ['is no text', 'picture.json', Buffer.from([1, 0, 2, 0]), 'picture.json is a binary file, not a sample.'],
    ['is empty', 'empty.ndjson', '', 'empty.ndjson holds no event.'],
    ['is no sample', 'prose.ndjson', 'Dear team,\nplease look.\n', 'prose.ndjson holds no event.'],
    [
      'is an archive of another kind',
      'a.zip',
      Buffer.from('PK\u0003\u0004xx'),
      'a.zip is a zip archive, which cannot be read here; unpack it, or compress the sample with gzip.',
    ],
  ] as const)
    it(`says so where it ${what}`, () =>
      assert.deepEqual(evidenceOf(name, content, 'ids: [b]'), { found: [], gone: [sentence] }));
});

function hits(): string {
  return JSON.stringify({
    hits: { hits: events.map((each, at) => ({ _index: 'i', _id: `hit-${at + 1}`, _source: each })) },
  });
}
