// The rows of one query for rows, fetched page by page as they come into sight. It asks nobody: it says what is wanted.
import type { ResultRow, RowsAnswer, RowsParams } from '../../../server/src/protocol';

export const pageSize = 100;
/** Pages that are kept; the least lately seen goes first. */
const keptPages = 50;

export type RowQuery = Omit<RowsParams, 'from' | 'count'>;

type Page = { readonly phase: 'asked' } | { readonly phase: 'here'; readonly rows: readonly ResultRow[] };

export class RowCache {
  private readonly pages = new Map<number, Page>();
  private known: number;
  private counted = false;

  /** `expected` rows are taken for granted until the first answer says how many there are. */
  constructor(
    readonly query: RowQuery,
    expected: number,
  ) {
    this.known = expected;
  }

  /** Has any answer come, so that the total is not taken for granted? */
  get isCounted(): boolean {
    return this.counted;
  }

  get total(): number {
    return this.known;
  }

  /** Undefined while the row is not here. */
  row(index: number): ResultRow | undefined {
    const page = this.pages.get(pageOf(index));
    return page?.phase === 'here' ? page.rows[index % pageSize] : undefined;
  }

  /** The rows of the first page; empty while it is not here. */
  firstRows(): readonly ResultRow[] {
    const page = this.pages.get(0);
    return page?.phase === 'here' ? page.rows : [];
  }

  /** What to ask for so that the rows `from` up to `to` (not included) are here; what was asked for is not asked again. */
  wants(from: number, to: number): readonly RowsParams[] {
    const wanted: RowsParams[] = [];
    for (let page = pageOf(from); page * pageSize < Math.min(to, this.known); page++) {
      const kept = this.pages.get(page);
      if (kept === undefined) {
        this.pages.set(page, { phase: 'asked' });
        wanted.push({ ...this.query, from: page * pageSize, count: pageSize });
      } else {
        this.touch(page, kept);
      }
    }
    return wanted;
  }

  accept(answer: RowsAnswer): void {
    this.known = answer.total;
    this.counted = true;
    this.pages.delete(pageOf(answer.from));
    this.pages.set(pageOf(answer.from), { phase: 'here', rows: answer.rows });
    this.forgetOld();
  }

  /** The answer did not come: the page may be asked for again. */
  fail(from: number): void {
    this.pages.delete(pageOf(from));
  }

  private touch(page: number, kept: Page): void {
    this.pages.delete(page);
    this.pages.set(page, kept);
  }

  private forgetOld(): void {
    for (const [page, { phase }] of this.pages) {
      if (this.pages.size <= keptPages) return;
      if (phase === 'here') this.pages.delete(page);
    }
  }
}

function pageOf(index: number): number {
  return Math.floor(index / pageSize);
}
