// The thread that owns events and runs: wires a session to its port.
import { parentPort, workerData } from 'node:worker_threads';
import { createNodeHost } from '../host/nodeHost';
import type { FromWorker, ToWorker, WorkerSetting } from './messages';
import { Session } from './session';

const port = parentPort;
if (port === null) throw new Error('This is the thread of Rulewright’s language server; it does not run by itself.');
const send = (message: FromWorker): void => port.postMessage(message);
const session = new Session(createNodeHost((workerData as WorkerSetting).schemaFolder), send);
port.on('message', (message: ToWorker) => void session.receive(message));
send({ kind: 'ready' });
