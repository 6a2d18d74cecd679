// What all rule files of a workspace say of each other, kept up file by file: who else bears an id or a name, and whose exceptions have
// lost their rule. Asks nobody: who keeps it says what each file holds.
import type { Issue } from '../../base/issue';
import type { LineIndex, LinePosition } from '../../base/lineIndex';
import type { Span } from '../../base/span';
import type { NamedRule } from '../../exceptions/list';
import { readExceptions } from '../../exceptions/read';
import type { Analysis } from '../analyze';
import { findDuplicates, identityOf, sharedKeys } from './duplicates';
import type { RuleIdentity } from './duplicates';
import { findLeftoverExceptions } from './leftoverExceptions';

/** Where something stands in a file of which the text is not at hand. */
export interface LineRange {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

/** What is kept of a file. */
export interface FileIdentities {
  readonly rules: readonly RuleIdentity[];
  /** The rules for which its exceptions are. */
  readonly exceptions: readonly NamedRule[];
  /** Of each id and name, by the offset where it begins. */
  readonly ranges: ReadonlyMap<number, LineRange>;
}

export interface IdentityIndex {
  has(file: string): boolean;
  /** Undefined: the file is gone. The answer are the files of which something else is said from now on, this one among them. */
  set(file: string, identities: FileIdentities | undefined): readonly string[];
  /** From now on all files are known, so that a rule that is not among them is none of the workspace. The answer is as that of `set`. */
  complete(): readonly string[];
  /** Of a file as it is now, which may be newer than what is kept of it. Related spans of other files have their `file`. */
  issuesOf(file: string, now: FileIdentities): readonly Issue[];
  rangeIn(file: string, span: Span): LineRange | undefined;
}

export function identitiesOf(file: string, analysis: Analysis, lines: LineIndex): FileIdentities {
  const rules = analysis.file.rules.map((rule) => identityOf(file, rule));
  const isList = analysis.file.hasExceptions === true && analysis.file.format === 'toml';
  const exceptions = isList ? (readExceptions(analysis.text, 'toml')?.value.rules ?? []) : [];
  const places = rules.flatMap(({ id, name }) => [id ?? [], name ?? []].flat());
  const rangeOf = ({ from, to }: Span): LineRange => ({ start: lines.positionAt(from), end: lines.positionAt(to) });
  return { rules, exceptions, ranges: new Map(places.map((place) => [place.from, rangeOf(place)])) };
}

export function createIdentityIndex(): IdentityIndex {
  const files = new Map<string, FileIdentities>();
  const bearers = new Map<string, Set<string>>();
  let isComplete = false;
  const sharing = (file: string, keys: Iterable<string>): readonly string[] =>
    [...new Set([...keys].flatMap((key) => [...(bearers.get(key) ?? [])]))].filter((each) => each !== file).sort();
  const withExceptions = (): readonly string[] =>
    isComplete ? [...files].flatMap(([file, { exceptions }]) => (exceptions.length > 0 ? [file] : [])) : [];
  return {
    has: (file) => files.has(file),
    set(file, next) {
      const before = files.get(file);
      if (next === undefined) files.delete(file);
      else files.set(file, next);
      if (isSame(before, next)) return [];
      const [old, now] = [keysOf(before), keysOf(next)];
      for (const key of old) remove(bearers, key, file);
      for (const key of now) add(bearers, key, file);
      const others = sharing(file, [...old, ...now]);
      const isTold = next !== undefined && (others.length > 0 || next.exceptions.length > 0);
      return [...new Set([...others, ...withExceptions(), ...(isTold ? [file] : [])])];
    },
    complete() {
      isComplete = true;
      return withExceptions();
    },
    issuesOf(file, now) {
      const others = sharing(file, keysOf(now)).flatMap((each) => files.get(each)?.rules ?? []);
      const leftOver =
        isComplete && now.exceptions.length > 0
          ? findLeftoverExceptions([{ file, rules: now.exceptions }], [...files.values()].flatMap(rulesOf))
          : [];
      const found = [...findDuplicates([...now.rules, ...others]), ...leftOver];
      return found.filter((each) => each.file === file).map(({ issue }) => issue);
    },
    rangeIn: (file, { from }) => files.get(file)?.ranges.get(from),
  };
}

function rulesOf({ rules }: FileIdentities): readonly RuleIdentity[] {
  return rules;
}

function keysOf(identities: FileIdentities | undefined): ReadonlySet<string> {
  return new Set((identities?.rules ?? []).flatMap(sharedKeys));
}

/** While somebody types below the names of a rule, nothing becomes another for anybody. */
function isSame(a: FileIdentities | undefined, b: FileIdentities | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && told(a) === told(b));
}

function told({ rules, exceptions, ranges }: FileIdentities): string {
  return JSON.stringify([rules, exceptions, [...ranges]]);
}

function add(bearers: Map<string, Set<string>>, key: string, file: string): void {
  const known = bearers.get(key);
  if (known === undefined) bearers.set(key, new Set([file]));
  else known.add(file);
}

function remove(bearers: Map<string, Set<string>>, key: string, file: string): void {
  const known = bearers.get(key);
  known?.delete(file);
  if (known?.size === 0) bearers.delete(key);
}
