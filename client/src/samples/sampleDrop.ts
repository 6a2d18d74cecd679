// Files that are dropped on the samples view are copied among the samples. What is there already is asked about first.
import * as vscode from 'vscode';
import { sentenceOf } from '../ruleServer';

interface Dropped {
  readonly name: string;
  /** Puts it there. */
  readonly copy: (to: vscode.Uri) => PromiseLike<void>;
}

export class SampleDrop implements vscode.TreeDragAndDropController<unknown> {
  readonly dropMimeTypes = ['text/uri-list', 'files'];
  readonly dragMimeTypes = [];

  /** `folder`: where samples belong. */
  constructor(private readonly folder: () => Promise<vscode.Uri | undefined>) {}

  async handleDrop(_target: unknown, data: vscode.DataTransfer, token: vscode.CancellationToken): Promise<void> {
    const dropped = await droppedFiles(data);
    try {
      const folder = await this.folder();
      if (folder === undefined) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: samples are copied into it.'));
        return;
      }
      await vscode.workspace.fs.createDirectory(folder);
      for (const each of dropped) if (!token.isCancellationRequested) await copy(each, folder);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('Rulewright: {0}', sentenceOf(error)));
    }
  }
}

/** From the explorer they come as uris, from the desktop as files. */
async function droppedFiles(data: vscode.DataTransfer): Promise<readonly Dropped[]> {
  const files: Dropped[] = [];
  for (const [, item] of data) {
    const file = item.asFile();
    if (file !== undefined)
      files.push({
        name: file.name,
        copy: async (to) => vscode.workspace.fs.writeFile(to, await file.data()),
      });
  }
  if (files.length > 0) return files;
  const list = (await data.get('text/uri-list')?.asString()) ?? '';
  return list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line))
    .map((from) => ({
      name: from.path.replace(/^.*\//, ''),
      copy: (to) => vscode.workspace.fs.copy(from, to, { overwrite: true }),
    }));
}

async function copy({ name, copy: put }: Dropped, folder: vscode.Uri): Promise<void> {
  // A name that a drop invents must not lead out of the folder.
  const to = vscode.Uri.joinPath(folder, name.replace(/^.*[\\/]/, '') || 'sample');
  const isThere = await vscode.workspace.fs.stat(to).then(
    () => true,
    () => false,
  );
  if (isThere && !(await mayReplace(name))) return;
  await put(to);
}

async function mayReplace(name: string): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const question = vscode.l10n.t('There is a sample {0} already. Replace it?', name);
  return (await vscode.window.showWarningMessage(question, { modal: true }, replace)) === replace;
}
