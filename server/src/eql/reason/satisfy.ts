// Whether some event can satisfy formulas at once: a search over their alternatives that gives up in good time.
// Different leaves may be satisfied by different values of one field, unless the field is known to have one value at most.
import { assertNever } from '../../base/assertNever';
import type { Formula, Literal } from './formula';
import type { TextPattern } from './textPattern';
import { isEmptySet, setMeetsPattern, setsCover, setsCoverPattern, setsMeet } from './valueSet';
import type { TextSet, ValueSet } from './valueSet';
import { spend } from './work';
import type { Work } from './work';

export interface Search {
  /** Has the field one value at most? */
  readonly isSingle: (subject: string) => boolean;
  readonly work: Work;
}

/** False only where it is certain that no event satisfies all formulas. */
export function canHold(formulas: readonly Formula[], search: Search): boolean {
  const branch = openBranch();
  const choices: Choice[] = [];
  if (!assume(formulas, branch, choices, search)) return false;
  return choose(choices, branch, search);
}

type Choice = readonly Formula[];

/** What is assumed of each subject on the way down. */
type Branch = Map<string, Assumed>;

interface Assumed {
  /** Some value is in each of these. */
  readonly some: readonly ValueSet[];
  /** No value is in any of these. */
  readonly none: readonly ValueSet[];
}

const NOTHING: Assumed = { some: [], none: [] };

function openBranch(): Branch {
  return new Map();
}

/** False where the branch closes. Alternatives are left in `choices`. */
function assume(formulas: readonly Formula[], branch: Branch, choices: Choice[], search: Search): boolean {
  return formulas.every((formula) => {
    switch (formula.kind) {
      case 'constant':
        return formula.value;
      case 'unknown':
        return true;
      case 'literal':
        return assumeLiteral(formula, branch, search);
      case 'all':
        return assume(formula.parts, branch, choices, search);
      case 'some':
        choices.push(formula.parts);
        return true;
      default:
        return assertNever(formula);
    }
  });
}

function assumeLiteral({ subject, values, holds }: Literal, branch: Branch, search: Search): boolean {
  const known = branch.get(subject) ?? NOTHING;
  const next = holds
    ? { some: [...known.some, values], none: known.none }
    : { some: known.some, none: [...known.none, values] };
  branch.set(subject, next);
  return spend(search.work, 4) ? isOpen(next, holds ? [values] : known.some, search.isSingle(subject), search) : true;
}

/** `asked` are the demands that have to be looked at anew. */
function isOpen({ some, none }: Assumed, asked: readonly ValueSet[], isSingle: boolean, { work }: Search): boolean {
  if (asked.some((each) => isEmptySet(each) || (none.length > 0 && setsCover(none, each, work)))) return false;
  if (!isSingle || some.length < 2) return true;
  const last = some[some.length - 1];
  if (last !== undefined && some.some((each) => each !== last && !setsMeet(each, last, work))) return false;
  return hasCandidate(some, none, work);
}

/** One value for all demands: where one of them lists texts, one of these must be in all others and in nothing that is ruled out. */
function hasCandidate(some: readonly ValueSet[], none: readonly ValueSet[], work: Work): boolean {
  const listed = some.filter(isList).sort((a, b) => a.patterns.length - b.patterns.length)[0];
  if (listed === undefined) return true;
  return listed.patterns.some(
    (pattern) =>
      !setsCoverPattern(none, pattern, work) &&
      some.every((each) => each === listed || setMeetsPattern(each, pattern, work)),
  );
}

/** Exact texts with case: whatever meets one of them holds it. */
function isList(set: ValueSet): set is TextSet {
  return set.kind === 'texts' && set.patterns.every(isExact);
}

function isExact({ hasWildcard, ignoresCase }: TextPattern): boolean {
  return !hasWildcard && !ignoresCase;
}

/** The choice with the fewest alternatives first; one that is left with none closes the branch. */
function choose(choices: readonly Choice[], branch: Branch, search: Search): boolean {
  if (!spend(search.work, 4 * choices.length)) return true;
  const undecided = choices.filter((choice) => !choice.some((part) => isFree(part, branch)));
  const open = undecided.map((choice) => choice.filter((part) => canStand(part, branch, search)));
  const [next, ...others] = open.sort((a, b) => a.length - b.length);
  if (next === undefined) return true;
  return [...next].sort(byEase).some((part) => {
    const deeper = new Map(branch);
    const further = [...others];
    return assume([part], deeper, further, search) && choose(further, deeper, search);
  });
}

/**
 * Whether nothing that is assumed so far can stand against a part. Later assumptions could, but a choice with such a part hardly ever
 * closes a branch: leaving it out only makes the answer more careful, and the search short.
 */
function isFree(part: Formula, branch: Branch): boolean {
  switch (part.kind) {
    case 'unknown':
      return true;
    case 'constant':
      return part.value;
    case 'literal': {
      const known = branch.get(part.subject) ?? NOTHING;
      if (!part.holds) return known.some.length === 0 || known.none.includes(part.values);
      if (known.some.includes(part.values)) return true;
      return known.some.length + known.none.length === 0 && !isEmptySet(part.values);
    }
    case 'all':
      return part.parts.every((each) => isFree(each, branch));
    case 'some':
      return part.parts.some((each) => isFree(each, branch));
    default:
      return assertNever(part);
  }
}

/** A single leaf is tried at once. */
function canStand(part: Formula, branch: Branch, search: Search): boolean {
  if (part.kind === 'constant') return part.value;
  return (
    part.kind !== 'literal' ||
    assumeLiteral(part, new Map([[part.subject, branch.get(part.subject) ?? NOTHING]]), search)
  );
}

/** What hardly ever closes a branch is tried first: an open one ends the search. */
function byEase(a: Formula, b: Formula): number {
  return ease(a) - ease(b);
}

function ease(formula: Formula): number {
  if (formula.kind === 'unknown' || formula.kind === 'constant') return 0;
  if (formula.kind === 'literal') return formula.holds ? 2 : 1;
  return 3;
}
