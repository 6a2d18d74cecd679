// The reference suites through the command line: whoever judges by its JSON gets the same answer. The cases stay where they are.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CheckedFile } from '../../server/src/cli/issues';
import type { RunReport } from '../../server/src/cli/report/runJson';
import { linesOf, root, runOnDisk, runOver } from '../cli/world';
import type { Said } from '../cli/world';

interface Suite {
  readonly suite: string;
  readonly id_field?: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly query?: string;
  readonly dataset: string | readonly string[];
  readonly events?: readonly Event[];
  readonly id_field?: string;
  readonly expected_ids?: readonly number[];
  readonly expected_ids_any_of?: readonly (readonly number[])[];
  readonly expected_join_keys?: readonly (string | null)[];
  readonly conflict?: unknown;
  readonly options?: Readonly<Record<string, string | number>>;
}

type Event = Readonly<Record<string, unknown>>;

interface FoldCase {
  readonly id: string;
  readonly expression: string;
  readonly expected?: unknown;
  readonly expected_error?: boolean;
  readonly conflict?: string;
}

interface Validity {
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly cases: readonly ValidityCase[];
}

interface ValidityCase {
  readonly query: string;
  readonly valid: boolean;
  readonly phase: 'syntax' | 'verification' | 'planning';
  readonly mapping?: string;
  readonly kind?: string;
  readonly conflict?: unknown;
}

const folder = path.join(root, '..', 'shared', 'conformance');

describe('the reference suites on the command line', () => {
  if (!existsSync(folder)) {
    it('are absent here: ../shared/conformance is not beside the repository', () => assert.ok(!existsSync(folder)));
    return;
  }
  for (const suite of readSuites()) {
    describe(suite.suite, () => {
      for (const each of suite.cases) {
        if (each.query === undefined || each.conflict !== undefined) continue;
        for (const position of ['head', 'tail'] as const)
          it(`${each.id} (${position})`, () => checkQueryCase(suite, each, each.query ?? '', position));
      }
    });
  }
  describe('constants', () => {
    for (const each of readJson<{ readonly cases: readonly FoldCase[] }>('cases/es-fold.json').cases)
      if (each.conflict === undefined) it(`${each.id} ${each.expression}`, () => checkFoldCase(each));
  });
  describe('validity', () => {
    const { cases, mappings } = readJson<Validity>('validity.json');
    for (const each of cases)
      if (each.conflict === undefined && each.kind !== 'expression')
        it(`${each.phase} ${each.query.slice(0, 80)}`, () => checkValidityCase(each, mappings));
  });
});

function readSuites(): Suite[] {
  return readdirSync(path.join(folder, 'cases'))
    .filter((name) => name.endsWith('.json') && name !== 'es-fold.json')
    .sort()
    .map((name) => readJson<Suite>(path.join('cases', name)));
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as T;
}

async function checkFoldCase({ expression, expected, expected_error: hasError }: FoldCase): Promise<void> {
  const said = await runOver({}, ['eval', expression]);
  if (hasError === true) assert.deepEqual([said.code, said.out], [1, '']);
  else assert.deepEqual([said.code, linesOf(said)], [0, [expected]]);
}

/** A query that the grammar takes may have other errors, for which no mapping is given. */
async function checkValidityCase(
  { query, valid, phase, mapping = 'default' }: ValidityCase,
  mappings: Validity['mappings'],
) {
  const files = { '/q.eql': query, '/m.json': JSON.stringify({ properties: mappings[mapping] }) };
  const said = await runOver(files, ['check', '/q.eql', '--format', 'json', '--mapping', '/m.json']);
  const issues = linesOf<{ readonly files: readonly CheckedFile[] }>(said)[0]?.files[0]?.issues ?? [];
  const errors = issues.filter(
    ({ severity, code }) => severity === 'error' && (phase !== 'syntax' || !valid || code === 'syntax'),
  );
  assert.equal(errors.length === 0, valid, said.out);
  if (!valid) assert.equal(said.code, 1);
}

async function checkQueryCase(suite: Suite, each: Case, query: string, position: string): Promise<void> {
  const samples = samplesOf(each);
  const words = ['run', '--query', query, '--format', 'json', '--result-position', position, ...optionsOf(each)];
  for (const { path: file, mapping } of samples)
    words.push('--sample', mapping === undefined ? file : `${file}:${mapping}`);
  const said = each.events === undefined ? await runOnDisk(words) : await runOver(inMemory(samples), words);
  const report = reportOf(said);
  if (each.events === undefined) assert.equal(said.code, 0, said.out);
  assert.equal(
    report.events,
    samples.reduce((sum, { events }) => sum + events.length, 0),
  );
  const idField = each.id_field ?? suite.id_field ?? 'id';
  const ids = report.hits.flatMap(({ events }) =>
    events.map((event) => (event === null ? -1 : idAt(samples, event.sample, event.line, idField))),
  );
  const allowed = each.expected_ids === undefined ? (each.expected_ids_any_of ?? []) : [each.expected_ids];
  assert.ok(
    allowed.some((ids_) => JSON.stringify(ids_) === JSON.stringify(ids)),
    `${JSON.stringify(ids)}, ${said.out}`,
  );
  if (each.expected_join_keys === undefined) return;
  assert.deepEqual(
    report.hits.flatMap(({ joinKeys }) => joinKeys),
    each.expected_join_keys.map(String),
  );
}

/** Nothing is labelled here, so only an issue can be a finding: that of a field that the catalogue does not know, where no mapping is given. */
function reportOf(said: Said): RunReport {
  const [report, ...more] = linesOf<RunReport>(said);
  assert.ok(report !== undefined && more.length === 0, said.err);
  const errors = report.issues.filter(({ severity, code }) => severity === 'error' && code !== 'unknown-field');
  assert.deepEqual(errors, []);
  assert.equal(said.code, report.issues.some(({ code }) => code === 'unknown-field') ? 1 : 0, said.out);
  assert.equal(report.totals.hits, report.hits.length);
  return report;
}

function optionsOf({ options = {} }: Case): string[] {
  return Object.entries(options).flatMap(([name, value]) => [`--${name.replaceAll('_', '-')}`, String(value)]);
}

interface Sample {
  readonly path: string;
  readonly mapping?: string;
  readonly events: readonly Event[];
}

function samplesOf({ dataset, events }: Case): readonly Sample[] {
  if (events !== undefined) return [{ path: '/inline.ndjson', events }];
  return (typeof dataset === 'string' ? [dataset] : dataset).map(readSample);
}

const loaded = new Map<string, Sample>();

function readSample(name: string): Sample {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const file = path.join(folder, 'data', name);
  const lines = readFileSync(`${file}.ndjson`, 'utf8').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as Event);
  const sample = { path: `${file}.ndjson`, mapping: `${file}.mapping.json`, events };
  loaded.set(name, sample);
  return sample;
}

function inMemory(samples: readonly Sample[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    samples.map(({ path: file, events }) => [file, events.map((event) => JSON.stringify(event)).join('\n')]),
  );
}

function idAt(samples: readonly Sample[], file: string, line: number, idField: string): unknown {
  const event = samples.find((sample) => sample.path === file)?.events[line - 1] ?? {};
  return idField in event ? event[idField] : deepValue(event, idField.split('.'));
}

function deepValue(value: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return value;
  return deepValue((value as Event)[first], rest);
}
