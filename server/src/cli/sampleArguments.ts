// The samples of a run: those that a person names, `FILE[:MAPPING]` with `-` for standard input, else those that the editor would choose.
import type { Host } from '../host/host';
import type { SchemaRequest } from '../schema/compose';
import { chooseSamples, findSamples, joinSamples } from '../worker/findSamples';
import type { FoundSample } from '../worker/findSamples';
import type { SampleFile } from '../worker/orders';
import type { PeekCache } from '../worker/peekDatasets';

/**
 * Source: docs/command-line.md, run. If the whole argument names a file it is the file; else the last colon without `\` or `/` after it splits it.
 * Where that leads to no files, any colon between two files does, so that a mapping may have an absolute path.
 */
export function parseSample(argument: string, host: Host): SampleFile {
  if (isFile(argument, host)) return { path: argument };
  const [, path, mapping] = /^([^]+):(?![\\/])([^]+)$/.exec(argument) ?? [];
  const byRule = path === undefined || mapping === undefined ? [] : [{ path, mapping }];
  const candidates = [...byRule, ...splits(argument)];
  return (
    candidates.find((each) => isFile(each.path, host) && isFile(each.mapping, host)) ?? byRule[0] ?? { path: argument }
  );
}

function isFile(path: string, host: Host): boolean {
  return path === '-' || host.stamp(path) !== undefined;
}

function splits(argument: string) {
  return [...argument.matchAll(/:/g)].map(({ index }) => ({
    path: argument.slice(0, index),
    mapping: argument.slice(index + 1),
  }));
}

/** For a rule in `folder`, and what its project names for it. Paths are relative to the working folder where they lie in it. */
export async function searchSamples(
  folder: string,
  schema: SchemaRequest,
  host: Host,
  peeks: PeekCache,
  ofProject: readonly FoundSample[],
): Promise<readonly SampleFile[]> {
  const found = joinSamples(ofProject, await findSamples(host, folder, schema, peeks));
  const here = host.resolve('.');
  return chooseSamples(found).map(({ path }) => ({ path: shorten(path, here) }));
}

function shorten(path: string, folder: string): string {
  const below = path.startsWith(folder) ? path.slice(folder.length) : '';
  return /^[\\/]./.test(below) ? below.slice(1) : path;
}
