// How long a person waits for the language server, over real messages: the 95th percentile over the public corpus, or over samples/ where
// that is absent. Build first. Fails above a limit, which a machine that is busy otherwise may be the cause of: see the processor's time.
// usage: node bench/lsp.mjs [folder of rules] [server.js to measure]
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { globSync } from '../scripts/files.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const server = process.argv[3] ?? path.join(root, 'server', 'dist', 'server.js');
const corpus = path.join(root, '..', 'shared', 'corpus');
const folder = process.argv[2] ?? (existsSync(corpus) ? corpus : path.join(root, 'samples', 'rules'));
// As Visual Studio Code says it.
const COMPLETION = {
  completionItem: { snippetSupport: true, labelDetailsSupport: true },
  completionList: { itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
};
/** How client/src/languageClient.ts and the launcher in server/bin start it. */
const asTheExtension = ['--max-semi-space-size=4'];
const environment = { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072' };
const limits = { diagnostics: 10, completion: 30, hover: 10, formatting: 20 };

if (!existsSync(server)) {
  console.error(`${server} is missing: run npm run build first.`);
  process.exit(2);
}
const rules = globSync(folder, '.toml').flatMap(readRule);
const start = performance.now();
const client = startServer();
await client.request('initialize', {
  processId: process.pid,
  rootUri: pathToFileURL(folder).href,
  workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'rules' }],
  capabilities: { textDocument: { diagnostic: {}, completion: COMPLETION } },
});
client.notify('initialized', {});

const times = { diagnostics: [], completion: [], hover: [], formatting: [] };
for (const [index, rule] of rules.entries()) {
  open(rule);
  await client.request('textDocument/diagnostic', { textDocument: { uri: rule.uri } });
  if (index === 0) reportStart(performance.now() - start);
}
// By then the thread that runs rules is there, and the workspace is read.
await new Promise((resolve) => setTimeout(resolve, 2500));
judge(reportMemory(`${rules.length} rules open`), 150, 'memory');
for (const rule of rules) await measure(rule, times);
report();
await measureLongest();
reportMemory('after all that');
await client.stop();

function readRule(file) {
  const text = readFileSync(file, 'utf8');
  const match = /query = '''\n([^]*?)'''/.exec(text);
  const isEql = /^(?:type|language) = "eql"/m.test(text);
  return match !== null && isEql
    ? [{ uri: pathToFileURL(file).href, text, from: match.index + "query = '''\n".length, query: match[1], version: 1 }]
    : [];
}

function open({ uri, text }) {
  client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'toml', version: 1, text } });
}

/** One more space in the query, as a key would make it: then what an editor asks for. */
async function measure(rule, kept) {
  const where = rule.query.indexOf(' where ') + ' where '.length;
  const at = positionAt(rule.text, rule.from + where);
  change(rule, at, ' ');
  kept.diagnostics.push(await timed('textDocument/diagnostic', { textDocument: { uri: rule.uri } }));
  change(rule, at, 'pro');
  const typed = { line: at.line, character: at.character + 3 };
  kept.completion.push(
    await timed('textDocument/completion', {
      textDocument: { uri: rule.uri },
      position: typed,
      context: { triggerKind: 1 },
    }),
  );
  change(rule, at, '', typed);
  const field = /[a-z]+\.[a-z]+/.exec(rule.query.slice(where));
  const onField = positionAt(rule.text, rule.from + where + 1 + (field?.index ?? 0) + 1);
  kept.hover.push(await timed('textDocument/hover', { textDocument: { uri: rule.uri }, position: onField }));
  kept.formatting.push(
    await timed('textDocument/formatting', {
      textDocument: { uri: rule.uri },
      options: { tabSize: 2, insertSpaces: true },
    }),
  );
}

function change(rule, start, text, end = start) {
  rule.version++;
  client.notify('textDocument/didChange', {
    textDocument: { uri: rule.uri, version: rule.version },
    contentChanges: [{ range: { start, end }, text }],
  });
}

async function timed(method, params) {
  const before = processorTime();
  const begun = performance.now();
  await client.request(method, params);
  return { waited: performance.now() - begun, worked: processorTime() - before };
}

/** Milliseconds that the server's own thread has had of a processor: of a machine that does other things too, this is the server's part. */
function processorTime() {
  try {
    return Number(readFileSync(`/proc/${client.pid}/task/${client.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return NaN;
  }
}

function reportStart(waited) {
  console.log(`start to first diagnostics ${waited.toFixed(0).padStart(5)} ms, limit 500 ms`);
  judge(waited, 500, 'start');
}

function reportMemory(when) {
  const size = megabytes(client.pid);
  console.log(
    `memory, ${when.padEnd(18)} ${size.toFixed(0).padStart(6)} MB${when.includes('open') ? ', limit 150 MB' : ''}`,
  );
  return size;
}

function report() {
  for (const [name, each] of Object.entries(times)) {
    const at = (part, share) => percentile(each, part, share);
    const worked = `of processor time ${at('worked', 0.95).toFixed(1).padStart(5)} ms`;
    console.log(
      `${name.padEnd(16)} median ${at('waited', 0.5).toFixed(1).padStart(6)} ms   p95 ${at('waited', 0.95).toFixed(1).padStart(6)} ms, ${worked}, limit ${limits[name]} ms`,
    );
    judge(at('waited', 0.95), limits[name], name);
  }
}

function percentile(each, part, share) {
  const sorted = each.map((one) => one[part]).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function judge(value, limit, name) {
  if (value <= limit) return;
  console.error(`${name}: ${value.toFixed(0)} is more than ${limit}`);
  process.exitCode = 1;
}

/** A list of 2,600 values: the size of the longest public query. */
async function measureLongest() {
  const values = Array.from({ length: 2600 }, (_, index) => `"value-${index}.exe"`).join(', ');
  const query = `process where process.name in (${values})\n`;
  const text = `[rule]\nname = "Long"\ntype = "eql"\nlanguage = "eql"\nquery = '''\n${query}'''\n`;
  const rule = {
    uri: pathToFileURL(path.join(folder, 'longest.toml')).href,
    text,
    from: text.indexOf(query),
    query,
    version: 1,
  };
  open(rule);
  await client.request('textDocument/diagnostic', { textDocument: { uri: rule.uri } });
  const kept = { diagnostics: [], completion: [], hover: [], formatting: [] };
  for (let run = 0; run < 15; run++) await measure(rule, kept);
  const median = percentile(kept.diagnostics, 'waited', 0.5);
  console.log(
    `longest query    median ${median.toFixed(1).padStart(6)} ms   diagnostics, ${text.length} characters, limit 50 ms`,
  );
  judge(median, 50, 'longest query');
}

function positionAt(text, offset) {
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  return { line, character: offset - (before.lastIndexOf('\n') + 1) };
}

function megabytes(pid) {
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(resident?.[1] ?? NaN) / 1024;
}

/** The smallest client that a server over stdio needs. What Node is told of this program (`--cpu-prof`) it is told of the server too. */
function startServer() {
  const child = spawn(process.execPath, [...asTheExtension, ...process.execArgv, server, '--stdio'], {
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map();
  let nextId = 1;
  let buffered = Buffer.alloc(0);
  const send = (message) => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    child.stdin.write(body);
  };
  const take = (message) => {
    if (message.method !== undefined && message.id !== undefined) {
      send({
        id: message.id,
        result: message.method === 'workspace/configuration' ? message.params.items.map(() => null) : null,
      });
    } else if (waiting.has(message.id)) {
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  };
  child.stdout.on('data', (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const header = buffered.indexOf('\r\n\r\n');
      if (header < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffered.subarray(0, header).toString())?.[1]);
      if (buffered.length < header + 4 + length) return;
      const body = buffered.subarray(header + 4, header + 4 + length).toString();
      buffered = buffered.subarray(header + 4 + length);
      take(JSON.parse(body));
    }
  });
  const request = (method, params) =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, { resolve, reject });
      send({ id, method, params });
    });
  return {
    pid: child.pid,
    notify: (method, params) => send({ method, params }),
    request,
    stop: async () => {
      await request('shutdown');
      send({ method: 'exit' });
      await new Promise((resolve) => child.on('exit', resolve));
    },
  };
}
