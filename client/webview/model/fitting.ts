// Which of the shapes of a line fits, the widest first. Pure.

/** The first step that fits, from 0 for all words to `last` for the fewest; undefined where even these have no room. */
export function firstFitting(last: number, fits: (step: number) => boolean): number | undefined {
  for (let step = 0; step <= last; step++) if (fits(step)) return step;
  return undefined;
}
