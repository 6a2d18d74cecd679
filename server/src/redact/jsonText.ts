// The values of a JSON text with their paths and places, so that single ones can be changed and all else stays as it is written.
import { visit } from 'jsonc-parser/lib/esm/main.js';

export interface JsonPlace {
  /** Dotted, without the indexes of lists. */
  readonly path: string;
  /** Of a string its characters, of a number its digits. */
  readonly text: string;
  readonly kind: 'string' | 'number' | 'key';
}

/** What stands in the place of a text; undefined to leave it. */
export type Change = (place: JsonPlace) => string | undefined;

/** `text` is JSON. Strings that hold JSON objects are changed inside. */
export function changeJson(text: string, change: Change, within = ''): string {
  const parts: string[] = [];
  let at = 0;
  const put = (from: number, to: number, written: string): void => {
    parts.push(text.slice(at, from), written);
    at = to;
  };
  visit(text, {
    onObjectProperty(name, offset, length, _line, _character, pathOf) {
      const changed = change({ path: pathText(pathOf(), within), text: name, kind: 'key' });
      if (changed !== undefined && changed !== name)
        put(offset, offset + length, quoted(changed, text.slice(offset, offset + length)));
    },
    onLiteralValue(value: unknown, offset, length, _line, _character, pathOf) {
      const written = text.slice(offset, offset + length);
      const path = pathText(pathOf(), within);
      if (typeof value === 'number') {
        const changed = change({ path, text: written, kind: 'number' });
        if (changed !== undefined && changed !== written) put(offset, offset + length, changed);
      } else if (typeof value === 'string') {
        const changed = isJson(value) ? changeJson(value, change, path) : change({ path, text: value, kind: 'string' });
        if (changed !== undefined && changed !== value) put(offset, offset + length, quoted(changed, written));
      }
    },
  });
  return parts.length === 0 ? text : [...parts, text.slice(at)].join('');
}

/** The same without changing anything. */
export function readJson(text: string, see: (place: JsonPlace) => void): void {
  changeJson(text, (place) => {
    see(place);
    return undefined;
  });
}

function pathText(path: readonly (string | number)[], within: string): string {
  const own = path.filter((part) => typeof part === 'string').join('.');
  return within === '' ? own : `${within}.${own}`;
}

/** A JSON object or list. */
export function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text) || !/[}\]]\s*$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const GO_ESCAPES: Readonly<Record<string, string>> = { '&': '\\u0026', '<': '\\u003c', '>': '\\u003e' };

/** As its writer writes strings: Go escapes what HTML would take for its own. */
function quoted(text: string, before: string): string {
  const plain = JSON.stringify(text);
  return /\\u00(?:26|3c|3e)/i.test(before) ? plain.replace(/[&<>]/g, (each) => GO_ESCAPES[each] ?? each) : plain;
}
