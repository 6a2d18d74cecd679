// One line of an auditd log: its type, its time, its serial number, and its fields.

export interface AuditRecord {
  /** As the line has it, upper case. */
  readonly type: string;
  /** Seconds since 1970, with milliseconds, as the line has them. */
  readonly time: string;
  readonly serial: string;
  readonly node: string | undefined;
  /** As they stand: values without their quotes. */
  readonly fields: ReadonlyMap<string, AuditValue>;
}

export interface AuditValue {
  readonly text: string;
  /** A value in quotes is never a number of hexadecimal digits that stands for a text. */
  readonly isQuoted: boolean;
}

const RECORD = /^(?:node=(\S+) )?type=([A-Z0-9_]+|UNKNOWN\[\d+\]) msg=audit\((\d+\.\d+):(\d+)\):\s*/;

export function isAuditRecord(line: string): boolean {
  return RECORD.test(line);
}

/** Undefined for a line that is no record. */
export function readRecord(line: string): AuditRecord | undefined {
  const found = RECORD.exec(line);
  if (found === null) return undefined;
  const [head, node, type = '', time = '', serial = ''] = found;
  return { type, time, serial, node, fields: readFields(line.slice(head.length)) };
}

/** What the daemon adds of its own, in the enriched format, stands after this character. */
const ENRICHED = '\u001d';
const FIELD = /([\w.\-[\]]+)=(?:"([^"]*)"|'([^']*)'|([^\s,]*))/g;

/** The fields of a message in single quotes belong to the record. The names of the enriched format are in capitals. */
function readFields(text: string): ReadonlyMap<string, AuditValue> {
  const fields = new Map<string, AuditValue>();
  for (const [, name = '', double, single, bare] of text.replaceAll(ENRICHED, ' ').matchAll(FIELD)) {
    if (single !== undefined && single.includes('=')) {
      for (const [inner, value] of readFields(single)) if (!fields.has(inner)) fields.set(inner, value);
    } else if (!fields.has(name)) {
      fields.set(name, {
        text: double ?? single ?? bare ?? '',
        isQuoted: double !== undefined || single !== undefined,
      });
    }
  }
  return fields;
}

/** A text that the kernel wrote as hexadecimal digits, because it holds blanks or quotes. Zero bytes are given as they are. */
export function decodeText({ text, isQuoted }: AuditValue): string {
  if (isQuoted || text.length % 2 !== 0 || text.length < 2 || !/^[0-9A-F]+$/.test(text)) return text;
  return decodeUtf8(bytesOf(text));
}

export function bytesOf(digits: string): readonly number[] {
  return Array.from({ length: digits.length >> 1 }, (_, at) => parseInt(digits.slice(at * 2, at * 2 + 2), 16));
}

/** Bytes that are no UTF-8 stay what they are. */
function decodeUtf8(bytes: readonly number[]): string {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch {
    return String.fromCharCode(...bytes);
  }
}
