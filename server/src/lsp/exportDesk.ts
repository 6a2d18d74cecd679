// Rules that Kibana exported, for an editor that shows each as a text of its own: which there are, and how one of them reads.
import { UnreadableError } from '../host/host';
import type { FileStamp, Host } from '../host/host';
import { createLineIndex } from '../base/lineIndex';
import type { ExportedRule, ExportedRuleParams, ExportedRulesParams } from '../protocol';
import type { Rule } from '../rule/document';
import { looksLikeExport } from '../rule/json';
import { exportFormatOf, readRuleFile } from '../rule/read';
import { ruleToToml } from '../rule/ruleText';
import { toPath } from './uris';

/** No export is so large: such a file is a sample, and is not read to find that out. */
const LARGEST = 64 * 1024 * 1024;

interface ReadExport {
  readonly path: string;
  readonly stamp: FileStamp;
  readonly rules: readonly Rule[];
  readonly lineOf: (offset: number) => number;
}

export class ExportDesk {
  /** The one that was asked for last: its rules are asked for one after the other. */
  private last: ReadExport | undefined;

  constructor(private readonly host: Host) {}

  /** Empty for a file that holds no rule. Throws a sentence where it cannot be read. */
  rules({ uri }: ExportedRulesParams): readonly ExportedRule[] {
    return (this.read(uri)?.rules ?? []).map(({ index, metadata: { name, id }, query }) => ({
      index,
      name: name?.value.trim() || id?.value || `Rule ${index + 1}`,
      ...(id === undefined ? {} : { ruleId: id.value }),
      ...(query === undefined ? {} : { language: query.language }),
    }));
  }

  /** One of them as TOML. */
  rule({ uri, index }: ExportedRuleParams): string {
    const found = this.read(uri);
    const rule = found?.rules[index];
    if (found === undefined || rule === undefined) throw new Error('the rule is not in the export any more.');
    const name = found.path.split(/[\\/]/).at(-1) ?? '';
    return ruleToToml(
      rule.content.rule,
      `From ${name}, line ${found.lineOf(rule.from)}. This text is made from it and cannot be edited.`,
    );
  }

  private read(uri: string): ReadExport | undefined {
    const path = toPath(uri);
    if (path === undefined) throw new Error('exported rules can be opened from files of this machine only.');
    const format = exportFormatOf(path);
    const stamp = this.host.stamp(path);
    if (stamp === undefined) throw new Error('the file is no longer there.');
    if (this.last?.path === path && isSame(this.last.stamp, stamp)) return this.last;
    if (format === undefined || stamp.bytes > LARGEST) return undefined;
    const text = readText(path, this.host);
    if (!looksLikeExport(text, format)) return undefined;
    const lines = createLineIndex(text);
    const { rules } = readRuleFile(text, format);
    this.last = { path, stamp, rules, lineOf: (offset) => lines.positionAt(offset).line + 1 };
    return this.last;
  }
}

function isSame(a: FileStamp, b: FileStamp): boolean {
  return a.bytes === b.bytes && a.modified === b.modified;
}

function readText(path: string, host: Host): string {
  try {
    return host.readText(path);
  } catch (error) {
    if (error instanceof UnreadableError) throw new Error(error.message, { cause: error });
    throw error;
  }
}
