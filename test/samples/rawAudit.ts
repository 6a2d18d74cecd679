// The raw log from which stored Kubernetes audit events came: what an API server wrote to `audit.log` before anything read it.
import { gzipSync } from 'node:zlib';

interface Stored {
  readonly kubernetes: { readonly audit: { readonly annotations?: Readonly<Record<string, string>> } };
}

/** A line for each line of the NDJSON, in the same order. */
export function toRawAudit(ndjson: string): string {
  const lines = ndjson.split('\n').filter((line) => line !== '');
  return lines.map((line) => `${toRawLine(JSON.parse(line) as Stored)}\n`).join('');
}

/** As a rotation leaves it: `audit.log.gz`. */
export function toPackedAudit(ndjson: string): Buffer {
  return gzipSync(toRawAudit(ndjson));
}

/** Go writes `&`, `<` and `>` as escapes. */
function toRawLine({ kubernetes: { audit } }: Stored): string {
  const { annotations, ...others } = audit;
  const raw = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    ...others,
    ...(annotations === undefined ? {} : { annotations: withDots(annotations) }),
  };
  const escape = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(raw).replace(/[&<>]/g, escape);
}

/** The names of the API server's own annotations have dots in their domain. */
function withDots(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [
      name.replace(/^[^/]+/, (domain) => domain.replaceAll('_', '.')),
      value,
    ]),
  );
}
