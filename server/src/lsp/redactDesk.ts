// Redacted copies of samples, for an editor: paths for addresses, and sentences for what was done.
import type { RedactAnswer, RedactParams } from '../protocol';
import type { WorkerClient } from '../worker/client';
import { summarizeRedaction } from '../worker/redact/describe';
import type { LongRequest } from './requestProgress';
import { toPath, toUri } from './uris';

/** Throws a sentence where a sample or the folder is not of this machine, or cannot be read or written. */
export async function redact(
  { samples, folder }: RedactParams,
  worker: WorkerClient,
  request: LongRequest,
): Promise<RedactAnswer> {
  const order = { samples: samples.map(pathOf), out: pathOf(folder), rules: [], keep: [] };
  const answer = await worker.ask('redact', order, request).finally(() => request.end());
  switch (answer.kind) {
    case 'written':
      return { written: answer.report.files.map(({ to }) => toUri(to)), sentences: summarizeRedaction(answer.report) };
    case 'refused':
      return { written: [], sentences: [answer.message] };
    case 'cancelled':
      return { written: [], sentences: [] };
  }
}

function pathOf(uri: string): string {
  const path = toPath(uri);
  if (path === undefined) throw new Error('samples can be redacted on this machine only.');
  return path;
}
