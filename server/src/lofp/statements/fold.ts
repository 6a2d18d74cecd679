// What makes two statements the same one: case, white space and the ways to write a character do not count.

/** Folding what is folded changes nothing. */
export function foldStatement(text: string): string {
  const plain = text.replace(INVISIBLE, '').normalize('NFKC');
  // By way of upper case: `ß` and `SS`, and the two small sigmas, meet only there. Either step may take apart what the end puts together again.
  const folded = plain.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
  return folded.replace(SPACES, ' ').trim();
}

/** Joiners, marks of direction and soft hyphens: nobody sees that they are there. */
const INVISIBLE = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;
const SPACES = /\s+/g;

/** As a person reads it: the lines of a rule's file are no lines of its statement. */
export function plainStatement(text: string): string {
  return text.replace(SPACES, ' ').trim();
}
