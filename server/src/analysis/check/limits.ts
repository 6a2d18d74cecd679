// What Kibana allows a rule: alerts in a run, fields of a threshold, of new terms and of suppression; and the risk that goes with a severity.
import type { Issue, Severity } from '../../base/issue';
import { entryOf } from '../../rule/fields';
import type { FieldValue } from '../../rule/fields';
import { SEQUENCE_SUPPRESSION_SINCE, SUPPRESSION_SINCE, isRuleType } from './ruleKeys';
import { keyOf, numberOf, ruleIssue, textOf, textsOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { replaceText, setKey } from './ruleValues';
import { isOlder } from './stackVersion';
import { momentOf } from './timeForms';

const DEFAULT_SIGNALS = 100;
const MOST_SIGNALS = 1000;

/** Source: the detections API, `max_signals`; Kibana's own limit is a setting, 1000 by default. */
export function checkMaxSignals(context: RuleContext): readonly Issue[] {
  const entry = keyOf(context, 'max_signals');
  const number = numberOf(context, 'max_signals');
  if (entry === undefined || number === undefined || number <= DEFAULT_SIGNALS) return [];
  const { value } = entry;
  const say = (severity: Severity, message: string, fixes: Issue['fixes'] = []): readonly Issue[] => [
    ruleIssue(value, 'max-signals', severity, message, { fixes }),
  ];
  if (number > MOST_SIGNALS)
    return say('warning', `Kibana makes at most ${MOST_SIGNALS} alerts in a run unless it is set up otherwise.`, [
      {
        title: `Replace with \`${MOST_SIGNALS}\``,
        edits: [{ from: value.from, to: value.to, text: String(MOST_SIGNALS) }],
      },
    ]);
  const isTold = ['note', 'setup'].some((key) =>
    /max.?signals|alerts\.max|alerts per run/i.test(textOf(context, key)?.text ?? ''),
  );
  if (isTold) return [];
  return say(
    'info',
    `More than ${DEFAULT_SIGNALS} alerts in a run depend on how Kibana is set up; say so in \`setup\` or \`note\`.`,
  );
}

/** Three fields up to 9.1, five from then on. Where the rule does not say on what it runs, the newer limit holds. */
export function checkThreshold(context: RuleContext): readonly Issue[] {
  const entry = entryOf(keyOf(context, 'threshold')?.value, 'field');
  if (entry === undefined) return [];
  const version = textOf(context, 'min_stack_version')?.text;
  const isOld = version !== undefined && isOlder(version, '9.2');
  return [
    ...tooMany(entry.value, isOld ? 3 : 5, 'threshold-fields', (most) =>
      isOld
        ? `A threshold counts by at most ${most} fields before version 9.2; the rule is to run on ${version} too.`
        : `A threshold counts by at most ${most} fields.`,
    ),
    ...[keyOf(context, 'threshold')?.value].flatMap(withoutValue),
  ];
}

function withoutValue(threshold: FieldValue | undefined): readonly Issue[] {
  if (threshold?.kind !== 'table' || entryOf(threshold, 'value') !== undefined) return [];
  const place = entryOf(threshold, 'field')?.keySpan ?? threshold;
  return [
    ruleIssue(
      place,
      'threshold-fields',
      'warning',
      'A `threshold` needs a `value`: the count from which on it alerts.',
    ),
  ];
}

const MOST_TERMS = 3;

/** Both forms: Kibana's own keys, and the table of detection-rules. */
export function checkNewTerms(context: RuleContext): readonly Issue[] {
  const table = keyOf(context, 'new_terms')?.value;
  const fields = keyOf(context, 'new_terms_fields')?.value ?? entryOf(table, 'value')?.value;
  const say = (most: number): string => `A rule of new terms looks at 1 to ${most} fields.`;
  return [
    ...(fields === undefined ? [] : tooMany(fields, MOST_TERMS, 'new-terms', say)),
    ...(fields?.kind === 'list' && fields.items.length === 0
      ? [ruleIssue(fields, 'new-terms', 'warning', say(MOST_TERMS))]
      : []),
    ...shortHistory(context, table),
  ];
}

function shortHistory(context: RuleContext, table: FieldValue | undefined): readonly Issue[] {
  const inTable = entryOf(table, 'history_window_start')?.value;
  const [first] = inTable?.kind === 'list' ? inTable.items : [inTable];
  const start = textOf(context, 'history_window_start') ?? textsOf(entryOf(first, 'value')?.value)[0];
  const [history, from] = [start, textOf(context, 'from')].map((each) => momentOf(each?.text ?? 'now-6m'));
  if (start === undefined || history === undefined || from === undefined || history < from) return [];
  const message =
    'The history begins no earlier than what a run reads, so that every value is new. Let `history_window_start` reach further back than `from`.';
  return [ruleIssue(start, 'new-terms', 'warning', message)];
}

function tooMany(value: FieldValue, most: number, code: string, say: (most: number) => string): readonly Issue[] {
  if (value.kind !== 'list' || value.items.length <= most) return [];
  const [first, last] = [value.items[most], value.items.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [ruleIssue({ from: first.from, to: last.to }, code, 'warning', say(most))];
}

const MOST_GROUPS = 3;

export function checkSuppression(context: RuleContext): readonly Issue[] {
  const entry = setKey(context, 'alert_suppression');
  if (entry?.value.kind !== 'table' || entry.value.entries.length === 0) return [];
  const groups = entryOf(entry.value, 'group_by')?.value;
  const say = (message: string): Issue => ruleIssue(entry.keySpan, 'alert-suppression', 'warning', message);
  const isThreshold = textOf(context, 'type')?.text === 'threshold';
  const duration = entryOf(entry.value, 'duration')?.value;
  return [
    ...(groups === undefined
      ? []
      : tooMany(groups, MOST_GROUPS, 'alert-suppression', (most) => `Alerts are grouped by at most ${most} fields.`)),
    ...(!isThreshold && textsOf(groups).length === 0 && groups?.kind !== 'other'
      ? [say('Suppression needs `group_by`: the fields whose values make alerts the same.')]
      : []),
    ...(isThreshold && duration === undefined ? [say('Suppression of a threshold needs a `duration`.')] : []),
    ...(duration?.kind === 'table' && ['value', 'unit'].some((key) => entryOf(duration, key) === undefined)
      ? [say('The `duration` of a suppression needs a `value` and a `unit`: s, m or h.')]
      : []),
    ...unsupported(context).map(say),
  ];
}

function unsupported(context: RuleContext): readonly string[] {
  const version = textOf(context, 'min_stack_version')?.text;
  const type = textOf(context, 'type')?.text ?? '';
  if (version === undefined || !isRuleType(type)) return [];
  const isSequence = context.eql !== undefined && context.eql.query.kind === 'sequenceQuery';
  const since = isSequence ? SEQUENCE_SUPPRESSION_SINCE : SUPPRESSION_SINCE[type];
  if (!isOlder(version, since)) return [];
  const of = isSequence ? 'a sequence' : `a rule of type \`${type}\``;
  return [
    `Alerts of ${of} are suppressed from version ${since} of the stack on; the rule is to run on ${version} too.`,
  ];
}

/** Source: the detections API, `risk_score`. The score that rules of a severity usually have is the top of its range, 99 for critical. */
const BANDS = [
  { severity: 'low', least: 0, most: 21, usual: 21 },
  { severity: 'medium', least: 22, most: 47, usual: 47 },
  { severity: 'high', least: 48, most: 73, usual: 73 },
  { severity: 'critical', least: 74, most: 100, usual: 99 },
] as const;

export function checkRiskScore(context: RuleContext): readonly Issue[] {
  const severity = textOf(context, 'severity');
  const score = keyOf(context, 'risk_score')?.value;
  const number = numberOf(context, 'risk_score');
  const said = BANDS.find((each) => each.severity === severity?.text);
  const scored = BANDS.find(({ least, most }) => number !== undefined && number >= least && number <= most);
  if (severity === undefined || score === undefined || said === undefined || scored === undefined || said === scored)
    return [];
  const message = `A \`risk_score\` of ${number ?? 0} is that of severity \`${scored.severity}\`; \`${said.severity}\` goes with ${said.least} to ${said.most}.`;
  const usual = String(said.usual);
  const fixes = [
    { title: `Replace with ${usual}`, edits: [{ from: score.from, to: score.to, text: usual }] },
    ...replaceText(severity, scored.severity).map(({ edits }) => ({
      title: `Make the severity \`${scored.severity}\``,
      edits,
    })),
  ];
  const related = [{ from: severity.from, to: severity.to, message: 'The severity.' }];
  return [ruleIssue(score, 'risk-score', 'warning', message, { fixes, related })];
}
