// Faults in words and signs: operators of other languages, words that are missing or too many, functions.
import { literally, replaced } from './seed.mjs';

function token(image, test = () => true) {
  return ({ tokens, query }) => tokens.filter((each) => each.image === image && test(each, query)).map(spanOf);
}

export function spanOf({ startOffset, image }) {
  return { from: startOffset, to: startOffset + image.length };
}

function instead(name, word, other, cure) {
  return { name, candidates: token(word), seed: (_, span) => replaced(span, other, cure) };
}

function comparisons({ nodes }) {
  return nodes.filter(
    ({ kind, operator, left, right }) =>
      kind === 'comparison' && operator === '==' && left.kind === 'field' && right.kind === 'literal',
  );
}

/** Strings on whose line no other stands are not asked for: a person forgets any quote. */
function plainTexts({ tokens }) {
  return tokens.filter(({ image }) => /^"[^"\\']{2,}"$/.test(image));
}

const singleQuotes = {
  name: 'single quotes',
  candidates: plainTexts,
  seed: (_, text) => replaced(spanOf(text), `'${text.image.slice(1, -1)}'`, /"/),
};

/** The text has no end, so anything from its beginning to the end of its line shows the fault. */
const openText = {
  name: 'missing closing quote',
  candidates: plainTexts,
  seed({ query }, text) {
    const { from, to } = spanOf(text);
    const line = query.indexOf('\n', to);
    const end = (line < 0 ? query.length : line) - 1;
    return { edits: [{ from: to - 1, to, text: '' }], places: [{ from, to: end }], cure: /never closed|`"`/ };
  },
};

/** All that stands before the quote shows the fault, up to the space before it. */
const unopenedText = {
  name: 'missing opening quote',
  candidates: (rule) => plainTexts(rule).filter(({ image }) => /^"[\w.]+"$/.test(image)),
  seed: (_, text) => {
    const { from, to } = spanOf(text);
    return { edits: [{ from, to: from + 1, text: '' }], places: [{ from, to: to - 1 }], cure: /never opened/ };
  },
};

const missingWhere = {
  name: 'missing `where`',
  candidates: token('where'),
  seed: ({ tokens, query }, { from, to }) => {
    const next = tokens.find(({ startOffset }) => startOffset >= to);
    if (next === undefined) return undefined;
    const before = query.slice(0, from).trimEnd().search(/\S+$/);
    const end = spanOf(next).to - (next.startOffset - from);
    return {
      edits: [{ from, to: next.startOffset, text: '' }],
      places: [{ from: before, to: end }],
      cure: /`where`/,
    };
  },
};

/** A category that the rule's own events do not have: nothing refuses it, and it never matches. */
function otherCategory(name, change) {
  return {
    name,
    candidates: ({ filters }) =>
      filters
        .map(({ category }) => category)
        .filter((category) => category.name !== undefined && category.name.length > 3),
    seed: (_, category) => replaced(category, change(category.name), literally(`\`${category.name}\``)),
  };
}

const doubleAnd = {
  name: '`and and`',
  candidates: token('and'),
  seed: (_, { from }) => ({
    edits: [{ from, to: from, text: 'and ' }],
    places: [{ from, to: from + 7 }],
    cure: /value|condition|remove/,
  }),
};

/** Behind the last condition of a filter: the word itself, or what stands there instead of a condition. */
const trailingAnd = {
  name: 'trailing `and`',
  candidates: ({ filters }) => filters,
  seed({ tokens }, { to }) {
    const next = tokens.find(({ startOffset }) => startOffset >= to);
    const from = to + 1;
    return {
      edits: [{ from: to, to, text: ' and' }],
      places: [{ from, to: (next === undefined ? to : spanOf(next).to) + 4 }],
      cure: /value|condition|remove/,
    };
  },
};

const unknownFunction = {
  name: 'unknown function',
  candidates: comparisons,
  seed: ({ query }, { left }) => {
    const field = query.slice(left.from, left.to);
    return {
      edits: [{ from: left.from, to: left.to, text: `uppercased(${field})` }],
      places: [{ from: left.from, to: left.from + 'uppercased'.length }],
      cure: /`concat`.*`substring`/,
    };
  },
};

/** A function in place of a field, spelt wrong. */
function misspeltFunction(name, right) {
  return {
    name: `misspelt function: ${name}`,
    candidates: comparisons,
    seed: ({ query }, { left, from, to }) => {
      const call =
        name === 'lenght'
          ? `${name}(${query.slice(left.from, left.to)}) > 2`
          : `${name}(${query.slice(left.from, left.to)}, "x")`;
      return {
        edits: [{ from, to, text: call }],
        places: [{ from, to: from + name.length }],
        cure: literally(`\`${right}\``),
      };
    },
  };
}

/** More or fewer arguments than the function has. */
function wrongArity(name, call, cure) {
  return {
    name,
    candidates: comparisons,
    seed: ({ query }, { left, from, to }) => {
      const text = call(query.slice(left.from, left.to));
      const { edits, places } = replaced({ from, to }, text, cure);
      return { edits, places, cure };
    },
  };
}

export const WORD_FAULTS = [
  instead('`=` for `==`', '==', '=', /`==`/),
  instead('`&&` for `and`', 'and', '&&', /`and`/),
  instead('`||` for `or`', 'or', '||', /`or`/),
  instead('`!` for `not`', 'not', '!', /`not`/),
  instead('`AND` for `and`', 'and', 'AND', /`and`/),
  instead('`<>` for `!=`', '!=', '<>', /`!=`/),
  instead('`OR` for `or`', 'or', 'OR', /`or`/),
  singleQuotes,
  openText,
  unopenedText,
  missingWhere,
  otherCategory('misspelt category', (name) => name.slice(0, 2) + name.slice(3)),
  otherCategory('category in another case', (name) => name[0].toUpperCase() + name.slice(1)),
  doubleAnd,
  trailingAnd,
  unknownFunction,
  misspeltFunction('lenght', 'length'),
  misspeltFunction('startWith', 'startsWith'),
  wrongArity('an argument too many', (field) => `length(${field}, 2) > 1`, /one|1|at most|exactly/),
  wrongArity('an argument too few', (field) => `startsWith(${field})`, /two|2|at least|prefix/),
];
