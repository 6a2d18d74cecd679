// The timeline of a sequence in words, and what a key of the keyboard does in it. No DOM.
import * as l10n from '@vscode/l10n';
import type { TimelineAnswer, TimelineKey } from '../../../server/src/protocol';
import { counted } from './counted';
import { formatCount } from './format';
import type { Ended, TrackStop } from './track';

/** Keys that are asked for at first, and the most that are given. */
export const firstKeys = 100;
export const mostKeys = 1_000;

interface EndLook {
  readonly label: string;
  readonly icon: string;
}

/** In the order in which they are counted. */
export const ends: Readonly<Record<Ended, EndLook>> = {
  complete: { label: l10n.t('complete'), icon: 'pass-filled' },
  maxspan: { label: 'maxspan', icon: 'watch' },
  until: { label: 'until', icon: 'debug-stop' },
  'missing-key': { label: l10n.t('missing key'), icon: 'key' },
  'forbidden-event': { label: l10n.t('forbidden event'), icon: 'circle-slash' },
  waiting: { label: l10n.t('nothing came'), icon: 'ellipsis' },
};

/** "12 keys matched the first item: 3 complete, 9 maxspan." Counts the ends only when all keys are here. */
export function summaryOf({ keyCount, keys }: TimelineAnswer): string {
  if (keyCount === 0) return l10n.t('No event matched the first item.');
  const matched = counted.matchedKeys(keyCount);
  if (keys.length < keyCount)
    return l10n.t('{0}; the {1} that came farthest are shown.', matched, formatCount(keys.length));
  const each = Object.entries(ends)
    .map(([name, { label }]) => ({ label, count: keys.filter(({ ended }) => ended === name).length }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${formatCount(count)} ${label}`);
  return `${matched}: ${each.join(', ')}.`;
}

/** A sequence without keys is one track through all events. */
export function nameOfKey({ keys }: TimelineKey): string {
  return keys.length === 0
    ? l10n.t('all events')
    : keys.map((key) => (key === '' ? l10n.t('(empty)') : key)).join(', ');
}

/** Where the keyboard is: which key, and which of its stops that lead to an event. */
export interface TrackPlace {
  readonly row: number;
  readonly stop: number;
}

/** The stops that lead to an event. */
export function eventStops(track: readonly TrackStop[]): readonly TrackStop[] {
  return track.filter((stop) => (stop.kind === 'event' || stop.kind === 'end') && stop.event !== undefined);
}

/** The moves of a grid. `stops` tells how many each row has. Undefined where the key means nothing, or there is nothing. */
export function moveInTimeline(at: TrackPlace, key: string, stops: readonly number[]): TrackPlace | undefined {
  const goals: Readonly<Record<string, TrackPlace | undefined>> = {
    ArrowRight: { row: at.row, stop: at.stop + 1 },
    ArrowLeft: { row: at.row, stop: at.stop - 1 },
    ArrowDown: { row: at.row + 1, stop: at.stop },
    ArrowUp: { row: at.row - 1, stop: at.stop },
    Home: { row: 0, stop: 0 },
    End: { row: stops.length - 1, stop: 0 },
  };
  const goal = goals[key];
  const most = goal === undefined ? undefined : stops[goal.row];
  if (goal === undefined || most === undefined) return undefined;
  return { row: goal.row, stop: Math.max(0, Math.min(most - 1, goal.stop)) };
}
