// The process of the command line: standard streams in, exit code out. Everything else is `runCommand`.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createNodeHost } from '../host/nodeHost';
import type { CommandIo } from './io';
import { EXIT } from './io';
import { runCommand } from './rulewright';

/** The folder of the package: this file is bundled as `dist/cli.js`. */
const home = path.dirname(__dirname);

void main();

async function main(): Promise<void> {
  tolerateClosedPipe(process.stdout);
  tolerateClosedPipe(process.stderr);
  try {
    process.exitCode = await runCommand(process.argv.slice(2), createProcessIo());
  } catch (error) {
    process.stderr.write(
      `rulewright failed, which is a fault of its own. ${String((error as Error).stack ?? error)}\n`,
    );
    process.exitCode = EXIT.misuse;
  }
}

function createProcessIo(): CommandIo {
  return {
    host: createNodeHost(path.join(home, 'schemas')),
    version: readVersion(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    width: process.stdout.columns ?? 120,
    colours: process.stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    showsProgress: process.stderr.isTTY === true,
  };
}

function readVersion(): string {
  const description = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { readonly version: string };
  return description.version;
}

/** Whoever read the output has seen enough, as `head` does: nothing more is written, and the exit code stays true. */
function tolerateClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
