// Who an auditd event is of: the ids of its process, and their names where the log says them.
import type { JsonValue } from '../../engine/store';
import { put } from '../nest';
import type { Growing } from '../nest';
import type { Action } from './actions';
import { isUnset } from './data';
import type { Data } from './data';
import type { AuditRecord } from './record';

/** Where the integration has each id. `effective` is left out where it is the user itself. */
const USERS = {
  uid: 'user',
  euid: 'user.effective',
  suid: 'auditd.user.saved',
  fsuid: 'auditd.user.filesystem',
  auid: 'auditd.user.audit',
} as const;
const GROUPS = {
  gid: 'user.group',
  egid: 'user.effective.group',
  sgid: 'auditd.user.saved.group',
  fsgid: 'auditd.user.filesystem.group',
} as const;
const PLACES = Object.entries({ ...USERS, ...GROUPS });

/** Takes the ids, and what SELinux says of the user, out of the data. */
export function addUsers(event: Growing, data: Data): void {
  const isEffective = data.has('euid') && data.get('euid') !== data.get('uid');
  const actor = { primary: data.get('auid'), secondary: data.get('uid') };
  for (const [name, value] of Object.entries(actor))
    if (value !== undefined) put(event, `auditd.summary.actor.${name}`, nameOf(value));
  for (const [id, place] of PLACES) {
    const value = data.get(id);
    if (value === undefined || isUnset(value) || (place.startsWith('user.effective') && !isEffective)) continue;
    put(event, `${place}.id`, value);
  }
  for (const [name, value] of data) {
    if (!name.startsWith('subj_')) continue;
    put(event, `auditd.user.selinux.${name.slice('subj_'.length)}`, value);
    data.delete(name);
  }
}

/** Only this one is the same everywhere. */
function nameOf(id: string): string {
  return id === '0' ? 'root' : id;
}

/** Names of ids come from the enriched format; of events of a session the name of its account is the effective user. */
export function addNames(
  event: Growing,
  action: Action | undefined,
  data: Data,
  records: readonly AuditRecord[],
): void {
  const names = new Set<JsonValue>();
  const name = (id: string): string | undefined => {
    const written = records.map(({ fields }) => fields.get(id.toUpperCase())?.text).find((text) => text !== undefined);
    return written !== undefined && !isUnset(written) && written !== 'unknown(0)' ? written : undefined;
  };
  for (const [id, place] of PLACES) {
    const value = data.get(id);
    data.delete(id);
    const known = name(id) ?? (value === '0' ? 'root' : undefined);
    if (value === undefined || isUnset(value) || known === undefined || !has(event, place)) continue;
    put(event, `${place}.name`, known);
    if (id === 'uid' && action?.isSession !== true) names.add(known);
  }
  if (action?.isSession === true) addAccount(event, data, names, name('auid'));
  if (names.size > 0) put(event, 'related.user', [...names]);
}

function has(event: Growing, place: string): boolean {
  return place.split('.').reduce<unknown>((value, key) => (value as Growing | undefined)?.[key], event) !== undefined;
}

/** Who logged in is the user, and the account that is used the effective one. */
function addAccount(event: Growing, data: Data, names: Set<JsonValue>, auditName: string | undefined): void {
  const audit = (event['auditd'] as Growing)['user'] as Growing | undefined;
  const { id } = (audit?.['audit'] ?? {}) as { readonly id?: string };
  const account = data.get('acct') ?? data.get('id');
  const user: Growing = {};
  if (id !== undefined) {
    user['id'] = id;
    const name = auditName ?? (id === '0' ? 'root' : undefined);
    if (name !== undefined) user['name'] = name;
  }
  if (account !== undefined) {
    const isId = /^\d+$/.test(account);
    if (user[isId ? 'id' : 'name'] !== account) user['effective'] = { [isId ? 'id' : 'name']: account };
    put(event, 'auditd.summary.actor.secondary', account);
    if (!isId) names.add(account);
  }
  if (typeof user['name'] === 'string') names.add(user['name']);
  if (Object.keys(user).length > 0) event['user'] = user;
}
