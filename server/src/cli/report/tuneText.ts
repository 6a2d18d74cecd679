// The report of `tune` for people: what each arm does, what is proposed, and which hits get nothing.
import type { Arm } from '../../tuning/arms';
import type { Evasion } from '../../tuning/evade/findEvasion';
import { shortFields, titleOfArm, titleOfValue } from '../../tuning/exclusionTitles';
import { placeOf } from '../../tuning/placeAdvice';
import type { Place } from '../../tuning/placeAdvice';
import { createReading } from '../../tuning/propose/kind';
import { titleOfProposal } from '../../tuning/propose/title';
import type { FinishedRun } from '../../worker/orders';
import type { ToldRefusal, TunedArm, TunedProposal, Tuning } from '../../worker/tuneRun';
import type { Paint } from '../paint';
import { alignTable } from './table';
import { counted, grouped, oneLine } from './words';

const HEADER = ['removes', 'alone', 'false', 'true', 'authorised', 'arm'];
const RIGHT = 5;
const LONGEST_ARM = 140;
const LONGEST_WHY = 300;

export interface TuneStyle {
  readonly paint: Paint;
}

/** `run`: whose tuning it is. */
export function printTuning(
  name: string,
  { arms, proposals, refusals }: Tuning,
  run: FinishedRun,
  { paint }: TuneStyle,
): string {
  const read = createReading(run.context);
  const lines = [
    paint('bold', name),
    arms.length === 0 ? 'no exclusions' : counted(arms.length, 'arm'),
    ...armLines(arms, run, paint),
    '',
    proposals.length === 0 ? 'no proposals' : counted(proposals.length, 'proposal'),
    ...proposals.flatMap((proposal, index) =>
      proposalLines(proposal, titleOfProposal(proposal, read), index + 1, paint),
    ),
    ...refusals.flatMap((refusal) => refusalLines(refusal, paint)),
  ];
  return `${lines.join('\n')}\n`;
}

function armLines(arms: readonly TunedArm[], { query }: FinishedRun, paint: Paint): readonly string[] {
  if (arms.length === 0) return [];
  const fields = shortFields(query);
  const rows = arms.map((effect) => [
    ...[effect.removed, effect.removedAlone, effect.falsePositives, effect.truePositives, effect.authorised].map(
      grouped,
    ),
    oneLine(nameOf(effect.arm, arms, fields), LONGEST_ARM),
  ]);
  const align = HEADER.map((_, column) => (column < RIGHT ? 'right' : 'left'));
  const [header = '', ...lines] = alignTable([HEADER, ...rows], align);
  return [
    `  ${paint('dim', header)}`,
    ...lines.flatMap((line, index) => {
      const effect = arms[index];
      const opened = openedLine(effect?.evadedBy);
      if (effect?.dead !== true) return [`  ${line}`, ...opened];
      return [`  ${paint('dim', line)}`, ...nearestLine(effect), ...opened];
    }),
  ];
}

/** Values of one list by what tells them from each other. */
function nameOf(arm: Arm, arms: readonly TunedArm[], fields: ReadonlyMap<string, string>): string {
  const neighbours = arms.filter((each) => each.arm.node === arm.node).map((each) => each.arm);
  const title = titleOfArm([arm], neighbours.length, fields);
  return neighbours.length === 1 ? title : `${titleOfValue(arm, neighbours)}, of ${title}`;
}

function openedLine(evasion: Evasion | undefined): readonly string[] {
  return evasion === undefined ? [] : [`      opens: ${oneLine(evasion.why, LONGEST_WHY)}`];
}

function nearestLine({ nearest }: TunedArm): readonly string[] {
  const dead = '      takes nothing out';
  return [
    nearest === undefined ? dead : `${dead}; would match ${counted(nearest.matches, 'event')} if ${nearest.change}`,
  ];
}

const PLACES: Readonly<Record<Place, string>> = {
  arm: 'in the rule',
  exception: 'an exception of your environment',
  neither: 'neither rule nor exception for good: a person',
};

function proposalLines(
  { eql, arm, proof, opens }: TunedProposal,
  title: string,
  number: number,
  paint: Paint,
): readonly string[] {
  const { removes, loses, authorised, unlabelled, adds, breadth } = proof;
  const parts = [
    `removes ${counted(removes, 'false positive')}`,
    ...(loses > 0 ? [`LOSES ${counted(loses, 'true positive')}`] : ['loses none']),
    ...(authorised > 0 ? [`${grouped(authorised)} authorised`] : []),
    ...(unlabelled > 0 ? [`${grouped(unlabelled)} unlabelled`] : []),
    ...(adds > 0 ? [`adds ${counted(adds, 'hit')}`] : []),
    `is about ${counted(breadth.matches, 'event')}`,
    PLACES[placeOf(arm).place],
  ];
  const sentence = `  ${number}. ${title}`;
  return [
    paint('bold', sentence),
    `     ${proof.isDangerous ? paint('red', parts.join(', ')) : parts.join(', ')}`,
    `     ${oneLine(eql, Number.POSITIVE_INFINITY)}`,
    ...openedLine(opens),
  ];
}

function refusalLines({ message, hits, suppression }: ToldRefusal, paint: Paint): readonly string[] {
  const offer =
    suppression === undefined
      ? []
      : [
          `  Suppressed by ${suppression.suppression.groupBy.join(', ')} for a day: ${rounded(suppression.before)} alerts${suppression.isPerDay ? ' a day' : ''} before, ${rounded(suppression.after)} after.`,
        ];
  return ['', paint('yellow', `no proposal for ${counted(hits.length, 'hit')}`), `  ${message}`, ...offer];
}

function rounded(count: number): string {
  return String(Math.round(count * 10) / 10);
}
