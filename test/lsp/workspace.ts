// A workspace on the disk for one suite: files by their paths, gone with the suite.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { uriOf } from './editor';

export class Workspace {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'rulewright-lsp-')));

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  /** The path of a file of the workspace. */
  at(name: string): string {
    return path.join(this.root, ...name.split('/'));
  }

  uri(name: string): string {
    return uriOf(this.at(name));
  }

  write(name: string, content: string | Uint8Array): void {
    const file = this.at(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(name: string): void {
    rmSync(this.at(name));
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
