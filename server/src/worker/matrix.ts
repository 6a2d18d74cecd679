// Many rules over many samples: each pair by itself, each sample read once, and nothing run again that did not change.
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import type { Totals } from '../tuning/outcome';
import { isSame } from './labelFiles';
import type { SampleLabels } from './labelFiles';
import type { RunOrder } from './orders';
import type { SampleCache } from './sampleCache';

/** What a rule makes of a sample. `errors`: sentences about what makes the counts doubtful. */
export type MatrixResult =
  | { readonly kind: 'ran'; readonly events: number; readonly totals: Totals; readonly errors: readonly string[] }
  /** Elasticsearch would refuse the query over these events: sentences. */
  | { readonly kind: 'refused'; readonly errors: readonly string[] }
  | { readonly kind: 'unreadable'; readonly errors: readonly string[] };

/** `order` has one sample. `run`: undefined when it was cancelled. */
export interface MatrixPair {
  readonly order: RunOrder;
  readonly run: () => Promise<MatrixResult | undefined>;
}

interface KnownResult {
  readonly stamps: readonly (FileStamp | undefined)[];
  readonly labels: readonly SampleLabels[];
  readonly result: MatrixResult;
}

/** Results that are kept at most; the oldest go first. */
const MOST = 20_000;

export class Matrix {
  /** By everything of an order but the content of its files. */
  private readonly known = new Map<string, KnownResult>();

  constructor(
    private readonly host: Host,
    private readonly cache: SampleCache,
  ) {}

  /** In the order of the pairs; undefined when one of them was cancelled. Those of one sample are run one after the other. */
  async run(pairs: readonly MatrixPair[]): Promise<readonly MatrixResult[] | undefined> {
    const results = new Map<MatrixPair, MatrixResult>();
    for (const pair of bySample(pairs)) {
      const result = await this.resultOf(pair);
      if (result === undefined) return undefined;
      results.set(pair, result);
    }
    return pairs.flatMap((pair) => results.get(pair) ?? []);
  }

  private async resultOf({ order, run }: MatrixPair): Promise<MatrixResult | undefined> {
    const key = JSON.stringify(order);
    const files = order.samples.flatMap(({ path, mapping }) => [path, ...(mapping === undefined ? [] : [mapping])]);
    const stamps = files.map((path) => this.host.stamp(path));
    const labels = order.samples.map(({ path }) => this.cache.labels.read(path, this.host));
    const known = this.known.get(key);
    if (known !== undefined && isCurrent(known, stamps, labels)) return known.result;
    const result = await orUnreadable(run);
    this.known.delete(key);
    if (result !== undefined) this.known.set(key, { stamps, labels, result });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST) break;
      this.known.delete(oldest);
    }
    return result;
  }
}

/** Label files are the same objects until one of them changes. */
function isCurrent(
  known: KnownResult,
  stamps: readonly (FileStamp | undefined)[],
  labels: readonly SampleLabels[],
): boolean {
  return (
    labels.every((each, index) => each === known.labels[index]) &&
    stamps.every((now, index) => {
      const before = known.stamps[index];
      return now !== undefined && before !== undefined && isSame(before, now);
    })
  );
}

/** A sample stays loaded while all its rules are run. */
function bySample(pairs: readonly MatrixPair[]): readonly MatrixPair[] {
  const groups = new Map<string, MatrixPair[]>();
  for (const pair of pairs) {
    const key = JSON.stringify(pair.order.samples);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pair]);
    else group.push(pair);
  }
  return [...groups.values()].flat();
}

async function orUnreadable(run: MatrixPair['run']): Promise<MatrixResult | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { kind: 'unreadable', errors: [error.message] };
  }
}
