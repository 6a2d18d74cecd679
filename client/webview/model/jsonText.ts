// Reads JSON as it was written: big numbers keep their digits, doubled keys stay, and a text that is cut off gives what it has.
// `JSON.parse` does none of this. It never throws; nesting beyond a limit is left as text.

export type JsonValue =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonValue[] }
  | { readonly kind: 'string'; readonly text: string }
  /** A number, true, false, null, or what could not be read. */
  | { readonly kind: 'plain'; readonly text: string };

export interface JsonMember {
  readonly key: string;
  readonly value: JsonValue;
}

const deepest = 200;

export function readJson(text: string): JsonValue {
  return readValue({ text, at: 0 }, 0);
}

interface Reader {
  readonly text: string;
  at: number;
}

function readValue(reader: Reader, depth: number): JsonValue {
  skipSpace(reader);
  const first = reader.text[reader.at];
  if (depth > deepest) return readRest(reader);
  if (first === '{') return { kind: 'object', members: readMembers(reader, depth) };
  if (first === '[') return { kind: 'array', items: readItems(reader, depth) };
  if (first === '"') return { kind: 'string', text: readString(reader) };
  return readPlain(reader);
}

function readMembers(reader: Reader, depth: number): JsonMember[] {
  const members: JsonMember[] = [];
  reader.at++;
  while (isMore(reader, '}') && reader.text[reader.at] === '"') {
    const key = readString(reader);
    skipSpace(reader);
    if (reader.text[reader.at] !== ':') break;
    reader.at++;
    members.push({ key, value: readValue(reader, depth + 1) });
  }
  skipPast(reader, '}');
  return members;
}

function readItems(reader: Reader, depth: number): JsonValue[] {
  const items: JsonValue[] = [];
  reader.at++;
  while (isMore(reader, ']')) {
    const before = reader.at;
    items.push(readValue(reader, depth + 1));
    if (reader.at === before) break;
  }
  skipPast(reader, ']');
  return items;
}

/** Steps over space and commas; true while the end is not reached. */
function isMore(reader: Reader, end: string): boolean {
  skipSpace(reader);
  while (reader.text[reader.at] === ',') {
    reader.at++;
    skipSpace(reader);
  }
  return reader.at < reader.text.length && reader.text[reader.at] !== end;
}

function readString(reader: Reader): string {
  const from = reader.at;
  let at = from + 1;
  while (at < reader.text.length && reader.text[at] !== '"') at += reader.text[at] === '\\' ? 2 : 1;
  reader.at = Math.min(at + 1, reader.text.length);
  const inside = reader.text.slice(from + 1, at);
  return inside.includes('\\') ? unescapeText(inside) : inside;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescapeText(inside: string): string {
  return inside.replace(
    /\\(?:u([0-9A-Fa-f]{4})|(.))/gs,
    (_whole, code: string | undefined, single: string | undefined) =>
      code === undefined ? (escapes[single ?? ''] ?? single ?? '') : String.fromCharCode(parseInt(code, 16)),
  );
}

function readPlain(reader: Reader): JsonValue {
  const from = reader.at;
  while (reader.at < reader.text.length && !/[\s,\]}:"]/.test(reader.text[reader.at] ?? '')) reader.at++;
  return { kind: 'plain', text: reader.text.slice(from, reader.at) };
}

function readRest(reader: Reader): JsonValue {
  const text = reader.text.slice(reader.at);
  reader.at = reader.text.length;
  return { kind: 'plain', text };
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at++;
}

function skipPast(reader: Reader, end: string): void {
  skipSpace(reader);
  if (reader.text[reader.at] === end) reader.at++;
}
