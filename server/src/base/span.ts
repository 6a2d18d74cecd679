// Half-open ranges of UTF-16 offsets: the only positions that the core knows.

/** `from` is the first offset inside, `to` the first one after it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function spanOf(from: number, to: number): Span {
  return { from, to };
}

export function spanContains(span: Span, offset: number): boolean {
  return span.from <= offset && offset <= span.to;
}
