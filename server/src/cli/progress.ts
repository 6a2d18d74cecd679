// Tells a person who waits how far a run is, on one line of standard error that is gone in the end.
import type { Watch } from '../worker/orders';
import type { CommandIo } from './io';

export interface Progress extends Watch {
  /** Takes the line away. */
  readonly end: () => void;
}

const CLEAR_LINE = '\r\u001b[K';

export function createProgress(
  name: string,
  { err, showsProgress }: Pick<CommandIo, 'err' | 'showsProgress'>,
): Progress {
  let shown = '';
  return {
    onProgress(phase, fraction) {
      const text = `${phase} ${Math.floor(fraction * 100)} %  ${name}`;
      if (!showsProgress || text === shown) return;
      shown = text;
      err(CLEAR_LINE + text);
    },
    isCancelled: () => false,
    end() {
      if (shown !== '') err(CLEAR_LINE);
      shown = '';
    },
  };
}
