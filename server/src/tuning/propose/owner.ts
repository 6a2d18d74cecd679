// Who owns a pod, by its name: what the controllers of Kubernetes generate at its end is told from what a person chose.

export interface PodName {
  /** With its last dash; the whole name where nothing of it is generated. */
  readonly prefix: string;
  readonly suffix: 'none' | 'ordinal' | 'generated';
}

/** Generated names hold no vowels and no digits that look like letters. Source: k8s.io/apimachinery/pkg/util/rand. */
const SAFE = '[bcdfghjklmnpqrstvwxz2456789]';
const DEPLOYMENT = new RegExp(`^(.+-)${SAFE}{6,10}-${SAFE}{5}$`);
/** Of a daemon set or a job; runners of pipelines take eight. */
const SINGLE = new RegExp(`^(.+-)(?:${SAFE}{5}|${SAFE}{8})$`);
/** Of a stateful set. */
const ORDINAL = /^(.+-)[0-9]{1,4}$/;

export function readPodName(name: string): PodName {
  const generated = (DEPLOYMENT.exec(name) ?? SINGLE.exec(name))?.[1];
  if (generated !== undefined) return { prefix: generated, suffix: 'generated' };
  const ordinal = ORDINAL.exec(name)?.[1];
  return ordinal === undefined ? { prefix: name, suffix: 'none' } : { prefix: ordinal, suffix: 'ordinal' };
}

/** More owners than these are one by what their names begin with. */
const MOST_OWNERS = 4;
const SHORTEST_PREFIX = 3;

/** The owners of pods, each once; by what their names have in common where there are many. */
export function ownersOf(names: readonly string[]): readonly PodName[] {
  const owners = new Map(names.map(readPodName).map((each) => [`${each.prefix}/${each.suffix}`, each]));
  const all = [...owners.values()];
  if (all.length <= MOST_OWNERS) return all;
  const prefix = commonStart(all.map((each) => each.prefix)).replace(/[^-]*$/, '');
  return prefix.length < SHORTEST_PREFIX ? all : [{ prefix, suffix: 'generated' }];
}

function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const text of others) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
