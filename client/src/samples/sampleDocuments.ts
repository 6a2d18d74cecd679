// Shows gzipped samples as read-only text, so that a hit can lead to its line. Other samples are opened as they are.
import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import * as vscode from 'vscode';

const scheme = 'rulewright-sample';
/** What an editor takes as one document. */
const largestText = 48 * 1024 * 1024;

export class SampleDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  dispose(): void {
    this.registration.dispose();
  }

  /** The uri under which the sample can be opened as text. Rejects with a sentence when it is gone, no file, or too large. */
  async readable(sample: vscode.Uri): Promise<vscode.Uri> {
    await mustBeFile(sample);
    if (!sample.path.endsWith('.gz')) return sample;
    await decompress(sample);
    return sample.with({ scheme, path: sample.path.slice(0, -'.gz'.length), query: sample.toString() });
  }

  provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    return decompress(sampleOf(uri));
  }
}

/** The sample that a document shows: the packed file of an unpacked text, else the file itself. */
export function sampleOf(document: vscode.Uri): vscode.Uri {
  return document.scheme === scheme ? vscode.Uri.parse(document.query) : document;
}

async function mustBeFile(sample: vscode.Uri): Promise<void> {
  const found = await vscode.workspace.fs.stat(sample).then(
    (stat) => stat,
    () => undefined,
  );
  const name = vscode.workspace.asRelativePath(sample);
  if (found === undefined) throw new Error(vscode.l10n.t('the sample {0} is no longer there.', name));
  if ((found.type & vscode.FileType.Directory) !== 0) {
    throw new Error(vscode.l10n.t('{0} is a folder and no sample file.', name));
  }
}

/** A file that is cut off gives what can be read of it. */
async function decompress(sample: vscode.Uri): Promise<string> {
  const packed = await vscode.workspace.fs.readFile(sample);
  try {
    const text = await promisify(gunzip)(packed, {
      maxOutputLength: largestText,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    return text.toString('utf8');
  } catch (error) {
    throw new Error(unreadable(vscode.workspace.asRelativePath(sample), error));
  }
}

function unreadable(name: string, error: unknown): string {
  return error instanceof RangeError
    ? vscode.l10n.t('{0} is too large to be shown: unpacked it has more than 48 MB.', name)
    : vscode.l10n.t('{0} cannot be unpacked: it is no gzip file, or it is damaged.', name);
}
