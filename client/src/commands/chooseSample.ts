// Chooses the sample file that a rule runs on, and runs it: whoever chooses wants to see what the rule finds there.
import type { Parts } from './parts';
import { pickSample } from './pickSample';
import { findRule } from './ruleReference';
import { runOnce } from './runRule';

export async function chooseSample(parts: Parts, given?: unknown): Promise<void> {
  const rule = await findRule(parts.server, given);
  if (rule === undefined) return;
  if (await pickSample(parts.server, rule)) await runOnce(parts, rule);
}
