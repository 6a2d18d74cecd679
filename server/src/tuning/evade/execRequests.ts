// Ways around arms about commands that are run in a pod: a shell where no command is bound, and parameters smuggled through a `*`.
// Source: `command`, `container`, `stdin` and `tty` of an exec request are parameters of its address; the API server ignores those that it
// does not know, and a `*` crosses `/`, `?` and `&`.
import type { JsonObject, JsonValue } from '../../engine/store';
import { shellOf } from '../../eql/check/hiddenShell';
import { queryStart } from '../../eql/check/urlPatterns';
import { textAt } from './draft';
import type { FindMoves, Move } from './move';
import { filled } from './wishes';
import type { Wish, WishedText } from './wishes';

const ADDRESS = 'kubernetes.audit.requestURI';
const POD = 'kubernetes.audit.objectRef.name';
const NAMESPACE = 'kubernetes.audit.objectRef.namespace';
const USER = /^(?:user\.name|kubernetes\.audit\.(?:user|impersonatedUser)\.username)$/;
/** What the client chooses, and what follows from the address. */
const FREE =
  /^(?:kubernetes\.audit\.(?:userAgent|sourceIPs|objectRef\.(?:resource|subresource|name|namespace)|requestURI|verb|level|stage)|user_agent\.original|source\.(?:ip|address)|event\.dataset)$/;

/** Who is nobody that a rule would know. */
const STRANGER = 'stranger@elsewhere.example';
const SMUGGLED = 'exec?command=sh&command=-c&command=id&x=';
const TOKEN = '%2Fvar%2Frun%2Fsecrets%2Fkubernetes.io%2Fserviceaccount%2Ftoken';
const READERS = /^(?:cat|head|tail|less|more|tac|base64|xxd|strings|grep|cp|tar)$/;
const SHELL = /^(?:%2F\w+)*(?:ba|a|da|z|k)?sh$/;

export const execMoves: FindMoves = ({ wishes }, event) => {
  if (!wishes.some(({ path }) => path.startsWith('kubernetes.audit.')) && !isExec(event)) return [];
  if (!wishes.every(({ path }) => FREE.test(path) || USER.test(path))) return [];
  const users = wishes.filter(({ path }) => USER.test(path));
  const isBound = users.some(({ texts }) => texts.every(isExact));
  const addresses = wishes.find(({ path }) => path === ADDRESS)?.texts;
  const place = placeOf(wishes, event);
  const found =
    addresses === undefined
      ? openShells(place, event)
      : addresses.flatMap((pattern) => addressesThrough(pattern, place, isBound));
  return found.flatMap(({ address, kind, why }) => {
    const changes = requestChanges(address, users.length > 0);
    return changes === undefined ? [] : [{ kind, why, changes }];
  });
};

function openShells(place: PodPlace, event: JsonObject): readonly Through[] {
  const why = 'It binds no command: whoever opens a shell at a terminal there is left out as well.';
  return isExec(event) ? [{ kind: 'shell', why, address: shellAddress(place) }] : [];
}

function isExec(event: JsonObject): boolean {
  return textAt(event, 'kubernetes.audit.objectRef.subresource') === 'exec';
}

function isExact({ text, isPattern }: WishedText): boolean {
  return !isPattern || !/[*?]/.test(text);
}

interface PodPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

function placeOf(wishes: readonly Wish[], event: JsonObject): PodPlace {
  const wished = (path: string): string | undefined => {
    const texts = wishes.find((wish) => wish.path === path)?.texts;
    const own = textAt(event, path);
    const [first] = texts ?? [];
    return own ?? (first === undefined ? undefined : filled(first, '0'));
  };
  const container = /[?&]container=([^&]+)/.exec(textAt(event, ADDRESS) ?? '')?.[1];
  return {
    namespace: wished(NAMESPACE) ?? 'default',
    pod: wished(POD) ?? 'pod-0',
    container: container ?? 'app',
  };
}

function shellAddress({ namespace, pod, container }: PodPlace): string {
  return `/api/v1/namespaces/${namespace}/pods/${pod}/exec?command=sh&container=${container}&stdin=true&stdout=true&tty=true`;
}

interface Through extends Pick<Move, 'kind' | 'why'> {
  readonly address: string;
}

/** Addresses that a pattern takes although they ask for something else. */
function addressesThrough(wished: WishedText, place: PodPlace, isBound: boolean): readonly Through[] {
  const { text } = wished;
  const start = queryStart(text);
  const plain = fillStars(wished, place);
  if (shellOf(plain) === 'interactive' && !isBound)
    return [
      { kind: 'shell', why: 'Its command is a shell at a terminal: whoever copies it is left out.', address: plain },
    ];
  if (isExact(wished)) return [];
  const star = text.indexOf('*');
  const inPath = star >= 0 && (start < 0 || star < start) ? [throughPath(text, star, place)] : [];
  const inQuery = start < 0 ? [] : starsFrom(text, start).flatMap((at) => throughQuery(text, at, place));
  return [...inPath, ...inQuery];
}

function throughPath(text: string, star: number, place: PodPlace): Through {
  const before = text.slice(0, star);
  const rest = fillStars({ text: text.slice(star + 1), isPattern: true }, place);
  const pods = before.lastIndexOf('/pods/');
  const prefix = pods < 0 ? undefined : before.slice(pods + 6);
  const address =
    prefix === undefined
      ? `${before.endsWith('/namespaces/') ? `${before}${place.namespace}` : `/api/v1/namespaces/${place.namespace}`}/pods/${place.pod}/${SMUGGLED}${rest}`
      : `${before}${podRest(prefix, place.pod)}/${SMUGGLED}${rest}`;
  return { kind: 'smuggled-parameters', address, why: CROSSES };
}

const CROSSES =
  '`*` crosses `/`, `?` and `&`, and the API server ignores parameters that it does not know: the request runs `id` in a shell, and the rest only looks like the command.';

function podRest(prefix: string, pod: string): string {
  return pod.startsWith(prefix) && pod.length > prefix.length ? pod.slice(prefix.length) : prefix === '' ? pod : '0';
}

/** A `*` behind the `?`: the end of a command, or a parameter that takes further ones along. */
function throughQuery(text: string, star: number, place: PodPlace): readonly Through[] {
  const before = fillStars({ text: text.slice(0, star), isPattern: true }, place);
  const after = fillStars({ text: text.slice(star + 1), isPattern: true }, place);
  const commands = [...before.matchAll(/[?&]command=([^&]*)/g)].map((match) => match[1] ?? '');
  const inCommand = /[?&]command=[^&]*$/.test(before);
  const done = inCommand ? commands.slice(0, -1) : commands;
  const inserted = insertedAt(done, inCommand ? (commands.at(-1) ?? '') : undefined, place);
  if (inserted === undefined) return [];
  const { fill, ...about } = inserted;
  return [{ ...about, address: before + fill + after }];
}

/** `open` is what stands of the command in which the star is. */
function insertedAt(
  done: readonly string[],
  open: string | undefined,
  { container }: PodPlace,
): (Pick<Move, 'kind' | 'why'> & { readonly fill: string }) | undefined {
  const [program = '', option] = done;
  const isShell = SHELL.test(program);
  if (open !== undefined && isShell && option === '-c')
    return { kind: 'other-command', fill: open === '' ? 'id%3B' : '%3Bid%3B', why: BEHIND };
  if (open === '' && done.length === 0)
    return { kind: 'other-command', fill: 'sh&command=-c&command=id&x=', why: BEHIND };
  const first = open === undefined ? container : 'x';
  if (isShell && done.length === 1)
    return { kind: 'other-command', fill: `${first}&command=-c&command=id`, why: BEHIND };
  if (READERS.test(program))
    return {
      kind: 'other-command',
      fill: `${first}&command=${TOKEN}`,
      why: 'Its `*` takes further parameters: the request reads the token of the service account as well.',
    };
  return undefined;
}

const BEHIND = 'Its `*` stands in the command: any other command fits there, here `id`.';

function fillStars({ text, isPattern }: WishedText, { container, pod }: PodPlace): string {
  if (!isPattern) return text;
  return text
    .replaceAll('container=*', `container=${container}`)
    .replace(/\/pods\/([^*/?]*)\*/, (_, prefix: string) => `/pods/${prefix}${podRest(prefix, pod)}`)
    .replaceAll('*', 'x');
}

function starsFrom(text: string, from: number): readonly number[] {
  return [...text.slice(from).matchAll(/\*/g)].map(({ index }) => from + index);
}

/** Whatever follows from the address follows it; undefined where that is no request of a command. A user of whom something is asked stays who it is. */
function requestChanges(address: string, keepsUser: boolean): ReadonlyMap<string, JsonValue> | undefined {
  const [, namespace, pod] = /^\/api\/v1\/namespaces\/([^/?]+)\/pods\/([^/?]+)\/exec\?/.exec(address) ?? [];
  if (namespace === undefined || pod === undefined) return undefined;
  const user: readonly (readonly [string, JsonValue])[] = [
    ['user.name', STRANGER],
    ['kubernetes.audit.user', { username: STRANGER, groups: ['system:authenticated'] }],
  ];
  return new Map<string, JsonValue>([
    [ADDRESS, address],
    [NAMESPACE, namespace],
    [POD, pod],
    ['kubernetes.audit.objectRef.resource', 'pods'],
    ['kubernetes.audit.objectRef.subresource', 'exec'],
    ['kubernetes.audit.auditID', '00000000-0000-4000-8000-00000000e7ad'],
    ...(keepsUser ? [] : user),
  ]);
}
