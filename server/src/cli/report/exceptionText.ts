// What exceptions do to a rule's hits, for people: one sentence, and a line for each item.
import type { DoubledArm } from '../../tuning/exceptionArms';
import type { ExceptionEffect, ItemEffect } from '../../tuning/exceptionEffect';
import type { FinishedRun } from '../../worker/orders';
import type { Paint } from '../paint';
import { nameEvent } from '../ruleRun';
import { alignTable } from './table';
import { counted, grouped, oneLine } from './words';

const HEADER = ['exception item', 'list', 'removes', 'false', 'true', 'authorised', 'alone', 'adds', ''];
const LONGEST_NAME = 40;
const LONGEST_ARM = 60;
/** The remark at the end is what the line is read for, so a terminal may break it. */
const LONGEST_LINE = 300;

export function printExceptions(
  { before, after, adds, items }: ExceptionEffect,
  run: FinishedRun,
  { paint }: { readonly paint: Paint },
): string[] {
  const added = adds === 0 ? '' : `, ${grouped(adds)} of them only by the exceptions`;
  const sentence = `exceptions: ${counted(before.hits, 'hit')} before, ${grouped(after.hits)} after${added}`;
  if (items.length === 0) return [`${sentence}; no item is for this rule`];
  const align = HEADER.map((_, column) => (column < 2 || column === HEADER.length - 1 ? 'left' : 'right'));
  const [header = '', ...lines] = alignTable([HEADER, ...items.map((item) => cellsOf(item, run))], align);
  return [
    sentence,
    '',
    `  ${paint('dim', header)}`,
    ...lines.map((line, index) => {
      const text = `  ${oneLine(line, LONGEST_LINE)}`;
      return (items[index]?.loses ?? 0) > 0 ? paint('red', text) : text;
    }),
  ];
}

function cellsOf(item: ItemEffect, run: FinishedRun): readonly string[] {
  const { name, list = '', removes, alone, adds } = item;
  const counts = [removes.hits, removes.falsePositives, removes.truePositives, removes.authorised, alone, adds];
  return [oneLine(name, LONGEST_NAME), oneLine(list, LONGEST_NAME), ...counts.map(grouped), wordsOf(item, run)];
}

const STATES: Readonly<Record<ItemEffect['state'], string>> = {
  active: '',
  'never-used': 'never used',
  expired: 'expired: not applied',
  'value-list': 'not evaluated: value list',
  unreadable: 'not evaluated: shape',
};

function wordsOf({ state, doubles, loses, firstLost }: ItemEffect, run: FinishedRun): string {
  const words = [STATES[state], doublesText(doubles), lossText(loses, firstLost?.events, run)];
  return words.filter((each) => each !== '').join('; ');
}

function doublesText(doubles: readonly DoubledArm[] | undefined): string {
  const [first, ...others] = doubles ?? [];
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `doubles the arm ${oneLine(first.arm, LONGEST_ARM)}${more}`;
}

function lossText(loses: number, events: readonly (number | null)[] | undefined, run: FinishedRun): string {
  const first = events?.find((event) => event !== null);
  if (first === undefined || first === null) return '';
  const { sample, line } = nameEvent(first, run);
  const place = run.samples.length > 1 ? `${sample}:${line}` : `line ${line}`;
  return `loses ${counted(loses, 'true positive')}, the first on ${place}`;
}
