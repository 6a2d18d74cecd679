// Faults in what holds a sequence together: its span of time, its keys, its items.
import { spanOf } from './words.mjs';
import { replaced } from './seed.mjs';

function sequences({ tree }) {
  return tree.kind === 'sequenceQuery' ? [tree] : [];
}

const unknownUnit = {
  name: 'unknown unit of `maxspan`',
  candidates: (rule) => sequences(rule).flatMap(({ maxspan }) => maxspan ?? []),
  seed: ({ query }, { from, to }) => {
    const number = /\d+(?=\s*[a-z]+\s*$)/.exec(query.slice(from, to));
    return number === null
      ? undefined
      : replaced({ from: from + number.index, to }, `${number[0]}x`, /use ms, s, m, h or d/);
  },
};

/** `with maxspan=… by …` instead of `by … with maxspan=…`. */
const spanBeforeKeys = {
  name: '`with maxspan` before `by`',
  candidates: (rule) => sequences(rule).filter(({ keys, maxspan }) => keys.length > 0 && maxspan !== undefined),
  seed({ query, tokens }, { keys, maxspan }) {
    const by = tokens.find(({ image }) => image === 'by');
    const last = keys[keys.length - 1];
    const span = `with maxspan=${query.slice(maxspan.from, maxspan.to).replace(/^.*=\s*/, '')}`;
    const text = `${span} ${query.slice(by.startOffset, last.to)}`;
    return replaced({ from: by.startOffset, to: maxspan.to }, text, /before|after|behind/);
  },
};

const oneItem = {
  name: 'sequence with one item',
  candidates: (rule) =>
    sequences(rule).filter(({ until, items }) => until === undefined && items[0].runs === 1 && !items[0].missing),
  seed: (_, { from, items }) => ({
    edits: [{ from: items[0].to, to: items[items.length - 1].to, text: '' }],
    places: [{ from, to: items[0].to }],
    cure: /two items|second item|two/,
  }),
};

/** One item loses all of its keys: the issue stands at the item, behind it, or at another that still has some. */
const missingKeys = {
  name: 'item without the keys of the others',
  candidates: (rule) =>
    sequences(rule).flatMap(({ items }) =>
      items.filter(({ keys }) => keys.length > 0).map((item) => ({ item, items })),
    ),
  seed({ tokens }, { item, items }) {
    const bracket = [...tokens]
      .reverse()
      .find(({ image, startOffset }) => image === ']' && startOffset < item.keys[0].from);
    const end = bracket.startOffset + 1;
    const last = item.keys[item.keys.length - 1].to;
    const growth = end - last;
    const others = items.map((each) =>
      each.from < item.from ? each : { from: each.from + (each === item ? 0 : growth), to: each.to + growth },
    );
    return { edits: [{ from: end, to: last, text: '' }], places: others, cure: /key/ };
  },
};

const byWithoutKey = {
  name: '`by` without a key',
  candidates: (rule) => sequences(rule).filter(({ keys }) => keys.length > 0),
  seed({ tokens }, { keys }) {
    const by = tokens.find(({ image }) => image === 'by');
    const last = keys[keys.length - 1];
    const next = tokens.find(({ startOffset }) => startOffset >= last.to);
    const { from, to } = spanOf(by);
    return {
      edits: [{ from: to, to: next.startOffset, text: ' ' }],
      places: [{ from, to: to + 1 + next.image.length }],
      cure: /field|value/,
    };
  },
};

export const SEQUENCE_FAULTS = [unknownUnit, spanBeforeKeys, oneItem, missingKeys, byWithoutKey];
