// The progress of a request on the token that came with it, as the protocol has it, and its cancellation handed on to the worker.
import { WorkDoneProgress } from 'vscode-languageserver';
import type {
  CancellationToken,
  Connection,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageserver';
import type { QuestionWatch } from '../worker/client';

/** What the handler of a request that takes long is given. */
export interface LongRequest extends QuestionWatch {
  readonly isCancelled: () => boolean;
  /** Nothing more is to be told. */
  readonly end: () => void;
}

export interface RequestLook {
  /** Absent where the editor wants no progress. */
  readonly workDoneToken?: number | string;
  readonly title: string;
}

export function beginRequest(
  connection: Pick<Connection, 'sendProgress'>,
  token: CancellationToken,
  { workDoneToken, title }: RequestLook,
): LongRequest {
  const tell = (value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void => {
    if (workDoneToken === undefined) return;
    // An editor that is gone needs no progress.
    connection.sendProgress(WorkDoneProgress.type, workDoneToken, value).catch(() => undefined);
  };
  tell({ kind: 'begin', title, percentage: 0, cancellable: true });
  return {
    onProgress: (fraction) => tell({ kind: 'report', percentage: Math.floor(Math.min(1, fraction) * 100) }),
    onBegin: (cancel) => void token.onCancellationRequested(cancel),
    isCancelled: () => token.isCancellationRequested,
    end: () => tell({ kind: 'end' }),
  };
}
