// Runs a rule on its sample. Without a sample it offers to choose one, once.
import * as vscode from 'vscode';
import type { RuleReference, RunAnswer } from '../../../server/src/protocol';
import { revealsResults } from '../settings';
import type { Parts } from './parts';
import { pickSample } from './pickSample';
import { findRule } from './ruleReference';

export async function runRule(parts: Parts, given?: unknown): Promise<void> {
  const rule = await findRule(parts.server, given);
  if (rule !== undefined) await runAs(parts, rule);
}

/** `exceptions`: uris, none to take them back; as they are remembered where absent. Gives the number of the run where one began. */
export async function runAs(
  parts: Parts,
  rule: RuleReference,
  exceptions?: readonly string[],
): Promise<number | undefined> {
  const answer = await parts.server.run({ ...rule, reveal: revealsResults(), exceptions });
  if (answer.needsSample !== true) return follow(parts, answer);
  return (await pickSample(parts.server, rule, answer.reason)) ? runOnce(parts, rule, exceptions) : undefined;
}

/** Runs a rule on one sample, this once. */
export async function runOnSample(
  { server, results }: Pick<Parts, 'server' | 'results'>,
  rule: RuleReference,
  sample: string,
): Promise<void> {
  await follow({ results }, await server.run({ ...rule, samples: [sample], reveal: true }), true);
}

/** Runs a rule whose sample has just been chosen: what is still in the way is said, not asked. */
export async function runOnce(
  parts: Parts,
  rule: RuleReference,
  exceptions?: readonly string[],
): Promise<number | undefined> {
  return follow(parts, await parts.server.run({ ...rule, reveal: revealsResults(), exceptions }));
}

async function follow(
  parts: Pick<Parts, 'results'>,
  answer: RunAnswer,
  reveals = revealsResults(),
): Promise<number | undefined> {
  if (answer.runId !== undefined) {
    if (reveals) await parts.results.show({ preserveFocus: true });
    return answer.runId;
  }
  void vscode.window.showWarningMessage(answer.reason ?? vscode.l10n.t('The rule could not be run.'));
  return undefined;
}
