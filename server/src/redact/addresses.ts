// Keyed pseudonyms of IP addresses: what shares a network still shares it, and what lies in a known block stays in it.
import { blockBounds, parseAddress, printAddress } from '../eql/address';
import type { KeyedHash } from './atoms';

/** Addresses of the same kind: private, documentation, carrier and so on. Source: the IANA registries of special-purpose addresses. */
const SPECIAL_BLOCKS: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2000::/3',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** They mean the same everywhere: this machine, all machines, the metadata service of a cloud. */
const UNIVERSAL = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$|169\.254\.169\.254$|::1?$)/;

export function isUniversal(address: string): boolean {
  return UNIVERSAL.test(address);
}

interface Block {
  /** From the left of 128 bits. */
  readonly bits: bigint;
  readonly length: number;
}

export type AddressPseudonym = (address: string) => string;

/** `blocks`: those that rules ask for; an address stays in and out of them. */
export function createAddresses(hash: KeyedHash, blocks: readonly string[]): AddressPseudonym {
  const known = [...SPECIAL_BLOCKS, ...blocks].flatMap((each) => readBlock(each) ?? []);
  const orders = new Map<string, readonly number[]>();
  return (text) => {
    const address = parseAddress(text);
    if (address === undefined || isUniversal(text)) return text;
    let made = 0n;
    const isV4 = address >> 32n === 0xffffn;
    for (let at = 0; at < 16; at++) {
      const before = address >> BigInt(128 - 8 * at);
      const byte = Number((address >> BigInt(120 - 8 * at)) & 255n);
      const moved = isV4 && at < 12 ? byte : permuteByte(byte, at, before, { hash, known, orders });
      made = (made << 8n) | BigInt(moved);
    }
    return (/^::ffff:/i.test(text) ? text.slice(0, 7) : '') + printAddress(made);
  };
}

function readBlock(text: string): Block | undefined {
  const bounds = blockBounds(text);
  if (bounds === undefined) return undefined;
  return { bits: bounds.first, length: 128 - (bounds.last - bounds.first + 1n).toString(2).length + 1 };
}

interface Orders {
  readonly hash: KeyedHash;
  readonly known: readonly Block[];
  readonly orders: Map<string, readonly number[]>;
}

/** The byte changes its place only with bytes that lie in the same blocks; which, the bytes before it decide. */
function permuteByte(byte: number, at: number, before: bigint, { hash, known, orders }: Orders): number {
  const key = `${at} ${before.toString(16)}`;
  let order = orders.get(key);
  if (order === undefined) orders.set(key, (order = orderOf(at, before, hash(`address ${key}`), hash, known)));
  return order[byte] ?? byte;
}

function orderOf(
  at: number,
  before: bigint,
  seed: string,
  hash: KeyedHash,
  known: readonly Block[],
): readonly number[] {
  const here = known.filter(({ bits, length }) => length > 8 * at && bits >> BigInt(128 - 8 * at) === before);
  const classes = new Map<string, number[]>();
  for (let byte = 0; byte < 256; byte++) {
    const sign = here
      .map(({ bits, length }) => {
        const shift = Math.max(0, 8 - (length - 8 * at));
        return byte >> shift === Number((bits >> BigInt(120 - 8 * at)) & 255n) >> shift ? '1' : '0';
      })
      .join('');
    const some = classes.get(sign);
    if (some === undefined) classes.set(sign, [byte]);
    else some.push(byte);
  }
  const order: number[] = [];
  for (const some of classes.values()) {
    const shuffled = shuffle(some, seed, hash);
    some.forEach((byte, index) => (order[byte] = shuffled[index] ?? byte));
  }
  return order;
}

function shuffle(bytes: readonly number[], seed: string, hash: KeyedHash): readonly number[] {
  const shuffled = [...bytes];
  let digits = '';
  for (let last = shuffled.length - 1; last > 0; last--) {
    if (digits.length < 8) digits = hash(`shuffle ${last} ${seed}`);
    const other = Number.parseInt(digits.slice(0, 8), 16) % (last + 1);
    digits = digits.slice(8);
    [shuffled[last], shuffled[other]] = [shuffled[other] ?? 0, shuffled[last] ?? 0];
  }
  return shuffled;
}
