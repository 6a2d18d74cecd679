// What one sample gives while it is read: events into the store, and counts of all that is to be said of it.
import type { EventAbout, EventStoreBuilder } from '../engine/eventStore';
import type { Host } from '../host/host';
import type { Fault } from '../samples/fault';
import type { Taker } from '../samples/reader';
import { compactText } from '../samples/sampleEvent';
import type { SampleEvent } from '../samples/sampleEvent';
import {
  convertedNotes,
  cutOffNote,
  datasetNotes,
  encodingNote,
  faultNotes,
  noEventNote,
  remarkNotes,
} from './loadNotes';
import type { Count } from './loadNotes';
import type { RunNote } from './orders';
import type { SampleText } from './sampleText';

interface Reading {
  readonly path: string;
  readonly sample: number;
  readonly hashed: boolean;
  readonly store: EventStoreBuilder;
  readonly host: Host;
}

export interface Tally extends Taker {
  /** Events, and what should have been one. */
  readonly events: number;
  /** `broken`: why the sample ended too early. */
  notes(text: SampleText, broken: string | undefined): readonly RunNote[];
}

export function createTally({ path, sample, hashed, store, host }: Reading): Tally {
  const faults = new Map<Fault, Count>();
  const conversions = new Map<string, Count>();
  const datasets = new Map<string, Count>();
  let added = 0;
  let failed = 0;
  const fault = (kind: Fault, line: number): void => {
    failed++;
    count(faults, kind, line);
  };
  const event = ({ object, line, column, text, isElement, id, index, converted, dataset }: SampleEvent): void => {
    const hash = hashed ? host.hash(isElement === true ? compactText(text) : text) : undefined;
    const isNamed = (id ?? index ?? hash ?? converted) !== undefined;
    const origin = column === 1 ? { sample, line } : { sample, line, column };
    if (store.addEvent(object, origin, isNamed ? { id, index, hash, converted } : NOTHING) === 'too-deep')
      return fault('too-deep', line);
    added++;
    if (converted !== undefined) count(conversions, converted, line);
    if (dataset !== undefined) count(datasets, dataset, line);
  };
  return {
    event,
    fault,
    get events() {
      return added + failed;
    },
    notes({ reader, shape, encoding }, broken) {
      const known = [
        ...faultNotes(path, faults, shape?.kind ?? 'lines'),
        ...convertedNotes(path, conversions),
        ...datasetNotes(path, datasets),
        ...remarkNotes(path, reader?.remarks ?? new Set()),
        ...encodingNote(path, encoding),
      ];
      if (broken !== undefined) known.push(cutOffNote(path, broken, added));
      else if (added === 0) known.push(noEventNote(path, failed, shape?.kind ?? 'lines', faults.has('rule')));
      return known;
    },
  };
}

/** Shared by all events of which nothing more is known. */
const NOTHING: EventAbout = {};

function count<K>(counts: Map<K, Count>, key: K, line: number): void {
  const known = counts.get(key);
  counts.set(key, { firstLine: known?.firstLine ?? line, count: (known?.count ?? 0) + 1 });
}
