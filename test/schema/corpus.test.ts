// No field of a public rule and none of a real event is unknown to the schema that is composed for it: a false alarm costs trust.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { schemaRequestOf } from '../../server/src/analysis/datasets';
import { parseQuery } from '../../server/src/eql/parse';
import { familyOf } from '../../server/src/eql/types';
import type { FieldResolver } from '../../server/src/eql/types';
import { fieldOccurrences } from '../../server/src/eql/walk';
import { readRuleFile } from '../../server/src/rule/read';
import { composeSchema } from '../../server/src/schema/compose';
import { composed, readSchema } from './composed';

declare const __ROOT__: string;

const shared = path.join(__ROOT__, '..', 'shared');

interface Use {
  readonly file: string;
  readonly path: string;
  readonly optional: boolean;
  readonly fields: FieldResolver;
}

describe('composed schemas and the rules of the corpus', () => {
  const uses = filesBelow(path.join(shared, 'corpus'), '.toml')
    .filter((file) => !file.includes('_deprecated'))
    .flatMap(usesOf);
  if (uses.length === 0) console.log('    no corpus beside the repository: nothing to check');

  it('know every field that a rule in force uses without `?`', () => {
    const unknown = uses.filter((use) => !use.optional && use.fields.find(use.path) === undefined);
    assert.deepEqual(closedOnly(unknown).map(describeUse), []);
  });

  it('find in each a value that EQL can compare', () => {
    const unusable = uses.filter(({ fields, path: name }) => {
      const field = fields.find(name);
      return field !== undefined && (familyOf(field.type) === 'object' || field.nestedIn !== undefined);
    });
    assert.deepEqual(unusable.map(describeUse), []);
  });

  it('leave few rules open', () => {
    const schemas = new Map(uses.map(({ file, fields }) => [file, fields]));
    const open = [...schemas].filter(([, fields]) => fields.authority === 'open');
    assert.ok(open.length <= schemas.size / 100, open.map(([file]) => file).join('\n'));
  });
});

const folder = path.join(shared, 'events');
if (!existsSync(folder)) console.log('    no events beside the repository: nothing to check');
const events = filesBelow(folder, '.ndjson')
  .filter((file) => !file.endsWith('.raw.ndjson'))
  .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
  .map((line) => JSON.parse(line) as SampleEvent)
  .filter(isReleased);

describe('composed schemas and real events', () => {
  it('know every field of an event in the index of its dataset', () => {
    const unknown = events.flatMap((event) => {
      const dataset = event.data_stream?.dataset ?? event.event?.dataset ?? 'cloud_defend.alerts';
      const fields = composed({ index: [`logs-${dataset}-default`] });
      const names = fields.authority === 'open' ? [] : [...leavesOf(event, '')];
      return names.filter(isUnknownTo(fields)).map((name) => `${name} of ${dataset}`);
    });
    assert.deepEqual([...new Set(unknown)], []);
  });
});

describe('the places of fields and real events', () => {
  const fields = composed({ index: ['logs-endpoint.events.*'] });

  it('agree on every event of the sensor', () => {
    const misplaced = events
      .filter((event) => event.data_stream?.dataset?.startsWith('endpoint.events.') === true)
      .flatMap((event) =>
        [...leavesOf(event, '')].filter((name) => fields.misplaced?.(name, { categories: event.event?.category })),
      );
    assert.deepEqual(misplaced, []);
  });
});

interface SampleEvent {
  readonly agent?: { readonly version?: string };
  readonly data_stream?: { readonly dataset?: string };
  readonly event?: { readonly dataset?: string; readonly category?: readonly string[] };
}

/** Examples of the sensor from before its first release have names that it never shipped. */
function isReleased({ agent }: SampleEvent): boolean {
  return agent?.version?.includes('-demo') !== true;
}

function usesOf(file: string): Use[] {
  return readRuleFile(readFileSync(file, 'utf8'), 'toml').rules.flatMap((rule) => {
    const query = parseQuery(rule.query?.text ?? '').value;
    const fields = composeSchema(schemaRequestOf(rule, query), readSchema);
    const name = path.basename(file);
    return fieldOccurrences(query).map((field) => ({ file: name, path: field.path, optional: field.optional, fields }));
  });
}

/** A point is one value of two numbers. */
function isUnknownTo(fields: FieldResolver): (name: string) => boolean {
  return (name) =>
    fields.find(name) === undefined && fields.find(name.slice(0, name.lastIndexOf('.')))?.type !== 'geo_point';
}

function closedOnly(uses: readonly Use[]): readonly Use[] {
  return uses.filter(({ fields }) => fields.authority !== 'open');
}

function describeUse({ file, path: name }: Use): string {
  return `${name} in ${file}`;
}

/** Names that begin with `_` are the samples' own notes. */
function* leavesOf(value: unknown, name: string): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* leavesOf(each, name);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value))
      if (!key.startsWith('_')) yield* leavesOf(child, name === '' ? key : `${name}.${key}`);
  } else if (value !== null) yield name;
}

function filesBelow(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));
}
