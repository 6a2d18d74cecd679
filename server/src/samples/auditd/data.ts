// The fields of a record as Auditbeat names and writes them: numbers become names, hexadecimal digits texts, and what says nothing goes.
import { decodeText } from './record';
import type { AuditRecord, AuditValue } from './record';
import { architectureName, callName } from './systemCalls';

/** By name, in the order of the record. */
export type Data = Map<string, string>;

const NOTHING: ReadonlySet<string> = new Set(['', '?', '(null)', '?,', '(null),']);
/** Values that the kernel or a program writes in hexadecimal digits where they hold more than plain letters. */
const TEXTS: ReadonlySet<string> = new Set([
  'comm',
  'exe',
  'cwd',
  'cmd',
  'acct',
  'name',
  'data',
  'key',
  'vm',
  'grp',
  'new-fs',
  'old-fs',
]);

/** Names in capitals are those of the enriched format: what they say is read where names are looked for. */
export function dataOf({ fields, type }: AuditRecord): Data {
  const data: Data = new Map();
  const architecture = fields.get('arch')?.text ?? '';
  for (const [name, value] of fields) {
    if (/^[A-Z]/.test(name) || NOTHING.has(value.text)) continue;
    addField(data, name, value, architecture, fields, type);
  }
  return data;
}

function addField(
  data: Data,
  name: string,
  value: AuditValue,
  architecture: string,
  fields: AuditRecord['fields'],
  type: string,
): void {
  const { text } = value;
  if (name === 'arch') data.set(name, architectureName(text) ?? text);
  else if (name === 'syscall') data.set(name, callOf(text, architecture, fields));
  else if (name === 'success' || name === 'res' || (name === 'result' && !data.has('result')))
    data.set('result', resultOf(text));
  else if (name === 'exit') data.set(name, exitOf(text));
  else if (name === 'proctitle') data.set(name, decodeText(value).replaceAll('\u0000', ' ').trim());
  else if (name === 'subj' || name === 'obj') addContext(data, name, text);
  else if (name === 'sig') data.set(name, SIGNALS[Number(text)] ?? text);
  else if (name === 'saddr' && type !== 'SOCKADDR') data.set(name, text);
  else data.set(name, TEXTS.has(name) ? decodeText(value) : isId(name) && isUnset(text) ? 'unset' : text);
}

function isId(name: string): boolean {
  return /(?:uid|gid|^ses)$/.test(name);
}

export function isUnset(text: string): boolean {
  return text === 'unset' || text === '4294967295' || text === '-1';
}

/** The enriched format says the name itself. */
function callOf(number: string, architecture: string, fields: AuditRecord['fields']): string {
  return fields.get('SYSCALL')?.text ?? callName(architecture, number) ?? number;
}

const SUCCESSES: ReadonlySet<string> = new Set(['yes', '1', 'success']);

function resultOf(text: string): string {
  return SUCCESSES.has(text.replace(/,$/, '')) ? 'success' : 'fail';
}

/** A call that failed leaves the number of an error. */
function exitOf(text: string): string {
  return (text.startsWith('-') ? ERRORS[Number(text.slice(1))] : undefined) ?? text;
}

const ERRORS: Readonly<Record<number, string>> = {
  ...{ 1: 'EPERM', 2: 'ENOENT', 3: 'ESRCH', 4: 'EINTR', 5: 'EIO', 6: 'ENXIO', 7: 'E2BIG', 8: 'ENOEXEC', 9: 'EBADF' },
  ...{ 10: 'ECHILD', 11: 'EAGAIN', 12: 'ENOMEM', 13: 'EACCES', 14: 'EFAULT', 16: 'EBUSY', 17: 'EEXIST', 18: 'EXDEV' },
  ...{
    19: 'ENODEV',
    20: 'ENOTDIR',
    21: 'EISDIR',
    22: 'EINVAL',
    23: 'ENFILE',
    24: 'EMFILE',
    25: 'ENOTTY',
    26: 'ETXTBSY',
  },
  ...{
    27: 'EFBIG',
    28: 'ENOSPC',
    29: 'ESPIPE',
    30: 'EROFS',
    31: 'EMLINK',
    32: 'EPIPE',
    36: 'ENAMETOOLONG',
    38: 'ENOSYS',
  },
  ...{ 39: 'ENOTEMPTY', 40: 'ELOOP', 61: 'ENODATA', 95: 'EOPNOTSUPP', 97: 'EAFNOSUPPORT', 98: 'EADDRINUSE' },
  ...{ 99: 'EADDRNOTAVAIL', 101: 'ENETUNREACH', 103: 'ECONNABORTED', 104: 'ECONNRESET', 107: 'ENOTCONN' },
  ...{ 110: 'ETIMEDOUT', 111: 'ECONNREFUSED', 113: 'EHOSTUNREACH', 114: 'EALREADY', 115: 'EINPROGRESS' },
};

const SIGNALS: Readonly<Record<number, string>> = {
  ...{ 1: 'SIGHUP', 2: 'SIGINT', 3: 'SIGQUIT', 4: 'SIGILL', 5: 'SIGTRAP', 6: 'SIGABRT', 7: 'SIGBUS', 8: 'SIGFPE' },
  ...{
    9: 'SIGKILL',
    10: 'SIGUSR1',
    11: 'SIGSEGV',
    12: 'SIGUSR2',
    13: 'SIGPIPE',
    14: 'SIGALRM',
    15: 'SIGTERM',
    31: 'SIGSYS',
  },
};

const CONTEXT_PARTS = ['user', 'role', 'domain', 'level'] as const;

/** `unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023`; without SELinux there is only a word. */
function addContext(data: Data, name: string, text: string): void {
  const [user, role, domain, level, ...category] = text.split(':');
  if (role === undefined) return;
  [user, role, domain, level].forEach((part, at) => {
    if (part !== undefined) data.set(`${name}_${CONTEXT_PARTS[at] ?? ''}`, part);
  });
  if (category.length > 0) data.set(`${name}_category`, category.join(':'));
}

/** A path with all that is known of it. */
export function readPath(record: AuditRecord): Readonly<Record<string, string>> {
  return Object.fromEntries([...dataOf(record)].filter(([name]) => name !== '__proto__'));
}
