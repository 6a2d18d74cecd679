// Runs a command of `rulewright` in this process, over files in memory or on the disk, and keeps what it said.
import type { CommandIo } from '../../server/src/cli/io';
import { runCommand } from '../../server/src/cli/rulewright';
import type { Host } from '../../server/src/host/host';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import type { MemoryFiles } from '../../server/src/host/memoryHost';
import { createNodeHost } from '../../server/src/host/nodeHost';
import path from 'node:path';

declare const __ROOT__: string;

export const root = __ROOT__;

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Files in memory; paths are absolute. */
export function runOver(files: MemoryFiles, words: readonly string[], io: Partial<CommandIo> = {}): Promise<Said> {
  return runWith(createMemoryHost(files), words, io);
}

/** The disk, with the generated field catalogues. */
export function runOnDisk(words: readonly string[], io: Partial<CommandIo> = {}): Promise<Said> {
  return runWith(diskHost(), words, io);
}

let known: Host | undefined;

function diskHost(): Host {
  return (known ??= createNodeHost(path.join(root, 'server', 'schemas')));
}

async function runWith(host: Host, words: readonly string[], io: Partial<CommandIo>): Promise<Said> {
  let out = '';
  let err = '';
  const code = await runCommand(words, {
    host,
    version: '1.2.3',
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    width: 120,
    colours: false,
    showsProgress: false,
    ...io,
  });
  return { code, out, err };
}

/** The JSON values on standard output, one a line. */
export function linesOf<T>({ out }: Said): T[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
