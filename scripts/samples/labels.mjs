// Writes the label file beside a sample: by id where it is enough, by stage or by hash where it is not.
import { createHash } from 'node:crypto';

/**
 * `lines`: { text, id, mark? } in the order of the sample. A mark with `rules` holds for these rules only; with `everywhere` too it is
 * written twice, since a miss exists only for a rule that is named.
 */
export function toLabels(lines, about) {
  const entries = [];
  const bearers = countBy(lines, ({ id }) => id);
  const marked = lines.filter(({ mark }) => mark !== undefined);
  const sameMark = countBy(marked, keyOf);
  const done = new Set();
  for (const line of marked) {
    const whole = sameMark.get(keyOf(line)) === bearers.get(line.id);
    if (whole && done.has(keyOf(line))) continue;
    done.add(keyOf(line));
    if (line.mark.everywhere) entries.push(toEntry({ ...line, mark: { ...line.mark, rules: undefined } }, whole));
    entries.push(toEntry(line, whole));
  }
  return [
    `# ${about}`,
    '# Made by scripts/makeSamples.mjs: change the scenes there, not this file.',
    'events:',
    ...entries,
    '',
  ].join('\n');
}

function countBy(items, keyOf) {
  const counts = new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

function keyOf({ id, mark }) {
  return JSON.stringify([id, mark]);
}

function toEntry({ text, id, mark }, whole) {
  const byStage = !whole && mark.stage !== undefined;
  const name =
    whole || byStage ? [['id', id]] : [['hash', createHash('sha256').update(text).digest('hex').slice(0, 16)]];
  const pairs = [
    ...name,
    ...(byStage ? [['stage', mark.stage]] : []),
    ['label', mark.label],
    ...(mark.lofp === undefined ? [] : [['lofp', mark.lofp]]),
    ...(mark.note === undefined ? [] : [['note', JSON.stringify(mark.note)]]),
    ...(mark.rules === undefined ? [] : [['rules', `[${mark.rules.join(', ')}]`]]),
  ];
  return pairs
    .map(([key, value], index) => `${index === 0 ? '  - ' : '    '}${key}: ${quoteDigits(key, value)}`)
    .join('\n');
}

/** A hash may consist of digits only, or look like a number in powers of ten; quotes keep it text. */
function quoteDigits(key, value) {
  return key === 'hash' ? `'${value}'` : value;
}
