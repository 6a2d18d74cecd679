// `--sample FILE[:MAPPING]`: where it is split.
import assert from 'node:assert/strict';
import { parseSample } from '../../server/src/cli/sampleArguments';
import { createMemoryHost } from '../../server/src/host/memoryHost';

const host = createMemoryHost({ '/a:b.ndjson': '', '/a': '', '/m.json': '' });

const CASES: readonly (readonly [string, string, string | undefined])[] = [
  ['x.ndjson', 'x.ndjson', undefined],
  ['x.ndjson:m.json', 'x.ndjson', 'm.json'],
  ['/a:b.ndjson', '/a:b.ndjson', undefined],
  ['/a:b.ndjson:m.json', '/a:b.ndjson', 'm.json'],
  ['/a:/m.json', '/a', '/m.json'],
  ['/a:b.ndjson:/m.json', '/a:b.ndjson', '/m.json'],
  ['-:/m.json', '-', '/m.json'],
  ['-', '-', undefined],
  ['-:m.json', '-', 'm.json'],
  ['C:\\x.ndjson', 'C:\\x.ndjson', undefined],
  ['C:/x.ndjson', 'C:/x.ndjson', undefined],
  ['C:\\x.ndjson:m.json', 'C:\\x.ndjson', 'm.json'],
  ['C:\\x.ndjson:D:\\m.json', 'C:\\x.ndjson', 'D:\\m.json'],
  ['x.ndjson:', 'x.ndjson:', undefined],
  [':m.json', ':m.json', undefined],
];

describe('the argument of --sample', () => {
  for (const [argument, path, mapping] of CASES)
    it(`${argument} is ${path}${mapping === undefined ? '' : ` with ${mapping}`}`, () => {
      assert.deepEqual(parseSample(argument, host), mapping === undefined ? { path } : { path, mapping });
    });
});
