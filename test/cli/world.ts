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

/** A TOML rule that lacks nothing; the name as TOML writes it. The query begins on line 10. */
export function ruleText(name: string, id: string, query: string): string {
  const keys = [
    `name = "${name}"`,
    `description = "A rule of a test."`,
    `rule_id = "${id}"`,
    `risk_score = 47`,
    `severity = "medium"`,
    `type = "eql"`,
    `language = "eql"`,
    `query = '''`,
  ];
  return `[rule]\n${keys.join('\n')}\n${query}\n'''\n`;
}

/** Ids of rules, as Kibana makes them. */
export const ID_A = '2b4d8a52-7c0e-4f6c-9a0e-5d1c3b7f9e21';
export const ID_B = '9e1f6c30-08ab-4d7f-b6c2-4a7d2e5f8c13';
export const ID_C = '51c7e0d4-3f92-4b8a-8e6d-0f2a9b4c6d75';
