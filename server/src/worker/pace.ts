// Lets the event loop have its turn during long work, so that messages arrive and a cancelled run ends.
import type { Host } from '../host/host';

/** Long enough that the turns cost nothing, short enough that nobody notices a wait. */
const TURN = 12;

export interface Pace {
  /** Waits for one turn of the event loop when the last one is some milliseconds ago. */
  rest(): Promise<void>;
}

export function createPace(host: Pick<Host, 'now'>): Pace {
  let last = host.now();
  return {
    async rest() {
      if (host.now() - last < TURN) return;
      await new Promise((resolve) => setImmediate(resolve));
      last = host.now();
    },
  };
}
