// A YAML text as plain values that know where they stand, and what is wrong with it as YAML. Total: a broken text gives what can be read.
import { isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments, visit } from 'yaml';
import type { Document, Node, Pair } from 'yaml';
import type { Issue, WithIssues } from '../base/issue';
import type { Span } from '../base/span';
import { isYamlTooDeep } from '../rule/nesting';
import { checkYamlSyntax } from '../rule/yamlSyntax';

export type YamlValue = YamlMap | YamlList | YamlScalar | YamlAlias;

export interface YamlMap extends Span {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlValue;
}

export interface YamlList extends Span {
  readonly kind: 'list';
  readonly items: readonly YamlValue[];
}

/** `null` is also what is not there: a key without a value. */
export interface YamlScalar extends Span {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** Is not followed: a text could grow without end by it. */
export interface YamlAlias extends Span {
  readonly kind: 'alias';
  readonly name: string;
  readonly isKnown: boolean;
}

/** What a larger text holds was made by a machine, and is not for us. */
const LARGEST = 1024 * 1024;

/** The first document of a text; undefined where there is none, or where it has more than `largest` characters. */
export function readYamlTree(text: string, largest = LARGEST): WithIssues<YamlValue | undefined> {
  if (text.length > largest)
    return unread(`This file is larger than ${Math.round(largest / 1024)} kB, and is not read. Make it shorter.`);
  if (isYamlTooDeep(text)) return unread('This file nests too deeply, and is not read.');
  const documents = parse(text);
  if (documents === undefined) return unread('This is not YAML.');
  const [first, second] = documents;
  // Keys that stand twice are found by whoever knows the schema.
  const issues = checkYamlSyntax(
    text,
    documents.slice(0, 1).filter(({ errors }) => errors.length > 0),
  );
  if (second !== undefined && issues.length === 0) issues.push(another(second));
  const value = first === undefined ? undefined : toValue(first.contents, anchorsOf(first), 0);
  return { value: value === undefined || isNothing(value) ? undefined : value, issues };
}

function isNothing(value: YamlValue): boolean {
  return value.kind === 'scalar' && value.value === null;
}

function parse(text: string): readonly Document.Parsed[] | undefined {
  try {
    return [...parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' })];
  } catch {
    return undefined;
  }
}

function unread(message: string): WithIssues<undefined> {
  return { value: undefined, issues: [{ code: 'yaml-syntax', severity: 'error', message, from: 0, to: 0 }] };
}

function another({ contents, range }: Document.Parsed): Issue {
  const [from] = (contents as Node | null)?.range ?? range;
  const message = 'Only the first document of this file is read. Remove the line `---` between the two.';
  return { code: 'yaml-syntax', severity: 'warning', message, from, to: from };
}

type Anchors = ReadonlySet<string>;

/** `at`: where a value would stand that is not there. */
function toValue(node: unknown, anchors: Anchors, at: number): YamlValue {
  if (isMap(node)) {
    const entries = node.items.flatMap((pair) => toEntry(pair, anchors));
    return { kind: 'map', entries, ...spanOf(node, at) };
  }
  if (isSeq(node)) {
    const span = spanOf(node, at);
    return { kind: 'list', items: node.items.map((item) => toValue(item, anchors, span.from)), ...span };
  }
  if (isAlias(node))
    return { kind: 'alias', name: node.source, isKnown: anchors.has(node.source), ...spanOf(node, at) };
  if (isScalar(node)) return { kind: 'scalar', value: plain(node.value), ...spanOf(node, at) };
  return { kind: 'scalar', value: null, from: at, to: at };
}

function toEntry({ key, value }: Pair, anchors: Anchors): readonly YamlEntry[] {
  if (!isNode(key)) return [];
  const keySpan = spanOf(key, 0);
  const name = isScalar(key) ? String(key.value) : '?';
  return [{ key: name, keySpan, value: toValue(value, anchors, keySpan.to) }];
}

function plain(value: unknown): YamlScalar['value'] {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function spanOf(node: Node, at: number): Span {
  const [from, to] = node.range ?? [at, at];
  return { from, to };
}

function anchorsOf(document: Document.Parsed): ReadonlySet<string> {
  const anchors = new Set<string>();
  visit(document, {
    Value(_key, { anchor }) {
      if (anchor !== undefined) anchors.add(anchor);
    },
  });
  return anchors;
}
