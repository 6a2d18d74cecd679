// Real audit logs, raw and as the integration stored them: what the conversion makes of the raw ones is what was stored.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEvent } from '../../server/src/engine/parseEvent';
import type { JsonObject } from '../../server/src/engine/store';
import { unwrap } from '../../server/src/samples/envelope';

declare const __ROOT__: string;
const folder = path.join(__ROOT__, '..', 'shared', 'events');

function read(name: string): readonly JsonObject[] {
  const lines = readFileSync(path.join(folder, name), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = parseEvent(line);
      assert.ok('object' in parsed);
      return parsed.object;
    });
}

/** Every leaf of `expected` is in `actual`; what the conversion adds beside is its own affair. */
function differences(actual: unknown, expected: unknown, place: string): string[] {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    return JSON.stringify(actual) === JSON.stringify(expected) || expected === null ? [] : [place];
  return Object.entries(expected).flatMap(([key, value]) =>
    differences((actual as JsonObject | undefined)?.[key], value, `${place}.${key}`),
  );
}

describe('converted Kubernetes audit logs', () => {
  it('are what the integration stores', () => {
    if (!existsSync(folder)) return void console.log('      (no real events here: nothing was compared)');
    const raw = read('k8s-audit.raw.ndjson');
    const stored = read('k8s-audit.es.ndjson');
    assert.ok(raw.length > 100);
    raw.forEach((each, at) => {
      const [event] = unwrap(each);
      assert.equal(event?.converted, 'kubernetes-audit');
      assert.deepEqual(differences(event.object, stored[at], `event ${at + 1}`), []);
      assert.deepEqual(Object.keys(event.object['kubernetes'] as JsonObject), ['audit']);
      assert.deepEqual(differences(stored[at]?.['kubernetes'], event.object['kubernetes'], `event ${at + 1} back`), []);
    });
  });
});
