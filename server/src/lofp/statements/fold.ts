// What makes two statements the same one: case, white space and the ways to write a character do not count.

/** Folding what is folded changes nothing. */
export function foldStatement(text: string): string {
  // Upper case first: `ß` and `SS`, and the two small sigmas, meet only there. Either step may take apart what the end puts together again.
  const plain = text.replace(INVISIBLE, '').normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  return plain.replace(SPACES, ' ').trim();
}

/** Joiners, marks of direction and soft hyphens: nobody sees that they are there. */
const INVISIBLE = /[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g;
const SPACES = /\s+/g;
