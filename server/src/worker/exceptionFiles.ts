// Reads the exception files that a run is given. What cannot be taken as it is meant is no ground to run on, so a broken file is unreadable.
import { createLineIndex } from '../base/lineIndex';
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';
import type { ExceptionFile } from '../exceptions/list';
import { readExceptions } from '../exceptions/read';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import type { Rule } from '../rule/document';
import { entryOf, tablesOf } from '../rule/fields';
import { readRuleFile } from '../rule/read';

export interface ReadExceptionFile {
  readonly path: string;
  readonly file: ExceptionFile;
  /** What is wrong with the shape, in a way that Kibana would refuse. */
  readonly faults: readonly Issue[];
  /** Ids of lists that a rule of the same file names: they are for no other rule. */
  readonly named: ReadonlySet<string>;
}

/** Exceptions are written by hand or exported by the hundred; beyond is a sample that was taken for one. */
const LARGEST = 64 * 1024 * 1024;

/** Each file once, however often it is named. Throws UnreadableError, whose sentence names the file. */
export function readExceptionFiles(paths: readonly string[], host: Host): readonly ReadExceptionFile[] {
  const byPlace = new Map(paths.map((path) => [host.resolve(path), path]));
  return [...byPlace.values()].map((path) => readExceptionFile(path, host));
}

function readExceptionFile(path: string, host: Host): ReadExceptionFile {
  const stamp = host.stamp(path);
  if (stamp !== undefined && stamp.bytes > LARGEST)
    throw new UnreadableError(`${path} holds no exceptions: no file of them is larger than 64 MB.`);
  const text = host.readText(path);
  const format = /\.toml$/i.test(path) || !/^\s*\{/.test(text.replace('\ufeff', '')) ? 'toml' : 'ndjson';
  const read = readExceptions(text, format);
  if (read === undefined)
    throw new UnreadableError(
      `${path} holds no exceptions: expected are lists that Kibana exported (NDJSON), or \`[[exceptions]]\` in TOML.`,
    );
  const { rules, issues } = readRuleFile(text, format);
  const broken = issues.find(({ severity }) => severity === 'error');
  if (broken !== undefined) {
    const line = createLineIndex(text).positionAt(broken.from).line + 1;
    throw new UnreadableError(`${path} cannot be read on line ${line}: ${broken.message}`);
  }
  const faults = read.issues.filter(({ severity }) => severity === 'error');
  return { path, file: read.value, faults, named: new Set(rules.flatMap(listsOfRule)) };
}

/** The ids of the lists that a rule names in its `exceptions_list`. */
export function listsOfRule({ content }: Pick<Rule, 'content'>): readonly string[] {
  return tablesOf(entryOf(content.rule, 'exceptions_list')?.value).flatMap((table) => {
    const id = entryOf(table, 'list_id')?.value;
    return id?.kind === 'text' ? id.text : [];
  });
}

export function faultWithin({ from, to }: Span, { faults }: ReadExceptionFile): Issue | undefined {
  return faults.find((fault) => fault.from >= from && fault.from < to);
}
