// What identifies people and machines in events: found by the fields that hold it, and by shapes that mean the same in any field.
import { parseAddress } from '../eql/address';
import { isUniversal } from './addresses';
import { fieldKind } from './fields';
import type { FieldKind } from './fields';
import type { JsonPlace } from './jsonText';
import { findSecrets } from './secrets';
import { isSoftware, isVocabulary, isWellKnownAccount, isWellKnownObject, keptEnd } from './wellKnown';

export type IdentityKind = 'account' | 'name' | 'host' | 'email' | 'address' | 'mac' | 'id' | 'opaque' | 'image';

export interface Identity {
  /** As it was found first. */
  readonly text: string;
  readonly kind: IdentityKind;
  /** The field in which it was found first. */
  readonly path: string;
  /** Too short or too common to be looked for in other texts: it is replaced where it is the whole value of a field for identities. */
  readonly isLocal: boolean;
}

export interface Identities {
  /** By the text in lower case. */
  readonly all: ReadonlyMap<string, Identity>;
  /** Names of namespaces and programs, which stay wherever they are part of a text; in lower case. */
  readonly stays: (name: string) => boolean;
  readonly namespaces: ReadonlySet<string>;
  see(place: JsonPlace): void;
  /** A text that stands in no field. */
  seeText(text: string, path: string): void;
}

/** `keeps`: whether a field stays as it is. */
export function collectIdentities(keeps: (path: string) => boolean): Identities {
  const all = new Map<string, Identity>();
  const namespaces = new Set<string>();
  const programs = new Set<string>();
  const collector: Collector = {
    add(text, kind, path) {
      const key = text.toLowerCase();
      const isKnown = kind === 'account' ? isWellKnownAccount : isWellKnownObject;
      if (all.has(key) || isUniversal(text) || isTrivial(text) || isKnown(text)) return;
      all.set(key, { text, kind, path, isLocal: isLocal(text) || (kind === 'account' && isSoftware(text)) });
    },
    namespace: (text) => void namespaces.add(text.toLowerCase()),
  };
  const seeText = (text: string, path: string): void => addShapes(text, path, collector);
  return {
    all,
    namespaces,
    stays: (name) => namespaces.has(name) || (programs.has(name) && all.get(name)?.kind === 'name'),
    seeText,
    see({ path, text, kind }) {
      if (kind === 'key' || text === '' || keeps(path)) return;
      const field = fieldKind(path);
      if (field === 'vocabulary') return;
      if (kind === 'number') {
        if (field === 'id' && /^[0-9]{6,}$/.test(text)) collector.add(text, 'id', path);
        return;
      }
      if (PROGRAM.test(path)) programs.add(text.replace(/^.*[\\/]/, '').toLowerCase());
      addField(text, field, path, collector);
      seeText(text, path);
    },
  };
}

/** Names of processes and paths of executables. */
const PROGRAM = /(?:^|\.)(?:process|parent|entry_leader|session_leader|group_leader)\.(?:name|executable)$/;

interface Collector {
  add(text: string, kind: IdentityKind, path: string): void;
  namespace(text: string): void;
}

/** Numbers that every system has, such as those of its first users. */
function isTrivial(text: string): boolean {
  return (
    text.trim() === '' || /^-?[0-9]{1,5}$/.test(text) || /^S-1-5-[0-9]{1,3}$/.test(text) || !/[\p{L}\p{N}]/u.test(text)
  );
}

function isLocal(text: string): boolean {
  return text.length < 3 || isVocabulary(text);
}

function addField(text: string, field: FieldKind, path: string, collector: Collector): void {
  switch (field) {
    case 'namespace':
      return collector.namespace(text);
    case 'account':
      return addAccount(text, path, collector);
    case 'host':
      return addHost(text, path, collector);
    case 'uri':
      return addUri(text, path, collector);
    case 'image':
      return addImage(text, path, collector);
    case 'secret':
      return collector.add(text, 'opaque', path);
    case 'address':
      return parseAddress(text) === undefined ? addHost(text, path, collector) : collector.add(text, 'address', path);
    case 'name':
    case 'mac':
    case 'id':
      return collector.add(text, field, path);
    case 'text':
    case 'vocabulary':
      return;
  }
}

function addAccount(text: string, path: string, collector: Collector): void {
  const [, namespace, name] = /^system:serviceaccount:([^:]+):(.+)$/.exec(text) ?? [];
  if (namespace !== undefined && name !== undefined) {
    collector.namespace(namespace);
    if (!isWellKnownObject(name)) collector.add(text, 'account', path);
    return collector.add(name, 'name', path);
  }
  const [, ofNamespace] = /^system:serviceaccounts:([^:]+)$/.exec(text) ?? [];
  if (ofNamespace !== undefined) return collector.namespace(ofNamespace);
  const [, node] = /^system:node:(.+)$/.exec(text) ?? [];
  if (node !== undefined) {
    collector.add(text, 'account', path);
    return addHost(node, path, collector);
  }
  collector.add(text, kindOfName(text), path);
  addEmailParts(text, path, collector);
}

function kindOfName(text: string): IdentityKind {
  if (parseAddress(text) !== undefined) return 'address';
  return /^[^@\s]+@[^@\s]+$/.test(text) ? 'email' : 'account';
}

function addEmailParts(text: string, path: string, collector: Collector): void {
  const [, local, domain] = /^([^@\s]+)@([^@\s]+)$/.exec(text) ?? [];
  if (local === undefined || domain === undefined) return;
  if (local.length > 3) collector.add(local, 'name', path);
  addHost(domain, path, collector);
}

/** Also the domains that it lies in, and its own name where that is not a plain word. */
function addHost(text: string, path: string, collector: Collector): void {
  if (parseAddress(text) !== undefined) return collector.add(text, 'address', path);
  if (isWellKnownObject(text)) return;
  collector.add(text, 'host', path);
  const labels = text.slice(0, text.length - keptEnd(text)).split('.');
  const end = text.slice(text.length - keptEnd(text));
  if (labels.length > 1 && /[0-9-]/.test(labels[0] ?? '')) collector.add(labels[0] ?? '', 'host', path);
  for (let from = 1; from < labels.length; from++) {
    const domain = labels.slice(from).join('.') + end;
    if (domain.includes('.')) collector.add(domain, 'host', path);
  }
}

const NAMED_IN_URI =
  /\/(?:pods|nodes|services|deployments|secrets|configmaps|serviceaccounts|leases|endpointslices|endpoints|jobs|cronjobs|statefulsets|daemonsets|replicasets|persistentvolumeclaims|persistentvolumes|rolebindings|clusterrolebindings)\/([^/?\s]+)/g;

function addUri(text: string, path: string, collector: Collector): void {
  for (const [, namespace] of text.matchAll(/\/namespaces\/([^/?\s]+)/g)) collector.namespace(namespace ?? '');
  for (const [, name] of text.matchAll(NAMED_IN_URI)) collector.add(name ?? '', 'name', path);
  for (const [, name] of text.matchAll(/[?&]container=([^&\s]+)/g)) collector.add(name ?? '', 'name', path);
  const [, host] = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/\s]+@)?([^:/?#\s]+)/i.exec(text) ?? [];
  if (host !== undefined) addHost(host, path, collector);
}

/** Only the registry says whose it is. */
function addImage(text: string, path: string, collector: Collector): void {
  const [, registry] = /^([^/\s]*[.:][^/\s]*)\//.exec(text) ?? [];
  if (registry !== undefined) addHost(registry.replace(/:[0-9]+$/, ''), path, collector);
}

const V4 = /(?<![\w.-]|\w\/)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w-]|\.[0-9])/g;
const V6 = /(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:.])/g;
const EMAIL = /[\w.+-]+(?:@|%40)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g;
const HOME = /(?:\/home\/|\/Users\/|\\Users\\)([\w.-]+)/g;
const BASE64 =
  /(?<![A-Za-z0-9+/_=-])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[0-9])[A-Za-z0-9+/]{40,}={0,2}(?![A-Za-z0-9+/_-])/g;

function addShapes(text: string, path: string, collector: Collector): void {
  for (const { from, to } of findSecrets(text)) collector.add(text.slice(from, to), 'opaque', path);
  if (text.includes('.'))
    for (const [address] of text.matchAll(V4))
      if (parseAddress(address) !== undefined) collector.add(address, 'address', path);
  if (text.includes(':'))
    for (const [address] of text.matchAll(V6))
      if (address.length > 4 && parseAddress(address) !== undefined) collector.add(address, 'address', path);
  if (/@|%40/.test(text))
    for (const [found] of text.matchAll(EMAIL)) {
      const email = found.replace('%40', '@');
      collector.add(email, 'email', path);
      addEmailParts(email, path, collector);
    }
  for (const [, name] of text.matchAll(HOME)) collector.add(name ?? '', 'name', path);
  if (text.length >= 40)
    for (const [found] of text.matchAll(BASE64))
      if (countOf(found, '/') * 10 < found.length) collector.add(found, 'opaque', path);
}

function countOf(text: string, character: string): number {
  return text.split(character).length - 1;
}
