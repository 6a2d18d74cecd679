// The way into rule files: picks the reader of a format. Total: whatever the text, there is an answer, and nothing is thrown.
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import { LARGEST_FILE } from './document';
import type { RuleFile, RuleFormat } from './document';
import { readEqlFile } from './eqlFile';
import { readJsonRules, readNdjsonRules } from './json';
import { findTomlRules, readToml } from './toml';
import { findYamlRules, readYaml } from './yaml';

interface Reader {
  readonly read: (file: string) => RuleFile;
  /** Only looks for the rules: linear, whatever the file, and without the parser of its format. */
  readonly find: (file: string) => RuleFile;
}

const READERS: Readonly<Record<RuleFormat, Reader>> = {
  toml: { read: readToml, find: findTomlRules },
  yaml: { read: readYaml, find: findYamlRules },
  eql: { read: readEqlFile, find: readEqlFile },
  json: { read: readJsonRules, find: readJsonRules },
  ndjson: { read: readNdjsonRules, find: readNdjsonRules },
};

/** Reads the rules of a file. A TOML or YAML file without a rule gives no rules and no issues. */
export function readRuleFile(text: string, format: RuleFormat): RuleFile {
  const { read, find } = READERS[format];
  // An export is read line by line, however many rules it holds.
  return text.length > LARGEST_FILE && format !== 'ndjson' ? asLarge(find(text)) : read(text);
}

/** Only the rules, for whoever asks nothing about the rest of the file: a fraction of the work in TOML, where they are found without its parser. */
export function findRules(text: string, format: RuleFormat): RuleFile {
  return format === 'yaml' ? readRuleFile(text, format) : READERS[format].find(text);
}

function asLarge(file: RuleFile): RuleFile {
  const [first] = file.rules;
  const issues = first === undefined ? [] : [largeFile(first.heading)];
  return { ...file, issues, isLarge: true };
}

function largeFile({ from, to }: Span): Issue {
  const message =
    'This file is larger than 1 MB: its queries are checked up to 1 MB in all, the rest of the file is not. Divide it into several files.';
  return { code: 'large-file', severity: 'info', message, from, to };
}

const formats = new Map<string, RuleFormat>([
  ['toml', 'toml'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['eql', 'eql'],
]);

/** The format by a path's or URI's extension; undefined for files that hold no rules. */
export function formatOf(path: string): RuleFormat | undefined {
  const extension = /\.([A-Za-z]+)$/.exec(path)?.[1];
  return extension === undefined ? undefined : formats.get(extension.toLowerCase());
}

/** The format of a file that may be an export of rules, by its extension: whether it is one says its text. */
export function exportFormatOf(path: string): 'json' | 'ndjson' | undefined {
  const extension = /\.(json|ndjson|jsonl)$/i.exec(path)?.[1]?.toLowerCase();
  return extension === undefined ? undefined : extension === 'json' ? 'json' : 'ndjson';
}

/** Whether a file is one of ours: an .eql file always is, any other when it holds a rule or exceptions. */
export function looksLikeRule(file: RuleFile): boolean {
  return file.format === 'eql' || file.rules.length > 0 || file.hasExceptions === true;
}
