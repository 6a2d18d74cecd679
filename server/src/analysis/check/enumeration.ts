// Keys that take one of a few words, and the language that goes with the type.
import type { Fix, Issue } from '../../base/issue';
import { entryOf } from '../../rule/fields';
import type { FieldValue, TextField } from '../../rule/fields';
import { LANGUAGES_OF_TYPE, RULE_TYPES, isRuleType } from './ruleKeys';
import { keyOf, ruleIssue, textOf } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { listWords, meantWord, replaceText } from './ruleValues';

const SEVERITIES = ['low', 'medium', 'high', 'critical'];
const LANGUAGES = ['eql', 'esql', 'kuery', 'lucene'];

/** Paths from the rule or its metadata; lists on the way are walked. */
const WORDS: readonly (readonly [path: readonly string[], words: readonly string[]])[] = [
  [
    ['alert_suppression', 'duration', 'unit'],
    ['s', 'm', 'h'],
  ],
  [
    ['alert_suppression', 'missing_fields_strategy'],
    ['suppress', 'doNotSuppress'],
  ],
  [['building_block_type'], ['default']],
  [
    ['exceptions_list', 'namespace_type'],
    ['single', 'agnostic'],
  ],
  [
    ['exceptions_list', 'type'],
    [
      'detection',
      'rule_default',
      'endpoint',
      'endpoint_trusted_apps',
      'endpoint_trusted_devices',
      'endpoint_events',
      'endpoint_host_isolation_exceptions',
      'endpoint_blocklists',
    ],
  ],
  [['maturity'], ['development', 'experimental', 'beta', 'production', 'deprecated']],
  [['os_type_list'], ['windows', 'linux', 'macos']],
  [['risk_score_mapping', 'operator'], ['equals']],
  [['severity'], SEVERITIES],
  [['severity_mapping', 'operator'], ['equals']],
  [['severity_mapping', 'severity'], SEVERITIES],
  [['threat_language'], ['kuery', 'lucene']],
  [['threat_mapping', 'entries', 'type'], ['mapping']],
  [['type'], RULE_TYPES],
];

export function checkEnumerations(context: RuleContext): readonly Issue[] {
  return [
    ...WORDS.flatMap(([path, words]) =>
      textsAt(context, path)
        .filter(({ text }) => !words.includes(text))
        .map((value) => notOneOf(value, path.at(-1) ?? '', words)),
    ),
    ...checkLanguage(context),
  ];
}

function textsAt(context: RuleContext, [first = '', ...rest]: readonly string[]): readonly TextField[] {
  let values: readonly FieldValue[] = flat(keyOf(context, first)?.value);
  for (const key of rest) values = values.flatMap((each) => flat(entryOf(each, key)?.value));
  return values.flatMap((each) => (each.kind === 'text' ? [each] : []));
}

function flat(value: FieldValue | undefined): readonly FieldValue[] {
  if (value === undefined) return [];
  return value.kind === 'list' ? value.items : [value];
}

function notOneOf(
  value: TextField,
  key: string,
  words: readonly string[],
  meant = meantWord(value.text, words),
): Issue {
  const only = words.length === 1 ? words[0] : meant;
  const guess = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  const message = `\`${value.text}\` is none of the words that \`${key}\` takes: ${listWords(words, 'or')}.${guess}`;
  return ruleIssue(value, 'enumeration', 'warning', message, {
    fixes: only === undefined ? [] : replaceText(value, only),
  });
}

/** Names that people give to Kibana's own language. */
const OTHER_NAMES: Readonly<Record<string, string>> = { kql: 'kuery', 'es|ql': 'esql' };

function checkLanguage(context: RuleContext): readonly Issue[] {
  const language = textOf(context, 'language');
  if (language === undefined) return [];
  const word = language.text;
  const type = textOf(context, 'type');
  const fitting = type !== undefined && isRuleType(type.text) ? LANGUAGES_OF_TYPE[type.text] : LANGUAGES;
  if (!LANGUAGES.includes(word)) {
    const meant = fitting.length === 1 ? fitting[0] : (OTHER_NAMES[word.toLowerCase()] ?? meantWord(word, fitting));
    return [notOneOf(language, 'language', fitting.length === 0 ? LANGUAGES : fitting, meant)];
  }
  if (type === undefined || fitting.includes(word) || fitting.length === 0) return [];
  return [mismatch(language, type, fitting)];
}

/** A query in EQL or ES|QL needs a type of its own; of the other languages the type is what counts. */
function mismatch(language: TextField, type: TextField, fitting: readonly string[]): Issue {
  const hasOwnType = language.text === 'eql' || language.text === 'esql';
  const [first = ''] = fitting;
  const toLanguage = replaceText(language, first);
  const fixes: readonly Fix[] = hasOwnType && fitting.length > 1 ? replaceText(type, language.text) : toLanguage;
  const message = `A rule of type \`${type.text}\` has a query in ${listWords(fitting, 'or')}, not in \`${language.text}\`.`;
  return ruleIssue(language, 'language-mismatch', 'warning', message, {
    fixes,
    related: [{ from: type.from, to: type.to, message: 'The type.' }],
  });
}
