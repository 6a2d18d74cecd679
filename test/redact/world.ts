// A redaction over a few events, with a real hash and a fixed key.
import { createHmac } from 'node:crypto';
import { parseQuery } from '../../server/src/eql/parse';
import { createRedaction } from '../../server/src/redact/redaction';
import type { Plan } from '../../server/src/redact/plan';
import { ruleTextsOf } from '../../server/src/redact/ruleTexts';

export const hash = (text: string): string => createHmac('sha256', 'a key').update(text).digest('hex');

/** A plan for events; `rules` are queries. */
export function planFor(events: readonly unknown[], rules: readonly string[] = [], keep: readonly string[] = []): Plan {
  const asking = rules.map((text) => ({ name: text, query: parseQuery(text).value }));
  const redaction = createRedaction({ hash, rules: ruleTextsOf(asking), keeps: (path) => keep.includes(path) });
  for (const event of events) redaction.see(JSON.stringify(event));
  return redaction.plan(new Map());
}

/** What becomes of events, read again. */
export function redacted<T>(events: readonly T[], rules: readonly string[] = [], keep: readonly string[] = []): T[] {
  const plan = planFor(events, rules, keep);
  return events.map((event) => JSON.parse(plan.rewrite(JSON.stringify(event))) as T);
}
