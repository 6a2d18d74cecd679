// Exclusions of requests that run a command in a pod: whose they are, where, and the whole command.
// A `*` in the address would cross `/`, `?` and `&`, and let any command through behind it: the pod's name is asked for letter by letter.
import type { BoundField, Rung } from './ladder';
import { matchText, MOST_VALUES, optionalField, valueField, valueRung } from './ladder';
import { named } from './words';
import { escapeRegex, LONGEST_REGEX, numbersAsN, numbersRegex, withoutNumbers } from './numbers';
import { ownersOf } from './owner';
import type { PodName } from './owner';
import type { EventReading, GroupKey, Kind } from './kind';

const ADDRESS = 'kubernetes.audit.requestURI';
const POD = 'kubernetes.audit.objectRef.name';
const NAMESPACE = 'kubernetes.audit.objectRef.namespace';
const USER = 'user.name';
const AUDITED_USER = 'kubernetes.audit.user.username';
const IMPERSONATED = 'kubernetes.audit.impersonatedUser.username';

export const kubernetesRequests: Kind = {
  name: 'kubernetes',
  isOf: (event, read) => /^(?:exec|attach)$/.test(read.text(event, 'kubernetes.audit.objectRef.subresource') ?? ''),
  keyOf: (event, read): GroupKey => {
    const request = requestOf(event, read);
    if (request === undefined) return { refused: 'no-address' };
    if (request.hasTerminal) return { refused: 'terminal' };
    if (READS_SECRETS.test(request.command)) return { refused: 'secrets' };
    const user = userOf(event, read);
    if (user === undefined) return { refused: 'no-identity' };
    const [path = ''] = request.address.replace(`/${request.pod}/`, '/').split('?');
    return {
      key: [
        path,
        withoutNumbers(request.query),
        read.text(event, IMPERSONATED) ?? '',
        // People share what they are on call for; each account of a machine has work of its own.
        user.startsWith('system:') ? user : 'person',
      ].join('\n'),
    };
  },
  bind: bindRequests,
};

const READS_SECRETS = /serviceaccount\/token|kubernetes\.io\/serviceaccount|\/registry\/secrets/;

export interface Request {
  readonly address: string;
  readonly pod: string;
  /** From the `?` on. */
  readonly query: string;
  readonly hasTerminal: boolean;
  /** All of it, decoded. */
  readonly command: string;
  /** Empty where the request leaves it to the pod. */
  readonly container: string;
}

export function requestOf(event: number, read: EventReading): Request | undefined {
  const address = read.text(event, ADDRESS);
  if (address === undefined) return undefined;
  const start = address.indexOf('?');
  const query = start < 0 ? '' : address.slice(start);
  const pairs = query
    .slice(1)
    .split('&')
    .map((pair) => pair.split('='))
    .map(([name = '', ...rest]) => ({ name: decoded(name), value: decoded(rest.join('=')) }));
  return {
    address,
    pod: read.text(event, POD) ?? '',
    query,
    // Source: k8s.io/apimachinery, conversion of query parameters: whatever is not false is true.
    hasTerminal: pairs.some(({ name, value }) => name === 'tty' && !/^(?:false|0)$/i.test(value)),
    command: pairs.flatMap(({ name, value }) => (name === 'command' ? [value] : [])).join(' '),
    container: pairs.find(({ name }) => name === 'container')?.value ?? '',
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function userOf(event: number, read: EventReading): string | undefined {
  return read.text(event, USER) ?? read.text(event, AUDITED_USER);
}

function bindRequests(events: readonly number[], read: EventReading): readonly BoundField[] | undefined {
  const user = events.every((event) => read.text(event, USER) !== undefined) ? USER : AUDITED_USER;
  const requests = events.flatMap((event) => requestOf(event, read) ?? []);
  const identity = valueField(user, read.all(events, user));
  const address = addressField(requests);
  if (identity === undefined || address === undefined) return undefined;
  const optional = ['user_agent.original', 'source.ip'].map((path) =>
    events.every((event) => read.values(event, path).length === 1)
      ? optionalField(path, read.all(events, path), false)
      : undefined,
  );
  return [
    identity,
    valueField(IMPERSONATED, read.all(events, IMPERSONATED)),
    valueField(NAMESPACE, read.all(events, NAMESPACE)),
    podField(requests),
    address,
    ...optional,
  ].flatMap((each) => each ?? []);
}

function podField(requests: readonly Request[]): BoundField | undefined {
  const names = requests.map(({ pod }) => pod).filter((name) => name !== '');
  if (names.length < requests.length) return undefined;
  const exact = valueRung(POD, names);
  const owners = ownersOf(names);
  const patterns = owners.map(({ prefix, suffix }) => (suffix === 'none' ? prefix : `${prefix}*`)).sort();
  if (owners.every(({ suffix }) => suffix === 'none') || owners.length > MOST_VALUES)
    return exact && { path: POD, rungs: [exact], rung: 0 };
  const prefix: Rung = { kind: 'prefix', eql: matchText(POD, 'like', patterns), title: patterns.join(', ') };
  const rungs = [...(exact === undefined ? [] : [exact]), prefix];
  return { path: POD, rungs, rung: rungs.length - 1 };
}

/** From the address as it is to a `*` for the pod's name, which can be crossed. */
function addressField(requests: readonly Request[]): BoundField | undefined {
  const exact = valueRung(
    ADDRESS,
    requests.map(({ address }) => address),
  );
  const bounded = boundedRungs(requests);
  const pattern = patternRung(requests);
  const rungs = [exact, ...bounded, pattern].flatMap((each) => each ?? []);
  if (rungs.length === 0) return undefined;
  // Two numbers may be two things; of three that differ none means much.
  const isMany = new Set(requests.map(({ query }) => query)).size >= FEW_NUMBERS;
  const wanted = bounded[isMany ? bounded.length - 1 : 0] ?? exact ?? pattern;
  return { path: ADDRESS, rungs, rung: Math.max(0, wanted === undefined ? 0 : rungs.indexOf(wanted)) };
}

const FEW_NUMBERS = 3;

/** The pod's name by the letters that a name may have; then numbers of the command, too. */
function boundedRungs(requests: readonly Request[]): readonly Rung[] {
  const path = pathRegex(requests);
  if (path === undefined) return [];
  const queries = [...new Set(requests.map(({ query }) => query))];
  const made: readonly Rung[] = [
    {
      kind: 'prefix',
      eql: matchText(
        ADDRESS,
        'regex',
        queries.map((query) => path + escapeRegex(query)),
      ),
      title: `${commandsOf(requests)}, ${podsOf(requests)}`,
    },
    ...(queries.length === 1
      ? []
      : [
          {
            kind: 'numbers' as const,
            eql: matchText(ADDRESS, 'regex', [path + numbersRegex(queries)]),
            title: `${commandsOf(requests, numbersAsN)}, ${podsOf(requests)}: N may be any other number`,
          },
        ]),
  ];
  const longest = path.length + Math.max(...queries.map((query) => escapeRegex(query).length + query.length / 5));
  return longest > LONGEST_REGEX ? [] : made.filter(({ kind }) => kind === 'numbers' || queries.length <= MOST_VALUES);
}

/** “`df -h` in `db`”; of several commands the first ones. */
function commandsOf(requests: readonly Request[], shown = (texts: readonly string[]) => texts): string {
  const commands = shown([...new Set(requests.map(({ command }) => command))]);
  const containers = [...new Set(requests.map(({ container }) => container))].filter((name) => name !== '');
  const where = containers.length === 0 ? '' : ` in ${named(containers)}`;
  return named(commands) + where;
}

function podsOf(requests: readonly Request[]): string {
  const owners = ownersOf(requests.map(({ pod }) => pod));
  return owners.every(({ suffix }) => suffix === 'none')
    ? `pod ${named(owners.map(({ prefix }) => prefix))}`
    : `any pod of ${named(owners.map(({ prefix }) => prefix))}`;
}

const SUFFIXES: Readonly<Record<PodName['suffix'], string>> = {
  none: '',
  ordinal: '[0-9]+',
  generated: '[a-z0-9.-]+',
};

/** Undefined where the address does not name the pod as the event does, or in several ways. */
function pathRegex(requests: readonly Request[]): string | undefined {
  const around = new Set(
    requests.map(({ address, pod, query }) => {
      const path = address.slice(0, address.length - query.length);
      const at = path.lastIndexOf(`/${pod}/`);
      return at < 0 || pod === '' ? undefined : `${path.slice(0, at + 1)}\n${path.slice(at + 1 + pod.length)}`;
    }),
  );
  const [only] = around;
  if (only === undefined || around.size > 1) return undefined;
  const [before = '', after = ''] = only.split('\n');
  const owners = ownersOf(requests.map(({ pod }) => pod))
    .map(({ prefix, suffix }) => escapeRegex(prefix) + SUFFIXES[suffix])
    .sort();
  const [owner = '', ...others] = owners;
  return escapeRegex(before) + (others.length === 0 ? owner : `(${owners.join('|')})`) + escapeRegex(after);
}

function patternRung(requests: readonly Request[]): Rung | undefined {
  const owners = ownersOf(requests.map(({ pod }) => pod));
  const patterns = new Set(
    requests.flatMap(({ address, pod, query }) => {
      const owner = owners.find(({ prefix }) => pod.startsWith(prefix));
      const at = address.lastIndexOf(`/${pod}/`, address.length - query.length);
      if (owner === undefined || owner.suffix === 'none' || at < 0 || query.slice(1).includes('*')) return [];
      return [`${address.slice(0, at + 1)}${owner.prefix}*${address.slice(at + 1 + pod.length)}`];
    }),
  );
  if (patterns.size === 0 || patterns.size > MOST_VALUES) return undefined;
  return {
    kind: 'pattern',
    eql: matchText(ADDRESS, 'like', [...patterns]),
    title: `${commandsOf(requests)}, ${podsOf(requests)} by \`*\`, which also stands for another command`,
  };
}
