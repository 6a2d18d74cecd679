// What is remembered of runs that are over, so that two of them can be compared: the places of their hits, never events.
import type { FileStamp, Host } from '../host/host';
import type { CompareAnswer, CompareParams, CompareRow, HitChange, RunTotals } from '../protocol';
import { sumOf } from '../tuning/outcome';
import { compareRuns } from './compareRuns';
import type { Comparison } from './compareRuns';
import { findEvent, referenceTo, valueText } from './eventReference';
import { bytesOf, outcomeOf, placesOf, recordHits } from './hitRecord';
import type { HitPlace, HitRecord } from './hitRecord';
import { columnsOf } from './runColumns';
import type { FinishedRun } from './orders';

interface Recorded {
  readonly samples: readonly string[];
  readonly stamps: readonly (FileStamp | undefined)[];
  readonly query: string;
  readonly hits: HitRecord;
}

export interface HistoryLimits {
  readonly runs: number;
  /** Of all hits together; of the oldest runs they are forgotten first. */
  readonly bytes: number;
}

const DEFAULT_LIMITS: HistoryLimits = { runs: 40, bytes: 12_000_000 };
const LONGEST_WINDOW = 1000;
const LONGEST_CELL = 300;

/** A run whose events are there to be looked at. */
export interface OpenRun {
  readonly runId: number;
  readonly run: FinishedRun;
}

export class RunHistory {
  /** The newest last. */
  private readonly recorded = new Map<number, Recorded>();
  private compared: { readonly key: string; readonly comparison: Comparison } | undefined;

  constructor(
    private readonly host: Pick<Host, 'stamp'>,
    private readonly limits: HistoryLimits = DEFAULT_LIMITS,
  ) {}

  record(runId: number, run: FinishedRun): void {
    const samples = run.order.samples.map(({ path }) => path);
    const stamps = samples.map((path) => this.host.stamp(path));
    this.recorded.set(runId, { samples, stamps, query: run.order.query, hits: recordHits(run) });
    let bytes = 0;
    [...this.recorded].reverse().forEach(([id, { hits }], place) => {
      bytes += bytesOf(hits);
      if (place > 0 && (place >= this.limits.runs || bytes > this.limits.bytes)) this.recorded.delete(id);
    });
  }

  /** Null where one of the runs is not remembered any more. `open`: where events can be looked at. */
  compare({ before, after, change, from, count }: CompareParams, open: OpenRun | undefined): CompareAnswer | null {
    const [old, now] = [this.recorded.get(before), this.recorded.get(after)];
    if (old === undefined || now === undefined) return null;
    const comparison = this.comparisonOf(before, old, after, now);
    const hits = comparison[change];
    const of = (each: HitChange): Recorded => (each === 'gone' ? old : now);
    const read = this.reader(of(change), open);
    const rows = [...hits.subarray(from, from + Math.min(count, LONGEST_WINDOW))].map((hit, at) => {
      const was = change === 'changed' ? comparison.changedFrom[from + at] : undefined;
      return { ...read(hit), ...(was === undefined ? {} : { was: outcomeOf(old.hits, was) }) };
    });
    return {
      before,
      after,
      totals: mapChanges((each) => totalsOf(comparison[each], of(each))),
      notes: notesOf(old, now),
      change,
      total: hits.length,
      from,
      rows,
    };
  }

  private comparisonOf(before: number, old: Recorded, after: number, now: Recorded): Comparison {
    const key = `${before}:${after}`;
    if (this.compared?.key !== key) this.compared = { key, comparison: compareRuns(old, now) };
    return this.compared.comparison;
  }

  /** An event can be looked at where the open run read the very sample that this one did. */
  private reader(from: Recorded, open: OpenRun | undefined): (hit: number) => CompareRow {
    const shown = open && this.recorded.get(open.runId);
    const isSame = from.samples.map((path, at) => {
      const there = shown?.samples.indexOf(path) ?? -1;
      return there >= 0 && isSameStamp(from.stamps[at], shown?.stamps[there]);
    });
    const columns = open === undefined ? [] : columnsOf(open.run.query);
    return (hit) => {
      const places = placesOf(from.hits, hit);
      const place = places[0] ?? { sample: 0, line: 1, column: 1 };
      const sample = from.samples[place.sample] ?? '';
      return {
        outcome: outcomeOf(from.hits, hit),
        sample,
        line: place.line,
        ...(place.column === 1 ? {} : { column: place.column }),
        events: places.length,
        ...(open !== undefined && isSame[place.sample] === true ? lookAt(sample, place, open.run, columns) : {}),
      };
    };
  }
}

function lookAt(
  sample: string,
  place: HitPlace,
  run: FinishedRun,
  columns: readonly string[],
): Pick<CompareRow, 'reference' | 'cells'> {
  const event = findEvent(sample, place, run);
  if (event === undefined) return {};
  return {
    reference: referenceTo(event, run),
    cells: columns.map((path) => valueText(event, path, run).slice(0, LONGEST_CELL)),
  };
}

function mapChanges<T>(make: (change: HitChange) => T): Readonly<Record<HitChange, T>> {
  return { gone: make('gone'), new: make('new'), changed: make('changed'), kept: make('kept') };
}

function totalsOf(hits: Uint32Array, run: Recorded): Omit<RunTotals, 'misses'> {
  return sumOf(Array.from(hits, (hit) => ({ outcome: outcomeOf(run.hits, hit) })));
}

function notesOf(before: Recorded, after: Recorded): readonly string[] {
  const others = before.samples.filter((path) => !after.samples.includes(path));
  const more = after.samples.filter((path) => !before.samples.includes(path));
  const changed = before.samples.filter((path, at) => {
    const there = after.samples.indexOf(path);
    return there >= 0 && !isSameStamp(before.stamps[at], after.stamps[there]);
  });
  return [
    ...(others.length + more.length === 0
      ? []
      : ['The runs read different samples: a hit in a sample that only one of them read is gone or new.']),
    ...(changed.length === 0
      ? []
      : [
          'A sample changed between the runs: hits are known again by their line, so that one that moved is gone and new.',
        ]),
    ...(before.query === after.query ? ['Both runs are of the same query.'] : []),
  ];
}

function isSameStamp(a: FileStamp | undefined, b: FileStamp | undefined): boolean {
  return a !== undefined && a.bytes === b?.bytes && a.modified === b.modified;
}
