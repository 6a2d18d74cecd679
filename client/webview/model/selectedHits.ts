// The numbers of the selected rows, for whatever is to be done with them. Rows that are not here are fetched for that alone. No DOM.
import type { FromPanel, RowsAnswer } from '../../../server/src/protocol';
import type { RowCache, RowQuery } from './rowCache';

/** As many as the server gives at once. */
const mostAtOnce = 1_000;

export interface SelectedHitsHost {
  /** Places in the table. */
  selected(): ReadonlySet<number> | undefined;
  cache(): RowCache | undefined;
  /** A number that no other question has. */
  nextRequest(): number;
  post(message: FromPanel): void;
  /** To a screen reader. */
  say(sentence: string): void;
}

interface Fetch {
  readonly query: RowQuery;
  /** In the order of the table; those before `done` are here. */
  readonly places: readonly number[];
  done: number;
  readonly rows: number[];
  readonly act: (rows: readonly number[]) => void;
  request: number;
}

export class SelectedHits {
  private fetch: Fetch | undefined;

  constructor(private readonly host: SelectedHitsHost) {}

  get count(): number {
    return this.host.selected()?.size ?? 0;
  }

  /** At once where all of them are here, else as soon as they are; what was wanted before and still waits is dropped. Nothing where none is selected. */
  with(act: (rows: readonly number[]) => void): void {
    const cache = this.host.cache();
    const places = [...(this.host.selected() ?? [])];
    this.fetch = undefined;
    if (cache === undefined || places.length === 0) return;
    const rows = places.flatMap((place) => cache.row(place)?.row ?? []);
    if (rows.length === places.length) return act(rows);
    places.sort((one, other) => one - other);
    this.ask({ query: cache.query, places, done: 0, rows: [], act, request: 0 });
  }

  /** False where somebody else asked. */
  receive(request: number, { from, rows }: RowsAnswer): boolean {
    const { fetch } = this;
    if (fetch?.request !== request) return false;
    this.fetch = undefined;
    // Rows of another run bear other numbers.
    if (this.host.cache()?.query.runId !== fetch.query.runId) return true;
    for (let place = fetch.places[fetch.done]; place !== undefined; place = fetch.places[++fetch.done]) {
      if (place >= from + mostAtOnce) break;
      const row = rows[place - from];
      if (row !== undefined) fetch.rows.push(row.row);
    }
    if (fetch.done < fetch.places.length) this.ask(fetch);
    else fetch.act(fetch.rows);
    return true;
  }

  /** False where somebody else asked. */
  fail(request: number, message: string): boolean {
    if (this.fetch?.request !== request) return false;
    this.fetch = undefined;
    this.host.say(message);
    return true;
  }

  private ask(fetch: Fetch): void {
    const from = fetch.places[fetch.done] ?? 0;
    const last = Math.max(
      from,
      ...fetch.places.slice(fetch.done, fetch.done + mostAtOnce).filter((place) => place < from + mostAtOnce),
    );
    fetch.request = this.host.nextRequest();
    this.fetch = fetch;
    this.host.post({ type: 'rows', request: fetch.request, params: { ...fetch.query, from, count: last - from + 1 } });
  }
}
