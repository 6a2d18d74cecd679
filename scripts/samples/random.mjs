// Seeded chance for the made samples: the same seed gives the same bytes on every machine. Uses no clock and no Math.random.

/** A stream of chance that depends on its name only, so that a new scene does not reshuffle the others. */
export function createRandom(name) {
  let state = hashOf(name);
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  };
  const below = (limit) => Math.floor((next() / 0x100000000) * limit);
  const pick = (items) => items[below(items.length)];
  const text = (alphabet, length) => Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (share) => next() / 0x100000000 < share,
    pick,
    hex: (length) => text('0123456789abcdef', length),
    /** The letters that Kubernetes uses in made-up names: no vowels, nothing that looks alike. */
    suffix: (length) => text('bcdfghjklmnpqrstvwxz2456789', length),
    uuid: () => uuidOf(text('0123456789abcdef', 30), pick(['8', '9', 'a', 'b'])),
  };
}

function hashOf(name) {
  let hash = 0x811c9dc5;
  for (const letter of `rulewright samples 1: ${name}`) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  return hash >>> 0;
}

function mix(value) {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function uuidOf(hex, variant) {
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(12, 15)}`,
    `${variant}${hex.slice(15, 18)}`,
    hex.slice(18),
  ];
  return parts.join('-');
}
