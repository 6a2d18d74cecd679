// Keyed pseudonyms of single words: letters stay letters, digits digits, and no two words of one shape have the same pseudonym.

/** A keyed hash of a text: 64 hexadecimal digits. */
export type KeyedHash = (text: string) => string;

export interface Atoms {
  /** Of letters and digits only, in lower case. */
  word(text: string): string;
  /** Of anything: every character by its own kind, drawn from the hash of the whole. For texts so long that none meets another. */
  drawn(text: string): string;
}

export function createAtoms(hash: KeyedHash): Atoms {
  const known = new Map<string, string>();
  const remember = (name: string, text: string, make: () => string): string => {
    const key = `${name} ${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make();
    if (known.size < MOST_KNOWN) known.set(key, made);
    return made;
  };
  return {
    word(text) {
      if (isOrdinal(text)) return text;
      return remember('word', text, () =>
        text.length < LONG && /^[0-9a-z]*$/.test(text) ? permuted(text, hash) : drawn(text, hash),
      );
    },
    drawn: (text) => remember('drawn', text, () => drawn(text, hash)),
  };
}

const MOST_KNOWN = 200_000;
const LONG = 12;
const ROUNDS = 6;

/** The number of a replica or of a host says nothing, and keeps names readable. */
function isOrdinal(text: string): boolean {
  return /^[0-9]{1,2}$/.test(text);
}

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

interface Alphabet {
  readonly of: RegExp;
  readonly letters: string;
  readonly digits: string;
}

/** The suffixes that Kubernetes generates, hexadecimal texts, and all others. The first that fits. */
const ALPHABETS: readonly Alphabet[] = [
  { of: /^[bcdfghjklmnpqrstvwxz2456789]{5,10}$/, letters: 'bcdfghjklmnpqrstvwxz', digits: '2456789' },
  { of: /^(?=.*[0-9])[0-9a-f][0-9a-f:-]{6,}$/, letters: 'abcdef', digits: DIGITS },
];
const PLAIN: Alphabet = { of: /^/, letters: LETTERS, digits: DIGITS };

/** Of each character those that may stand for it; undefined for one that stays. */
function symbolsOf(text: string): readonly (string | undefined)[] {
  const { letters, digits } = ALPHABETS.find(({ of }) => of.test(text)) ?? PLAIN;
  return [...text].map((character, index) => {
    if (/[0-9]/.test(character))
      return index === 0 && character !== '0' && /^[0-9]+$/.test(text) ? '123456789' : digits;
    if (/[A-Z]/.test(character)) return LETTERS.toUpperCase();
    return /\p{L}/u.test(character) ? letters : undefined;
  });
}

/** A Feistel network over the characters: each half is moved by the hash of the other, which can be undone, so that no two words meet. */
function permuted(text: string, hash: KeyedHash): string {
  const symbols = symbolsOf(text);
  const places = [...text].map((character, index) => Math.max(0, symbols[index]?.indexOf(character) ?? 0));
  const middle = Math.floor(places.length / 2);
  const shape = symbols.map((each) => each?.length ?? 0).join('.');
  for (let round = 0; round < ROUNDS; round++) {
    const [from, to] = round % 2 === 0 ? [0, middle] : [middle, places.length];
    const other = round % 2 === 0 ? places.slice(middle) : places.slice(0, middle);
    const moves = bytesOf(hash(`word ${round} ${shape} ${other.join('.')}`));
    for (let at = from; at < to; at++) {
      const size = symbols[at]?.length ?? 1;
      places[at] = ((places[at] ?? 0) + (moves[at] ?? 0)) % size;
    }
  }
  return [...text].map((character, at) => symbols[at]?.[places[at] ?? 0] ?? character).join('');
}

function drawn(text: string, hash: KeyedHash): string {
  const symbols = symbolsOf(text);
  let bytes: readonly number[] = [];
  return [...text]
    .map((character, index) => {
      if (index % 32 === 0) bytes = bytesOf(hash(`drawn ${index / 32} ${text}`));
      const some = symbols[index];
      return some === undefined ? character : (some[(bytes[index % 32] ?? 0) % some.length] ?? character);
    })
    .join('');
}

function bytesOf(hex: string): readonly number[] {
  return Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
