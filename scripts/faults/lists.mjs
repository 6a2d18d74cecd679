// Values that are accepted and never do what they say: wildcards that are none, values that say nothing new, null.
import { replaced } from './seed.mjs';

const WILD = /[*?]/;

function isText({ kind, type }) {
  return kind === 'literal' && type === 'string';
}

function memberships({ nodes }) {
  return nodes.filter(
    ({ kind, operand, items }) => kind === 'membership' && operand.kind === 'field' && items.every(isText),
  );
}

function patternLists({ nodes }) {
  return nodes.filter(
    ({ kind, operand, list, operator }) =>
      kind === 'match' && list && operand.kind === 'field' && !operator.startsWith('regex'),
  );
}

function textComparisons({ nodes, fields, library }) {
  return nodes.filter(
    ({ kind, operator, left, right }) =>
      kind === 'comparison' &&
      operator === '==' &&
      left.kind === 'field' &&
      isText(right) &&
      /^[\w. -]{3,}$/.test(right.value) &&
      library.familyOf(fields.find(left.path)?.type ?? '') === 'string',
  );
}

const starUnderEqual = {
  name: '`*` under `==`',
  candidates: textComparisons,
  seed: (_, { right }) => replaced(right, `"${right.value}*"`, /`:`|`like/),
};

const starUnderIn = {
  name: '`*` under `in`',
  candidates: (rule) =>
    memberships(rule).flatMap(({ items }) => items.filter(({ value }) => /^[\w. -]{3,}$/.test(value))),
  seed: (_, item) => replaced(item, `"${item.value}*"`, /`:`|`like/),
};

/** Behind the last value of the list. */
function added(list, text, cure) {
  const { to } = list[list.length - 1];
  return { edits: [{ from: to, to, text: `, ${text}` }], places: [{ from: to + 2, to: to + 2 + text.length }], cure };
}

const duplicateValue = {
  name: 'duplicate value in a list',
  candidates: (rule) =>
    [...memberships(rule), ...patternLists(rule)].flatMap((node) => valuesOf(node).map((value) => ({ node, value }))),
  seed: ({ query }, { node, value }) =>
    added(valuesOf(node), query.slice(value.from, value.to), /twice|already|again|remove/i),
};

const duplicateInOtherCase = {
  name: 'duplicate value in another case',
  candidates: (rule) =>
    [
      ...memberships(rule).filter(({ caseInsensitive }) => caseInsensitive),
      ...patternLists(rule).filter(({ operator }) => operator !== 'like'),
    ].flatMap((node) =>
      valuesOf(node)
        .filter(({ value }) => /^[\w.-]*[a-z][\w.-]*$/.test(value))
        .map((value) => ({ node, value })),
    ),
  seed: (_, { node, value }) => added(valuesOf(node), `"${value.value.toUpperCase()}"`, /twice|already|again|remove/i),
};

export function valuesOf({ items, patterns }) {
  return items ?? patterns;
}

/** A text that a pattern beside it matches: its stars written out. */
const coveredValue = {
  name: 'value covered by a pattern beside it',
  candidates: (rule) =>
    patternLists(rule).flatMap((node) =>
      node.patterns.filter(({ value }) => WILD.test(value) && !/[\\"]/.test(value)).map((value) => ({ node, value })),
    ),
  seed(_, { node, value }) {
    const text = value.value.replaceAll('*', 'zq').replaceAll('?', 'z');
    const isThere = node.patterns.some((each) => each.value.toLowerCase() === text.toLowerCase());
    return isThere ? undefined : added(node.patterns, `"${text}"`, /already|covers|matches|remove/i);
  },
};

const likeWithoutWildcard = {
  name: '`like` before a text without wildcard',
  severity: 'hint',
  candidates: (rule) => textComparisons(rule),
  seed: (_, { operatorSpan, right }) => ({
    edits: [{ ...operatorSpan, text: ' like ' }],
    places: [{ from: operatorSpan.from, to: right.to + 4 }],
    cure: /`==`/,
  }),
};

const nullInList = {
  name: '`null` in a list',
  candidates: memberships,
  seed: (_, { items }) => added(items, 'null', /null/),
};

export const LIST_FAULTS = [
  starUnderEqual,
  starUnderIn,
  duplicateValue,
  duplicateInOtherCase,
  coveredValue,
  likeWithoutWildcard,
  nullInList,
];
