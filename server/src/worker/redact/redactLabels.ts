// Carries the label files of a sample along to its redacted copy.
import type { Expression } from '../../eql/ast';
import { UnreadableError } from '../../host/host';
import type { Host } from '../../host/host';
import { rewriteLabels } from '../../redact/labelText';
import type { Plan } from '../../redact/plan';
import { readLabels } from '../../tuning/labels';
import { labelPathsOf } from '../labelFiles';
import type { LabelTarget } from './targets';

export interface CarriedLabels {
  readonly name: string;
  readonly text: string;
  /** Sentences. */
  readonly notes: readonly string[];
}

/** Throws UnreadableError for a label file that is none. A file that several samples share gets the hashes of all of them. */
export async function carryLabels(
  { from, name }: LabelTarget,
  staging: string,
  plan: Plan,
  hashes: ReadonlyMap<string, string>,
  host: Host,
): Promise<CarriedLabels> {
  const place = host.join(staging, name);
  const isShared = host.stamp(place) !== undefined;
  let unknown = 0;
  const text = rewriteLabels(host.readText(isShared ? place : from), {
    rewriteText: (part) => (isShared ? part : plan.rewriteText(part)),
    rewriteId: (id) => (isShared ? id : plan.rewriteId(id)),
    hash(old) {
      const now = hashes.get(old);
      if (now === undefined) unknown++;
      return now;
    },
  });
  if (text === undefined)
    throw new UnreadableError(`${from} is no valid YAML and cannot be carried along; nothing was written.`);
  host.remove(place);
  await host.writeNew(place, once(text), false);
  const isOwn = name !== 'labels.yaml';
  return {
    name,
    text,
    notes:
      isOwn && unknown > 0 ? [`${unknown} hashes in ${from} name no line of its sample; they stay as they are.`] : [],
  };
}

/** Whether an identity still stands where names of events, notes and comments are. */
export function isLeftInLabels(text: string, plan: Plan): boolean {
  let isLeft = false;
  const look = (part: string): string => {
    isLeft ||= plan.leftoverInText(part) !== undefined;
    return part;
  };
  rewriteLabels(text, { rewriteText: look, rewriteId: look, hash: (old) => old });
  return isLeft;
}

/** The conditions by which labels name events. */
export function conditionsOfLabels(samples: readonly string[], host: Host): readonly Expression[] {
  const paths = new Set(
    samples.flatMap((sample) => labelPathsOf(sample, host)).filter((path) => host.stamp(path) !== undefined),
  );
  return [...paths].flatMap((path) =>
    readLabels(host.readText(path)).entries.flatMap(({ where }) => where?.condition ?? []),
  );
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one part
async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
