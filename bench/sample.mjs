// How long a large sample takes until its first page is there, what it costs to load it whole, and how soon a load ends that is cancelled.
// usage: node --expose-gc [--max-old-space-size=8000] bench/sample.mjs [megabytes [loaded megabytes]]     1,000 and 200 by default; the file is made in
// the system's temporary folder and removed
import { build } from 'esbuild';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const megabytes = Number(process.argv[2] ?? 1000);
/** A whole load is measured on a part, which a heap of Node's usual size can hold. */
const loadedMegabytes = Number(process.argv[3] ?? Math.min(megabytes, 200));
const folder = mkdtempSync(path.join(tmpdir(), 'rulewright-bench-'));

try {
  const { createNodeHost, readSamplePage, readSampleDetails, PeekCache, LabelFiles, loadSamples } = await library();
  const host = createNodeHost(path.join(root, 'server', 'schemas'));
  const quiet = { onProgress: () => undefined, isCancelled: () => false };
  const large = path.join(folder, 'large.ndjson');
  await writeSample(large, megabytes);
  const page = await timed(() => readSamplePage(large, { from: 0, count: 100 }, host, quiet));
  const details = await timed(() =>
    readSampleDetails(large, { host, peeks: new PeekCache(), labels: new LabelFiles() }, quiet),
  );
  say('first page of 100 events', page.ms, 'ms');
  say('recognised, with dataset and an estimate of its events', details.ms, 'ms');
  await measureCancel(large, host, loadSamples);
  const part = path.join(folder, 'part.ndjson');
  await writeSample(part, loadedMegabytes);
  await measureLoad(part, host, loadSamples, quiet);
  if (page.ms > 1000 || details.ms > 1000) {
    console.error('above the limit of 1,000 ms');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function library() {
  const outfile = path.join(folder, 'library.mjs');
  const from = (name) => JSON.stringify(path.join(root, 'server', 'src', name));
  await build({
    stdin: {
      contents: [
        `export { createNodeHost } from ${from('host/nodeHost.ts')};`,
        `export { readSamplePage } from ${from('worker/samplePage.ts')};`,
        `export { readSampleDetails } from ${from('worker/sampleDetails.ts')};`,
        `export { PeekCache } from ${from('worker/peekDatasets.ts')};`,
        `export { LabelFiles } from ${from('worker/labelFiles.ts')};`,
        `export { loadSamples } from ${from('worker/loadSamples.ts')};`,
      ].join('\n'),
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return import(pathToFileURL(outfile).href);
}

async function measureCancel(file, host, loadSamples) {
  let reports = 0;
  let asked;
  const watch = {
    onProgress: () => void reports++,
    isCancelled() {
      if (reports > 20) asked ??= performance.now();
      return asked !== undefined;
    },
  };
  const loaded = await loadSamples([{ path: file, hashed: false }], host, watch);
  say(
    'cancelled load ends after',
    performance.now() - asked,
    `ms (${loaded === undefined ? 'cancelled' : 'NOT cancelled'})`,
  );
}

/** `peak`: of the whole process while it loads; `kept`: what the events need once the garbage is gone. */
async function measureLoad(file, host, loadSamples, watch) {
  const size = () => {
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return (heapUsed + Math.max(external, arrayBuffers)) / 1e6;
  };
  globalThis.gc?.();
  const before = size();
  const rssBefore = process.memoryUsage().rss / 1e6;
  let rssPeak = 0;
  const onProgress = () => void (rssPeak = Math.max(rssPeak, process.memoryUsage().rss / 1e6));
  const { value, ms } = await timed(() => loadSamples([{ path: file, hashed: false }], host, { ...watch, onProgress }));
  globalThis.gc?.();
  const kept = size() - before;
  say(`load of ${loadedMegabytes} MB`, ms, `ms (${value.store.count} events)`);
  say('memory that the events need', kept, 'MB');
  say(
    'peak of the process above its beginning',
    rssPeak - rssBefore,
    `MB (${((rssPeak - rssBefore) / kept).toFixed(2)} times)`,
  );
}

async function timed(work) {
  const began = performance.now();
  const value = await work();
  return { value, ms: performance.now() - began };
}

function say(what, number, unit) {
  console.log(`${what}: ${Math.round(number).toLocaleString('en')} ${unit}`);
}

async function writeSample(file, size) {
  const out = createWriteStream(file);
  let written = 0;
  for (let number = 0; written < size * 1e6;) {
    let text = '';
    for (let line = 0; line < 1000; line++, number++) text += `${JSON.stringify(eventOf(number))}\n`;
    written += text.length;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

function eventOf(number) {
  const [pod, user] = [`api-${number % 5000}`, `user-${number % 200}`];
  return {
    '@timestamp': new Date(1.74e12 + number * 250).toISOString(),
    data_stream: { type: 'logs', dataset: 'kubernetes.audit_logs', namespace: 'default' },
    event: { dataset: 'kubernetes.audit_logs', kind: 'event', action: 'create' },
    kubernetes: {
      audit: {
        auditID: `id-${number}`,
        stage: 'ResponseComplete',
        verb: 'create',
        requestURI: `/api/v1/namespaces/shop/pods/${pod}/exec?command=sh&container=api&stdin=true`,
        user: { username: user, groups: ['system:authenticated'] },
        objectRef: { resource: 'pods', namespace: 'shop', name: pod, subresource: 'exec' },
        responseStatus: { code: 101 },
      },
    },
    source: { ip: [`10.0.${number % 256}.7`] },
    user: { name: user },
    user_agent: { original: 'kubectl/v1.32.3 (linux/amd64)' },
  };
}
