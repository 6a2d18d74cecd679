// Runs a table of checks so that one which fails costs only itself.
import type { Issue } from './issue';
import type { Span } from './span';

export type Checks<Context> = Readonly<Record<string, (context: Context) => readonly Issue[]>>;

/** Issues in the order of the text. A check that throws is told at `place`, by its name. */
export function runChecks<Context>(checks: Checks<Context>, context: Context, place: Span): readonly Issue[] {
  const issues: Issue[] = [];
  for (const [name, check] of entriesOf(checks)) {
    try {
      issues.push(...check(context));
    } catch (error) {
      issues.push(failed(name, error, place));
    }
  }
  return issues.sort((a, b) => a.from - b.from || a.to - b.to);
}

type Entries = readonly (readonly [name: string, check: (context: never) => readonly Issue[]])[];
const known = new WeakMap<object, Entries>();

/** Listed once: every rule goes through these tables. */
function entriesOf<Context>(checks: Checks<Context>) {
  let entries = known.get(checks);
  if (entries === undefined) known.set(checks, (entries = Object.entries(checks)));
  return entries as readonly (readonly [name: string, check: (context: Context) => readonly Issue[]])[];
}

function failed(name: string, error: unknown, { from, to }: Span): Issue {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The check \`${name}\` failed, which is a fault of Rulewright and not of this rule; all others were made. Please report it: ${reason}`;
  return { code: 'check-failed', severity: 'warning', message, from, to };
}
