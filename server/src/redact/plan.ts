// What stands in the place of each identity, and the search for what was left.
import { memoizeByText } from '../base/memo';
import type { Span } from '../base/span';
import { fieldKind } from './fields';
import type { FieldKind } from './fields';
import type { Identities, IdentityKind } from './identities';
import { changeJson, isJson, readJson } from './jsonText';
import type { JsonPlace } from './jsonText';
import { withCase } from './pseudonyms';
import type { FoundName, NameIndex } from './words';

export interface Plan {
  /** A line or an event. */
  rewrite(text: string): string;
  /** A text by itself, such as a note. */
  rewriteText(text: string): string;
  /** The name of an event. */
  rewriteId(id: string): string;
  /** The first identity that is still in a line, and its field. */
  leftover(text: string): { readonly text: string; readonly path: string } | undefined;
  leftoverInText(text: string): string | undefined;
  /** Identities that stay as a whole because a rule names them. */
  readonly kept: readonly KeptIdentity[];
  /** How many of each kind have a pseudonym. */
  readonly counts: ReadonlyMap<IdentityKind, number>;
}

export interface KeptIdentity {
  readonly text: string;
  /** In which it was found first. */
  readonly field: string;
  readonly rule: string;
}

/** The parts of identities that stay, by the identity in lower case, and which rule asks for them. */
export type KeptParts = ReadonlyMap<string, { readonly spans: readonly Span[]; readonly rule: string }>;

interface PlanParts {
  readonly identities: Identities;
  readonly tokens: ReadonlyMap<string, string>;
  readonly kept: KeptParts;
  readonly index: NameIndex;
  readonly keeps: (path: string) => boolean;
}

export function createPlan({ identities, tokens, kept, index, keeps }: PlanParts): Plan {
  const { all, stays } = identities;
  const made = new Set([...tokens.values()].map((token) => token.toLowerCase()));
  const isOpen = (name: string): boolean => all.has(name) && !made.has(name);
  const rewriteText = (text: string, isWanted: (name: string) => boolean = () => true): string =>
    replaceNames(text, index.find(text), (name) => (stays(name) || !isWanted(name) ? undefined : tokens.get(name)));
  const rewriteKnown = memoizeByText(REMEMBERED, (text) => rewriteText(text));
  const find = (text: string): string | undefined => {
    const found = index.find(text).find(({ name }) => !stays(name) && isOpen(name));
    return found === undefined ? undefined : text.slice(found.from, found.to);
  };
  const rewriteKey = memoizeByText(REMEMBERED, (text) => rewriteText(text, isTelling));
  const findInKey = memoizeByText(REMEMBERED, (text) =>
    index.find(text).some(({ name }) => isTelling(name) && !stays(name) && isOpen(name)),
  );
  const findKnown = memoizeByText(REMEMBERED, find);
  const change = ({ path, text, kind }: JsonPlace): string | undefined => {
    const field = fieldKind(path);
    if (field === 'vocabulary' || keeps(path)) return undefined;
    if (kind === 'key') return rewriteKey(text);
    if (field === 'namespace') return undefined;
    const token = IN_WHOLE.has(field) ? tokens.get(text.toLowerCase()) : undefined;
    if (kind === 'number') return token;
    return token === undefined ? rewriteKnown(text) : withCase(text, token);
  };
  const isLeft = ({ path, text, kind }: JsonPlace): boolean => {
    const field = fieldKind(path);
    if (field === 'vocabulary' || field === 'namespace' || keeps(path)) return false;
    if (kind === 'key') return findInKey(text);
    if (IN_WHOLE.has(field) && isOpen(text.toLowerCase())) return true;
    return kind === 'string' && findKnown(text) !== undefined;
  };
  return {
    rewriteText,
    rewrite: (text) => (isJson(text) ? changeJson(text, change) : rewriteText(text)),
    rewriteId: (id) => tokens.get(id.toLowerCase()) ?? rewriteText(id),
    leftoverInText: find,
    leftover: (text) => (isJson(text) ? firstPlace(text, isLeft) : toPlace(find(text))),
    kept: [...kept].flatMap(([name, { rule }]) => {
      const identity = all.get(name);
      return identity === undefined || tokens.get(name) !== identity.text
        ? []
        : [{ text: identity.text, field: identity.path, rule }];
    }),
    counts: countKinds(identities, tokens),
  };
}

/** Most values of a sample have been there before. */
const REMEMBERED = 50_000;

/** Fields whose whole value is an identity. */
const IN_WHOLE: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'account',
  'name',
  'host',
  'address',
  'mac',
  'id',
  'secret',
]);

/** The name of a field is no place for a plain word to be taken for a person. */
function isTelling(name: string): boolean {
  return /[0-9@.]/.test(name);
}

function toPlace(text: string | undefined): { text: string; path: string } | undefined {
  return text === undefined ? undefined : { text, path: 'line' };
}

function firstPlace(text: string, isLeft: (place: JsonPlace) => boolean): { text: string; path: string } | undefined {
  let first: { text: string; path: string } | undefined;
  readJson(text, (place) => {
    if (first === undefined && isLeft(place)) first = { text: place.text, path: place.path };
  });
  return first;
}

function countKinds({ all }: Identities, tokens: ReadonlyMap<string, string>): ReadonlyMap<IdentityKind, number> {
  const counts = new Map<IdentityKind, number>();
  for (const [name, { text, kind }] of all)
    if (tokens.get(name) !== text) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

function replaceNames(
  text: string,
  names: readonly FoundName[],
  tokenOf: (name: string) => string | undefined,
): string {
  let at = 0;
  let replaced = '';
  for (const { from, to, name } of names) {
    const token = tokenOf(name);
    if (token === undefined) continue;
    replaced += text.slice(at, from) + asWritten(text.slice(from, to), token);
    at = to;
  }
  return at === 0 ? text : replaced + text.slice(at);
}

/** In the case of the text, and percent-encoded where it was: separators are the same in a pseudonym. */
function asWritten(written: string, token: string): string {
  if (!written.includes('%')) return withCase(written, token.toLowerCase());
  const signs = written.match(/%[0-9A-Fa-f]{2}|[^]/g) ?? [];
  if (signs.length !== token.length) return token;
  return signs.map((sign, at) => (sign.length === 3 ? sign : withCase(sign, token[at] ?? sign))).join('');
}
