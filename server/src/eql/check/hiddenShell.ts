// Exclusions of requests that open a shell in a pod: what is typed into it is in no audit log, so all of it is hidden.
// Source: the exec request of Kubernetes: `command`, `stdin` and `tty` are parameters of its address.
import type { Issue } from '../../base/issue';
import type { Expression, Literal } from '../ast';
import { walkExpression } from '../walk';
import { issueAt } from './context';
import { exclusionArmsOf } from './exclusionArms';
import type { LintContext } from './lintContext';
import { queryStart } from './urlPatterns';

const ADDRESS = 'kubernetes.audit.requestURI';
const USERS: ReadonlySet<string> = new Set(['user.name', 'kubernetes.audit.user.username']);

export function checkHiddenShells(context: LintContext): readonly Issue[] {
  return context.filters.flatMap(({ condition }) =>
    exclusionArmsOf(condition).flatMap(({ node, clauses }) => {
      const isBound = clauses.some(bindsUser);
      return addressesIn(node).flatMap((value) => {
        const shell = shellOf(value.value);
        return shell === undefined || (shell === 'piped' && isBound) ? [] : [issueFor(value, shell, isBound)];
      });
    }),
  );
}

export type Shell = 'interactive' | 'piped';

function issueFor(value: Literal, shell: Shell, isBound: boolean): Issue {
  const opened =
    shell === 'interactive'
      ? 'opens a shell at a terminal (`stdin`, `tty`), and what is typed into it is in no audit log'
      : 'runs a shell that reads commands from `stdin`, and these are in no audit log';
  const cure = isBound
    ? 'Keep the alert, and label the sessions of this user as authorised.'
    : 'Keep the alert and label such sessions as authorised, or bind `user.name`.';
  return issueAt(value, 'hidden-shell', 'warning', `This request ${opened}: whoever sends it is hidden. ${cure}`);
}

function addressesIn(node: Expression): readonly (Literal & { type: 'string' })[] {
  const found: Literal[] = [];
  walkExpression(node, (part) => {
    if (part.kind === 'match' && isAddress(part.operand)) found.push(...part.patterns);
    if (part.kind === 'membership' && isAddress(part.operand)) found.push(...part.items.filter(isLiteral));
    if (part.kind === 'comparison' && part.operator === '==' && isAddress(part.left))
      found.push(...[part.right].filter(isLiteral));
  });
  return found.filter((value): value is Literal & { type: 'string' } => value.type === 'string');
}

function isAddress(node: Expression): boolean {
  return node.kind === 'field' && node.path === ADDRESS;
}

function isLiteral(node: Expression): node is Literal {
  return node.kind === 'literal';
}

/** One user, or a list of them; a pattern may stand for anybody. */
function bindsUser(node: Expression): boolean {
  switch (node.kind) {
    case 'comparison':
      return node.operator === '==' && node.left.kind === 'field' && USERS.has(node.left.path);
    case 'membership':
      return !node.negated && node.operand.kind === 'field' && USERS.has(node.operand.path);
    default:
      return false;
  }
}

/** Only what the address says for certain: a `*` in a command may stand for anything. */
export function shellOf(address: string): Shell | undefined {
  const start = address.indexOf('?', Math.max(0, queryStart(address)));
  const parameters =
    start < 0
      ? []
      : address
          .slice(start + 1)
          .split('&')
          .map(readParameter);
  const valuesOf = (name: string): readonly string[] =>
    parameters.flatMap((each) => (each.name === name ? [each.value] : []));
  const commands = valuesOf('command');
  if (!valuesOf('stdin').includes('true') || !isShell(commands)) return undefined;
  return valuesOf('tty').includes('true') ? 'interactive' : 'piped';
}

function readParameter(text: string): { readonly name: string; readonly value: string } {
  const [name = '', ...rest] = text.split('=');
  return { name, value: decoded(rest.join('=')) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const SHELL = /^(?:\S*\/)?(?:ba|a|da|z|k|c|tc|fi)?sh$/;

/** `sh`, `bash -i`; or `sh -c` with a script whose last word starts another shell. */
function isShell([program = '', ...rest]: readonly string[]): boolean {
  if (!SHELL.test(program)) return false;
  const script = rest[rest.findIndex((each) => /^-[a-z]*c$/.test(each)) + 1];
  if (!rest.some((each) => /^-[a-z]*c$/.test(each))) return rest.every((each) => each.startsWith('-'));
  return script !== undefined && !script.includes('*') && startsShell(script);
}

/** A shell as a command of its own, without a script: at the beginning or after `;`, `&&`, `||`, `(`, `exec`, `then`. */
function startsShell(script: string): boolean {
  return /(?:^|[;&|(\n]|\bexec\b|\bthen\b|\belse\b)\s*(?:\S*\/)?(?:ba|a|da|z|k|c|tc|fi)?sh\s*(?:$|[;&|)\n])/.test(
    script,
  );
}
