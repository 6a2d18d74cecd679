// The pseudonym of an identity: its own characters by their kinds, with the parts in place that say nothing or that a rule asks for.
import type { Span } from '../base/span';
import { parseAddress } from '../eql/address';
import { createAddresses } from './addresses';
import { createAtoms } from './atoms';
import type { Atoms, KeyedHash } from './atoms';
import type { Identity, IdentityKind } from './identities';
import { keptEnd } from './wellKnown';

export interface Pseudonyms {
  /** `kept`: parts that stay, in the offsets of the identity. */
  of(identity: Identity, kept: readonly Span[]): string;
}

export function createPseudonyms(hash: KeyedHash, blocks: readonly string[]): Pseudonyms {
  const atoms = createAtoms(hash);
  const addressOf = createAddresses(hash, blocks);
  return {
    of({ text, kind }, kept) {
      if (isAllKept(text, kept)) return text;
      if (parseAddress(text) !== undefined) return kept.length > 0 ? text : addressOf(text);
      const lower = text.toLowerCase();
      const parts = [...kept, ...fixedParts(lower, kind)];
      return withCase(text, isRandom(lower, kind) ? drawnParts(lower, parts, atoms) : words(lower, parts, atoms));
    },
  };
}

function isAllKept(text: string, kept: readonly Span[]): boolean {
  return segments(text, kept).every(({ text: rest, isKept }) => isKept || !/[\p{L}\p{N}]/u.test(rest));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function isRandom(text: string, kind: IdentityKind): boolean {
  return (
    kind === 'opaque' ||
    kind === 'mac' ||
    UUID.test(text) ||
    (kind === 'id' && text.length >= 16 && !/[.@:-]/.test(text))
  );
}

/** What a form needs to stay what it is. */
function fixedParts(text: string, kind: IdentityKind): readonly Span[] {
  if (UUID.test(text))
    return [
      { from: 14, to: 15 },
      { from: 19, to: 20 },
    ];
  const [prefix] =
    /^(?:system:serviceaccount:[^:]+:|system:node:|arn:[\w-]*:[\w-]*:[\w-]*:|containerd:\/\/|docker:\/\/|cri-o:\/\/)/.exec(
      text,
    ) ?? [];
  const isHost = kind === 'host' || kind === 'email' || text.startsWith('system:node:');
  const end = isHost ? keptEnd(text.slice(text.indexOf('@') + 1)) : 0;
  return [
    ...(prefix === undefined ? [] : [{ from: 0, to: prefix.length }]),
    ...(end === 0 ? [] : [{ from: text.length - end, to: text.length }]),
  ];
}

/** The short id of a container is the beginning of its long one. */
const SHORT_ID = 12;

function drawnParts(text: string, kept: readonly Span[], atoms: Atoms): string {
  const isHex = /^[0-9a-f]+$/.test(text) && text.length > SHORT_ID;
  const made = isHex ? atoms.word(text.slice(0, SHORT_ID)) + atoms.drawn(text).slice(SHORT_ID) : atoms.drawn(text);
  return segments(text, kept)
    .map(({ text: part, isKept, from }) => (isKept ? part : made.slice(from, from + part.length)))
    .join('');
}

function words(text: string, kept: readonly Span[], atoms: Atoms): string {
  return segments(text, kept)
    .map(({ text: part, isKept }) => (isKept ? part : part.replace(/[\p{L}\p{N}]+/gu, (word) => atoms.word(word))))
    .join('');
}

interface Segment {
  readonly text: string;
  readonly from: number;
  readonly isKept: boolean;
}

function segments(text: string, kept: readonly Span[]): readonly Segment[] {
  const parts: Segment[] = [];
  let at = 0;
  const put = (to: number, isKept: boolean): void => {
    if (to > at) parts.push({ text: text.slice(at, to), from: at, isKept });
    at = Math.max(at, to);
  };
  for (const { from, to } of [...kept].sort((a, b) => a.from - b.from)) {
    put(from, false);
    put(to, true);
  }
  put(text.length, false);
  return parts;
}

/** Upper case stays upper case, so that texts that differ in case only still do. */
export function withCase(like: string, text: string): string {
  if (!/\p{Lu}/u.test(like)) return text;
  return [...text]
    .map((character, at) => (/\p{Lu}/u.test(like[at] ?? '') ? character.toUpperCase() : character))
    .join('');
}
