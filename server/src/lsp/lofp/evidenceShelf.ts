// The events of samples that entries name as evidence, each sample read once while it stays as it is. Of a sample only what is meant is kept.
import type { Host } from '../../host/host';
import type { LofpEntry } from '../../lofp/entries/entry';
import { storeOf } from '../../lofp/entries/evidenceEvents';
import type { EvidenceSample, SampledEvent, SampleReader } from '../../lofp/entries/evidenceEvents';
import { readEvents, samplePath } from '../../worker/lofpFiles';

/** Bytes. A larger sample is read by `rulewright lofp check`: here it would keep whoever types waiting. */
const LARGEST = 8 * 1024 * 1024;

interface Wanted {
  readonly ids: Set<string>;
  readonly lines: Set<number>;
  /** A condition means some: then all are kept. */
  isWhole: boolean;
}

interface Shelved {
  readonly stamp: string;
  readonly wanted: string;
  readonly events: EvidenceSample | undefined;
}

export class EvidenceShelf {
  private readonly known = new Map<string, Shelved>();

  constructor(private readonly host: Host) {}

  /** For these entries, as long as they stay as they are. */
  readerFor(entries: readonly LofpEntry[]): SampleReader {
    const wanted = wantedOf(entries, this.host);
    for (const place of this.known.keys()) if (!wanted.has(place)) this.known.delete(place);
    return (path, entry) => {
      const place = samplePath(path, entry, this.host);
      return this.eventsAt(place, wanted.get(place));
    };
  }

  private eventsAt(place: string, wanted: Wanted | undefined): EvidenceSample | undefined {
    const found = this.host.stamp(place);
    const stamp = JSON.stringify(found ?? null);
    const asked = keyOf(wanted);
    const known = this.known.get(place);
    if (known?.stamp === stamp && known.wanted === asked) return known.events;
    const all = found === undefined || found.bytes > LARGEST ? undefined : readEvents(place, this.host);
    const events = all === undefined || wanted === undefined || 'fault' in all ? all : onlyWanted(all, wanted);
    this.known.set(place, { stamp, wanted: asked, events });
    return events;
  }
}

function wantedOf(entries: readonly LofpEntry[], host: Host): ReadonlyMap<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const entry of entries)
    for (const { source } of [...entry.evidence.alerts, ...entry.evidence.excluded]) {
      if (source.kind === 'inline') continue;
      const place = samplePath(source.file.value, entry, host);
      const own = wanted.get(place) ?? { ids: new Set(), lines: new Set(), isWhole: false };
      for (const id of source.ids) own.ids.add(id);
      for (const line of source.lines) own.lines.add(line);
      own.isWhole ||= source.where !== undefined;
      wanted.set(place, own);
    }
  return wanted;
}

function keyOf(wanted: Wanted | undefined): string {
  return wanted === undefined || wanted.isWhole ? 'all' : JSON.stringify([[...wanted.ids].sort(), [...wanted.lines]]);
}

function onlyWanted(events: readonly SampledEvent[], { ids, lines, isWhole }: Wanted): readonly SampledEvent[] {
  if (isWhole) return events;
  const store = storeOf(events);
  return events.filter(({ line }, event) => lines.has(line) || store.ids(event).some((id) => ids.has(id)));
}
