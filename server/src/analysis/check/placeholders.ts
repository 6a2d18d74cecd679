// The queries and searches that an investigation guide offers: `$osquery_0` against the table `[transform]`, `!{investigate{…}}` in itself.
import type { Issue } from '../../base/issue';
import { entryOf } from '../../rule/fields';
import type { FieldValue, ListField, TextField } from '../../rule/fields';
import { ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';

const KINDS = ['osquery', 'investigate'] as const;

export function checkPlaceholders(context: RuleContext): readonly Issue[] {
  const note = textOf(context, 'note');
  const transform = entryOf(context.rule.content.file, 'transform')?.value;
  return [
    ...(note === undefined ? [] : [...unfounded(note, transform), ...brokenPlugins(note)]),
    ...KINDS.flatMap((kind) => neverShown(note, listOf(transform, kind), kind)),
    ...textsBelow(transform).flatMap(fieldPlaceholders),
  ];
}

function listOf(transform: FieldValue | undefined, kind: string): ListField | undefined {
  const value = entryOf(transform, kind)?.value;
  return value?.kind === 'list' ? value : undefined;
}

function usedIn(
  note: string,
): readonly { readonly kind: string; readonly number: number; readonly index: number; readonly length: number }[] {
  if (!note.includes('$')) return [];
  return [...note.matchAll(/\$(?:\{(osquery|investigate)_(\d+)\}|(osquery|investigate)_(\d+))/g)].map((found) => ({
    kind: found[1] ?? found[3] ?? '',
    number: Number(found[2] ?? found[4]),
    index: found.index,
    length: found[0].length,
  }));
}

function unfounded(note: TextField, transform: FieldValue | undefined): readonly Issue[] {
  return usedIn(note.text).flatMap(({ kind, number, index, length }) => {
    const count = listOf(transform, kind)?.items.length ?? 0;
    if (number < count || entryOf(transform, kind)?.value.kind === 'other') return [];
    const has = count === 0 ? 'none' : count === 1 ? 'only number 0' : `only the numbers 0 to ${count - 1}`;
    const message = `Nothing stands for \`$${kind}_${number}\`: \`[[transform.${kind}]]\` has ${has}.`;
    return [ruleIssue(note.map.spanToFile({ from: index, to: index + length }), 'placeholder', 'warning', message)];
  });
}

function neverShown(note: TextField | undefined, list: ListField | undefined, kind: string): readonly Issue[] {
  if (list === undefined) return [];
  const used = new Set(usedIn(note?.text ?? '').flatMap((each) => (each.kind === kind ? [each.number] : [])));
  return list.items.flatMap((item, index) => {
    if (used.has(index)) return [];
    const label = entryOf(item, 'label');
    const place = label?.value ?? { from: item.from, to: item.from };
    const message = `The \`note\` has no \`$${kind}_${index}\`, so that this is never shown.`;
    return [ruleIssue(place, 'placeholder', 'warning', message)];
  });
}

/** `!{osquery{"label":…}}`: a name and an object of JSON. */
function brokenPlugins(note: TextField): readonly Issue[] {
  if (!note.text.includes('!{')) return [];
  return [...note.text.matchAll(/!\{(osquery|investigate|insight)(?=\{)/g)].flatMap(
    ({ 0: start, 1: kind = '', index }) => {
      const open = index + start.length;
      const end = closingBrace(note.text, open);
      const span = { from: index, to: end === undefined ? open : end + 1 };
      const reason =
        end === undefined || note.text[end] !== '}'
          ? 'its brackets are not closed'
          : jsonFault(note.text.slice(open, end));
      if (reason === undefined) return [];
      const message = `\`!{${kind}{…}}\` cannot be shown, because ${reason}. Between \`!{${kind}\` and the last \`}\` stands one object of JSON.`;
      return [ruleIssue(note.map.spanToFile(span), 'placeholder', 'warning', message)];
    },
  );
}

/** The offset behind the bracket that closes the one at `open`. */
function closingBrace(text: string, open: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = open; at < text.length; at++) {
    const unit = text[at];
    if (inString) {
      if (unit === '\\') at++;
      else if (unit === '"') inString = false;
    } else if (unit === '"') inString = true;
    else if (unit === '{') depth++;
    else if (unit === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}

function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return 'what it holds is no JSON';
  }
}

const MOST_TEXTS = 500;

function textsBelow(value: FieldValue | undefined): readonly TextField[] {
  const found: TextField[] = [];
  const rest: FieldValue[] = value === undefined ? [] : [value];
  for (let each = rest.pop(); each !== undefined && found.length < MOST_TEXTS; each = rest.pop()) {
    if (each.kind === 'text') found.push(each);
    else if (each.kind === 'list') rest.push(...each.items);
    else if (each.kind === 'table') rest.push(...each.entries.map((entry) => entry.value));
  }
  return found;
}

/** `{{process.name}}` is replaced by the alert's value. */
function fieldPlaceholders(value: TextField): readonly Issue[] {
  if (!value.text.includes('{{')) return [];
  return [...value.text.matchAll(/\{\{([^{}]*)(\}\}|\}|)/g)].flatMap(({ 0: whole, 1: inner = '', 2: end, index }) => {
    if (end === '}}' && /^\s*[\w@][\w@.-]*\s*$/.test(inner)) return [];
    const message = `\`${whole.slice(0, 60)}\` is not replaced by a value of the alert; write the name of one field: \`{{process.name}}\`.`;
    const span = value.map.spanToFile({ from: index, to: index + whole.length });
    return [ruleIssue(span, 'placeholder', 'warning', message)];
  });
}
