// The server's own thread, but that it dies of a sample named crash.ndjson, as a bug or a lack of memory would let it.
import { parentPort } from 'node:worker_threads';
import type { ToWorker } from '../../server/src/worker/messages';
import '../../server/src/worker/main';

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind !== 'run' || !message.order.samples.some(({ path }) => path.endsWith('crash.ndjson'))) return;
  setImmediate(() => {
    throw new Error('the sample was too much');
  });
});
