// Many rules over many samples: each pair by itself, each sample read once, and nothing run again that did not change.
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import type { MatrixResult } from '../protocol';
import { isSame } from './labelFiles';
import type { SampleLabels } from './labelFiles';
import { schemaPathsOf } from './orders';
import type { RunOrder, Watch } from './orders';
import type { SampleCache } from './sampleCache';

/** `order` has one sample. `run`: undefined when it was cancelled. */
export interface MatrixPair {
  readonly order: RunOrder;
  readonly run: (watch: Watch) => Promise<MatrixResult | undefined>;
}

export interface MatrixRun {
  /** In the order of the pairs; undefined where it was cancelled before. */
  readonly results: readonly (MatrixResult | undefined)[];
  /** How many pairs were run; what the others give was known. */
  readonly ran: number;
  readonly isCancelled: boolean;
}

/** What a result was made from, beside its order. */
interface Basis {
  readonly stamps: readonly (FileStamp | undefined)[];
  readonly labels: readonly SampleLabels[];
}

interface KnownResult extends Basis {
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

  /** Those of one sample are run one after the other. */
  async run(pairs: readonly MatrixPair[], watch: Watch = UNWATCHED): Promise<MatrixRun> {
    const results = new Map<MatrixPair, MatrixResult>();
    let ran = 0;
    for (const pair of bySample(pairs)) {
      const known = this.knownOf(pair);
      const result = known ?? (await this.runPair(pair, part(watch, results.size, pairs.length)));
      if (result === undefined || watch.isCancelled())
        return { results: inOrder(pairs, results), ran, isCancelled: true };
      if (known === undefined) ran++;
      results.set(pair, result);
    }
    return { results: inOrder(pairs, results), ran, isCancelled: false };
  }

  private knownOf({ order }: MatrixPair): MatrixResult | undefined {
    const known = this.known.get(JSON.stringify(order));
    return known !== undefined && isCurrent(known, this.basisOf(order)) ? known.result : undefined;
  }

  private async runPair({ order, run }: MatrixPair, watch: Watch): Promise<MatrixResult | undefined> {
    const key = JSON.stringify(order);
    const basis = this.basisOf(order);
    const result = await orUnreadable(() => run(watch));
    this.known.delete(key);
    if (result !== undefined) this.known.set(key, { ...basis, result });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST) break;
      this.known.delete(oldest);
    }
    return result;
  }

  private basisOf(order: RunOrder): Basis {
    const { samples } = order;
    const files = [...samples.map(({ path }) => path), ...schemaPathsOf(order)];
    return {
      stamps: files.map((path) => this.host.stamp(path)),
      labels: samples.map(({ path }) => this.cache.labels.read(path, this.host)),
    };
  }
}

const UNWATCHED: Watch = { onProgress: () => undefined, isCancelled: () => false };

/** The progress of one of many; loading and running are each one half of it. */
function part(watch: Watch, done: number, all: number): Watch {
  return {
    onProgress(phase, fraction) {
      const own = phase === 'loading' ? fraction / 2 : 0.5 + fraction / 2;
      watch.onProgress('running', (done + own) / all);
    },
    isCancelled: () => watch.isCancelled(),
  };
}

function inOrder(pairs: readonly MatrixPair[], results: ReadonlyMap<MatrixPair, MatrixResult>): MatrixRun['results'] {
  return pairs.map((pair) => results.get(pair));
}

/** Label files are the same objects until one of them changes. */
function isCurrent(known: KnownResult, { stamps, labels }: Basis): boolean {
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

async function orUnreadable(run: () => Promise<MatrixResult | undefined>): Promise<MatrixResult | undefined> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { kind: 'unreadable', errors: [error.message] };
  }
}
