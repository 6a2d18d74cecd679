// Which rules changed since a revision of git: in the working tree, with all that is staged, unstaged or not tracked yet.
import type { Host } from '../host/host';
import type { Rule, RuleFormat } from '../rule/document';
import { findRules } from '../rule/read';
import { isWithin, pathFrom } from '../worker/relativePath';
import { Misuse } from './misuse';

export interface GitChanges {
  /** The indexes of the rules that changed; empty where the file is as it was. */
  changedRules(file: ChangedFile): ReadonlySet<number>;
  /** Has anything in the file changed? */
  isChanged(path: string): boolean;
  /** The text as it was; undefined of a new file. */
  textBefore(path: string): string | undefined;
}

export interface ChangedFile {
  readonly path: string;
  readonly format: RuleFormat;
  readonly text: string;
  readonly rules: readonly Rule[];
}

/** Throws Misuse where there is no git, no repository around a file, or no such revision. */
export function readGitChanges(revision: string, host: Host): GitChanges {
  if (revision.startsWith('-'))
    throw new Misuse(`\`--since\` takes a revision of git, such as \`main\` or \`HEAD~1\`, not \`${revision}\`.`);
  const known: Repository[] = [];
  const repositoryOf = (path: string): Repository => {
    const folder = host.dirname(host.resolve(path));
    const found = known.find((each) => folder === each.folder || isWithin(folder, each.folder));
    if (found !== undefined) return found;
    const repository = openRepository(folder, revision, host);
    known.push(repository);
    return repository;
  };
  const changeOf = (path: string): Change | undefined => {
    const { folder, prefix, changes } = repositoryOf(path);
    return changes.get(prefix + pathFrom(folder, host.resolve(path), host));
  };
  const textBefore = (path: string): string | undefined => {
    const { folder, prefix, root, base, changes } = repositoryOf(path);
    const own = prefix + pathFrom(folder, host.resolve(path), host);
    const change = changes.get(own);
    const known = change === undefined ? own : change.before;
    if (known === undefined) return undefined;
    const before = git(['cat-file', 'blob', `${base}:${known}`], root, host);
    return before.status === 0 ? before.output : undefined;
  };
  return {
    textBefore,
    isChanged: (path) => changeOf(path) !== undefined,
    changedRules(file) {
      if (changeOf(file.path) === undefined) return new Set();
      const before = textBefore(file.path);
      return before === undefined ? new Set(file.rules.keys()) : differentRules(file, before);
    },
  };
}

interface Repository {
  /** The folder of a checked file from which the repository was found, and where it lies in the repository. */
  readonly folder: string;
  readonly prefix: string;
  readonly root: string;
  readonly base: string;
  /** By paths from the root. */
  readonly changes: ReadonlyMap<string, Change>;
}

interface Change {
  /** The path that the file had; absent for a new one. */
  readonly before?: string;
}

function openRepository(folder: string, revision: string, host: Host): Repository {
  const found = git(['rev-parse', '--show-toplevel', '--show-prefix'], folder, host);
  const [root = '', prefix = ''] = found.output.split('\n');
  if (found.status !== 0 || root === '')
    throw new Misuse(`\`--since\` needs a repository of git, and ${folder} is in none.`);
  const base = baseOf(revision, root, host);
  return { folder, prefix, root, base, changes: changesSince(base, root, host) };
}

/** Where the work of the branch began, as for a pull request. Without a common commit, as in a shallow clone, the revision itself. */
function baseOf(revision: string, root: string, host: Host): string {
  const commit = git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], root, host);
  if (commit.status !== 0) throw new Misuse(`git knows no revision \`${revision}\` in ${root}.`);
  const shared = git(['merge-base', commit.output.trim(), 'HEAD'], root, host);
  return (shared.status === 0 ? shared : commit).output.trim();
}

function changesSince(base: string, root: string, host: Host): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  const tracked = git(['diff', '--name-status', '-z', '--find-renames', '--no-ext-diff', base, '--'], root, host);
  const untracked = git(['ls-files', '--others', '--exclude-standard', '-z'], root, host);
  if (tracked.status !== 0 || untracked.status !== 0) throw new Misuse(`git could not compare ${root} with ${base}.`);
  const words = tracked.output.split('\0').filter((word) => word !== '');
  for (let at = 0; at + 1 < words.length;) {
    const status = words[at] ?? '';
    const isMoved = /^[RC]/.test(status);
    const before = words[at + 1] ?? '';
    const after = isMoved ? (words[at + 2] ?? '') : before;
    at += isMoved ? 3 : 2;
    if (!status.startsWith('D')) changes.set(after, status.startsWith('A') ? {} : { before });
  }
  for (const path of untracked.output.split('\0')) if (path !== '' && !changes.has(path)) changes.set(path, {});
  return changes;
}

function git(words: readonly string[], folder: string, host: Host) {
  const result = host.runProgram('git', words, folder);
  if (result === undefined) throw new Misuse('`--since` needs git, which was not found.');
  return result;
}

/** Rules are known again by their id, else by their name, else by their place. What stands before the first rule belongs to all. */
function differentRules({ text, format, rules }: ChangedFile, before: string): ReadonlySet<number> {
  const old = findRules(before, format).rules;
  const [first] = rules;
  const [oldFirst] = old;
  const isAll =
    first === undefined ||
    oldFirst === undefined ||
    plain(text.slice(0, first.from)) !== plain(before.slice(0, oldFirst.from));
  const known = new Map(old.map((rule) => [keyOf(rule), plain(before.slice(rule.from, rule.to))]));
  const changed = rules.filter((rule) => isAll || known.get(keyOf(rule)) !== plain(text.slice(rule.from, rule.to)));
  return new Set(changed.map(({ index }) => index));
}

function keyOf({ metadata: { id, name }, index }: Rule): string {
  return id !== undefined ? `id ${id.value}` : name !== undefined ? `name ${name.value}` : `place ${index}`;
}

/** Git may change the ends of lines, and editors the end of a file. */
function plain(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/^\ufeff/, '')
    .trimEnd();
}
