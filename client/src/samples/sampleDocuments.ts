// Shows packed samples as read-only text, so that a hit can lead to its line. Other samples are opened as they are.
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import * as vscode from 'vscode';

const scheme = 'rulewright-sample';
/** What an editor takes as one document. */
const largestText = 48 * 1024 * 1024;
const packedName = /\.(?:gz|zst)$/i;
/** From Node 22.15 on. */
const unpackZstandard = (zlib as { readonly zstdDecompress?: typeof zlib.gunzip }).zstdDecompress;
const zstandardStart = [0x28, 0xb5, 0x2f, 0xfd];

export class SampleDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  dispose(): void {
    this.registration.dispose();
  }

  /** The uri under which the sample can be opened as text. Rejects with a sentence when it is gone, no file, or too large. */
  async readable(sample: vscode.Uri): Promise<vscode.Uri> {
    await mustBeFile(sample);
    if (!packedName.test(sample.path)) return sample;
    await decompress(sample);
    return sample.with({ scheme, path: sample.path.replace(packedName, ''), query: sample.toString() });
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
    return textOf(await unpack(packed));
  } catch (error) {
    throw new Error(unreadable(vscode.workspace.asRelativePath(sample), error));
  }
}

function unpack(packed: Uint8Array): Promise<Buffer> {
  if (!zstandardStart.every((byte, at) => packed[at] === byte)) {
    const options = { maxOutputLength: largestText, finishFlush: zlib.constants.Z_SYNC_FLUSH };
    return promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip)(packed, options);
  }
  if (unpackZstandard === undefined) throw new TypeError('no Zstandard');
  return promisify<Uint8Array, zlib.ZlibOptions, Buffer>(unpackZstandard)(packed, { maxOutputLength: largestText });
}

/** UTF-16 is told by its mark. */
function textOf(bytes: Buffer): string {
  const [first, second] = bytes;
  return new TextDecoder(first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
}

function unreadable(name: string, error: unknown): string {
  return error instanceof RangeError
    ? vscode.l10n.t('{0} is too large to be shown: unpacked it has more than 48 MB.', name)
    : vscode.l10n.t(
        '{0} cannot be unpacked: it is no archive of gzip or Zstandard that this editor knows, or it is damaged.',
        name,
      );
}
