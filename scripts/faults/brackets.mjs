// Brackets and commas that are missing. Which of several nested brackets lacks its other half nobody can tell: those around it are right as well.
import { spanOf } from './words.mjs';

/** Pairs `{ open, close }` of tokens, each with those around it. */
function pairsOf({ tokens }, opening, closing) {
  const open = [];
  const pairs = [];
  for (const token of tokens) {
    if (token.image === opening || (opening === '[' && token.image === '![')) open.push({ open: token });
    if (token.image !== closing) continue;
    const pair = open.pop();
    if (pair === undefined) continue;
    pair.close = token;
    pairs.push({ ...pair, around: [...open] });
  }
  return pairs;
}

function withoutClosing(name, opening, closing) {
  return {
    name,
    candidates: (rule) => pairsOf(rule, opening, closing),
    seed: (_, { open, close, around }) => ({
      edits: [{ ...spanOf(close), text: '' }],
      places: [...[open, ...around.map((each) => each.open)].map(spanOf), pointAt(close)],
      cure: /never closed|put `[)\]]`|closes nothing|Expected `[)\]]`/,
    }),
  };
}

/** At the place that the bracket left (to the end of the next word), or at a closing one that now closes nothing. */
function withoutOpening(name, opening, closing) {
  return {
    name,
    candidates: (rule) => pairsOf(rule, opening, closing).filter(({ open }) => open.image === opening),
    seed: ({ tokens }, { open, close, around }) => {
      const place = tokens.indexOf(open);
      const [before, next] = [tokens[place - 1], tokens[place + 1]];
      const isCall = /^[A-Za-z]+~?$/.test(before?.image ?? '');
      const closers = [close, ...around.map((each) => each.close)].filter(Boolean).map(spanOf);
      return {
        edits: [{ ...spanOf(open), text: '' }],
        places: [
          { from: isCall ? before.startOffset : open.startOffset, to: spanOf(next).to - 1 },
          { from: open.startOffset, to: close.startOffset - 1 },
          ...closers.map(({ from, to }) => ({ from: from - 1, to: to - 1 })),
        ],
        cure: /closes nothing|in parentheses|`[([]`|open/,
      };
    },
  };
}

function pointAt({ startOffset }) {
  return { from: startOffset - 1, to: startOffset + 1 };
}

/** Commas between values of a list. */
const missingComma = {
  name: 'missing comma in a list',
  candidates: ({ tokens }) =>
    tokens.flatMap((token, at) =>
      token.image === ',' && tokens[at - 1]?.image.startsWith('"') && tokens[at + 1]?.image.startsWith('"')
        ? [[token, tokens[at + 1]]]
        : [],
    ),
  seed: (_, [comma, next]) => ({
    edits: [{ ...spanOf(comma), text: ' ' }],
    places: [{ from: comma.startOffset, to: spanOf(next).to }],
    cure: /comma/,
  }),
};

export const BRACKET_FAULTS = [
  withoutClosing('missing `)`', '(', ')'),
  withoutOpening('missing `(`', '(', ')'),
  withoutClosing('missing `]`', '[', ']'),
  withoutOpening('missing `[`', '[', ']'),
  missingComma,
];
