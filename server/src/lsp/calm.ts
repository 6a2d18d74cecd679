// Work that nobody waits for keeps out of the way of what somebody does: it goes on when nothing was asked for a while.

/** Milliseconds without a request or a change. Between two keys of a fast typist there are fewer. */
const QUIET = 150;
const LONGEST = 1000;

export class Calm {
  private last: number;

  constructor(private readonly now: () => number) {
    this.last = now();
  }

  /** Somebody asked, typed or opened something. */
  disturb(): void {
    this.last = this.now();
  }

  /** Settled when it was quiet for a while, after a second of haste, or at once where `isUrgent` says so. Always lets other work in between. */
  async wait(isUrgent: () => boolean): Promise<void> {
    const latest = this.now() + LONGEST;
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      const until = Math.min(this.last + QUIET, latest);
      const left = until - this.now();
      if (left <= 0 || isUrgent()) return;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, QUIET)));
    }
  }
}
