// Why an event did or did not match: the tree of a condition with the verdict of every clause. Evaluates everything, decides nothing anew:
// each verdict comes from the same compiled tests that make the hits.
import type { Span } from '../base/span';
import type { Category, EventFilter, Expression } from '../eql/ast';
import { printExpression, printFilter } from '../eql/print';
import { quoteString } from '../eql/strings';
import { armsOf, walkExpression } from '../eql/walk';
import { actualText } from './actual';
import type { Compiled, EvaluationContext, EventTest } from './condition';
import { combine, compileNode, complement, toTest } from './condition';
import { describe } from './constant';
import type { FieldReader } from './fieldValues';
import type { ProblemLog } from './problems';
import { ComputationError } from './value';

/** One clause and its verdict on one event. Offsets are in the query. */
export interface ExplanationTree extends Span {
  readonly eql: string;
  /** Null: a field of the clause is missing, so the clause does not match. `not` of that is true: it is the complement. */
  readonly value: boolean | null;
  /** The values of the clause's fields as text; null where there are none, and for `and`, `or` and `not`. */
  readonly actual: string | null;
  /** What the clause asks for, as the query writes it; absent where it asks for more than a constant. */
  readonly expected?: string;
  /** The operands of `and`, `or` and `not`, of a filter its category and condition. */
  readonly children: readonly ExplanationTree[];
  /** True on the arms of an exclusion, `not (… or …)`, that took the event out. */
  readonly excludedBy?: true;
  /** Why the clause could not be computed: one sentence. Elasticsearch would fail the whole search. */
  readonly error?: string;
}

export type Explainer = (event: number) => ExplanationTree;

/** The root is true exactly where the filter or condition matches the event. */
export function explainEvent(
  asked: EventFilter | Expression,
  event: number,
  context: EvaluationContext,
): ExplanationTree {
  return createExplainer(asked, context)(event);
}

/** Compiles once for many events. A filter with a category has two children, category and condition; `any` is its condition. */
export function createExplainer(asked: EventFilter | Expression, context: EvaluationContext): Explainer {
  const scope = createScope(context);
  if (asked.kind !== 'eventFilter') return explainNode(asked, scope, true).explain;
  return besideFilters(explainFilter(asked, scope), asked, context);
}

/** An event that the filters beside the query take out is not there for it, whatever its condition says. */
function besideFilters(explain: Explainer, asked: EventFilter, { admits }: EvaluationContext): Explainer {
  if (admits === undefined) return explain;
  const { from, to } = asked;
  const filters = {
    eql: 'the filters and exceptions beside the query',
    from,
    to,
    value: false,
    actual: null,
    children: [],
  };
  const eql = printFilter(asked);
  return (event) => {
    const tree = explain(event);
    return admits(event) ? tree : { eql, from, to, value: false, actual: null, children: [filters, tree] };
  };
}

function explainFilter(asked: EventFilter, scope: Scope): Explainer {
  const condition = explainNode(asked.condition, scope, true).explain;
  const category = explainCategory(asked.category, scope);
  if (category === undefined) return condition;
  const { from, to } = asked;
  const eql = printFilter(asked);
  return (event) => {
    const children = [category(event), condition(event)];
    return { eql, from, to, value: children.every((child) => child.value === true), actual: null, children };
  };
}

/** The context with a log of its own, so that what explaining cannot compute is told at its clause and not in the run. */
interface Scope {
  readonly context: EvaluationContext;
  /** The sentence for the last clause that could not be computed, once. */
  takeError(): string | undefined;
}

function createScope(context: EvaluationContext): Scope {
  let error: string | undefined;
  const problems: ProblemLog = {
    report(code, _event, detail) {
      if (code !== 'no-timestamp' && code !== 'ignored-long-value')
        error = describe(new ComputationError(code, detail));
    },
    list: () => [],
  };
  return {
    context: { ...context, problems },
    takeError() {
      const taken = error;
      error = undefined;
      return taken;
    },
  };
}

/** A clause compiled once, for its own verdict and for those above it. */
interface Part {
  readonly compiled: Compiled;
  readonly explain: Explainer;
}

/** `exclusive`: nothing but `and` stands above, so that a `not` here is an exclusion. */
function explainNode(node: Expression, scope: Scope, exclusive: boolean): Part {
  if (node.kind === 'not') return explainNot(node.operand, node, scope, exclusive);
  if (node.kind !== 'logical') return explainLeaf(node, scope);
  const below = exclusive && node.operator === 'and';
  const parts = node.operands.map((operand) => explainNode(operand, scope, below));
  const compiled = combine(
    node.operator,
    parts.map((part) => part.compiled),
  );
  return { compiled, explain: explainCompound(node, compiled, parts, scope) };
}

function explainCompound(node: Expression, compiled: Compiled, parts: readonly Part[], scope: Scope): Explainer {
  const verdict = verdictOf(compiled, scope.context);
  const { from, to } = node;
  const eql = printExpression(node);
  return (event) => {
    const value = verdict(event);
    scope.takeError();
    return { eql, from, to, value, actual: null, children: parts.map((part) => part.explain(event)) };
  };
}

function explainNot(operand: Expression, node: Expression, scope: Scope, exclusive: boolean): Part {
  const part = explainNode(operand, scope, false);
  const compiled = complement(part.compiled);
  const plain = explainCompound(node, compiled, [part], scope);
  if (!exclusive) return { compiled, explain: plain };
  const arms = new Set(armsOf(operand).map((arm) => `${arm.from}-${arm.to}`));
  const explain: Explainer = (event) => {
    const tree = plain(event);
    return tree.value === false ? { ...tree, children: tree.children.map((child) => markArms(child, arms)) } : tree;
  };
  return { compiled, explain };
}

function markArms(tree: ExplanationTree, arms: ReadonlySet<string>): ExplanationTree {
  if (arms.has(`${tree.from}-${tree.to}`)) return tree.value === true ? { ...tree, excludedBy: true } : tree;
  return { ...tree, children: tree.children.map((child) => markArms(child, arms)) };
}

function verdictOf(compiled: Compiled, context: EvaluationContext): (event: number) => boolean | null {
  if (compiled.kind === 'test') return toTest(compiled, context);
  const { value } = compiled;
  return () => value;
}

function explainLeaf(node: Expression, scope: Scope): Part {
  const { context } = scope;
  const { readers, unmapped } = fieldsOfLeaf(node, context);
  const compiled = compileNode(node, context);
  const verdict = verdictOf(compiled, context);
  const canMiss = !asksForNull(node);
  const expected = expectedText(node);
  const { from, to } = node;
  const eql = printExpression(node);
  const explain: Explainer = (event) => {
    const matched = verdict(event);
    const error = scope.takeError();
    const missing = canMiss && error === undefined && (unmapped || lacksValue(readers, event));
    return {
      eql,
      from,
      to,
      value: matched === false && missing ? null : matched,
      actual: actualText(readers, event, context.store),
      ...(expected === undefined ? {} : { expected }),
      children: [],
      ...(error === undefined ? {} : { error }),
    };
  };
  return { compiled, explain };
}

function lacksValue(readers: readonly FieldReader[], event: number): boolean {
  return readers.some((reader) => reader.values(event).length === 0);
}

interface LeafFields {
  /** Each once. */
  readonly readers: readonly FieldReader[];
  /** Has it a `?field` that nothing maps? */
  readonly unmapped: boolean;
}

function fieldsOfLeaf(node: Expression, context: EvaluationContext): LeafFields {
  const readers = new Set<FieldReader>();
  let unmapped = false;
  walkExpression(node, (part) => {
    if (part.kind !== 'field') return;
    if (part.optional && context.fields.find(part.path) === undefined) unmapped = true;
    else readers.add(context.reader(part.path));
  });
  return { readers: [...readers], unmapped };
}

/** `x == null` and `x != null` ask whether there is a value: they are never null themselves. */
function asksForNull(node: Expression): boolean {
  if (node.kind !== 'comparison' || (node.operator !== '==' && node.operator !== '!=')) return false;
  return [node.left, node.right].some((side) => side.kind === 'literal' && side.type === 'null');
}

function expectedText(node: Expression): string | undefined {
  switch (node.kind) {
    case 'match':
      return node.patterns.map(printExpression).join(', ');
    case 'membership':
      return node.items.map(printExpression).join(', ');
    case 'comparison': {
      const constant = [node.right, node.left].find((side) => side.kind === 'literal' || side.kind === 'sign');
      return constant === undefined ? undefined : printExpression(constant);
    }
    case 'field':
      return 'true';
    default:
      return undefined;
  }
}

function explainCategory(category: Category, { context }: Scope): Explainer | undefined {
  const { name, from, to } = category;
  if (name === undefined) return undefined;
  const field = context.options.eventCategoryField;
  const reader = context.reader(field);
  const test: EventTest = (event) => reader.values(event).some((value) => String(value) === name);
  const expected = quoteString(name);
  return (event) => ({
    eql: `${field} == ${expected}`,
    from,
    to,
    value: test(event) || (reader.values(event).length === 0 ? null : false),
    actual: actualText([reader], event, context.store),
    expected,
    children: [],
  });
}
