// The address of a socket, as the kernel writes it: the bytes of a `sockaddr` in hexadecimal digits.
import { bytesOf } from './record';

export interface SocketAddress {
  readonly family: string;
  readonly addr?: string;
  readonly port?: string;
  readonly path?: string;
  /** Of families that are not read further. */
  readonly saddr?: string;
}

export function readAddress(digits: string): SocketAddress {
  const bytes = /^(?:[0-9A-Fa-f]{2})+$/.test(digits) ? bytesOf(digits) : [];
  const family = (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256;
  if (family === 1) return { family: 'unix', path: pathOf(bytes.slice(2)) };
  const port = String((bytes[2] ?? 0) * 256 + (bytes[3] ?? 0));
  if (family === 2 && bytes.length >= 8) return { family: 'ipv4', addr: bytes.slice(4, 8).join('.'), port };
  if (family === 10 && bytes.length >= 24) return { family: 'ipv6', addr: printLong(bytes.slice(8, 24)), port };
  return { family: FAMILIES[family] ?? String(family), saddr: digits };
}

const FAMILIES: Readonly<Record<number, string>> = {
  0: 'unspecified',
  16: 'netlink',
  17: 'packet',
  38: 'alg',
  40: 'vsock',
};

/** An abstract name begins with a zero byte. */
function pathOf(bytes: readonly number[]): string {
  const isAbstract = bytes[0] === 0;
  const end = bytes.indexOf(0, isAbstract ? 1 : 0);
  const path = bytes.slice(isAbstract ? 1 : 0, end < 0 ? bytes.length : end);
  return `${isAbstract ? '@' : ''}${String.fromCharCode(...path)}`;
}

/** The longest row of zeros is written as `::`. */
function printLong(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0)).toString(16),
  );
  const text = groups.join(':');
  const [longest] = [...text.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)]
    .map(([zeros]) => zeros)
    .sort((a, b) => b.length - a.length);
  if (longest === undefined) return text;
  return text.replace(new RegExp(`:?(?<![^:])${longest}(?![^:]):?`), '::');
}
