// All rules of the workspace over their samples: which pairs there are is found out here, run they are by the worker.
import type { RuleAnalysis } from '../analysis/analyze';
import { languageTitle } from '../analysis/languages';
import type { MatrixAnswer, MatrixResult, MatrixRule, RuleReference } from '../protocol';
import type { WorkerClient } from '../worker/client';
import type { MatrixRun } from '../worker/matrix';
import type { RunOrder } from '../worker/orders';
import { orderOfRule } from '../worker/ruleOrder';
import type { RuleDocuments } from './documents';
import type { ExceptionDesk } from './exceptionDesk';
import type { IndexDesk } from './indexDesk';
import type { LongRequest } from './requestProgress';
import { nameOf } from './sampleDesk';
import type { SampleDesk } from './sampleDesk';
import { isInside, titleOf, toPath, toUri } from './uris';

export interface MatrixDeskParts {
  readonly documents: RuleDocuments;
  readonly index: IndexDesk;
  readonly samples: SampleDesk;
  readonly exceptions: ExceptionDesk;
  readonly folders: () => readonly string[];
  readonly worker: () => WorkerClient;
}

export type MatrixDesk = (request: LongRequest) => Promise<MatrixAnswer>;

export function createMatrixDesk(parts: MatrixDeskParts): MatrixDesk {
  return async (request) => {
    try {
      const planned = await plan(parts, request);
      const orders = planned.flatMap((row) => row.orders);
      return toAnswer(planned, await parts.worker().ask('matrix', { orders }, request));
    } finally {
      request.end();
    }
  };
}

interface PlannedRow {
  readonly rule: RuleReference;
  readonly name: string;
  readonly file: string;
  /** One for each sample. */
  readonly orders: readonly RunOrder[];
  readonly notRun?: string;
}

/** Every rule that is there, whether or not it can be run. Other requests have their turn in between. */
async function plan(parts: MatrixDeskParts, request: LongRequest): Promise<readonly PlannedRow[]> {
  const index = await parts.index.whole();
  const rows: PlannedRow[] = [];
  for (const uri of [...index.files].sort()) {
    if (request.isCancelled()) break;
    const analysis = parts.documents.outlineOpenOrSaved(uri);
    for (const rule of analysis?.rules ?? []) rows.push(await planRule(uri, rule, parts));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return rows.sort((a, b) => compare(a.name, b.name) || compare(a.file, b.file));
}

async function planRule(
  uri: string,
  analysed: RuleAnalysis,
  { samples, exceptions, folders }: MatrixDeskParts,
): Promise<PlannedRow> {
  const { rule, eql } = analysed;
  const row = { rule: { uri, rule: rule.index }, file: labelOf(uri, folders()) };
  const name = rule.metadata.name?.value.trim() || rule.metadata.id?.value || titleOf(uri);
  const reason = whyNot(analysed);
  if (reason !== undefined || eql === undefined) return { ...row, name, orders: [], notRun: reason };
  const files = await samples.matrixSamples(uri, analysed);
  if (files.length === 0) return { ...row, name, orders: [], notRun: 'No sample fits this rule.' };
  const { order: excepted } = exceptions.exceptionsOf(uri, analysed);
  const orders = files.map((file) => ({
    ...orderOfRule(rule, eql, [file], titleOf(uri)),
    ...(excepted === undefined ? {} : { exceptions: excepted }),
  }));
  return { ...row, name, orders };
}

/** What Elasticsearch would refuse is found out with the sample. */
function whyNot({ language, eql }: RuleAnalysis): string | undefined {
  if (language === 'none') return 'The rule has no query.';
  if (language !== 'eql') return `Only EQL rules are run so far, and the query is in ${languageTitle(language)}.`;
  if (eql === undefined) return 'The query is too large to be read.';
  return eql.parsed.issues.some(({ severity }) => severity === 'error')
    ? 'The syntax of the query is broken.'
    : undefined;
}

function toAnswer(planned: readonly PlannedRow[], { results, ran, isCancelled }: MatrixRun): MatrixAnswer {
  const paths = [...new Set(planned.flatMap(({ orders }) => orders.flatMap(pathsOf)))];
  const labels = distinctNames(paths);
  const columns = paths
    .map((path, index) => ({ path, label: labels[index] ?? path }))
    .sort((a, b) => compare(a.label, b.label));
  const columnOf = new Map(columns.map(({ path }, index) => [path, index]));
  let next = 0;
  const rules = planned.map(({ orders, ...row }): MatrixRule => {
    const cells = orders.flatMap((order) => {
      const result = results[next++];
      return pathsOf(order).map((path) => toCell(columnOf.get(path) ?? 0, result));
    });
    return { ...row, cells };
  });
  return { samples: columns.map(({ path, label }) => ({ uri: toUri(path), label })), rules, ran, isCancelled };
}

function toCell(sample: number, result: MatrixResult | undefined): MatrixRule['cells'][number] {
  return { sample, ...(result === undefined ? {} : { result }) };
}

function pathsOf({ samples }: RunOrder): readonly string[] {
  return samples.map(({ path }) => path);
}

/** The name of a file, with as many of the folders above it as tell it from the others. */
export function distinctNames(paths: readonly string[]): readonly string[] {
  const parts = paths.map((path) => path.split(/[\\/]/));
  const nameAt = (index: number, depth: number): string => (parts[index] ?? []).slice(-depth).join('/');
  return paths.map((_path, index) => {
    const longest = parts[index]?.length ?? 1;
    for (let depth = 1; depth < longest; depth++) {
      const name = nameAt(index, depth);
      if (!paths.some((_other, at) => at !== index && nameAt(at, depth) === name)) return name;
    }
    return nameAt(index, longest);
  });
}

function labelOf(uri: string, folders: readonly string[]): string {
  const path = toPath(uri);
  const folder = folders.find((each) => path !== undefined && isInside(path, each));
  return path === undefined || folder === undefined
    ? nameOf(uri)
    : path
        .slice(folder.length)
        .replace(/^[\\/]+/, '')
        .replaceAll('\\', '/');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
