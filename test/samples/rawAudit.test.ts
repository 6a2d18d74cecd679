// A raw `audit.log.gz` does what its converted copy does: it is offered for the rule, and the rule hits the same events of it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createNodeHost } from '../../server/src/host/nodeHost';
import { chooseSamples, findSamples } from '../../server/src/worker/findSamples';
import { PeekCache } from '../../server/src/worker/peekDatasets';
import { linesHit, note, runOn } from '../worker/world';
import { toPackedAudit, toRawAudit } from './rawAudit';

declare const __ROOT__: string;
const stored = path.join(__ROOT__, 'samples', 'events', 'kubernetes-audit.ndjson');
const QUERY = 'any where kubernetes.audit.objectRef.subresource == "exec" and user.name : "*" and source.ip : "*"';

describe('a raw audit.log.gz', () => {
  const host = createNodeHost(path.join(__ROOT__, 'server', 'schemas'));
  const text = readFileSync(stored, 'utf8');
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rulewright-raw-'));
    mkdirSync(path.join(folder, 'samples', 'events'), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, 'samples', 'events', name);
    writeFileSync(file, content);
    return file;
  };

  it('has the hits of its converted copy', async () => {
    const raw = await runOn(host, { samples: [write('audit.log.gz', toPackedAudit(text))], query: QUERY });
    const copy = await runOn(host, { samples: [stored], query: QUERY });
    assert.ok(linesHit(copy).length > 0);
    assert.deepEqual(linesHit(raw), linesHit(copy));
    assert.match(
      note(raw, 'converted')?.message ?? '',
      /^\d+ events were converted from raw Kubernetes audit logs to /,
    );
  });

  it('is offered for a rule of its dataset, as every other shape', async () => {
    const audit = toRawAudit(text);
    write('audit.log.gz', gzipSync(audit));
    write('audit.log.1', audit);
    write('list.json', `[${audit.trim().split('\n').join(',')}]`);
    write('stored.csv', '"@timestamp",event.dataset\n1,kubernetes.audit_logs\n');
    write('auditd.log', 'type=USER_CMD msg=audit(1772439300.120:5): pid=1 uid=0\n');
    write('notes.log', 'nothing of interest\n');
    const request = { datasets: ['kubernetes.audit_logs'], index: [], integrations: [], mapped: [] } as never;
    const found = await findSamples(host, folder, request, new PeekCache());
    assert.deepEqual(
      chooseSamples(found).map(({ path: file }) => path.basename(file)),
      ['audit.log.1', 'audit.log.gz', 'list.json', 'stored.csv'],
    );
    assert.deepEqual(found.find(({ path: file }) => file.endsWith('auditd.log'))?.datasets, ['auditd_manager.auditd']);
  });
});
