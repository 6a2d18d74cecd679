// A proposal as an item of Kibana's exceptions, where an item can say it, proven for what an item does: it leaves out events of every item
// of a sequence.
import { toExceptionItem } from '../tuning/exceptionItem';
import type { ExceptionItemJson, ExceptionWords } from '../tuning/exceptionItem';
import { asExceptionSays } from '../tuning/propose/expressible';
import type { Proposal } from '../tuning/propose/ladder';
import type { ProvenProposal } from '../tuning/propose/propose';
import { createProver } from '../tuning/verify';
import type { ArmProof } from '../tuning/verify';
import type { FinishedRun } from './orders';

/** `problem`: a sentence. */
export type ProposedException =
  | { readonly kind: 'item'; readonly item: ExceptionItemJson; readonly proof: ArmProof }
  | { readonly kind: 'none'; readonly problem: string };

/** `today`: `YYYY-MM-DD`. */
export function exceptionOf(
  proposal: ProvenProposal,
  words: ExceptionWords,
  run: FinishedRun,
  today: string,
): ProposedException {
  const wrong = wrongWord(words, today);
  if (wrong !== undefined) return { kind: 'none', problem: wrong };
  const said = asExceptionSays(proposal) ?? proposal;
  const made = toExceptionItem(said.arm, words);
  if (made.kind === 'none') return { kind: 'none', problem: `No exception item can say it: ${made.problem}` };
  return { ...made, proof: createProver(run).prove('each', said.arm) };
}

/** Why no item can say a proposal, as a sentence; undefined where one can. */
export function whyNoException(proposal: Proposal): string | undefined {
  const made = toExceptionItem((asExceptionSays(proposal) ?? proposal).arm, { name: 'a' });
  return made.kind === 'none' ? made.problem : undefined;
}

function wrongWord({ name, until }: ExceptionWords, today: string): string | undefined {
  if (name.trim() === '') return 'An exception item needs a name.';
  if (until === undefined) return undefined;
  if (!isDay(until)) return `\`${until}\` is no day: write the end of the exception as in \`2026-12-31\`.`;
  return until > today ? undefined : `\`${until}\` is no day to come, so that the exception would have ended already.`;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  // The 31st of a shorter month is taken for the first of the next one.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
