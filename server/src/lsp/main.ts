// The language server as a program: over stdio, or the channel that an editor gives it.
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeHost } from '../host/nodeHost';
import { createWorkerClient } from '../worker/client';
import { createPageFinder } from './pages';
import { startServer } from './server';

// A server lives for days beside an editor: its heap grows in small steps, so that what is not needed goes soon. V8 would let it double. The
// flag is known to these versions; others would complain about it.
if (/^v2[0-4]\./.test(process.version)) setFlagsFromString('--heap-growing-percent=30');

// This file is bundled to server/dist/server.js; the thread lies beside it, the catalogues one folder up.
const schemaFolder = path.join(__dirname, '..', 'schemas');
const host = createNodeHost(schemaFolder);
const connection = createConnection(ProposedFeatures.all);
startServer(connection, {
  host,
  pageOf: createPageFinder(path.join(__dirname, '..', '..', 'docs', 'diagnostics'), host),
  createWorker: (options) =>
    createWorkerClient({ script: path.join(__dirname, 'worker.js'), schemaFolder, ...options }),
});
connection.listen();
