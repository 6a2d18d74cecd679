// What a run could not compute: one entry a kind, with its count and the first event.
import type { RunProblem } from './run';

export type ProblemCode = RunProblem['code'];

export interface ProblemLog {
  /** `detail` is what stood there, such as the text that is no number; only the first of a kind is kept. */
  report(code: ProblemCode, event: number, detail: string): void;
  list(): readonly RunProblem[];
}

interface Noted {
  readonly detail: string;
  readonly firstEvent: number;
  /** An event is counted once however often its clauses fail. */
  readonly events: Set<number>;
}

export function createProblemLog(): ProblemLog {
  const noted = new Map<string, Noted & { readonly code: ProblemCode }>();
  return {
    report(code, event, detail) {
      const key = code === 'ignored-long-value' ? `${code} ${detail}` : code;
      const known = noted.get(key);
      if (known === undefined) noted.set(key, { code, detail, firstEvent: event, events: new Set([event]) });
      else known.events.add(event);
    },
    list: () => [...noted.values()].map((each) => toProblem(each.code, each)),
  };
}

function toProblem(code: ProblemCode, { detail, firstEvent, events }: Noted): RunProblem {
  const count = events.size;
  const severity = code === 'no-timestamp' || code === 'ignored-long-value' ? 'warning' : 'error';
  return { code, severity, message: messageOf(code, detail, count), count, firstEvent };
}

function messageOf(code: ProblemCode, detail: string, count: number): string {
  const events = count === 1 ? '1 event' : `${count} events`;
  switch (code) {
    case 'division-by-zero':
      return `Division by zero on ${events}; they do not match. Elasticsearch fails the whole search there: test the divisor first.`;
    case 'overflow':
      return `A number too large for its type (${detail}) on ${events}; they do not match. Elasticsearch fails the whole search there.`;
    case 'number-format':
      return `${detail} is no number, on ${events}; they do not match. Elasticsearch fails the whole search there: test the text before \`number\`.`;
    case 'date-format':
      return `${detail} is no date that the field understands; ${events} compared with it do not match. Elasticsearch fails the whole search there.`;
    case 'ip-format':
      return `${detail} is no IP address or block; ${events} compared with it do not match. Elasticsearch fails the whole search there.`;
    case 'no-timestamp':
      return `${events} without a timestamp ${count === 1 ? 'was' : 'were'} skipped: a sequence needs to know the order.`;
    case 'ignored-long-value':
      return `${detail} on ${events}: the mapping's \`ignore_above\` leaves such values out of the index, so a positive clause on the field can be evaded by padding and a \`not\` on it lets the event through.`;
  }
}
