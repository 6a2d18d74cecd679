// Keys and values of a rule beside its query, in TOML and YAML, told from the line under the cursor.
import type { Analysis } from '../../analysis/analyze';
import type { Span } from '../../base/span';
import type { CompletionItem } from './item';
import type { CompletionKnowledge } from './knowledge';

/** A key that a rule may have. `values`: the only ones it may hold. Source: the schema of Elastic's detection rules. */
interface RuleKey {
  readonly name: string;
  readonly detail: string;
  /** `$1` is the value's place; texts are quoted by the format. */
  readonly shape: 'text' | 'block' | 'list' | 'number' | 'boolean';
  readonly values?: readonly string[];
}

const KEYS: readonly RuleKey[] = [
  { name: 'author', detail: 'who wrote the rule', shape: 'list' },
  { name: 'building_block_type', detail: 'the rule makes no alert by itself', shape: 'text', values: ['default'] },
  { name: 'description', detail: 'what the rule finds', shape: 'text' },
  { name: 'enabled', detail: 'whether it runs once it is installed', shape: 'boolean', values: ['true', 'false'] },
  { name: 'event_category_override', detail: 'the field of the event category', shape: 'text' },
  { name: 'false_positives', detail: 'legitimate work that may raise it', shape: 'list' },
  { name: 'from', detail: 'how far a run looks back, such as now-9m', shape: 'text' },
  { name: 'index', detail: 'the index patterns that it reads', shape: 'list' },
  { name: 'interval', detail: 'how often it runs, such as 5m', shape: 'text' },
  { name: 'language', detail: 'the language of the query', shape: 'text', values: ['eql', 'kuery', 'lucene', 'esql'] },
  { name: 'license', detail: 'the licence of the rule', shape: 'text' },
  { name: 'max_signals', detail: 'the most alerts of one run', shape: 'number' },
  { name: 'name', detail: 'the rule’s name', shape: 'text' },
  { name: 'note', detail: 'triage and set-up, in Markdown', shape: 'block' },
  { name: 'query', detail: 'the query', shape: 'block' },
  { name: 'references', detail: 'where to read more', shape: 'list' },
  { name: 'risk_score', detail: '0 to 100', shape: 'number' },
  { name: 'rule_id', detail: 'a UUID that never changes', shape: 'text' },
  { name: 'setup', detail: 'what has to be set up first, in Markdown', shape: 'block' },
  { name: 'severity', detail: 'how bad a hit is', shape: 'text', values: ['low', 'medium', 'high', 'critical'] },
  { name: 'tags', detail: 'words to find it by', shape: 'list' },
  { name: 'tiebreaker_field', detail: 'orders events of the same time', shape: 'text' },
  { name: 'timestamp_field', detail: 'the field of the time, @timestamp unless given', shape: 'text' },
  { name: 'timestamp_override', detail: 'the field that a run’s time range is about', shape: 'text' },
  {
    name: 'type',
    detail: 'the kind of the rule',
    shape: 'text',
    values: ['eql', 'query', 'esql', 'threshold', 'threat_match', 'new_terms', 'machine_learning'],
  },
];

export function metadataItems(
  { text, file, rules }: Analysis,
  offset: number,
  knowledge: CompletionKnowledge,
): readonly CompletionItem[] {
  const { format } = file;
  if ((format !== 'toml' && format !== 'yaml') || file.isLarge === true || rules.length === 0) return [];
  const line = lineAt(text, offset);
  const place = format === 'toml' ? tomlPlace(line, text, offset) : yamlPlace(line, text, offset);
  if (place === undefined) return [];
  return place.kind === 'key' ? keyItems(place.typed, format, presentKeys(text)) : valueItems(place, knowledge);
}

interface Line {
  readonly from: number;
  readonly before: string;
  readonly after: string;
}

type Place =
  | { readonly kind: 'key'; readonly typed: Span }
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly typed: Span;
      readonly isQuoted: boolean;
      readonly quote: string;
    };

function lineAt(text: string, offset: number): Line {
  // At the very beginning there is nothing before: `lastIndexOf` takes a negative place for the first.
  const from = offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const lineBreak = /[\r\n]|$/g;
  lineBreak.lastIndex = offset;
  return { from, before: text.slice(from, offset), after: text.slice(offset, lineBreak.exec(text)?.index) };
}

function tomlPlace(line: Line, text: string, offset: number): Place | undefined {
  const { before, after, from } = line;
  if (/^\s*[\w-]*$/.test(before)) {
    const isInRule = /^\s*\[\[?\s*rule\s*\]\]?\s*$/.test(
      lastMatch(text.slice(0, from), /^[ \t]*\[\[?[^\]\n]*\]\]?[^\n]*$/gm) ?? '',
    );
    return isInRule ? keyPlace(before, after, offset) : listPlace(line, text, offset, /^\s*([\w-]+)\s*=\s*\[[^\]]*$/m);
  }
  const value = /^\s*([\w-]+)\s*=\s*(?:\[.*?)?(["']?)([^"']*)$/.exec(before);
  if (value !== null) return valuePlace(value[1] ?? '', value[2] ?? '', value[3] ?? '', after, offset);
  return listPlace(line, text, offset, /^\s*([\w-]+)\s*=\s*\[[^\]]*$/m);
}

function yamlPlace(line: Line, text: string, offset: number): Place | undefined {
  const { before, after } = line;
  if (/^\s*(?:- )?[\w-]*$/.test(before)) {
    const list = listPlace(line, text, offset, /^\s*(?:- )?([\w-]+):\s*(?:\n\s*- [^\n]*)*\n?$/m);
    return /^\s*- /.test(before) && list !== undefined ? list : keyPlace(before, after, offset);
  }
  const value = /^\s*(?:- )?([\w-]+):\s+(?:\[.*?)?(["']?)([^"']*)$/.exec(before);
  if (value !== null) return valuePlace(value[1] ?? '', value[2] ?? '', value[3] ?? '', after, offset);
  return listPlace(line, text, offset, /^\s*(?:- )?([\w-]+):\s*(?:\n\s*- [^\n]*)*\n?$/m);
}

function lastMatch(text: string, pattern: RegExp): string | undefined {
  return [...text.matchAll(pattern)].at(-1)?.[0];
}

function keyPlace(before: string, after: string, offset: number): Place | undefined {
  const typed = /[\w-]*$/.exec(before)?.[0] ?? '';
  if (!/^[\w-]*\s*$/.test(after)) return undefined;
  return { kind: 'key', typed: { from: offset - typed.length, to: offset + (/^[\w-]*/.exec(after)?.[0].length ?? 0) } };
}

function valuePlace(key: string, quote: string, typed: string, after: string, offset: number): Place {
  const word = quote === '' ? (/[\w.*-]*$/.exec(typed)?.[0] ?? '') : typed;
  const rest = quote === '' ? /^[\w.*-]*/ : /^[^"',\]]*/;
  const to = offset + (rest.exec(after)?.[0].length ?? 0);
  return { kind: 'value', key, typed: { from: offset - word.length, to }, isQuoted: quote !== '', quote };
}

/** A value of a list that began on a line before. */
function listPlace({ before, after, from }: Line, text: string, offset: number, opening: RegExp): Place | undefined {
  const value = /^\s*(?:- |(?:"[^"]*"\s*,\s*)*)(["']?)([^"']*)$/.exec(before);
  const block = text.slice(Math.max(0, from - 4000), from);
  const key = [...block.matchAll(new RegExp(opening, 'gm'))].at(-1)?.[1];
  if (value === null || key === undefined) return undefined;
  return valuePlace(key, value[1] ?? '', value[2] ?? '', after, offset);
}

function presentKeys(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^[ \t]*(?:- )?([\w-]+)[ \t]*[=:]/gm)].map((match) => match[1] ?? ''));
}

function keyItems(typed: Span, format: 'toml' | 'yaml', present: ReadonlySet<string>): readonly CompletionItem[] {
  return KEYS.filter(({ name }) => !present.has(name)).map((key) => ({
    label: key.name,
    kind: 'key' as const,
    detail: key.detail,
    sort: key.name,
    replaced: typed,
    insert: format === 'toml' ? tomlKey(key) : yamlKey(key),
    isSnippet: true,
    suggestsNext: key.values !== undefined,
  }));
}

function tomlKey({ name, shape }: RuleKey): string {
  const values = { text: '"$1"', block: "'''\n$1\n'''", list: '["$1"]', number: '$1', boolean: '$1' };
  return `${name} = ${values[shape]}`;
}

function yamlKey({ name, shape }: RuleKey): string {
  const values = { text: ' $1', block: ' |\n  $1', list: '\n  - $1', number: ' $1', boolean: ' $1' };
  return `${name}:${values[shape]}`;
}

function valueItems(
  { key, typed, isQuoted, quote }: Extract<Place, { kind: 'value' }>,
  knowledge: CompletionKnowledge,
): readonly CompletionItem[] {
  const fixed = KEYS.find((each) => each.name === key)?.values ?? [];
  const texts: readonly { readonly text: string; readonly detail: string }[] = [
    ...fixed.map((text) => ({ text, detail: '' })),
    ...(LISTED[key]?.(knowledge) ?? []),
  ];
  return texts.map(({ text, detail }, index) => ({
    label: text,
    kind: key === 'id' ? ('technique' as const) : ('value' as const),
    detail,
    sort: String(index).padStart(4, '0'),
    replaced: typed,
    insert: isQuoted ? text.replaceAll(quote, '') : text,
    ...(key === 'id' ? { filter: `${text} ${detail}` } : {}),
  }));
}

type Listed = (knowledge: CompletionKnowledge) => readonly { readonly text: string; readonly detail: string }[];

const LISTED: Readonly<Record<string, Listed | undefined>> = {
  index: ({ indexPatterns }) => indexPatterns.map((text) => ({ text, detail: 'in the workspace' })),
  tags: ({ tags }) => tags.map((text) => ({ text, detail: 'in the workspace' })),
  id: ({ tactics, techniques }) => [...tactics, ...techniques].map(({ id, name }) => ({ text: id, detail: name })),
};
