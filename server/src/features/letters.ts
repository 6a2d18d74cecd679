// How a few typed letters pick a name.

/** Whether the letters occur in the text in their order, others between them. Both without case already. */
export function hasLetters(text: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
