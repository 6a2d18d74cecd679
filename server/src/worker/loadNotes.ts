// What is said of a sample that could not be read whole, or was read as something else: one note a kind, with its count and its first line.
import type { Fault } from '../samples/fault';
import type { Remark } from '../samples/reader';
import { SHAPES } from '../samples/recognise';
import type { Shape } from '../samples/recognise';
import type { Encoding } from './decode';
import type { RunNote } from './orders';

export interface Count {
  readonly count: number;
  readonly firstLine: number;
}

type Kind = Shape['kind'];
type Counts<K> = ReadonlyMap<K, Count>;

const FAULTS: Readonly<Record<Fault, (parts: string, are: string) => string>> = {
  'not-json': (parts, are) => `${parts} ${are} no JSON and left out.`,
  'cut-off': (parts, are) => `${parts} ${are} cut off before the JSON ends, and left out.`,
  'not-object': (parts, are) => `${parts} ${are} JSON but no object, and left out; an event is one JSON object.`,
  'too-long': (parts, are) => `${parts} ${are} longer than 32 MB and left out; no event is that long.`,
  'too-deep': (parts, are) => `${parts} ${are === 'is' ? 'nests' : 'nest'} deeper than 500 levels and ${are} left out.`,
  rule: (parts, are) => `${parts} ${are} of an export of Kibana’s rules or exceptions, not events, and left out.`,
  'no-source': (parts, are) => `${parts} ${are} of a bulk file but without a document, and left out.`,
  'bad-row': (parts, are) => `${parts} ${are} without the cells of the header, or with broken quotes, and left out.`,
  'bad-record': (parts, are) => `${parts} ${are} no record of auditd and left out.`,
};

/** What the pieces of a shape are called. */
const PARTS: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  lines: ['line', 'lines'],
  unknown: ['line', 'lines'],
  documents: ['element', 'elements'],
  csv: ['row', 'rows'],
  auditd: ['line', 'lines'],
};

function partsOf(count: number, kind: Kind): string {
  const [one, many] = PARTS[kind];
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** Of a file that is no sample of any shape it is not said line by line. */
export function faultNotes(path: string, faults: Counts<Fault>, kind: Kind): RunNote[] {
  if (kind === 'unknown') return [];
  return [...faults].map(([fault, { count, firstLine }]) => ({
    code: fault,
    severity: 'warning',
    message: FAULTS[fault](partsOf(count, kind), count === 1 ? 'is' : 'are'),
    sample: path,
    line: firstLine,
    count,
  }));
}

const CONVERSIONS: Readonly<Record<string, string>> = {
  'kubernetes-audit': 'from raw Kubernetes audit logs to the shape of kubernetes.audit_logs',
  auditd: 'from an auditd log to the shape of auditd_manager.auditd',
  alert: 'from alerts back to the events that they were made of',
};

export function convertedNotes(path: string, conversions: Counts<string>): RunNote[] {
  return [...conversions].map(([conversion, { count, firstLine }]) => ({
    code: 'converted',
    severity: 'info',
    message: `${count === 1 ? '1 event was' : `${count} events were`} converted ${CONVERSIONS[conversion] ?? ''}.`,
    sample: path,
    line: firstLine,
    count,
  }));
}

export function datasetNotes(path: string, datasets: Counts<string>): RunNote[] {
  return [...datasets].map(([dataset, { count, firstLine }]) => ({
    code: 'other-dataset',
    severity: 'warning',
    message:
      `${count === 1 ? '1 event is' : `${count} events are`} of the dataset ${dataset}: audit logs of GKE (\`protoPayload\`) have another ` +
      'shape than those of Kubernetes and were read as they are.',
    sample: path,
    line: firstLine,
    count,
  }));
}

const REMARKS: Readonly<Record<Remark, string>> = {
  'local-time': 'The export shows times without a zone; they were read as UTC, so they may be some hours off.',
};

export function remarkNotes(path: string, remarks: ReadonlySet<Remark>): RunNote[] {
  return [...remarks].map((remark) => ({ code: remark, severity: 'info', message: REMARKS[remark], sample: path }));
}

export function encodingNote(path: string, encoding: Encoding): RunNote[] {
  if (encoding === 'utf-8') return [];
  return [{ code: 'encoding', severity: 'info', message: 'The sample is UTF-16 and was read as that.', sample: path }];
}

/** A sample without a single event says nothing of a rule: no run on it may look like a success. */
export function noEventNote(path: string, failed: number, kind: Kind, hasRules: boolean): RunNote {
  return { code: 'no-events', severity: 'error', message: noEventMessage(failed, kind, hasRules), sample: path };
}

function noEventMessage(failed: number, kind: Kind, hasRules: boolean): string {
  if (kind === 'unknown') return `The file is no sample of a known shape; tried were ${SHAPES}.`;
  if (hasRules) return 'The file is an export of rules or exceptions, not a sample: there is no event to run on.';
  if (failed > 0) return `The sample holds no event: none of its ${PARTS[kind][1]} is one.`;
  return kind === 'lines'
    ? 'The sample is empty: there is no event to run on.'
    : 'The sample is without events: there is none to run on.';
}

/** `reason` is the sentence of the host. */
export function cutOffNote(path: string, reason: string, events: number): RunNote {
  const read = events === 1 ? 'The event before that was' : `The ${events} events before that were`;
  return { code: 'sample-ends-early', severity: 'error', message: `${reason} ${read} read.`, sample: path };
}
