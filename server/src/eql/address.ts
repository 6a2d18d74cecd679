// IP addresses and blocks of them. An address is 128 bits; IPv4 is mapped into IPv6 as Lucene's InetAddressPoint does.

/** The 128 bits of an address, or undefined for what is none. */
export function parseAddress(text: string): bigint | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text, V4_PREFIX);
}

const V4_PREFIX = 0xffff_0000_0000n;

/** Tells whether an address lies in a block; undefined for a text that is no block. Host bits may be set. */
export function parseBlock(text: string): ((address: bigint) => boolean) | undefined {
  const bounds = blockBounds(text);
  return bounds === undefined ? undefined : (address) => bounds.first <= address && address <= bounds.last;
}

/** The first and the last address of a block. */
export function blockBounds(text: string): { readonly first: bigint; readonly last: bigint } | undefined {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return undefined;
  const base = parseAddress(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (base === undefined || !/^[0-9]{1,3}$/.test(digits)) return undefined;
  const v4 = !text.includes(':');
  const length = Number(digits);
  if (length > (v4 ? 32 : 128)) return undefined;
  const shift = BigInt(v4 ? 32 - length : 128 - length);
  const first = (base >> shift) << shift;
  return { first, last: first + (1n << shift) - 1n };
}

/** As Java prints it: IPv4 dotted, IPv6 with its longest run of zeros shortened. */
export function printAddress(address: bigint): string {
  if (address >> 32n === 0xffffn) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn);
  const { from, length } = longestZeros(groups);
  const hex = (part: readonly bigint[]): string => part.map((group) => group.toString(16)).join(':');
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, from))}::${hex(groups.slice(from + length))}`;
}

function longestZeros(groups: readonly bigint[]): { from: number; length: number } {
  let best = { from: 0, length: 0 };
  for (let from = 0; from < groups.length; from++) {
    let length = 0;
    while (from + length < groups.length && groups[from + length] === 0n) length++;
    if (length > best.length) best = { from, length };
  }
  return best;
}

function parseV4(text: string, prefix: bigint): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^[0-9]{1,3}$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return prefix | value;
}

function parseV6(text: string): bigint | undefined {
  const plain = withoutScope(text);
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '');
  const tail = groupsOf(halves[1] ?? '');
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

function withoutScope(text: string): string {
  const percent = text.indexOf('%');
  return percent < 0 ? text : text.slice(0, percent);
}

function groupsOf(text: string): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part, 0n);
      if (v4 === undefined) return undefined;
      groups.push(v4 >> 16n, v4 & 0xffffn);
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
