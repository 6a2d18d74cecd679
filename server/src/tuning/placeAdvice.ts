// Where an exclusion belongs: in the rule, beside it as an exception, or nowhere.
import type { Expression } from '../eql/ast';
import { clausesOf } from '../eql/walk';

export type Place = 'arm' | 'exception' | 'neither';

export interface PlaceAdvice {
  readonly place: Place;
  readonly because: string;
}

/** Of a product everywhere: an arm. Of one environment: an exception. Of a person: neither. */
export function placeOf(arm: Expression): PlaceAdvice {
  const bound = clausesOf(arm).flatMap(fieldValues);
  if (bound.some((each) => WHO.has(each.path) && each.values.some((value) => isPerson(value, bound))))
    return {
      place: 'neither',
      because:
        'It is about what a person does: an exception that ends, or a suppression by user, fits better than a rule that never looks again.',
    };
  const product = productOf(bound);
  const here = bound.find(
    ({ path, values }) => WHERE.test(path) && !values.every((value) => isEverywhere(value, product)),
  );
  const image = bound.find(({ path, values }) => path === IMAGE && !values.every(isPublic));
  const own = here ?? image ?? bound.find(({ values }) => values.some(hasPrivateAddress));
  if (own !== undefined)
    return {
      place: 'exception',
      because: `\`${own.path}\` holds a name of your own environment; a rule that others use, too, is better kept without it.`,
    };
  return {
    place: 'arm',
    because:
      product === undefined
        ? 'It is how a product behaves wherever it runs, so it belongs in the rule.'
        : `The account and what it does are both of \`${product}\`: it is how that product behaves wherever it runs, so it belongs in the rule.`,
  };
}

const AUDITED_USER = 'kubernetes.audit.user.username';
const IMAGE = 'container.image.name';
const WHO: ReadonlySet<string> = new Set([
  'user.name',
  'user.email',
  AUDITED_USER,
  'kubernetes.audit.impersonatedUser.username',
]);
const WHERE =
  /^(?:host\.(?:name|hostname|id|ip)|source\.ip|kubernetes\.audit\.objectRef\.namespace|orchestrator\.(?:namespace|cluster\.\w+)|cloud\.account\.id|organization\.\w+|user\.(?:name|id|domain)|kubernetes\.audit\.(?:user|impersonatedUser)\.username)$/;

/** Accounts and namespaces that every cluster or system has, and accounts that are called after the product. */
function isEverywhere(value: string, product: string | undefined): boolean {
  return (
    /^(?:system:(?:node|kube-|serviceaccount:kube-system:).*|kube-system|root|SYSTEM|0|S-1-5-(?:18|19|20))$/.test(
      value,
    ) ||
    (product !== undefined && ACCOUNT.test(value))
  );
}

const ACCOUNT = /^system:serviceaccount:[^:]+:/;
/** What products call their parts, and what commands are full of: they name none. */
const COMMON =
  /^(?:system|serviceaccount|operator|controller|manager|agent|default|kube|kubernetes|service|account|node|main|data|server|client|runner|helper|backup|monitor(?:ing)?|check|exec|command|container|namespace|pod|api|true|false|stdin|stdout|stderr|json|list|status)$/;

/** The word that the account of a machine has in common with the pod or the command that it is about. */
function productOf(bound: readonly Bound[]): string | undefined {
  const accounts = bound.filter(({ path }) => path === 'user.name' || path === AUDITED_USER);
  const done = bound.filter(({ path }) => /^kubernetes\.audit\.(?:requestURI|objectRef\.name)$/.test(path));
  const values = accounts.flatMap((each) => each.values);
  if (!values.every((value) => ACCOUNT.test(value))) return undefined;
  const things = new Set(done.flatMap((each) => each.values).flatMap(wordsOf));
  const [first, ...others] = values.map((value) =>
    wordsOf(value.replace(ACCOUNT, '')).filter((word) => things.has(word)),
  );
  return first?.find((word) => others.every((words) => words.includes(word)));
}

const SHORTEST_WORD = 4;

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/s$/, ''))
    .filter((word) => word.length >= SHORTEST_WORD && !COMMON.test(word));
}

/** Registries from which everybody gets the same image. */
function isPublic(image: string): boolean {
  return /^(?:docker\.io|(?:[a-z0-9-]+\.)?gcr\.io|quay\.io|ghcr\.io|registry\.k8s\.io|mcr\.microsoft\.com|public\.ecr\.aws|docker\.elastic\.co|registry\.gitlab\.com|nvcr\.io)\//.test(
    image,
  );
}

/** An address that means another machine in each network. In a regular expression the dots stand in brackets. */
function hasPrivateAddress(value: string): boolean {
  return /(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])/.test(
    value.replaceAll('[.]', '.'),
  );
}

const MACHINE = /gserviceaccount|(?:^|[-._@])(?:svc|bot|ci|service|runner|agent)(?:[-._@]|$)/i;

/** An address of mail; in a cluster any name that is not one of a machine. */
function isPerson(value: string, bound: readonly Bound[]): boolean {
  if (MACHINE.test(value)) return false;
  if (/^[^:/\\$]+@[^:]+\.[a-z]+$/i.test(value)) return true;
  return bound.some(({ path }) => path.startsWith('kubernetes.audit.')) && /^[^:/\\$@]+$/.test(value);
}

interface Bound {
  readonly path: string;
  readonly values: readonly string[];
}

function fieldValues(clause: Expression): readonly Bound[] {
  const [operand, values] =
    clause.kind === 'comparison'
      ? [clause.left, [clause.right]]
      : clause.kind === 'membership'
        ? [clause.operand, clause.items]
        : clause.kind === 'match'
          ? [clause.operand, clause.patterns]
          : [undefined, []];
  if (operand?.kind !== 'field') return [];
  return [
    { path: operand.path, values: values.flatMap((each) => (each.kind === 'literal' ? [String(each.value)] : [])) },
  ];
}
