// Names for statements that stay: made of what a statement says, whatever else is in the catalogue and wherever it was read.

/** 16 hexadecimal digits or more, well spread: the host's. */
export type Hash = (text: string) => string;

/** 48 bits: among 3,000 statements two meet once in 60 million catalogues. */
const SHORTEST = 12;

/** An id for each of the folded statements, which are all different. Ids that would be the same are made longer; statements are never merged. */
export function idsOf(folded: readonly string[], hash: Hash): ReadonlyMap<string, string> {
  const digits = new Map(folded.map((text) => [text, hash(text).toLowerCase()]));
  const ids = new Map(folded.map((text) => [text, digits.get(text)?.slice(0, SHORTEST) ?? '']));
  for (const wider of [widen, widenMore])
    for (const group of meeting(ids)) group.forEach((text) => ids.set(text, wider(text)));
  // A hash that tells nothing apart leaves their order, which depends on the statements alone.
  for (const group of meeting(ids))
    [...group].sort().forEach((text, index) => ids.set(text, `${ids.get(text)}-${index + 1}`));
  return ids;

  function widen(text: string): string {
    return digits.get(text) ?? '';
  }

  function widenMore(text: string): string {
    return `${widen(text)}-${hash(`again: ${text}`).toLowerCase()}`;
  }
}

function meeting(ids: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const [text, id] of ids) append(groups, id, text);
  return [...groups.values()].filter((group) => group.length > 1);
}

function append(groups: Map<string, string[]>, id: string, text: string): void {
  const group = groups.get(id);
  if (group === undefined) groups.set(id, [text]);
  else group.push(text);
}
