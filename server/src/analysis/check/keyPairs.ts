// Keys that exclude each other, and keys that need each other.
import type { Issue, Severity } from '../../base/issue';
import type { FieldEntry } from '../../rule/fields';
import { isComplete, ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isKept, setKey } from './ruleValues';

export function checkKeyPairs(context: RuleContext): readonly Issue[] {
  return [...indexAndDataView(context), ...PAIRS.flatMap((pair) => alone(context, pair))];
}

function indexAndDataView(context: RuleContext): readonly Issue[] {
  const [index, view] = [filled(context, 'index'), filled(context, 'data_view_id')];
  if (index === undefined || view === undefined) return [];
  const message = 'A rule reads either the patterns of `index` or the data view of `data_view_id`. Keep one of them.';
  const related = [{ ...index.keySpan, message: 'The patterns.' }];
  return [ruleIssue(view.keySpan, 'index-and-data-view', 'warning', message, { related })];
}

interface Pair {
  readonly key: string;
  readonly needs: string;
  readonly why: string;
  readonly severity: Severity;
  /** Where only repositories of rules ask for it. */
  readonly isConvention?: true;
}

const refused = ', and Kibana takes neither without the other';
const PAIRS: readonly Pair[] = [
  { key: 'timeline_id', needs: 'timeline_title', why: refused, severity: 'warning' },
  { key: 'timeline_title', needs: 'timeline_id', why: refused, severity: 'warning' },
  { key: 'items_per_search', needs: 'concurrent_searches', why: refused, severity: 'warning' },
  { key: 'concurrent_searches', needs: 'items_per_search', why: refused, severity: 'warning' },
  {
    key: 'min_stack_version',
    needs: 'min_stack_comments',
    why: ', which says why older versions do not do',
    severity: 'info',
    isConvention: true,
  },
];

function alone(context: RuleContext, { key, needs, why, severity, isConvention }: Pair): readonly Issue[] {
  const entry = filled(context, key);
  if (entry === undefined || filled(context, needs) !== undefined) return [];
  if (isConvention === true && !(isKept(context) && isComplete(context))) return [];
  return [ruleIssue(entry.keySpan, 'paired-key', severity, `\`${key}\` stands without \`${needs}\`${why}.`)];
}

function filled(context: RuleContext, key: string): FieldEntry | undefined {
  const entry = setKey(context, key);
  const { value } = entry ?? {};
  const isEmpty = (value?.kind === 'list' && value.items.length === 0) || (value?.kind === 'text' && value.text === '');
  return isEmpty ? undefined : entry;
}
