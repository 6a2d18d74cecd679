// What is said of a run beside its hits: values that could not be computed, labels, types and indices that do not fit.
import type { RunProblem } from '../engine/run';
import type { EventStoreBuilder } from '../engine/eventStore';
import { fieldsOf } from '../eql/walk';
import type { Query } from '../eql/ast';
import type { LabelBook } from '../tuning/labelBook';
import { findIndexMisfit } from './indexFit';
import type { SampleLabels } from './labelFiles';
import type { RunNote, RunOrder } from './orders';
import type { CatalogConflict } from './sampleFields';
import { verdictNotes } from './verdictNotes';

export interface NoteSource {
  readonly order: RunOrder;
  readonly query: Query;
  readonly store: EventStoreBuilder;
  readonly labelFiles: readonly SampleLabels[];
  readonly labels: LabelBook;
  readonly problems: readonly RunProblem[];
  readonly conflicts: readonly CatalogConflict[];
}

export function notesOfRun(source: NoteSource): readonly RunNote[] {
  return [
    ...filterNotes(source.order),
    ...source.problems.map((problem) => problemNote(problem, source)),
    ...labelNotes(source),
    ...verdictNotes(source),
    ...conflictNotes(source),
    ...indexNotes(source),
  ];
}

function placeOf(event: number, { order, store }: NoteSource): Pick<RunNote, 'sample' | 'line'> {
  const { sample, line } = store.origin(event);
  return { sample: order.samples[sample]?.path, line };
}

function filterNotes({ unreadFilters = [] }: RunOrder): RunNote[] {
  return unreadFilters.map(({ name, reason }) => {
    const message =
      `The run is incomplete: the rule’s filter ${name} ${reason}, which is not evaluated here. ` +
      'All events were searched, also those that the filter would take out.';
    return { code: 'unread-filter', severity: 'warning', message };
  });
}

function problemNote({ code, severity, message, count, firstEvent }: RunProblem, source: NoteSource): RunNote {
  return { code, severity, message, ...placeOf(firstEvent, source), count };
}

function labelNotes({ labels, labelFiles }: NoteSource): RunNote[] {
  const paths = labelFiles.flatMap(({ path }) => path ?? []);
  const place = paths.length === 1 ? { sample: paths[0] } : {};
  return labels.problems.map((message) => ({ code: 'labels', severity: 'warning', message, ...place }));
}

function conflictNotes({ conflicts, query }: NoteSource): RunNote[] {
  const asked = new Set(fieldsOf(query));
  return conflicts
    .filter(({ path }) => asked.has(path))
    .map(({ path, catalogType, shownType }) => ({
      code: 'catalog-type',
      severity: 'info',
      message: `\`${path}\` is ${catalogType} in the schemas, which no value of the sample can be; it was read as ${shownType}.`,
    }));
}

function indexNotes(source: NoteSource): RunNote[] {
  const { index } = source.order.schema;
  const misfit = findIndexMisfit(index, source.store);
  if (misfit === undefined) return [];
  const { count, firstEvent, names } = misfit;
  const events = count === 1 ? '1 event does' : `${count} events do`;
  const message =
    `${events} not fit the rule’s index (${shorten(index)}), they would be in ${names.join(', ')}. ` +
    'Elasticsearch would not search them; they were searched here.';
  return [{ code: 'index-mismatch', severity: 'info', message, ...placeOf(firstEvent, source), count }];
}

function shorten(index: readonly string[]): string {
  return index.length <= 3 ? index.join(', ') : `${index.slice(0, 3).join(', ')}, …`;
}
