// Takes what identifies people and machines out of events: reads all of them first, then says of each text what stands in its place.
import type { Span } from '../base/span';
import type { KeyedHash } from './atoms';
import { fieldKind, isSameField } from './fields';
import { collectIdentities } from './identities';
import type { Identities } from './identities';
import { isJson, readJson } from './jsonText';
import type { JsonPlace } from './jsonText';
import { createPseudonyms } from './pseudonyms';
import type { RuleText, RuleTexts } from './ruleTexts';
import { createPlan } from './plan';
import type { KeptParts, Plan } from './plan';
import { createNameIndex } from './words';
import type { NameIndex } from './words';

/** First every text is seen, then plans are made: more than one where a plan turns out to keep too little. */
export interface Redaction {
  /** A line or an event: JSON, or any text. */
  see(text: string): void;
  /** `alsoKept`: identities in lower case and the rule that needs them. Empty at first. */
  plan(alsoKept: ReadonlyMap<string, string>): Plan;
  /** The identities in a text, in lower case. */
  identitiesIn(text: string): readonly string[];
}

export interface RedactionTask {
  readonly hash: KeyedHash;
  readonly rules: RuleTexts;
  /** Fields that stay as they are. */
  readonly keeps: (path: string) => boolean;
}

export function createRedaction(task: RedactionTask): Redaction {
  const { rules, keeps } = task;
  const identities = collectIdentities(keeps);
  const asked = createAskedValues(rules.texts);
  const isSeen = createSeen();
  let index: NameIndex | undefined;
  const indexOf = (): NameIndex => (index ??= indexNames(identities));
  return {
    see(text) {
      index = undefined;
      if (!isJson(text)) return identities.seeText(text, 'line');
      readJson(text, (place) => {
        if (isSeen(place)) return;
        identities.see(place);
        if (place.kind === 'string' && !keeps(place.path)) asked.see(place);
      });
    },
    plan(alsoKept) {
      const found = indexOf();
      const kept = keptParts(identities, asked.values(), found, alsoKept);
      const tokens = tokensOf(identities, kept, task);
      return createPlan({ identities, tokens, kept, index: found, keeps });
    },
    identitiesIn(text) {
      const names = indexOf().find(text);
      const whole = text.toLowerCase();
      return [...new Set([...(identities.all.has(whole) ? [whole] : []), ...names.map(({ name }) => name)])];
    },
  };
}

const MOST_SEEN = 500_000;

/** Most values of a sample have been there before. */
function createSeen(): (place: JsonPlace) => boolean {
  const byPath = new Map<string, Set<string>>();
  let count = 0;
  return ({ path, text, kind }) => {
    if (kind === 'key') return true;
    let seen = byPath.get(path);
    if (seen === undefined) byPath.set(path, (seen = new Set()));
    if (seen.has(text)) return true;
    if (count++ < MOST_SEEN) seen.add(text);
    return false;
  };
}

function indexNames({ all, namespaces }: Identities): NameIndex {
  const index = createNameIndex();
  for (const [name, { isLocal }] of all) if (!isLocal) index.add(name);
  for (const name of namespaces) if (name.length > 2) index.add(name);
  return index;
}

/** A value that a text of a rule matches, and the parts of it that it needs. */
interface AskedValue {
  readonly value: string;
  readonly parts: readonly Span[];
  readonly rule: string;
}

interface AskedValues {
  see(place: JsonPlace): void;
  values(): readonly AskedValue[];
}

function createAskedValues(texts: readonly RuleText[]): AskedValues {
  const byPath = new Map<string, { readonly texts: readonly RuleText[]; readonly seen: Set<string> }>();
  const values: AskedValue[] = [];
  return {
    values: () => values,
    see({ path, text }) {
      let known = byPath.get(path);
      if (known === undefined) {
        const ofPath = fieldKind(path) === 'vocabulary' ? [] : texts.filter(({ field }) => isSameField(path, field));
        byPath.set(path, (known = { texts: ofPath, seen: new Set() }));
      }
      const value = text.toLowerCase();
      if (known.texts.length === 0 || known.seen.has(value)) return;
      known.seen.add(value);
      for (const { partsIn, rule } of known.texts) {
        const parts = partsIn(value);
        if (parts !== undefined && parts.length > 0) values.push({ value, parts, rule });
      }
    },
  };
}

function keptParts(
  { all }: Identities,
  values: readonly AskedValue[],
  index: NameIndex,
  alsoKept: ReadonlyMap<string, string>,
): KeptParts {
  const kept = new Map<string, { spans: Span[]; rule: string }>();
  const keep = (name: string, spans: readonly Span[], rule: string): void => {
    if (!all.has(name) || spans.length === 0) return;
    const known = kept.get(name);
    if (known === undefined) kept.set(name, { spans: [...spans], rule });
    else known.spans.push(...spans);
  };
  for (const [name, rule] of alsoKept) keep(name, [{ from: 0, to: name.length }], rule);
  for (const { value, parts, rule } of values) {
    keep(value, parts, rule);
    for (const { from, to, name } of index.find(value)) keep(name, partsWithin(parts, from, to, name), rule);
  }
  // What stands in a part that stays, stays everywhere.
  for (const [name, { spans, rule }] of [...kept])
    for (const span of spans)
      for (const inner of index.find(name.slice(span.from, span.to)))
        if (inner.name !== name) keep(inner.name, [{ from: 0, to: inner.name.length }], rule);
  return kept;
}

/** In the offsets of the name; all of it where an address writes it longer than it is. */
function partsWithin(parts: readonly Span[], from: number, to: number, name: string): readonly Span[] {
  const inside = parts.filter((part) => part.from < to && from < part.to);
  if (inside.length > 0 && to - from !== name.length) return [{ from: 0, to: name.length }];
  return inside.map((part) => ({ from: Math.max(0, part.from - from), to: Math.min(name.length, part.to - from) }));
}

/** A key under which no pseudonym is what another identity was. */
const MOST_TRIES = 20;

function tokensOf({ all }: Identities, kept: KeptParts, { hash, rules }: RedactionTask): ReadonlyMap<string, string> {
  let tokens = new Map<string, string>();
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const pseudonyms = createPseudonyms(attempt === 0 ? hash : (text) => hash(`${attempt} ${text}`), rules.blocks);
    tokens = new Map([...all].map(([name, identity]) => [name, pseudonyms.of(identity, kept.get(name)?.spans ?? [])]));
    if (![...tokens].some(([name, token]) => isTaken(name, token.toLowerCase(), all, kept))) break;
  }
  return tokens;
}

function isTaken(name: string, token: string, all: Identities['all'], kept: KeptParts): boolean {
  if (token === name) return !kept.has(name) && /[a-z]{2}/.test(name);
  const taken = all.get(token);
  return taken !== undefined && !taken.isLocal;
}
