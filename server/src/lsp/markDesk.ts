// Marks as the editor asks for them: label files by their uris, edits by lines and columns, the texts of open files as they are.
import { createLineIndex } from '../base/lineIndex';
import type { MarkAnswer, MarkParams } from '../protocol';
import type { WorkerClient } from '../worker/client';
import { toWireEdits } from './places';
import { toPath, toUri } from './uris';

/** Null where the run is not the last one. */
export async function mark(
  params: MarkParams,
  open: Readonly<Record<string, string>>,
  worker: WorkerClient,
): Promise<MarkAnswer | null> {
  const marked = await worker.ask('mark', { params, open });
  if (marked === null) return null;
  const files = marked.files.map(({ path, text, isNew, edits }) => ({
    uri: toUri(path),
    isNew,
    edits: toWireEdits(createLineIndex(text), edits),
  }));
  return { ...marked, files };
}

/** Those among the open documents that are label files: path → text. */
export function openLabels(
  documents: readonly { readonly uri: string; getText(): string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    documents.flatMap((document) => {
      const path = toPath(document.uri);
      return path?.endsWith('labels.yaml') === true ? [[path, document.getText()] as const] : [];
    }),
  );
}
