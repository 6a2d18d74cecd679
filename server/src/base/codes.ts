// Every code that an issue can have: how grave it is unless a project says otherwise, and what it says in general. Each has its page.
import type { Severity } from './issue';
import { LOFP_CODES } from './lofpCodes';

export interface CodeFacts {
  /** What most issues of the code have; some depend on more than the code. */
  readonly severity: Severity;
  /** One sentence, the first of the page in docs/diagnostics. */
  readonly title: string;
  /** What finds it, where that is not the check of one text: then no comment in the text can answer it. */
  readonly of?: 'run' | 'workspace';
  /** Its only fix loses nothing and writes down what was plainly meant, so that fix-all applies it without asking. */
  readonly cure?: 'safe';
}

export const CODES: Readonly<Record<string, CodeFacts>> = {
  'added-argument': {
    severity: 'info',
    title: 'An arm of an exclusion asks for arguments of a process and for nothing else.',
  },
  'alert-suppression': {
    severity: 'warning',
    title: 'The suppression of alerts lacks something, or asks for more than Kibana does.',
  },
  'always-true': { severity: 'warning', title: 'Every event satisfies a clause.' },
  'array-index': { severity: 'error', title: 'A field is followed by an index in brackets.' },
  'attack-duplicate': { severity: 'warning', title: 'A tactic, or a technique of a tactic, stands in `threat` twice.' },
  'attack-framework': {
    severity: 'warning',
    title: 'The name of the framework MITRE ATT&CK is written in another way.',
    cure: 'safe',
  },
  'attack-id': {
    severity: 'warning',
    title: 'An identifier is none of a tactic, a technique or a sub-technique of MITRE ATT&CK.',
  },
  'attack-key': {
    severity: 'warning',
    title: 'An entry of `threat` lacks a key without which Kibana does not take it.',
  },
  'attack-name': {
    severity: 'warning',
    title: 'The name of a tactic, technique or sub-technique does not belong to its identifier.',
  },
  'attack-parent': {
    severity: 'warning',
    title: 'A sub-technique stands under a technique that it does not belong to.',
  },
  'attack-reference': {
    severity: 'warning',
    title: 'The address is not the page of the tactic, technique or sub-technique that it stands beside.',
  },
  'attack-retired': { severity: 'warning', title: 'ATT&CK has retired a technique that the rule names.' },
  'attack-tactic': { severity: 'warning', title: 'A technique stands under a tactic that it does not belong to.' },
  'audit-level': {
    severity: 'info',
    title: 'A rule over the audit log of Kubernetes asks for the level `Request` alone.',
  },
  'bad-answer': { severity: 'warning', title: 'A comment that answers an issue cannot be read.' },
  'building-block-timing': {
    severity: 'info',
    title: 'A building block runs more often, or looks back less, than building blocks do.',
  },
  'case-insensitive-function': {
    severity: 'error',
    title: 'A `~` follows the name of a function that has no form without case.',
    cure: 'safe',
  },
  'catalog-type': { severity: 'info', title: 'A sample has values of another type than the schemas say.', of: 'run' },
  'check-failed': { severity: 'warning', title: 'A check failed inside, which is a fault of Rulewright.' },
  'cidr-block': { severity: 'warning', title: 'A text given to `cidrMatch` is no block of IP addresses.' },
  'client-field': {
    severity: 'warning',
    title: 'An arm of an exclusion asks only for what the client says of itself.',
  },
  'code-fence': { severity: 'warning', title: 'A block of code in the guide is not closed.' },
  'condition-type': {
    severity: 'error',
    title: 'Something that is neither true nor false stands as a condition, or beside `and`, `or`, `not`.',
  },
  'constant-argument': { severity: 'error', title: 'A field stands where a function needs a constant.' },
  'covered-arm': {
    severity: 'warning',
    title: 'Another arm matches all that this one matches, or an exclusion beside it leaves it out already.',
  },
  'covered-index': { severity: 'hint', title: 'Another index pattern of the rule reaches all that this one reaches.' },
  'covered-value': {
    severity: 'warning',
    title: 'A pattern in the list matches all that another value of it matches.',
  },
  'crossing-wildcard': {
    severity: 'warning',
    title: 'An exclusion has a `*` in a pattern over an address with a query part.',
  },
  'dataset-index': {
    severity: 'warning',
    title: 'The query asks for a dataset that no index pattern of the rule reaches.',
  },
  date: {
    severity: 'warning',
    title: 'A date in the metadata is no day, or is not written `YYYY/MM/DD`.',
    cure: 'safe',
  },
  'date-format': { severity: 'error', title: 'A text compared with a date is none in the format of the field.' },
  'date-math': {
    severity: 'warning',
    title: '`from`, `to` or `history_window_start` is no moment that Elasticsearch can read.',
  },
  'date-order': { severity: 'warning', title: 'A rule was changed or given up before it was made.' },
  'dead-arm': {
    severity: 'warning',
    title: 'An arm of an exclusion, or an alternative, contradicts a clause that has to hold beside it.',
  },
  deprecation: { severity: 'warning', title: 'The metadata says by halves that a rule is given up.' },
  description: { severity: 'warning', title: 'The description is empty, or says next to nothing.' },
  'division-by-zero': { severity: 'warning', title: 'A divisor was 0 on some events.', of: 'run' },
  'drifting-type': {
    severity: 'info',
    title: 'A field is of one type in some of the data that the rule reads, and of another in the rest.',
  },
  'duplicate-entry': { severity: 'warning', title: 'An entry stands in a list twice.', cure: 'safe' },
  'duplicate-id': { severity: 'warning', title: 'Another rule has the same `rule_id`.', of: 'workspace' },
  'duplicate-name': { severity: 'warning', title: 'Another rule has the same name.', of: 'workspace' },
  'duplicate-value': {
    severity: 'warning',
    title: 'A value stands in its list twice, as the operator compares values.',
    cure: 'safe',
  },
  'empty-false-positive': { severity: 'info', title: 'An entry of `false_positives` says nothing.' },
  'empty-link': { severity: 'warning', title: 'A link in the guide leads nowhere.' },
  'empty-window': { severity: 'warning', title: 'A run reads nothing, because it ends before it begins.' },
  enumeration: { severity: 'warning', title: 'A key holds a word that is none of those it takes.' },
  'exception-expired': { severity: 'warning', title: 'An exception item takes nothing out any more.' },
  'exception-rule': {
    severity: 'warning',
    title: 'Exceptions are for a rule that the workspace does not have.',
    of: 'workspace',
  },
  'exception-shape': {
    severity: 'error',
    title: 'A list, an item or an entry of exceptions is not shaped as Kibana takes it.',
  },
  'exception-unknown-field': {
    severity: 'warning',
    title: 'An entry of an exception looks for a field that no schema has.',
  },
  'exception-wildcard': {
    severity: 'warning',
    title: 'A wildcard stands in an exception where it is none, or a backslash takes it away.',
  },
  'expired-answer': { severity: 'warning', title: 'The day until which an answer held has passed.' },
  'field-comparison': { severity: 'error', title: 'Two fields are compared, or a field stands in an `in` list.' },
  'field-of-another-dataset': {
    severity: 'warning',
    title: 'The field exists, but the events that this part of the query is about never have it.',
  },
  'file-name': { severity: 'warning', title: "A rule's file is named after another tactic than the rule." },
  'flattened-field': { severity: 'warning', title: 'The field is a `flattened` one, or lies below one.' },
  'foreign-exception': { severity: 'info', title: 'Exceptions that a run was given are for another rule.', of: 'run' },
  'foreign-key': { severity: 'warning', title: 'A key means nothing in a rule of this type.' },
  'function-arity': { severity: 'error', title: 'A function has too few or too many arguments.' },
  'future-date': { severity: 'warning', title: 'A date in the metadata is a day that has not come yet.' },
  'heading-level': { severity: 'info', title: 'A heading in the guide skips a level.' },
  'hidden-shell': { severity: 'warning', title: 'An exclusion leaves out requests that open a shell in a pod.' },
  'ignored-long-value': {
    severity: 'warning',
    title: "Values longer than the mapping's `ignore_above` were left out of the index.",
    of: 'run',
  },
  'ignored-value': { severity: 'warning', title: 'A value is longer than what the index keeps of the field.' },
  'impossible-value': {
    severity: 'warning',
    title: 'A value or pattern does not fit the shape that all values of the field have.',
  },
  'index-and-data-view': { severity: 'warning', title: 'A rule has both `index` and `data_view_id`.' },
  'index-mismatch': {
    severity: 'info',
    title: 'Some events of the sample do not fit the `index` patterns of the rule.',
    of: 'run',
  },
  'index-pattern': {
    severity: 'warning',
    title: 'An index pattern can fit no index, or is nearly the name of known data.',
  },
  'integration-index': {
    severity: 'warning',
    title: 'The integrations and the index patterns of a rule do not name the same data.',
  },
  interval: { severity: 'warning', title: '`interval` is no span of time that Kibana can read.' },
  'ip-format': { severity: 'warning', title: 'A text compared with an address is neither an address nor a block.' },
  'join-key-count': {
    severity: 'error',
    title: 'The items of a sequence or sample have different numbers of join keys.',
  },
  'join-key-expression': { severity: 'error', title: 'Something other than a field stands after `by`.' },
  'join-key-type': { severity: 'error', title: 'Join keys at the same place have types that are never equal.' },
  'json-syntax': { severity: 'error', title: 'The file is not valid JSON.' },
  'key-field': { severity: 'warning', title: 'A key of the rule names a field that nothing has that the rule reads.' },
  'kind-tag': {
    severity: 'warning',
    title:
      'The tags of a rule say that it is a building block or has a guide, and its other keys do not, or the reverse.',
  },
  labels: { severity: 'warning', title: 'A labels file cannot be read, or one of its entries means no event.' },
  'language-mismatch': {
    severity: 'warning',
    title: 'The language of the query does not go with the type of the rule.',
  },
  'large-file': { severity: 'info', title: 'The file is larger than 1 MB.' },
  license: { severity: 'warning', title: 'The licence of a rule is missing or misspelt.' },
  'like-without-wildcard': { severity: 'hint', title: '`like` or `like~` stands before texts without a wildcard.' },
  'literal-wildcard': {
    severity: 'warning',
    title: '`*` or `?` stands in a value after `==`, `!=`, `in` or `in~`, where it is a plain character.',
  },
  ...LOFP_CODES,
  'look-back-gap': { severity: 'warning', title: 'The rule looks back less than the time between two of its runs.' },
  mapping: {
    severity: 'warning',
    title:
      'Something in an Elasticsearch mapping is left out: a field without a type, an alias that leads nowhere, two types for one name.',
  },
  'max-signals': { severity: 'warning', title: 'A rule may make more alerts in a run than Kibana does.' },
  maxspan: { severity: 'error', title: '`with maxspan` has no usable span of time, or stands before `by`.' },
  'misplaced-key': { severity: 'warning', title: 'A key stands in the wrong one of the tables `rule` and `metadata`.' },
  'missing-event': {
    severity: 'error',
    title: 'A missing event `![…]` stands in a sequence that cannot tell when it is missing.',
  },
  'missing-key': { severity: 'warning', title: 'A rule lacks a key without which Kibana does not take it.' },
  'missing-os': { severity: 'hint', title: 'A rule for one operating system reads the events of all.' },
  'missing-query': { severity: 'error', title: 'A rule of type `eql` has no query.' },
  'missing-tag': { severity: 'info', title: 'The tags follow a scheme, but one of its usual kinds is missing.' },
  'mixed-and-or': { severity: 'hint', title: '`and` stands beside `or` without parentheses.' },
  'month-look-back': {
    severity: 'warning',
    title: 'The look-back is in months, where minutes were most likely meant.',
  },
  'nested-field': { severity: 'error', title: 'The field is nested, or lies in a nested one.' },
  'never-matches': { severity: 'warning', title: 'No event can satisfy the condition.' },
  'new-terms': { severity: 'warning', title: 'A rule of new terms has no usable fields or history.' },
  'newer-field': {
    severity: 'warning',
    title: 'The field came to the Elastic Common Schema after the stack that the rule says it runs on.',
  },
  'newer-key': {
    severity: 'warning',
    title: 'A rule has something that its oldest version of the stack does not know.',
  },
  'newer-syntax': {
    severity: 'warning',
    title: 'The query uses a part of EQL that the oldest stack of the rule does not know.',
  },
  'no-events': { severity: 'error', title: 'The sample holds no event.', of: 'run' },
  'no-mapping': { severity: 'error', title: 'The file is no Elasticsearch mapping.', of: 'run' },
  'no-timestamp': { severity: 'info', title: 'Events without a timestamp were skipped by a sequence.', of: 'run' },
  'normalized-field': { severity: 'warning', title: 'The keyword has a normalizer.' },
  'null-value': { severity: 'warning', title: '`null` stands in a list or as a pattern.' },
  'number-format': { severity: 'warning', title: 'A text given to `number` is no number on some events.', of: 'run' },
  'object-field': { severity: 'error', title: 'The name is that of an object; only the fields below it have values.' },
  'older-dataset-field': {
    severity: 'hint',
    title: 'The query asks for `event.dataset`, where newer rules ask for `data_stream.dataset`.',
  },
  'only-exclusions': { severity: 'warning', title: 'A condition says only what is left out.' },
  'os-folder': { severity: 'warning', title: 'A rule lies in the folder of an operating system that it is not for.' },
  'os-tag': { severity: 'warning', title: 'The tags of a rule and its query disagree about the operating system.' },
  'out-of-range': { severity: 'warning', title: 'A number is smaller or larger than its key allows.' },
  'over-broad-arm': {
    severity: 'hint',
    title: 'An arm of an exclusion takes out an event that means harm, and the event is there to prove it.',
  },
  overflow: { severity: 'warning', title: 'The result of a computation does not fit its type on some events.' },
  'override-field': {
    severity: 'warning',
    title:
      'A key that names the field for time, category or order names one that does not exist, or is of another type.',
  },
  'paired-key': { severity: 'warning', title: 'A key stands without the one that goes with it.' },
  'pipe-argument': {
    severity: 'error',
    title: '`head` or `tail` does not have exactly one whole number that is not negative.',
  },
  placeholder: {
    severity: 'warning',
    title: 'What the guide offers and what `[transform]` holds do not fit each other.',
  },
  project: {
    severity: 'error',
    title:
      'Something in a project file (`rulewright.yaml`) or in a `_config.yaml` is not understood, or names what is not there.',
    of: 'workspace',
  },
  'reference-url': { severity: 'warning', title: 'A reference is no web address.' },
  'regex-pattern': { severity: 'error', title: 'Elasticsearch cannot use the regular expression: Lucene refuses it.' },
  'risk-score': { severity: 'warning', title: 'The risk score is that of another severity.' },
  'rule-id': { severity: 'warning', title: 'The id of a rule is no UUID.' },
  'rule-name': { severity: 'warning', title: 'The name of a rule is empty, has stray spaces, or is too long.' },
  runs: {
    severity: 'error',
    title: '`with runs` has no whole number from 1 to 100, or another word stands in its place.',
  },
  'sample-ends-early': { severity: 'error', title: 'The sample could not be read to its end.', of: 'run' },
  'sample-items': { severity: 'error', title: 'A sample has fewer than two items.' },
  'sample-keys': { severity: 'error', title: 'A sample has no join key.' },
  secret: {
    severity: 'warning',
    title: 'A sample holds what looks like a password, a key or a token.',
    of: 'workspace',
  },
  'sequence-items': { severity: 'error', title: 'A sequence has fewer than two items.' },
  'setup-section': { severity: 'warning', title: 'The guide tells of the set-up in the wrong place.' },
  'short-interval': {
    severity: 'info',
    title: 'The rule runs more than twice in the time that one of its sequences may last.',
  },
  'short-look-back': { severity: 'warning', title: 'A sequence may last longer than what one run reads.' },
  'source-tag': {
    severity: 'warning',
    title: 'The tags of a rule and its `integration` disagree about the data that it reads.',
  },
  'stack-version': { severity: 'warning', title: '`min_stack_version` is no version of the stack.' },
  syntax: {
    severity: 'error',
    title: 'The text is no EQL: a word, a sign or a bracket stands where the grammar has no place for it.',
    cure: 'safe',
  },
  'tactic-tag': { severity: 'warning', title: 'The tags of a rule and its `threat` disagree about its tactic.' },
  'tag-form': {
    severity: 'warning',
    title: 'A tag has blanks around it, or is written in other letters than all other rules have it.',
  },
  'text-field': { severity: 'error', title: 'The field is a `text` without exactly one keyword field beside it.' },
  'threshold-fields': { severity: 'warning', title: 'A threshold counts by too many fields, or has no value.' },
  'tight-look-back': { severity: 'hint', title: 'The look-back is no longer than the interval.' },
  'toml-syntax': { severity: 'error', title: 'The file is not valid TOML.' },
  'too-deep': {
    severity: 'error',
    title: 'Brackets, signs or `not` are nested more than 150 levels deep, or so many `+` or `*` follow each other.',
  },
  'triage-section': {
    severity: 'info',
    title: 'A rule of high or critical severity does not tell how to look into its alerts.',
  },
  'type-mismatch': { severity: 'error', title: 'A value has another type than the place asks for.' },
  'unexcluded-false-positive': {
    severity: 'hint',
    title: 'The rule tells of false positives, but its query leaves nothing out.',
  },
  'unknown-category': {
    severity: 'warning',
    title: 'The word before `where` is nearly a category of events, and none.',
  },
  'unknown-field': { severity: 'error', title: 'Nothing that the rule reads has a field of that name.' },
  'unknown-function': { severity: 'error', title: 'EQL has no function of that name.' },
  'unknown-key': { severity: 'warning', title: 'A key has nearly the name of one that rules have.' },
  'unread-exception': {
    severity: 'warning',
    title: 'An exception item is not evaluated, so that the run is incomplete.',
    of: 'run',
  },
  'unread-filter': {
    severity: 'warning',
    title: 'A filter of the rule is not evaluated, so that the run is incomplete.',
    of: 'run',
  },
  'unread-index': {
    severity: 'warning',
    title: 'An index pattern of the rule reaches only events of a category that its query does not ask for.',
  },
  'unsupported-join': { severity: 'error', title: 'The query begins with `join`.' },
  'unsupported-language': {
    severity: 'hint',
    title: 'The query is in a language that Rulewright does not read yet, or the rule does not say in which.',
  },
  'unsupported-pipe': { severity: 'error', title: 'A pipe other than `head` or `tail` follows the query.' },
  'unsupported-relationship': {
    severity: 'error',
    title: '`child of`, `descendant of` or `event of` stands in a condition.',
  },
  'unsupported-type': { severity: 'warning', title: 'The type of the field is none that EQL can use.' },
  'untold-exclusion': {
    severity: 'hint',
    title: 'The query leaves something out that `false_positives` does not tell of.',
  },
  'unused-answer': { severity: 'warning', title: 'A comment answers an issue that is not there.' },
  'url-question-mark': {
    severity: 'hint',
    title: 'A pattern over an address has a `?` where the one that begins the query part was meant.',
  },
  verdicts: { severity: 'info', title: 'Alerts of a sample carry a verdict that is no label yet.' },
  'wrong-type': { severity: 'warning', title: 'A key holds another kind of value than Kibana takes.' },
  'yaml-syntax': { severity: 'error', title: 'The file is not valid YAML.' },
};

export function isCode(word: string): boolean {
  return Object.hasOwn(CODES, word);
}
