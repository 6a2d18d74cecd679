// One cell of the editor's matrix: an order verified as the command line verifies it, and run.
import { parseQuery } from '../eql/parse';
import type { Host } from '../host/host';
import type { MatrixResult } from '../protocol';
import { composeSchema } from '../schema/compose';
import { catalogReaderOf } from './catalogReader';
import type { MatrixPair } from './matrix';
import type { RunOrder, Watch } from './orders';
import { finishRun, prepareRun } from './runRule';
import type { SampleCache } from './sampleCache';
import { believeSample, fieldsToVerify, verify } from './verify';

/** The query of `order` has no syntax error. */
export function toPair(order: RunOrder, host: Host, cache: SampleCache): MatrixPair {
  return { order, run: (watch) => runCell(order, host, cache, watch) };
}

/** Undefined: cancelled. Source: docs/command-line.md, run: what Elasticsearch would refuse over these events is refused. */
async function runCell(
  order: RunOrder,
  host: Host,
  cache: SampleCache,
  watch: Watch,
): Promise<MatrixResult | undefined> {
  const prepared = await prepareRun(order, host, cache, watch);
  if (prepared === undefined) return undefined;
  const { query, options } = { query: parseQuery(order.query).value, options: order.options };
  const fields = fieldsToVerify(composeSchema(order.schema, catalogReaderOf(host)), prepared.fields);
  const { issues, isRefused } = verify(query, fields, options);
  const said = fields.authority === 'mapping' ? issues : believeSample(issues, query, options, prepared.loaded.shown);
  const ofQuery = said.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (isRefused) return { kind: 'refused', errors: ofQuery };
  const run = await finishRun(prepared, host, watch);
  if (run === undefined) return undefined;
  const ofRun = run.notes.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  const events = run.samples.reduce((sum, sample) => sum + sample.events, 0);
  return { kind: 'ran', events, totals: run.judgement.totals, errors: [...ofQuery, ...ofRun] };
}
