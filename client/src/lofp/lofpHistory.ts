// The pages that were looked at, for the arrows back and forward. Imports no editor.
import type { LofpWays } from '../../../server/src/protocol';

export class LofpHistory {
  private ids: readonly string[] = [];
  private at = -1;

  get id(): string | undefined {
    return this.ids[this.at];
  }

  get ways(): LofpWays {
    return { back: this.at > 0, forward: this.at < this.ids.length - 1 };
  }

  /** What lay ahead is forgotten. */
  visit(id: string): void {
    if (id === this.id) return;
    this.ids = [...this.ids.slice(0, this.at + 1), id];
    this.at = this.ids.length - 1;
  }

  /** False where there is none. */
  step(by: 1 | -1): boolean {
    if (this.ids[this.at + by] === undefined) return false;
    this.at += by;
    return true;
  }
}
