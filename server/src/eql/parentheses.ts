// Where the parentheses of a query stand: they are not in its tree. Those of calls and lists belong to their nodes and do not count.
import type { Span } from '../base/span';
import { tokenize } from './parse';

export interface Parentheses {
  /** The span with the rest of every pair that it holds half of. */
  balanced(span: Span): Span;
  /** The balanced span with all pairs directly around it. */
  around(span: Span): Span;
}

/** Reads the text when it is first asked. */
export function createParentheses(text: string): Parentheses {
  let known: Layout | undefined;
  const layout = (): Layout => (known ??= layoutOf(text));
  return {
    balanced: (span) => toSpan(balance(placesOf(span, layout()), layout()), layout(), span),
    around: (span) => toSpan(widen(balance(placesOf(span, layout()), layout()), layout()), layout(), span),
  };
}

interface Layout {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The place of the other half, for brackets of any kind. */
  readonly partner: ReadonlyMap<number, number>;
  /** Places of opening parentheses that only group. */
  readonly grouping: ReadonlySet<number>;
}

/** First and last token. */
interface Places {
  readonly first: number;
  readonly last: number;
}

const BEFORE_LIST = /^(?:Identifier|TildeIdentifier|QuotedIdentifier|Colon|Word_(?:in|like|regex)(?:Tilde)?)$/;

function layoutOf(text: string): Layout {
  const tokens = tokenize(text);
  const partner = new Map<number, number>();
  const grouping = new Set<number>();
  const open: number[] = [];
  tokens.forEach(({ image }, place) => {
    if (image === '(') {
      open.push(place);
      if (!BEFORE_LIST.test(tokens[place - 1]?.tokenType.name ?? '')) grouping.add(place);
    } else if (image === ')') {
      const start = open.pop();
      if (start === undefined) return;
      partner.set(start, place).set(place, start);
    }
  });
  return {
    starts: tokens.map(({ startOffset }) => startOffset),
    ends: tokens.map(({ startOffset, image }) => startOffset + image.length),
    partner,
    grouping,
  };
}

function placesOf({ from, to }: Span, { starts, ends }: Layout): Places {
  const first = starts.findIndex((start) => start >= from);
  const beyond = ends.findIndex((end) => end > to);
  return { first: Math.max(0, first), last: (beyond < 0 ? ends.length : beyond) - 1 };
}

/** Whatever stands between two halves of a pair is balanced itself, so once over the places is enough. */
function balance({ first, last }: Places, { partner }: Layout): Places {
  let [least, most] = [first, last];
  for (let place = first; place <= last; place++) {
    const other = partner.get(place) ?? place;
    least = Math.min(least, other);
    most = Math.max(most, other);
  }
  return { first: least, last: most };
}

function widen({ first, last }: Places, layout: Layout): Places {
  const isPair = layout.grouping.has(first - 1) && layout.partner.get(first - 1) === last + 1;
  return isPair ? widen({ first: first - 1, last: last + 1 }, layout) : { first, last };
}

function toSpan({ first, last }: Places, { starts, ends }: Layout, { from, to }: Span): Span {
  return { from: Math.min(from, starts[first] ?? from), to: Math.max(to, ends[last] ?? to) };
}
