// The samples that a person names: `FILE[:MAPPING]`, `-` for standard input.
import type { Host } from '../host/host';
import type { SampleFile } from '../worker/orders';

/** Source: contract.md, run. If the whole argument names a file it is the file; else the last colon without `\` or `/` after it splits it. */
export function parseSample(argument: string, host: Host): SampleFile {
  const [, path, mapping] = /^([^]+):(?![\\/])([^]+)$/.exec(argument) ?? [];
  const isWhole = path === undefined || mapping === undefined || host.stamp(argument) !== undefined;
  return isWhole ? { path: argument } : { path, mapping };
}
