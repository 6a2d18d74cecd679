// Reads a TOML rule file in the shape of Elastic's detection-rules: `[metadata]` beside `[rule]`, or any number of `[[rule]]`.
import type { RuleFile } from './document';
import { holdsTomlExceptions } from './exceptionMarks';
import { flatTable, NO_TABLE, tablesOf, entryOf } from './fields';
import type { FieldValue, Fields, FoundRule, RuleContent, TableField } from './fields';
import { isNamedRule, toRuleFile } from './ruleOf';
import { scanToml, type TomlEntry, type TomlTable } from './tomlScan';
import { checkTomlSyntax } from './tomlSyntax';
import { toField, tomlTree } from './tomlTree';

/** A file without a rule is somebody else's: it has no issues, however broken it is. */
export function readToml(file: string): RuleFile {
  const scan = scanToml(file);
  const read = outlineOf(scan.tables);
  if (read.rules.length === 0 && read.hasExceptions !== true) return read;
  return { ...read, issues: [...checkTomlSyntax(file, scan), ...read.issues].sort((a, b) => a.from - b.from) };
}

/** The rules and nothing about the rest of the file, but whether it holds exceptions. */
export function findTomlRules(file: string): RuleFile {
  return outlineOf(scanToml(file).tables);
}

function outlineOf(tables: readonly TomlTable[]): RuleFile {
  const read = toRuleFile('toml', findRules(tables), []);
  const hasExceptions = read.rules.length === 0 && holdsTomlExceptions(tables);
  return hasExceptions ? { ...read, hasExceptions } : read;
}

type OpenRule = { -readonly [K in keyof Omit<FoundRule, 'content'>]: FoundRule[K] } & {
  fields: Map<string, FieldValue>;
};

function findRules(tables: readonly TomlTable[]): FoundRule[] {
  const metadata: Map<string, FieldValue> = new Map();
  const rules: OpenRule[] = [];
  for (const table of tables) {
    if (table.path.length === 0) readRoot(table, rules, metadata);
    else if (table.path[0] === 'metadata' && table.path.length === 1) addFields(metadata, table.entries);
    else if (table.path[0] === 'rule') readRuleTable(table, rules, metadata);
  }
  const named = rules.filter((rule) => isNamedRule(rule.fields));
  return named.length === 0 ? [] : withContent(named, tomlTree(tables));
}

/** A rule and its table in the tree begin at the same character; where it has none, as behind a header that stands twice, its own keys have to do. */
function withContent(rules: readonly OpenRule[], file: TableField): FoundRule[] {
  const tables = new Map(tablesOf(entryOf(file, 'rule')?.value).map((table) => [table.from, table]));
  const beside = entryOf(file, 'metadata')?.value;
  const metadata = beside?.kind === 'table' ? beside : NO_TABLE;
  return rules.map((rule) => {
    const content: RuleContent = { rule: tables.get(rule.from) ?? flatTable(rule.fields, rule), metadata, file };
    return { ...rule, content };
  });
}

function readRuleTable(table: TomlTable, rules: OpenRule[], metadata: Fields): void {
  const rule = rules[rules.length - 1];
  if (table.path.length === 1) {
    const fields = addFields(new Map(), table.entries);
    rules.push({ from: table.from, to: table.to, heading: table.header, fields, metadata });
  } else if (rule) rule.to = table.to;
}

/** Keys before any header: `rule.query = "…"`, `rule = {…}`, `rule = [{…}]`. */
function readRoot(table: TomlTable, rules: OpenRule[], metadata: Map<string, FieldValue>): void {
  for (const entry of table.entries) {
    const [first, ...rest] = entry.path;
    if (first === 'metadata') addFields(metadata, inner(entry, rest));
    if (first === 'rule') readRootRule(entry, rest, rules, metadata);
  }
}

function readRootRule(entry: TomlEntry, rest: readonly string[], rules: OpenRule[], metadata: Fields): void {
  const { value } = entry;
  if (rest.length === 0 && value.kind === 'array') {
    for (const item of value.items) {
      if (item.kind !== 'table') continue;
      const heading = { from: item.from, to: item.from + 1 };
      rules.push({ ...spanOf(item), heading, fields: addFields(new Map(), item.entries), metadata });
    }
    return;
  }
  const known = rules[rules.length - 1];
  const rule = known ?? { ...spanOf(entry), heading: entry.key, fields: new Map<string, FieldValue>(), metadata };
  if (known === undefined) rules.push(rule);
  addFields(rule.fields, inner(entry, rest));
  rule.to = entry.to;
}

function inner({ value, ...entry }: TomlEntry, path: readonly string[]): readonly TomlEntry[] {
  if (path.length > 0) return [{ ...entry, path, value }];
  return value.kind === 'table' ? value.entries : [];
}

/** Of a key defined twice the first stays. */
function addFields(fields: Map<string, FieldValue>, entries: readonly TomlEntry[]): Map<string, FieldValue> {
  for (const { path, value } of entries) {
    const [key] = path;
    if (key !== undefined && path.length === 1 && !fields.has(key)) fields.set(key, toField(value));
  }
  return fields;
}

function spanOf({ from, to }: { from: number; to: number }) {
  return { from, to };
}
