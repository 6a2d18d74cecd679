// How much may be thought about one query: every question spends of it, and what is spent up is answered by "cannot tell".

export interface Work {
  left: number;
}

/** A unit is about one character compared with one place of a pattern. */
export function createWork(units: number): Work {
  return { left: units };
}

/** False where nothing is left. */
export function spend(work: Work, units: number): boolean {
  work.left -= units;
  return work.left >= 0;
}

export function isSpent({ left }: Work): boolean {
  return left < 0;
}
