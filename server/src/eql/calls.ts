// Function calls as Elasticsearch's parser judges them: known names, number of arguments, where `~` is allowed.
import type { Issue } from '../base/issue';
import type { Call, Expression, Query } from './ast';
import { FUNCTIONS, arityOf, findFunction, nearestFunction } from './functions';
import type { FunctionDefinition } from './functions';
import { queryError, replacement } from './syntaxIssue';
import { conditionsOf, walkExpression } from './walk';

export function checkCalls(tree: Query | Expression): Issue[] {
  const issues: Issue[] = [];
  for (const condition of conditionsOf(tree)) {
    walkExpression(condition, (node) => {
      if (node.kind === 'call') issues.push(...checkCall(node));
    });
  }
  return issues;
}

function checkCall(call: Call): Issue[] {
  const definition = findFunction(call.name);
  if (definition === undefined) return [unknownFunction(call)];
  const issues: Issue[] = [];
  const { least, most } = arityOf(definition);
  const count = call.arguments.length;
  if (count < least || count > most) issues.push(queryError('function-arity', call, arityMessage(definition, count)));
  if (call.caseInsensitive && !definition.caseInsensitive) {
    issues.push(
      queryError(
        'case-insensitive-function',
        call.nameSpan,
        `\`${definition.name}\` has no form without case; remove the \`~\`.`,
        [replacement(call.nameSpan, call.name)],
      ),
    );
  }
  return issues;
}

function unknownFunction(call: Call): Issue {
  const near = REPLACED[call.name.toLowerCase()] ?? undefined;
  if (near !== undefined)
    return queryError(
      'unknown-function',
      call.nameSpan,
      `\`${call.name}\` is no function of Elasticsearch's EQL; ${near}.`,
    );
  const nearest = nearestFunction(call.name);
  const cure = nearest === undefined ? ` It has ${ALL_FUNCTIONS}.` : ` Did you mean \`${nearest}\`?`;
  const fixes =
    nearest === undefined ? undefined : [replacement(call.nameSpan, call.caseInsensitive ? `${nearest}~` : nearest)];
  return queryError('unknown-function', call.nameSpan, `\`${call.name}\` is no function of EQL.${cure}`, fixes);
}

const NAMES = FUNCTIONS.map(({ name }) => `\`${name}\``).sort();
const ALL_FUNCTIONS = `${NAMES.slice(0, -1).join(', ')} and ${NAMES[NAMES.length - 1] ?? ''}`;

/** Functions of other EQL engines, and what to write instead. */
const REPLACED: Readonly<Record<string, string>> = {
  match: 'use `regex`',
  matchlite: 'use `regex`',
  wildcard: 'use `like` or `:`',
  arraysearch: 'a condition on the field holds when any of its values satisfies it',
  arraycontains: 'a condition on the field holds when any of its values satisfies it, so use `in` or `:`',
  arraycount: 'Elasticsearch cannot count the values of a field',
  safe: 'a missing field makes a condition false by itself; leave it out',
};

function arityMessage(definition: FunctionDefinition, count: number): string {
  const { least, most } = arityOf(definition);
  const wanted = most === Infinity ? `at least ${least}` : least === most ? String(least) : `${least} or ${most}`;
  const names = definition.parameters.map((each) =>
    each.optional === true ? `[${each.name}]` : each.variadic === true ? `${each.name}, …` : each.name,
  );
  return `\`${definition.name}(${names.join(', ')})\` takes ${wanted} ${wanted === '1' ? 'argument' : 'arguments'}; here ${count === 1 ? 'is' : 'are'} ${count}.`;
}
