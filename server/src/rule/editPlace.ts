// Where an edit of a query stands in the file: the ground that the edits of TOML and YAML share.
import type { TextEdit } from '../base/edit';
import type { PositionMap } from '../base/positionMap';
import type { Span } from '../base/span';

/** The file's span of an edit, or undefined where an end of it lies inside an escape or a folded line break. */
export function placeOf(map: PositionMap, edit: TextEdit): Span | undefined {
  if (!isAligned(map, edit.from) || !isAligned(map, edit.to)) return undefined;
  const from = map.toFile(edit.from);
  return { from, to: edit.to > edit.from ? map.toFile(edit.to) : from };
}

function isAligned({ segments }: PositionMap, offset: number): boolean {
  const end = segments[segments.length - 1]?.queryTo ?? 0;
  const holds = segments.find(({ queryFrom, queryTo }) => queryFrom <= offset && offset < queryTo);
  return offset === end || holds?.queryFrom === offset || holds?.exact === true;
}
