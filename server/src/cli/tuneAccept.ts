// What becomes of a proposal that is chosen on the command line: an arm in the rule file, or an exception item beside it.
import { applyEdits } from '../base/edit';
import { liftEdit } from '../rule/edits';
import { exportFormatOf, formatOf, readRuleFile } from '../rule/read';
import { insertArm } from '../tuning/insertArm';
import type { ProvenProposal } from '../tuning/propose/propose';
import type { ArmProof } from '../tuning/verify';
import { listsOfRule } from '../worker/exceptionFiles';
import type { FinishedRun } from '../worker/orders';
import { exceptionOf } from '../worker/proposalException';
import { contradictionOf } from '../worker/proposalRows';
import type { Tuning } from '../worker/tuneRun';
import type { GivenArguments } from './command';
import type { CommandIo } from './io';
import { writeLine } from './io';
import { Misuse } from './misuse';
import { counted } from './report/words';
import type { GivenRule } from './rules';

const EXCEPTION_WORDS = ['name', 'owner', 'reason', 'until'] as const;

export function checkNumbers(
  apply: number | undefined,
  exception: number | undefined,
  given: GivenArguments,
  rules: readonly GivenRule[],
): void {
  if (apply !== undefined && exception !== undefined)
    throw new Misuse('Choose one: `--apply` writes into the rule, `--exception` prints an item beside it.');
  if (apply !== undefined && (rules.length !== 1 || rules[0]?.path === undefined))
    throw new Misuse('`--apply` writes into one rule of a file: name one file that holds one rule.');
  if (exception !== undefined && rules.length !== 1)
    throw new Misuse('`--exception` prints a proposal for one rule: name one file that holds one rule.');
  const needless = exception === undefined ? EXCEPTION_WORDS.find((word) => given.text(word) !== undefined) : undefined;
  if (needless !== undefined)
    throw new Misuse(`\`--${needless}\` is a word of an exception item: say which proposal by \`--exception N\`.`);
}

export function chosen(number: number, { proposals }: Tuning): ProvenProposal {
  const proposal = proposals[number - 1];
  if (proposal === undefined)
    throw new Misuse(
      proposals.length === 0
        ? 'There is no proposal to choose.'
        : `There is no proposal ${number}; there ${proposals.length === 1 ? 'is' : 'are'} ${proposals.length}.`,
    );
  return proposal;
}

export function writeProposal(
  { eql, filter, proof }: ProvenProposal,
  { path, analysis }: GivenRule,
  finished: FinishedRun,
  given: GivenArguments,
  { host, err }: CommandIo,
): void {
  refuseDanger(proof, finished, 'written', given);
  if (path === undefined) return;
  if (exportFormatOf(path) !== undefined)
    throw new Misuse(`${path} is an export, which is read and never written: name the rule’s own file.`);
  const text = host.readText(path);
  const format = formatOf(path);
  const embedded = format && readRuleFile(text, format).rules[analysis.rule.index]?.query;
  if (embedded === undefined || embedded.text !== analysis.eql?.embedded.text)
    throw new Misuse(`${path} has changed meanwhile; nothing was written.`);
  if (text.includes('\ufffd')) throw new Misuse(`${path} is not in UTF-8 all through and was left as it is.`);
  const comment = given.text('comment');
  const edit = insertArm(embedded.text, { filter, eql, ...(comment === undefined ? {} : { comment }) });
  const lifted = edit && liftEdit(embedded, text, edit);
  if (lifted === undefined)
    throw new Misuse(`The query of ${path} is quoted in a way that cannot hold the exclusion; nothing was written.`);
  host.writeText(path, applyEdits(text, [lifted]));
  writeLine(err, `${path}: one exclusion was added.`);
}

export function exceptionText(
  proposal: ProvenProposal,
  { name: rule, analysis }: GivenRule,
  finished: FinishedRun,
  given: GivenArguments,
  { host }: CommandIo,
): string {
  const [name = `Known false positives of ${rule}`, owner, reason, until] = EXCEPTION_WORDS.map((word) =>
    given.text(word),
  );
  const lists = listsOfRule(analysis.rule);
  const listId = lists.length === 1 ? lists[0] : undefined;
  const made = exceptionOf(proposal, { name, owner, reason, until, listId }, finished, host.today());
  if (made.kind === 'none') throw new Misuse(made.problem);
  refuseDanger(made.proof, finished, 'printed', given);
  return `${JSON.stringify(made.item, undefined, 2)}\n`;
}

/** What hides something that must alert, or what nobody knows, has to be asked for by force. */
function refuseDanger(
  { isDangerous, loses, authorised, removed }: ArmProof,
  finished: FinishedRun,
  done: string,
  given: GivenArguments,
): void {
  if (given.flag('force')) return;
  const lost = [
    ...(loses === 0 ? [] : [counted(loses, 'true positive')]),
    ...(authorised === 0 ? [] : [counted(authorised, 'authorised hit')]),
  ].join(' and ');
  if (isDangerous)
    throw new Misuse(`This proposal loses ${lost}, so that nothing was ${done}; \`--force\` does it nevertheless.`);
  const contradiction = contradictionOf(removed, finished);
  if (contradiction !== undefined)
    throw new Misuse(`${contradiction} Nothing was ${done}; \`--force\` does it nevertheless.`);
}
