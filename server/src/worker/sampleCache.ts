// Keeps loaded samples and what belongs to them, so that a rule that is run again after an edit does not read its events again.
import type { FileStamp, Host } from '../host/host';
import { isSame, LabelFiles } from './labelFiles';
import type { LoadedSamples, Wanted } from './loadSamples';
import { MappingFiles } from './mappingFiles';

interface Kept {
  readonly paths: readonly string[];
  readonly stamps: readonly (FileStamp | undefined)[];
  readonly loaded: LoadedSamples;
}

export interface CacheLimits {
  /** Sets of samples that are kept at most. */
  readonly sets: number;
  /** Events that are kept at most, over all sets; the set in use is kept whatever its size. */
  readonly events: number;
}

const DEFAULT_LIMITS: CacheLimits = { sets: 4, events: 400_000 };

/** One for each process that runs rules. Standard input can be read only once: what came from it stays. */
export class SampleCache {
  readonly labels = new LabelFiles();
  readonly mappings = new MappingFiles();
  private kept: readonly Kept[] = [];

  constructor(private readonly limits: CacheLimits = DEFAULT_LIMITS) {}

  /** Undefined where one of the files has changed, or lacks hashes that are now asked for. */
  find(wanted: readonly Wanted[], host: Host): LoadedSamples | undefined {
    const found = this.kept.find((each) => isUsable(each, wanted, host));
    if (found === undefined) return undefined;
    this.keep(found);
    return found.loaded;
  }

  /** `stamps` are those from before the reading: a file that changed meanwhile is read again the next time. */
  add(wanted: readonly Wanted[], stamps: readonly (FileStamp | undefined)[], loaded: LoadedSamples): void {
    this.keep({ paths: wanted.map(({ path }) => path), stamps, loaded });
  }

  private keep(newest: Kept): void {
    let events = newest.loaded.store.count;
    const others = this.kept.filter((each) => each !== newest && !hasSamePaths(each.paths, newest.paths));
    this.kept = [
      newest,
      ...others
        .slice(0, this.limits.sets - 1)
        .filter(({ loaded }) => (events += loaded.store.count) <= this.limits.events),
    ];
  }
}

function hasSamePaths(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((path, index) => path === b[index]);
}

function isUsable({ paths, stamps, loaded }: Kept, wanted: readonly Wanted[], host: Host): boolean {
  return (
    paths.length === wanted.length &&
    wanted.every(({ path, hashed }, index) => {
      if (paths[index] !== path || (hashed && loaded.hashed[index] !== true && !loaded.store.hasHashes(index)))
        return false;
      return path === '-' || isUnchanged(stamps[index], host.stamp(path));
    })
  );
}

function isUnchanged(before: FileStamp | undefined, now: FileStamp | undefined): boolean {
  return before !== undefined && now !== undefined && isSame(before, now);
}
