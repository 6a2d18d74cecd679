// Joins the records of an auditd log that belong together, and lifts each event.
import type { PieceReader, Taker } from '../reader';
import { liftEvent } from './lift';
import { readRecord } from './record';
import type { AuditRecord } from './record';

interface OpenEvent {
  readonly key: string;
  readonly line: number;
  readonly records: AuditRecord[];
  readonly texts: string[];
  isDone: boolean;
}

/** Events whose records come mixed are few; one that is not ended by its last record ends when so many others have begun after it. */
const MOST_OPEN = 64;

/** Events are given in the order of their first records. */
export function createAuditdReader(): PieceReader {
  const open: OpenEvent[] = [];
  const giveDone = (taker: Taker, isEnd: boolean): void => {
    for (let [first] = open; first !== undefined; [first] = open) {
      if (!isEnd && !first.isDone && open.length <= MOST_OPEN) return;
      open.shift();
      give(first, taker);
    }
  };
  return {
    remarks: new Set(),
    end: (taker) => giveDone(taker, true),
    read({ text, line }, taker) {
      const record = readRecord(text.replace(/^\ufeff/, ''));
      if (record === undefined) return taker.fault('bad-record', line);
      const key = `${record.node ?? ''} ${record.time}:${record.serial}`;
      let event = open.find((each) => each.key === key);
      if (event === undefined) open.push((event = { key, line, records: [], texts: [], isDone: false }));
      event.records.push(record);
      event.texts.push(text);
      event.isDone ||= isLast(record);
      giveDone(taker, false);
    },
  };
}

/** `PROCTITLE` is the last one that the kernel writes; what programs report is one record. */
function isLast({ type }: AuditRecord): boolean {
  return type === 'EOE' || type === 'PROCTITLE' || type.startsWith('USER_') || type.startsWith('DAEMON_');
}

function give({ records, texts, line }: OpenEvent, taker: Taker): void {
  const own = records.filter(({ type }) => type !== 'EOE');
  if (own.length === 0) return;
  taker.event({ object: liftEvent(own), line, column: 1, text: texts.join('\n'), converted: 'auditd' });
}
