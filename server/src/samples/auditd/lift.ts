// The records of one auditd event to the shape in which the auditd_manager integration stores it.
// Source: Auditbeat's auditd module and the ingest pipeline of auditd_manager.auditd; docs/samples.md, conversions.
import type { JsonObject, JsonValue } from '../../engine/store';
import { put } from '../nest';
import type { Growing } from '../nest';
import { actionOfCall, actionOfRecord } from './actions';
import type { Action } from './actions';
import { dataOf, isUnset, readPath } from './data';
import type { Data } from './data';
import { readAddress } from './address';
import { addNames, addUsers } from './users';
import type { AuditRecord } from './record';
import { decodeText } from './record';

const DATASET = 'auditd_manager.auditd';

/** At least one record, all of one event, without the one that ends it. */
export function liftEvent(records: readonly AuditRecord[]): JsonObject {
  const call = records.find(({ type }) => type === 'SYSCALL');
  const first = records[0] ?? call;
  if (first === undefined) return {};
  const data = mergeData(records, call ?? first);
  const action = first.type === 'SYSCALL' ? undefined : actionOfRecord(first.type);
  const callAction = call === undefined ? undefined : actionOfCall(data.get('syscall') ?? '');
  const event: Growing = {};
  addHead(event, first, data);
  addAction(event, action, callAction, data);
  addUsers(event, data);
  addProcess(event, records, data);
  addPaths(event, records, action ?? callAction);
  addSocket(event, records, data);
  addSource(event, action, data);
  addSummary(event, action ?? callAction, data);
  addNames(event, action, data, records);
  addData(event, data);
  return event;
}

const OWN_RECORDS: ReadonlySet<string> = new Set(['PATH', 'SOCKADDR', 'EXECVE']);

/** The fields of the call, and those of the other records where the call has none of that name. */
function mergeData(records: readonly AuditRecord[], main: AuditRecord): Data {
  const data: Data = new Map(dataOf(main));
  if (main.type === 'SYSCALL') data.delete('items');
  for (const record of records) {
    if (record === main || OWN_RECORDS.has(record.type)) continue;
    for (const [name, value] of dataOf(record)) if (!data.has(name)) data.set(name, value);
  }
  return data;
}

function addHead(event: Growing, { time, serial, node, type }: AuditRecord, data: Data): void {
  event['@timestamp'] = new Date(Math.round(Number(time) * 1000)).toISOString();
  event['data_stream'] = { type: 'logs', dataset: DATASET, namespace: 'default' };
  event['event'] = { dataset: DATASET, module: 'auditd', kind: 'event', sequence: Number(serial) };
  event['service'] = { type: 'auditd' };
  event['host'] = { ...(node === undefined ? {} : { name: node, hostname: node }), os: { type: 'linux' } };
  put(event, 'auditd.message_type', type.toLowerCase());
  const result = take(data, 'result');
  put(event, 'auditd.result', result ?? 'unknown');
  put(event, 'event.outcome', result === 'fail' ? 'failure' : (result ?? 'unknown'));
  const session = take(data, 'ses');
  if (session !== undefined && !isUnset(session)) put(event, 'auditd.session', session);
  const tags = take(data, 'key')?.split('\u0001');
  if (tags !== undefined) event['tags'] = tags;
}

function take(data: Data, name: string): string | undefined {
  const value = data.get(name);
  data.delete(name);
  return value;
}

/** A record that comes with a call has the categories of both. */
function addAction(event: Growing, action: Action | undefined, call: Action | undefined, data: Data): void {
  const decisive = action ?? call;
  if (decisive?.action !== undefined) put(event, 'event.action', decisive.action);
  const both = [action, call].filter((each) => each !== undefined);
  const category = new Set(both.flatMap((each) => each.category));
  const type = new Set(both.flatMap((each) => each.type));
  if (category.size > 0) put(event, 'event.category', [...category]);
  if (type.size > 0) put(event, 'event.type', [...type]);
  const id = data.get('id');
  if (id !== undefined && decisive?.primary?.includes('id') !== true) put(event, 'event.id', id);
}

const PROCESS_TEXTS = { proctitle: 'title', comm: 'name', exe: 'executable', cwd: 'working_directory' } as const;

function addProcess(event: Growing, records: readonly AuditRecord[], data: Data): void {
  const process: Growing = {};
  addNumber(process, 'pid', take(data, 'pid'));
  addNumber(process, 'parent.pid', take(data, 'ppid'));
  for (const [name, field] of Object.entries(PROCESS_TEXTS)) {
    const value = data.get(name);
    if (value !== undefined) put(process, field, value);
  }
  const args = argumentsOf(records);
  if (args.length > 0) {
    process['args'] = args;
    data.set('argc', String(args.length));
  }
  if (Object.keys(process).length > 0) event['process'] = process;
}

function addNumber(process: Growing, path: string, text: string | undefined): void {
  if (text !== undefined && /^-?\d+$/.test(text)) put(process, path, Number(text));
}

/** Long arguments are cut into numbered parts, and many arguments into several records. */
function argumentsOf(records: readonly AuditRecord[]): readonly string[] {
  const args: string[] = [];
  for (const { type, fields } of records) {
    if (type !== 'EXECVE') continue;
    for (const [name, value] of fields) {
      const [, number = '', part] = /^a(\d+)(?:\[(\d+)\])?$/.exec(name) ?? [];
      if (number === '') continue;
      const text = decodeText(value);
      args[Number(number)] = part === undefined ? text : `${args[Number(number)] ?? ''}${text}`;
    }
  }
  return args.slice(0, MOST_ARGUMENTS).map((argument) => argument ?? '');
}

const MOST_ARGUMENTS = 10_000;

function addPaths(event: Growing, records: readonly AuditRecord[], action: Action | undefined): void {
  const paths = records.filter(({ type }) => type === 'PATH').map(readPath);
  if (paths.length === 0) return;
  put(event, 'auditd.paths', paths);
  if (action?.object !== 'file' && action?.object !== 'filesystem') return;
  const index = action.path !== undefined && action.path < paths.length ? action.path : 0;
  const isObject = ({ nametype }: Readonly<Record<string, string>>): boolean =>
    nametype !== 'PARENT' && nametype !== 'UNKNOWN';
  const path = paths.slice(index).find(isObject) ?? paths[index] ?? {};
  event['file'] = fileOf(path);
}

const FILE_FIELDS = { name: 'path', rdev: 'device', inode: 'inode', ouid: 'uid', ogid: 'gid' } as const;

function fileOf(path: Readonly<Record<string, string>>): JsonObject {
  const file: Growing = {};
  for (const [name, field] of Object.entries(FILE_FIELDS)) {
    const value = path[name];
    if (value !== undefined) file[field] = value;
  }
  const { mode } = path;
  if (mode !== undefined && /^[0-7]+$/.test(mode))
    file['mode'] = (parseInt(mode, 8) & 0o777).toString(8).padStart(4, '0');
  if (path['ouid'] === '0') file['owner'] = 'root';
  if (path['ogid'] === '0') file['group'] = 'root';
  return file;
}

const DIRECTIONS: Readonly<Record<string, readonly ['source' | 'destination', string]>> = {
  ...Object.fromEntries(['recvfrom', 'recvmsg', 'accept', 'accept4'].map((call) => [call, ['source', 'ingress']])),
  ...Object.fromEntries(['connect', 'sendto', 'sendmsg'].map((call) => [call, ['destination', 'egress']])),
};

function addSocket(event: Growing, records: readonly AuditRecord[], data: Data): void {
  const digits = records.find(({ type }) => type === 'SOCKADDR')?.fields.get('saddr')?.text;
  if (digits === undefined) return;
  const socket = readAddress(digits);
  for (const [name, value] of Object.entries(socket)) data.set(`socket.${name}`, String(value));
  const [side, direction] = DIRECTIONS[data.get('syscall') ?? ''] ?? [];
  if (side === undefined || direction === undefined) return;
  put(event, 'network.direction', direction);
  const { addr, port, path } = socket;
  if (addr !== undefined) put(event, `${side}.ip`, addr);
  if (port !== undefined) put(event, `${side}.port`, Number(port));
  if (path !== undefined) put(event, `${side}.address`, path);
}

function addSource(event: Growing, action: Action | undefined, data: Data): void {
  if (action?.source === undefined || event['source'] !== undefined) return;
  const address = take(data, action.source);
  if (address === undefined) return;
  put(event, 'source.ip', address);
  put(event, 'network.direction', 'ingress');
}

function addSummary(event: Growing, action: Action | undefined, data: Data): void {
  const firstOf = (names: readonly string[] | undefined): string | undefined =>
    names?.map((name) => data.get(name)).find((value) => value !== undefined);
  const isSocket = action?.object === 'socket';
  const file = (event['file'] as JsonObject | undefined)?.['path'];
  const summary = {
    'object.type': action?.object,
    'object.primary': file ?? (isSocket ? firstOf(['socket.addr', 'socket.path']) : firstOf(action?.primary)),
    'object.secondary': isSocket ? data.get('socket.port') : firstOf(action?.secondary),
    how: firstOf(['exe', 'comm']),
  };
  for (const [name, value] of Object.entries(summary))
    if (value !== undefined) put(event, `auditd.summary.${name}`, value);
  for (const name of Object.keys(PROCESS_TEXTS)) data.delete(name);
}

const LONGS: ReadonlySet<string> = new Set([
  ...['removed', 'items', 'lport', 'rport', 'sport', 'dport', 'entries', 'argc', 'seqno', 'nargs', 'socket.port'],
  ...['exit', 'old_vcpu', 'new_vcpu', 'changed', 'added', 'spid', 'opid', 'nlnk_pid', 'vm_pid', 'audit_pid'],
]);

function addData(event: Growing, data: Data): void {
  for (const [name, text] of data) {
    const value: JsonValue = LONGS.has(name) && /^-?\d+$/.test(text) ? Number(text) : text;
    put(event, `auditd.data.${name.replaceAll('-', '_')}`, value);
  }
}
