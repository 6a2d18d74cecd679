// Whether one pattern matches everything that another one matches: exact but for letters of which only one case counts.
//
// The wildcards of the narrower pattern are replaced with a character that the wider one does not name: what matches that matches
// anything there. So one walk along the narrower pattern tells, with the set of places in the wider one that are reached.
import { foldCode, isLetterCode, MANY, ONE } from './textPattern';
import type { TextPattern } from './textPattern';
import { spend } from './work';
import type { Work } from './work';

/** Certain that `wide` matches each text that `narrow` matches. False where it cannot tell. */
export function patternCovers(wide: TextPattern, narrow: TextPattern, work: Work): boolean {
  if (!wide.hasWildcard && (narrow.hasWildcard || narrow.codes.length !== wide.codes.length)) return false;
  if (!endsFit(wide, narrow)) return false;
  const start = beginningOf(wide, narrow);
  if (start < 0 || !spend(work, start)) return false;
  if (start === wide.codes.length) return start === narrow.codes.length;
  return walkFrom(start, wide, narrow, work);
}

/** Most pairs part at their last character. */
function endsFit(wide: TextPattern, narrow: TextPattern): boolean {
  const last = wide.codes[wide.codes.length - 1];
  if (last === undefined || last < 0) return true;
  return takes(last, wide.ignoresCase, narrow.codes[narrow.codes.length - 1] ?? ONE, narrow.ignoresCase);
}

/** Up to the first `*` of either, both go character by character: how far that is, or -1 where they part before. */
function beginningOf(wide: TextPattern, narrow: TextPattern): number {
  for (let at = 0; ; at++) {
    const [wanted, code] = [wide.codes[at], narrow.codes[at]];
    if (wanted === undefined || wanted === MANY) return at;
    if (code === MANY && wanted === ONE) return at;
    if (code === undefined || (wanted !== ONE && !takes(wanted, wide.ignoresCase, code, narrow.ignoresCase))) return -1;
  }
}

function walkFrom(start: number, wide: TextPattern, narrow: TextPattern, work: Work): boolean {
  const walk: Walk = {
    wide,
    narrow,
    countsOne: wide.codes.includes(ONE, start),
    work,
    proven: new Set(),
    marks: new Uint32Array(wide.codes.length + 1),
    round: 1,
  };
  const places: number[] = [];
  reach(places, start, walk);
  return walkOn(start, places, walk);
}

/** Places in the wider pattern, each once; its length is the place where it has been matched. */
type Places = readonly number[];

interface Walk {
  readonly wide: TextPattern;
  readonly narrow: TextPattern;
  readonly countsOne: boolean;
  readonly work: Work;
  /** Situations from which all is well. */
  readonly proven: Set<string>;
  /** The round in which a place was reached last. */
  readonly marks: Uint32Array;
  round: number;
}

function walkOn(from: number, start: Places, walk: Walk): boolean {
  const { wide, narrow, work } = walk;
  let places = start;
  for (let at = from; at < narrow.codes.length; at++) {
    if (places.length === 0 || !spend(work, 1 + places.length)) return false;
    const code = narrow.codes[at] ?? ONE;
    if (code !== MANY) places = step(places, code, walk);
    else if (walk.countsOne) return everyLength(at + 1, places, walk);
    else places = step(places, ONE, walk);
  }
  return places.includes(wide.codes.length);
}

/** A `?` in the wider pattern counts characters: the `*` is tried with none, one, two …, until nothing changes any more. */
function everyLength(next: number, start: Places, walk: Walk): boolean {
  const seen = new Set<string>();
  for (let places = start; ; places = step(places, ONE, walk)) {
    const key = [...places].sort((a, b) => a - b).join();
    if (seen.has(key)) return true;
    seen.add(key);
    const situation = `${next} ${key}`;
    if (walk.proven.has(situation)) continue;
    if (!spend(walk.work, 8 + 2 * places.length) || !walkOn(next, places, walk)) return false;
    walk.proven.add(situation);
  }
}

function step(places: Places, code: number, walk: Walk): Places {
  const { wide, narrow } = walk;
  const reached: number[] = [];
  walk.round++;
  for (const place of places) {
    const wanted = wide.codes[place];
    if (wanted === undefined) continue;
    if (wanted === MANY) reach(reached, place, walk);
    else if (wanted === ONE || takes(wanted, wide.ignoresCase, code, narrow.ignoresCase))
      reach(reached, place + 1, walk);
  }
  return reached;
}

/** Whether every way to read the narrower pattern's character is the wanted one. A wildcard's is none that is named. */
function takes(wanted: number, wideFolds: boolean, code: number, narrowFolds: boolean): boolean {
  if (code < 0) return false;
  if (wideFolds) return wanted === foldCode(code);
  return wanted === code && !(narrowFolds && isLetterCode(code));
}

function reach(places: number[], from: number, { wide, marks, round }: Walk): void {
  for (let place = from; marks[place] !== round; place++) {
    marks[place] = round;
    places.push(place);
    if (wide.codes[place] !== MANY) return;
  }
}
