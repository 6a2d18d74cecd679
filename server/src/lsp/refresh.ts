// Asks an editor to ask again, where it can be asked that.
import { CodeLensRefreshRequest, DiagnosticRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import type { ClientCapabilities, Connection } from 'vscode-languageserver';

const REQUESTS = {
  codeLens: CodeLensRefreshRequest.type,
  diagnostics: DiagnosticRefreshRequest.type,
  inlayHint: InlayHintRefreshRequest.type,
} as const;

export async function refresh(
  what: keyof typeof REQUESTS,
  connection: Connection,
  { workspace }: ClientCapabilities,
): Promise<void> {
  if (workspace?.[what]?.refreshSupport === true) await connection.sendRequest(REQUESTS[what]);
}
