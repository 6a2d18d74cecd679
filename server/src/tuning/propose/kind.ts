// What the kinds of events have in common for proposals: which hits fall together, why some get none, and what is bound.
import type { EvaluationContext } from '../../engine/condition';
import type { Value } from '../../engine/value';
import type { BoundField, ProposalKind } from './ladder';

/** Why a hit gets no exclusion at all. */
export type RefusalReason =
  'terminal' | 'secrets' | 'no-identity' | 'no-address' | 'writable-folder' | 'unqualified-image' | 'nothing-in-common';

/** Hits of one key are bound together. */
export type GroupKey = { readonly key: string } | { readonly refused: RefusalReason };

export interface Kind {
  readonly name: ProposalKind;
  isOf(event: number, read: EventReading): boolean;
  keyOf(event: number, read: EventReading): GroupKey;
  /** Undefined where too many values differ. */
  bind(events: readonly number[], read: EventReading): readonly BoundField[] | undefined;
}

/** The fields of events as the query sees them. A field that nothing knows has no values. */
export interface EventReading {
  values(event: number, path: string): readonly Value[];
  /** The first text, where it is not empty. */
  text(event: number, path: string): string | undefined;
  /** Of all events, each once. */
  all(events: readonly number[], path: string): readonly Value[];
}

export function createReading(context: EvaluationContext): EventReading {
  const values = (event: number, path: string): readonly Value[] =>
    context.fields.find(path) === undefined ? [] : context.reader(path).values(event);
  return {
    values,
    text(event, path) {
      const [first] = values(event, path);
      return typeof first === 'string' && first !== '' ? first : undefined;
    },
    all: (events, path) => [...new Set(events.flatMap((event) => values(event, path)))],
  };
}

export const REASONS: Readonly<Record<RefusalReason, string>> = {
  terminal:
    'A terminal gets no exclusion: what is typed into it is nowhere in the events. Label the sessions as authorised, and suppress alerts by user and pod.',
  secrets: 'A read of the secrets of a cluster or of an account’s token gets no exclusion: it must alert everywhere.',
  'no-identity': 'Without the name of a user nothing tells these events from those of somebody else.',
  'no-address': 'The events lack the address of the request, so that nothing says what was run.',
  'writable-folder':
    'The program, or the script that it runs, lies in a folder where users may write: anybody could put another there.',
  'unqualified-image': 'The image is named without its registry, so that anybody may bring one of this name.',
  'nothing-in-common':
    'The selected hits have nothing in common that tells them from other events; select fewer of them.',
};
