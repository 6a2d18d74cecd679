// Values that stand in one list twice, as the operator compares them.
import type { Issue } from '../../base/issue';
import { foldText } from '../reason/textPattern';
import type { Literal } from '../ast';
import { printLiteral } from '../print';
import { unnecessary } from './lintContext';
import type { LintContext } from './lintContext';
import { listOf, removal, shownValue } from './lists';
import type { ValueList } from './lists';

export function checkDuplicateValues({ nodes, text }: LintContext): readonly Issue[] {
  return nodes.flatMap((node) => {
    const list = listOf(node);
    return list === undefined ? [] : duplicatesIn(list, text);
  });
}

function duplicatesIn(list: ValueList, text: string): readonly Issue[] {
  const first = new Map<string, Literal>();
  return list.values.flatMap((value, index) => {
    const key = keyOf(value, list);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, value);
    return earlier === undefined ? [] : [duplicate(value, earlier, list, index, text)];
  });
}

function keyOf(value: Literal, { ignoresCase }: ValueList): string {
  const written = printLiteral(value);
  return value.type === 'string' && ignoresCase ? foldText(written) : written;
}

function duplicate(value: Literal, earlier: Literal, list: ValueList, index: number, text: string): Issue {
  const isWrittenAlike = printLiteral(value) === printLiteral(earlier);
  const why = isWrittenAlike ? '' : `: \`${list.operator}\` ignores case`;
  return unnecessary(
    value,
    'duplicate-value',
    `${shownValue(value)} is in this list already${why}; remove it.`,
    [{ from: earlier.from, to: earlier.to, message: 'It stands here as well.' }],
    removal(list.values, index, text),
  );
}
