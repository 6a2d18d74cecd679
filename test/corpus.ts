// The public rules beside the repository, read where they lie. Where they are not there, the tests that want them pass and say so.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

declare const __ROOT__: string;

const folder = path.join(__ROOT__, '..', 'shared', 'corpus');

export interface CorpusFile {
  /** Relative to the corpus. */
  readonly name: string;
  readonly text: string;
}

export function corpusFiles(): readonly CorpusFile[] {
  if (!existsSync(folder)) {
    console.log('    no corpus beside the repository: nothing to read');
    return [];
  }
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.toml'));
  return names.sort().map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}
