// Runs a table of checks so that one which fails costs only itself.
import type { Issue } from './issue';
import type { Span } from './span';

export type Checks<Context> = Readonly<Record<string, (context: Context) => readonly Issue[]>>;

/** Issues in the order of the text. A check that throws is told at `place`, by its name. */
export function runChecks<Context>(checks: Checks<Context>, context: Context, place: Span): readonly Issue[] {
  const issues = Object.entries(checks).flatMap(([name, check]) => {
    try {
      return check(context);
    } catch (error) {
      return [failed(name, error, place)];
    }
  });
  return issues.sort((a, b) => a.from - b.from || a.to - b.to);
}

function failed(name: string, error: unknown, { from, to }: Span): Issue {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The check \`${name}\` failed, which is a fault of Rulewright and not of this rule; all others were made. Please report it: ${reason}`;
  return { code: 'check-failed', severity: 'warning', message, from, to };
}
