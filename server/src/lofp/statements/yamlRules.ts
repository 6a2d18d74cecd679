// Statements of Sigma rules and of Splunk's content, both YAML: read for what they say, not to be evaluated.
import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments, type YAMLMap } from 'yaml';
import { isYamlTooDeep } from '../../rule/nesting';
import { checkYamlSyntax, tooDeep } from '../../rule/yamlSyntax';
import type { FileProblem, FileStatements, Logic, StatementRule, Technique } from './statementRule';
import { statementsOf, techniquesOf } from './statementRule';

/** A file that has none of these keys holds neither. Cheap: it is asked of every YAML file. */
const HINT = /^(?:detection|correlation|logsource|falsepositives|known_false_positives|search)[ \t]*:/m;

/** Undefined where the file is somebody else's, one of Elastic's rules perhaps. */
export function foreignStatements(text: string): FileStatements | undefined {
  if (!HINT.test(text)) return undefined;
  const documents = parse(text);
  if (documents === undefined) return { rules: [], problems: [{ message: tooDeep().message, offset: 0 }] };
  const rules: StatementRule[] = [];
  const problems: FileProblem[] = [];
  let shared: Keys | undefined;
  for (const document of documents) {
    const [broken] = document.errors.length > 0 ? checkYamlSyntax(text, [document]) : [];
    if (broken !== undefined) problems.push({ message: broken.message, offset: broken.from });
    const keys = keysOf(document, text);
    if (keys === undefined) continue;
    // What a document says with `action: global` holds for those that follow it.
    if (keys.textOf('action') === 'global') shared = keys;
    else rules.push(...toRules(shared === undefined ? keys : keys.above(shared), rules.length, problems));
  }
  return rules.length === 0 && problems.length === 0 ? undefined : { rules, problems };
}

function parse(text: string): readonly Document.Parsed[] | undefined {
  if (isYamlTooDeep(text)) return undefined;
  try {
    return [...parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' })];
  } catch {
    return undefined;
  }
}

function toRules(keys: Keys, index: number, problems: FileProblem[]): readonly StatementRule[] {
  const kind = KINDS.find((each) => each.isOne(keys));
  if (kind === undefined) return [];
  const { texts, others, offset } = keys.listOf(kind.statements);
  if (others > 0) problems.push({ message: `\`${kind.statements}\` holds ${countOf(others)} no text.`, offset });
  const id = keys.textOf('id');
  return [
    {
      source: kind.source,
      index,
      name: keys.textOf(kind.name) ?? id ?? '',
      ...(id === undefined ? {} : { id }),
      description: keys.textOf('description') ?? '',
      techniques: techniquesOf(kind.techniques(keys)),
      ...kind.logic(keys),
      statements: statementsOf(texts),
    },
  ];
}

function countOf(others: number): string {
  return others === 1 ? 'one value that is' : `${others} values that are`;
}

interface Kind {
  readonly source: 'sigma' | 'splunk';
  readonly isOne: (keys: Keys) => boolean;
  readonly name: string;
  readonly statements: string;
  readonly techniques: (keys: Keys) => readonly Technique[];
  readonly logic: (keys: Keys) => { readonly logic?: Logic };
}

const KINDS: readonly Kind[] = [
  {
    source: 'sigma',
    isOne: (keys) => (keys.has('detection') || keys.has('correlation')) && (keys.has('logsource') || keys.has('title')),
    name: 'title',
    statements: 'falsepositives',
    techniques: (keys) =>
      keys.listOf('tags').texts.flatMap((tag) => {
        const id = /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag.trim())?.[1];
        return id === undefined ? [] : [{ id }];
      }),
    logic: (keys) => logicOf('sigma', ['logsource', 'detection', 'correlation'].map(keys.sourceOf)),
  },
  {
    source: 'splunk',
    isOne: (keys) => keys.has('search') && (keys.has('known_false_positives') || keys.has('how_to_implement')),
    name: 'name',
    statements: 'known_false_positives',
    // Beside the other keys since 2026, below `tags` before.
    techniques: (keys) =>
      [keys, keys.below('tags')].flatMap((each) => each?.listOf('mitre_attack_id').texts ?? []).map((id) => ({ id })),
    logic: (keys) => logicOf('spl', [keys.textOf('search')]),
  },
];

function logicOf(language: string, parts: readonly (string | undefined)[]): { readonly logic?: Logic } {
  const text = parts.flatMap((part) => part ?? []).join('\n');
  return text === '' ? {} : { logic: { language, text } };
}

/** The keys of one mapping, asked for by what they should hold. */
interface Keys {
  readonly has: (key: string) => boolean;
  readonly textOf: (key: string) => string | undefined;
  /** Of a list its texts; a single text is a list of one. */
  readonly listOf: (key: string) => {
    readonly texts: readonly string[];
    readonly others: number;
    readonly offset: number;
  };
  /** The key and its value as they are written. */
  readonly sourceOf: (key: string) => string | undefined;
  readonly below: (key: string) => Keys | undefined;
  /** What is not here is looked for there. */
  readonly above: (lower: Keys) => Keys;
}

function keysOf(document: Document.Parsed, text: string): Keys | undefined {
  return isMap(document.contents) ? keysOfMap(document.contents, document, text) : undefined;
}

function keysOfMap(map: YAMLMap, document: Document.Parsed, text: string): Keys {
  const pairs = new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])));
  const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const at = (key: string): unknown => resolve(pairs.get(key)?.value);
  const keys: Keys = {
    has: (key) => pairs.has(key),
    textOf: (key) => textOfNode(at(key))?.trim(),
    listOf(key) {
      const value = at(key);
      const items = (isSeq(value) ? value.items : [value]).map(resolve).filter((item) => !isNothing(item));
      const texts = items.flatMap((item) => textOfNode(item) ?? []);
      return { texts, others: items.length - texts.length, offset: rangeOf(value)?.[0] ?? 0 };
    },
    sourceOf(key) {
      const from = rangeOf(pairs.get(key)?.key)?.[0];
      const to = rangeOf(pairs.get(key)?.value)?.[1];
      return from === undefined || to === undefined ? undefined : text.slice(from, to).trimEnd();
    },
    below(key) {
      const value = at(key);
      return isMap(value) ? keysOfMap(value, document, text) : undefined;
    },
    above: (lower) => ({
      has: (key) => keys.has(key) || lower.has(key),
      textOf: (key) => (keys.has(key) ? keys : lower).textOf(key),
      listOf: (key) => (keys.has(key) ? keys : lower).listOf(key),
      sourceOf: (key) => (keys.has(key) ? keys : lower).sourceOf(key),
      below: (key) => (keys.has(key) ? keys : lower).below(key),
      above: () => keys,
    }),
  };
  return keys;
}

/** A number stands for its text; a mapping is none. */
function textOfNode(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  return typeof node.value === 'string' ? node.value : node.value === null ? undefined : node.source;
}

function isNothing(node: unknown): boolean {
  return node === undefined || node === null || (isScalar(node) && node.value === null);
}

function rangeOf(node: unknown): readonly number[] | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) ? (range as readonly number[]) : undefined;
}
