// Finds rules and their keys in a parsed YAML document.
import {
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Span } from '../base/span';
import { NO_TABLE } from './fields';
import type { FieldEntry, FieldValue, Fields, FoundRule, TableField } from './fields';
import { isBareRule, isNamedRule } from './ruleOf';
import { readYamlScalar } from './yamlScalar';

/** The text that a document was read from stands at `shift` in the file. */
interface Source {
  readonly file: string;
  readonly shift: number;
  readonly document: Document.Parsed;
  /** The nodes with an anchor, in their order: looked for when the first alias is met. */
  anchors?: Map<string, Anchored[]>;
  /** Values that may still be read: aliases of aliases can make a small file endless. */
  left: number;
}

const MOST_VALUES = 50_000;
const DEEPEST = 30;

type Anchored = Scalar | YAMLMap | YAMLSeq;

const noFields: Fields = new Map();

export function rulesOfDocument(file: string, document: Document.Parsed): FoundRule[] {
  const source: Source = { file, shift: 0, document, left: MOST_VALUES };
  const content = resolve(source, document.contents);
  const items = isSeq(content) ? content.items.map((item) => resolve(source, item)) : [content];
  return items.flatMap((item) => (isMap(item) ? rulesOfMap(source, item) : []));
}

/** The keys of a mapping, whose text stands at `shift` in the file. */
export function yamlFields(file: string, document: Document.Parsed, shift: number): Fields {
  const content = document.contents;
  return isMap(content) ? fieldsOf({ file, shift, document, left: MOST_VALUES }, content) : noFields;
}

function rulesOfMap(source: Source, map: YAMLMap): FoundRule[] {
  const named = resolve(source, valueOf(map, 'rule'));
  const items = isSeq(named) ? named.items.map((item) => resolve(source, item)) : [named];
  const heading = headingOf(map, 'rule');
  const beside = resolve(source, valueOf(map, 'metadata'));
  const metadataTable = (): TableField => (isMap(beside) ? tableOf(source, beside) : NO_TABLE);
  if (!items.some(isMap)) {
    const fields = fieldsOf(source, map);
    if (!isBareRule(fields)) return [];
    const file = tableOf(source, map);
    const content = { rule: file, metadata: metadataTable(), file };
    return [{ ...spanOf(source, map), heading: headingOf(map), fields, metadata: noFields, content }];
  }
  const metadata = isMap(beside) ? fieldsOf(source, beside) : noFields;
  let shared: { readonly file: TableField; readonly metadata: TableField } | undefined;
  return items.flatMap((item) => {
    if (!isMap(item)) return [];
    const fields = fieldsOf(source, item);
    const own = items.length === 1 ? heading : headingOf(item);
    const span = spanOf(source, item);
    if (!isNamedRule(fields)) return [];
    shared ??= { file: tableOf(source, map), metadata: metadataTable() };
    const content = { rule: tableOf(source, item), ...shared };
    return [{ from: Math.min(own.from, span.from), to: span.to, heading: own, fields, metadata, content }];
  });
}

/** All of a mapping, to the ground. */
function tableOf(source: Source, map: YAMLMap, depth = 0): TableField {
  const entries: FieldEntry[] = [];
  const known = new Set<string>();
  for (const { key, value } of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string' || known.has(key.value)) continue;
    known.add(key.value);
    entries.push({
      key: key.value,
      keySpan: spanOf(source, key),
      value: toDeepField(source, resolve(source, value), depth),
    });
  }
  return { kind: 'table', entries, ...spanOf(source, map) };
}

function toDeepField(source: Source, node: unknown, depth: number): FieldValue {
  if (source.left-- <= 0 || depth > DEEPEST) return other;
  if (isMap(node)) return tableOf(source, node, depth + 1);
  if (isSeq(node)) {
    const items = node.items.map((item) => toDeepField(source, resolve(source, item), depth + 1));
    return { kind: 'list', items, ...spanOf(source, node) };
  }
  return toField(source, node);
}

function fieldsOf(source: Source, map: YAMLMap): Fields {
  const fields = new Map<string, FieldValue>();
  const merged: YAMLMap[] = [];
  for (const { key, value } of map.items) {
    if (!isScalar(key) || typeof key.value !== 'string') continue;
    const node = resolve(source, value);
    if (key.value === '<<')
      merged.push(...(isSeq(node) ? node.items.map((item) => resolve(source, item)) : [node]).filter(isMap));
    else if (!fields.has(key.value)) fields.set(key.value, toField(source, node));
  }
  // What a merged mapping merges itself is left out: no rule needs it, and it could go round in circles.
  for (const each of merged) addMissing(fields, source, each);
  return fields;
}

function addMissing(fields: Map<string, FieldValue>, source: Source, map: YAMLMap): void {
  for (const { key, value } of map.items)
    if (isScalar(key) && typeof key.value === 'string' && !fields.has(key.value))
      fields.set(key.value, toField(source, resolve(source, value)));
}

function toField(source: Source, node: unknown): FieldValue {
  if (isScalar(node) && typeof node.value === 'string') {
    const token = node.srcToken;
    if (token && isScalarToken(token)) return readYamlScalar(source.file, token, source.shift, node.value);
  }
  if (isScalar(node)) return { kind: 'scalar', text: node.source ?? '', ...spanOf(source, node) };
  if (isSeq(node)) {
    const items = node.items.map((item) => resolve(source, item));
    return {
      kind: 'list',
      items: items.map((item) => (isSeq(item) ? other : toField(source, item))),
      ...spanOf(source, node),
    };
  }
  return other;
}

function isScalarToken(token: CST.Token): token is CST.FlowScalar | CST.BlockScalar {
  return CST.isScalar(token);
}

const other: FieldValue = { kind: 'other', from: 0, to: 0 };

/** What an alias stands for, the last such anchor before it; anything else is itself. */
function resolve(source: Source, node: unknown): unknown {
  if (!isAlias(node)) return node;
  source.anchors ??= anchorsOf(source.document);
  const before = (each: Anchored): boolean => (each.range?.[0] ?? 0) < (node.range?.[0] ?? 0);
  return source.anchors.get(node.source)?.filter(before).pop();
}

function anchorsOf(document: Document.Parsed): Map<string, Anchored[]> {
  const anchors = new Map<string, Anchored[]>();
  visit(document, {
    Value(_key, node) {
      if (node.anchor === undefined) return;
      const known = anchors.get(node.anchor);
      if (known) known.push(node);
      else anchors.set(node.anchor, [node]);
    },
  });
  return anchors;
}

function valueOf(map: YAMLMap, name: string): unknown {
  return map.items.find(({ key }) => isScalar(key) && key.value === name)?.value;
}

/** The key of this name, or the first one. */
function headingOf(map: YAMLMap, name?: string): Span {
  const keys = map.items.map(({ key }) => key);
  const key = (name === undefined ? undefined : keys.find((each) => isScalar(each) && each.value === name)) ?? keys[0];
  const range = (key as ParsedNode | undefined)?.range;
  return range ? { from: range[0], to: range[1] } : { from: 0, to: 0 };
}

/** Without the blank lines after the last value. */
function spanOf({ file, shift }: Source, node: { range?: readonly [number, number, number] | null }): Span {
  const [from, end] = node.range ?? [0, 0];
  let to = end + shift;
  while (to > from + shift && /\s/.test(file.charAt(to - 1))) to--;
  return { from: from + shift, to };
}
