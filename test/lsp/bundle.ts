// Bundles the server and its thread as the build does, once for all suites of this folder, and removes them with the tests' own bundles.
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

declare const __ROOT__: string;

/** The path of the server's bundle. */
export async function serverScript(): Promise<string> {
  return bundle('server', 'server/src/worker/main.ts');
}

/** The same server with another thread beside it: the only way to have a thread that crashes at will. */
export async function serverScriptWithWorker(name: string, worker: string): Promise<string> {
  return bundle(name, worker);
}

async function bundle(name: string, worker: string): Promise<string> {
  const folder = path.join(__dirname, name);
  const script = path.join(folder, 'dist', 'server.js');
  if (existsSync(script)) return script;
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  await build({
    entryPoints: { server: path.join(__ROOT__, 'server/src/lsp/main.ts'), worker: path.join(__ROOT__, worker) },
    outdir: path.join(making, 'dist'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  mkdirSync(making, { recursive: true });
  // The server looks for its catalogs beside the folder that it lies in.
  symlinkSync(path.join(__ROOT__, 'server/schemas'), path.join(making, 'schemas'), 'junction');
  renameSync(making, folder);
  return script;
}
