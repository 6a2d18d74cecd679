// MITRE ATT&CK as far as it is known here: names, the techniques of each tactic, and what was retired. The list of techniques is not complete.
import { isRecord } from './json';
import type { CatalogReader } from './compose';

export interface AttackCatalog {
  /** Of a tactic, technique or sub-technique. */
  readonly names: ReadonlyMap<string, string>;
  /** Identifiers by name in lower case: a name of a sub-technique may stand under several techniques. */
  readonly idsByName: ReadonlyMap<string, readonly string[]>;
  /** The techniques of a tactic; a tactic that is not here is not known. */
  readonly techniquesOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every technique that belongs to a tactic that is known. */
  readonly placed: ReadonlySet<string>;
  /** What stands for a retired identifier since; empty where nothing does. */
  readonly retired: ReadonlyMap<string, string>;
}

const catalogs = new WeakMap<CatalogReader, AttackCatalog>();

/** The same object for the same reader; empty where there is no catalog. */
export function attackCatalogOf(read: CatalogReader): AttackCatalog {
  let catalog = catalogs.get(read);
  if (catalog === undefined) catalogs.set(read, (catalog = toCatalog(read('attack'))));
  return catalog;
}

function toCatalog(json: unknown): AttackCatalog {
  const record = isRecord(json) ? json : {};
  const names = new Map([
    ...textsIn(record['tactics']),
    ...textsIn(record['techniques']),
    ...textsIn(record['subtechniques']),
  ]);
  const idsByName = new Map<string, string[]>();
  for (const [id, name] of names) {
    const key = name.toLowerCase();
    idsByName.set(key, [...(idsByName.get(key) ?? []), id]);
  }
  const techniquesOf = new Map(listsIn(record['techniquesOf']));
  const placed = new Set([...techniquesOf.values()].flatMap((each) => [...each]));
  return { names, idsByName, techniquesOf, placed, retired: new Map(textsIn(record['retired'])) };
}

function textsIn(value: unknown): readonly (readonly [string, string])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([id, text]) => (typeof text === 'string' ? [[id, text] as const] : []));
}

function listsIn(value: unknown): readonly (readonly [string, ReadonlySet<string>])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([id, list]) =>
    Array.isArray(list) ? [[id, new Set(list.map(String))] as const] : [],
  );
}
