// The way into rule files: picks the reader of a format. Total: whatever the text, there is an answer, and nothing is thrown.
import type { RuleFile, RuleFormat } from './document';
import { readEqlFile } from './eqlFile';
import { readToml } from './toml';
import { readYaml } from './yaml';

/** Reads the rules of a file. A TOML or YAML file without a rule gives no rules and no issues. */
export function readRuleFile(text: string, format: RuleFormat): RuleFile {
  switch (format) {
    case 'toml':
      return readToml(text);
    case 'yaml':
      return readYaml(text);
    case 'eql':
      return readEqlFile(text);
  }
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

/** Whether a file is one of ours: an .eql file always is, a TOML or YAML file when it holds a rule. */
export function looksLikeRule(file: RuleFile): boolean {
  return file.format === 'eql' || file.rules.length > 0;
}
