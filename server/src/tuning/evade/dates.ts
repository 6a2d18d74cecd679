// The times of an event that is made up: one and the same in all its fields, and that of a sample where it is put into one.
import type { JsonObject, JsonValue } from '../../engine/store';
import { valueAt, withChanges } from './draft';

const TIMES = [
  '@timestamp',
  'event.created',
  'event.ingested',
  'event.start',
  'event.end',
  'kubernetes.audit.requestReceivedTimestamp',
  'kubernetes.audit.stageTimestamp',
];

/** A copy with this time in each field of a time that it has, and in `@timestamp`. */
export function dated(event: JsonObject, time: string): JsonObject {
  const paths = TIMES.filter((path) => path === '@timestamp' || valueAt(event, path) !== undefined);
  return withChanges(event, new Map<string, JsonValue>(paths.map((path) => [path, time])));
}

/** Where the lines of a sample may have their time: documents, hits of a search, and records as they are written. */
const OF_SAMPLES = ['@timestamp', '_source.@timestamp', 'fields.@timestamp', 'stageTimestamp', 'timestamp', 'time'];

/** As ISO 8601; undefined where the last line tells none. */
export function timeOfLastLine(sample: string): string | undefined {
  const end = sample.trimEnd();
  const event = parsed(end.slice(end.lastIndexOf('\n') + 1));
  if (event === undefined) return undefined;
  for (const path of OF_SAMPLES) {
    const value = valueAt(event, path);
    const [first] = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
    const time = typeof first === 'string' || typeof first === 'number' ? new Date(first).getTime() : NaN;
    if (!Number.isNaN(time)) return new Date(time).toISOString();
  }
  return undefined;
}

function parsed(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
