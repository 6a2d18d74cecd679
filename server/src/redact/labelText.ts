// Carries a label file along: names and hashes of events, notes and comments follow the events, all else stays as it is written.
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Scalar, YAMLMap } from 'yaml';
import type { TextEdit } from '../base/edit';

export interface LabelRewriting {
  rewriteText(text: string): string;
  rewriteId(id: string): string;
  /** The new hash of a line; undefined for one that no line of the samples had. */
  hash(old: string): string | undefined;
}

/** Values that name nobody. */
const KEPT_KEYS: ReadonlySet<string> = new Set(['label', 'rules', 'lofp', 'stage', 'between', 'at', 'confidence']);

/** Undefined where the file is no YAML. */
export function rewriteLabels(text: string, rewriting: LabelRewriting): string | undefined {
  const document = parseDocument(text, { schema: 'failsafe', merge: true, prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  const events: unknown = isMap(contents) ? contents.get('events') : undefined;
  const entries = isSeq(events) ? events.items.filter((each) => isMap(each)) : [];
  const edits = [
    ...(isMap(contents) ? keysOf(contents, text) : []),
    ...entries.flatMap((entry) => entryEdits(entry, text, rewriting)),
  ];
  return between(
    text,
    edits.sort((a, b) => a.from - b.from),
    (part) => rewriting.rewriteText(part),
  );
}

/** Keys as they are. */
function keysOf(map: YAMLMap, text: string): readonly TextEdit[] {
  return map.items.flatMap(({ key }) => (isScalar(key) ? still(key, text) : []));
}

function still(node: { readonly range?: readonly [number, number, number] | null }, text: string): readonly TextEdit[] {
  const { range } = node;
  return range ? [{ from: range[0], to: range[1], text: text.slice(range[0], range[1]) }] : [];
}

function entryEdits(entry: YAMLMap, text: string, rewriting: LabelRewriting): readonly TextEdit[] {
  const values = entry.items.flatMap(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : '';
    if (KEPT_KEYS.has(name)) return isScalar(value) || isSeq(value) ? still(value, text) : [];
    return isScalar(value) ? valueEdit(name, value, text, rewriting) : [];
  });
  return [...keysOf(entry, text), ...values];
}

function valueEdit(name: string, value: Scalar, text: string, rewriting: LabelRewriting): readonly TextEdit[] {
  return still(value, text).map((edit) => {
    const own = String(value.value);
    const put = (now: string): TextEdit => ({ ...edit, text: edit.text.replace(own, () => now) });
    switch (name) {
      case 'id':
        return put(rewriting.rewriteId(own));
      case 'hash':
        return put(rewriting.hash(own.toLowerCase()) ?? own);
      case 'where':
        // Only its texts: the names of fields stay.
        return { ...edit, text: edit.text.replace(/"[^"\n]*"|'[^'\n]*'/g, (quoted) => rewriting.rewriteText(quoted)) };
      default:
        return { ...edit, text: rewriting.rewriteText(edit.text) };
    }
  });
}

function between(text: string, edits: readonly TextEdit[], rewrite: (part: string) => string): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    if (edit.from < at) continue;
    parts.push(rewrite(text.slice(at, edit.from)), edit.text);
    at = edit.to;
  }
  return [...parts, rewrite(text.slice(at))].join('');
}
