// The report of `explain` for people: the verdict, the tree of the condition, the timeline of a sequence.
import type { ExplanationTree } from '../../engine/explain';
import type { Explanation } from '../../library/explain';
import { maskSecrets } from '../../redact/secrets';
import type { FinishedRun } from '../../worker/orders';
import type { Colour } from '../paint';
import { nameEvent } from '../ruleRun';
import { printTimeline } from './nearMissText';
import type { TextStyle } from './runText';
import { oneLine } from './words';

export function printExplanation(
  rule: string,
  event: number,
  { hit, tree, timeline }: Explanation,
  run: FinishedRun,
  style: TextStyle,
): string {
  const { sample, line, id } = nameEvent(event, run);
  const name = `${sample}:${line}${id === undefined ? '' : ` (${id})`}`;
  const verdict = hit ? style.paint('green', 'is in a hit of') : style.paint('red', 'is in no hit of');
  const history = timeline === undefined ? [] : printTimeline(timeline, run, style.width);
  return `${[`${name} ${verdict} ${style.paint('bold', rule)}`, ...clauseLines(tree, 1, style), ...history].join('\n')}\n`;
}

const VERDICTS: readonly { readonly value: boolean | null; readonly word: string; readonly colour: Colour }[] = [
  { value: true, word: 'true   ', colour: 'green' },
  { value: false, word: 'false  ', colour: 'red' },
  { value: null, word: 'missing', colour: 'yellow' },
];

function clauseLines(clause: ExplanationTree, depth: number, style: TextStyle): string[] {
  const verdict = VERDICTS.find(({ value }) => value === clause.value);
  const word = verdict === undefined ? '' : style.paint(verdict.colour, verdict.word);
  const indent = '  '.repeat(depth);
  const width = Math.max(MIN_WIDTH, style.width - indent.length - 'missing  '.length);
  const remark = oneLine((style.shown ?? maskSecrets)(remarkOf(clause)), Math.floor(width / 2));
  const text = oneLine(clause.eql, width - remark.length) + style.paint('dim', remark);
  return [`${indent}${word}  ${text}`, ...clause.children.flatMap((child) => clauseLines(child, depth + 1, style))];
}

const MIN_WIDTH = 40;

function remarkOf({ actual, excludedBy, error, children }: ExplanationTree): string {
  if (error !== undefined) return `   cannot be computed: ${error}`;
  const taken = excludedBy === true ? '   takes the event out' : '';
  return children.length > 0 || actual === null ? taken : `   is ${actual}${taken}`;
}
