// Arms of exclusions that never exclude anything, or exclude what another one excludes already.
import { valuesOf } from './lists.mjs';

/** Fields of which an event has one value: an arm that asks for another one contradicts the clause. */
const SINGLE = new Set([
  'process.name',
  'process.executable',
  'process.command_line',
  'process.parent.name',
  'process.parent.executable',
  'file.name',
  'file.extension',
  'file.path',
  'host.os.type',
  'registry.path',
  'dll.name',
  'event.provider',
]);
const OTHER = 'qzx-other';

/** Clauses that must hold and say of such a field which texts it may have; none of these is like the other text. */
function bounds({ filters, library }) {
  return filters.flatMap(({ condition }) => (hasOr(condition) ? [] : library.clausesOf(condition))).filter(isBound);
}

function hasOr({ kind, operator }) {
  return kind === 'logical' && operator === 'or';
}

function isBound(node) {
  const operand = node.kind === 'comparison' ? node.left : node.operand;
  if (operand?.kind !== 'field' || !SINGLE.has(operand.path)) return false;
  if (node.kind === 'comparison') return node.operator === '==' && isPlain(node.right);
  if (node.kind === 'membership') return !node.negated && node.items.every(isPlain);
  return node.kind === 'match' && !node.operator.startsWith('regex') && valuesOf(node).every(isPlain);
}

/** A pattern such as `*` or `?z*` could match the other text: there has to be a letter that it lacks at the beginning or at the end. */
function isPlain({ kind, type, value }) {
  return kind === 'literal' && type === 'string' && (/^[^*?q]/i.test(value) || /[^*?r]$/i.test(value));
}

const contradictingClause = {
  name: 'exclusion that contradicts a clause',
  candidates: bounds,
  seed({ query }, node) {
    const operand = node.kind === 'comparison' ? node.left : node.operand;
    const arm = `not ${query.slice(operand.from, operand.to)} == "${OTHER}"`;
    const { to } = node;
    return {
      edits: [{ from: to, to, text: ` and ${arm}` }],
      places: [{ from: to + 5, to: to + 5 + arm.length }],
      cure: /contradicts/,
    };
  },
};

/** The `or` inside of a `not` that must hold, with a clause beside it that bounds a field. */
function exclusions({ filters, library }) {
  return filters.flatMap(({ condition }) => {
    if (hasOr(condition)) return [];
    const clauses = library.clausesOf(condition);
    return clauses
      .filter(({ kind, operand }) => kind === 'not' && hasOr(operand))
      .map(({ operand }) => ({ or: operand, bounds: clauses.filter(isBound) }));
  });
}

const contradictingArm = {
  name: 'contradicting arm added to an exclusion',
  candidates: (rule) => exclusions(rule).flatMap(({ or, bounds: all }) => all.map((bound) => ({ or, bound }))),
  seed({ query }, { or, bound }) {
    const operand = bound.kind === 'comparison' ? bound.left : bound.operand;
    const arm = `${query.slice(operand.from, operand.to)} == "${OTHER}"`;
    return addedArm(or, arm, /contradicts/);
  },
};

/** Not one of which something is said itself: then that is said of both. */
const armTwice = {
  name: 'arm of an exclusion twice',
  candidates: (rule) => exclusions(rule).flatMap(({ or }) => or.operands.map((arm) => ({ or, arm }))),
  seed({ query, analysis }, { or, arm }) {
    const { map } = analysis.rules[0].eql.embedded;
    const place = map.spanToFile(arm);
    const isMarked = analysis.issues.some(({ from, to }) => from < place.to && place.from < to);
    const first = query.slice(arm.from, arm.to);
    return isMarked || arm.kind === 'logical' ? undefined : addedArm(or, first, /matches all that/, arm);
  },
};

/** Before the first arm, as behind the last its own parentheses may stand. */
function addedArm({ from }, arm, cure, twin) {
  const growth = arm.length + ' or '.length;
  return {
    edits: [{ from, to: from, text: `${arm} or ` }],
    places: [
      { from, to: from + arm.length },
      ...(twin === undefined ? [] : [{ from: twin.from + growth, to: twin.to + growth }]),
    ],
    cure,
  };
}

export const ARM_FAULTS = [contradictingClause, contradictingArm, armTwice];
