// Whether two patterns have a text in common.
import { foldCode, MANY, ONE } from './textPattern';
import type { TextPattern } from './textPattern';
import { spend } from './work';
import type { Work } from './work';

/** False only where it is certain that no text matches both. */
export function patternsMeet(one: TextPattern, other: TextPattern, work: Work): boolean {
  if (!endsAgree(one, other)) return false;
  const oneGrows = one.codes.includes(MANY);
  if (oneGrows && other.codes.includes(MANY)) return true;
  return oneGrows ? reachesEnd(other, one, work) : reachesEnd(one, other, work);
}

/** Whether what is fixed at their beginnings and ends agrees: where both can grow in the middle, that is all that can part them. */
function endsAgree(one: TextPattern, other: TextPattern): boolean {
  if (one.codes.length === 0 || other.codes.length === 0) return true;
  const last = (pattern: TextPattern, at: number): number => pattern.codes[pattern.codes.length - 1 - at] ?? MANY;
  const first = (pattern: TextPattern, at: number): number => pattern.codes[at] ?? MANY;
  return [first, last].every((codeAt) => {
    for (let at = 0; ; at++) {
      const [left, right] = [codeAt(one, at), codeAt(other, at)];
      if (left === MANY || right === MANY) return true;
      if (!agree(left, right, one.ignoresCase || other.ignoresCase)) return false;
    }
  });
}

/** The first pattern has no `*`: its characters are taken one by one, with all places of the other that they can reach. */
function reachesEnd(fixed: TextPattern, other: TextPattern, work: Work): boolean {
  const folds = fixed.ignoresCase || other.ignoresCase;
  const { codes } = other;
  const marks = new Uint32Array(codes.length + 1);
  let places: number[] = [];
  reach(places, 0, codes, marks, 1);
  for (const [index, code] of fixed.codes.entries()) {
    if (!spend(work, 1 + places.length)) return true;
    const reached: number[] = [];
    for (const place of places) {
      const wanted = codes[place];
      if (wanted === MANY) reach(reached, place, codes, marks, index + 2);
      else if (wanted !== undefined && agree(wanted, code, folds)) reach(reached, place + 1, codes, marks, index + 2);
    }
    if (reached.length === 0) return false;
    places = reached;
  }
  return marks[codes.length] === fixed.codes.length + 1;
}

/** Each place once a round; a `*` may be left at once. */
function reach(places: number[], from: number, codes: readonly number[], marks: Uint32Array, round: number): void {
  for (let place = from; marks[place] !== round; place++) {
    marks[place] = round;
    places.push(place);
    if (codes[place] !== MANY) return;
  }
}

function agree(one: number, other: number, folds: boolean): boolean {
  return one === ONE || other === ONE || one === other || (folds && foldCode(one) === foldCode(other));
}
