// Globs over paths with slashes: `*` within a name, `**` over folders, `?`, `[a-z]` and `{a,b}`. They come from workspaces that nobody may trust,
// so they are matched without regular expressions, in at most as many steps as the glob and the path have characters, multiplied.
import { memoizeByText } from '../base/memo';

export type GlobTest = (path: string) => boolean;

/** Sentences say what is wrong with a glob. */
export type ReadGlob = { readonly test: GlobTest } | { readonly problem: string };

const LONGEST = 300;
const MOST_ALTERNATIVES = 100;

/** A glob whose last name has no wildcard may name a folder: then it means all that is in it. */
export const readGlob: (glob: string) => ReadGlob = memoizeByText(2000, read);

/** Whether one of the globs means a path; one that cannot be read means nothing. */
export function matchesAny(globs: readonly string[], path: string): boolean {
  return globs.some((glob) => {
    const found = readGlob(glob);
    return 'test' in found && found.test(path);
  });
}

function read(glob: string): ReadGlob {
  const problem = PROBLEMS.find(([isWrong]) => isWrong(glob))?.[1];
  if (problem !== undefined) return { problem };
  const alternatives = expandBraces(glob.replace(/^(?:\.\/)+/, ''));
  if (alternatives === undefined)
    return { problem: `A glob can mean at most ${MOST_ALTERNATIVES} alternatives; write several globs.` };
  const compiled = alternatives.map(compile);
  return {
    test: (path) => {
      const names = path.split('/');
      return compiled.some((each) => fits(each, names, isAnyNames, fitsName));
    },
  };
}

const PROBLEMS: readonly (readonly [(glob: string) => boolean, string])[] = [
  [(glob) => glob.trim() === '', 'This glob is empty.'],
  [(glob) => glob.length > LONGEST, `A glob has at most ${LONGEST} characters.`],
  [(glob) => glob.includes('\\'), 'Folders are separated by `/`, not by `\\`.'],
  [
    (glob) => /^(?:\/|[A-Za-z]:)/.test(glob),
    'This begins at the root of a disk; write it as it is seen from the folder of this file.',
  ],
  [
    (glob) => glob.split('/').includes('..'),
    'This leaves the folder of this file by `..`; only what is in the folder can be named.',
  ],
  [(glob) => glob.startsWith('!'), 'A glob cannot be turned round by `!`; name what is left out under `exclude`.'],
  [(glob) => !isClosed(glob, '{', '}'), 'A `{` of this glob is not closed.'],
  [(glob) => /\[[^\]]*$/.test(glob), 'A `[` of this glob is not closed.'],
];

function isClosed(glob: string, open: string, close: string): boolean {
  let depth = 0;
  for (const each of glob) depth += each === open ? 1 : each === close ? -1 : 0;
  return depth <= 0;
}

/** Undefined where there are too many. */
function expandBraces(glob: string): readonly string[] | undefined {
  let waiting: readonly string[] = [glob];
  for (;;) {
    const next = waiting.flatMap(expandOne);
    if (next.length > MOST_ALTERNATIVES) return undefined;
    if (next.length === waiting.length && next.every((each, index) => each === waiting[index])) return next;
    waiting = next;
  }
}

/** The innermost braces first: they hold no others. Braces without a comma are what they are. */
function expandOne(glob: string): readonly string[] {
  const found = /\{([^{}]*,[^{}]*)\}/.exec(glob);
  if (found === null) return [glob];
  const before = glob.slice(0, found.index);
  const after = glob.slice(found.index + found[0].length);
  return (found[1] ?? '').split(',').map((each) => before + each + after);
}

type NamePart = { readonly kind: 'any' } | { readonly kind: 'one'; readonly fits: (character: string) => boolean };
/** `**`, or the parts of a name. */
type Segment = 'names' | readonly NamePart[];

function compile(glob: string): readonly Segment[] {
  const names = glob.replace(/\/+$/, '').split(/\/+/);
  const mayBeFolder = glob.endsWith('/') || !/[*?[]/.test(names.at(-1) ?? '');
  const segments = names
    .filter((name) => name !== '.')
    .map((name): Segment => (name === '**' ? 'names' : partsOf(name)));
  return mayBeFolder ? [...segments, 'names'] : segments;
}

function partsOf(name: string): readonly NamePart[] {
  return [...name.matchAll(/\*+|\[[^\]]+\]|[^]/gu)].map(([part]): NamePart => {
    if (part.startsWith('*')) return { kind: 'any' };
    if (part === '?') return { kind: 'one', fits: () => true };
    if (part.length > 1 && part.startsWith('[')) return { kind: 'one', fits: setOf(part.slice(1, -1)) };
    return { kind: 'one', fits: (character) => character === part };
  });
}

function setOf(text: string): (character: string) => boolean {
  const isTurned = /^[!^]/.test(text);
  const ranges = [...(isTurned ? text.slice(1) : text).matchAll(/([^])-([^])|([^])/gu)].map(([, from, to, one]) =>
    one === undefined ? ([from ?? '', to ?? ''] as const) : ([one, one] as const),
  );
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== isTurned;
}

const isAnyNames = (segment: Segment): boolean => segment === 'names';
const isAnyPart = ({ kind }: NamePart): boolean => kind === 'any';
const fitsPart = (part: NamePart, character: string): boolean => part.kind === 'one' && part.fits(character);
const fitsName = (segment: Segment, name: string): boolean =>
  segment !== 'names' && fits(segment, [...name], isAnyPart, fitsPart);

/** With one place to go back to: where a later wildcard begins, whatever an earlier one took does not matter any more. */
function fits<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isAny: (part: P) => boolean,
  fitsOne: (part: P, item: T) => boolean,
): boolean {
  let at = 0;
  let place = 0;
  let back: { readonly place: number; at: number } | undefined;
  for (let item = items[at]; item !== undefined; item = items[at]) {
    const part = pattern[place];
    if (part !== undefined && isAny(part)) back = { place: ++place, at };
    else if (part !== undefined && fitsOne(part, item)) {
      at++;
      place++;
    } else if (back !== undefined) {
      place = back.place;
      at = ++back.at;
    } else return false;
  }
  return pattern.slice(place).every(isAny);
}
