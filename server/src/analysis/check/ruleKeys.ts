// The keys that a rule can have: what each holds, in which types of rule it means something, and since which version of the stack.
// Sources: the detections API (create rule), and the schema of the detection-rules repository for `[metadata]`.

/** What a value has to be. A list of texts may be one text where a single one stands for it. */
export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'texts'; readonly orOne: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'table'; readonly keys: Shapes }
  | { readonly kind: 'tables'; readonly keys: Shapes };

export type Shapes = Readonly<Record<string, Shape>>;

const text: Shape = { kind: 'text' };
const texts: Shape = { kind: 'texts', orOne: false };
const oneOrTexts: Shape = { kind: 'texts', orOne: true };
const boolean: Shape = { kind: 'boolean' };
const whole = (least: number, most = Infinity): Shape => ({ kind: 'whole', least, most });
const table = (keys: Shapes = {}): Shape => ({ kind: 'table', keys });
const tables = (keys: Shapes = {}): Shape => ({ kind: 'tables', keys });

const named = { id: text, name: text, reference: text };
const mapping = { field: text, operator: text, value: text };

/** Beside `[rule]`, in `[metadata]`. */
export const METADATA_KEYS: Shapes = {
  bypass_bbr_timing: boolean,
  comments: text,
  creation_date: text,
  deprecated_reason: text,
  deprecation_date: text,
  extended: table(),
  integration: oneOrTexts,
  maturity: text,
  min_stack_comments: text,
  min_stack_version: text,
  os_type_list: texts,
  promotion: boolean,
  query_schema_validation: boolean,
  related_endpoint_rules: texts,
  updated_date: text,
};

export const RULE_KEYS: Shapes = {
  actions: tables(),
  alert_suppression: table({
    duration: table({ unit: text, value: whole(1) }),
    group_by: texts,
    missing_fields_strategy: text,
  }),
  anomaly_threshold: whole(0, 100),
  author: texts,
  building_block_type: text,
  concurrent_searches: whole(1),
  data_view_id: text,
  description: text,
  enabled: boolean,
  event_category_override: text,
  exceptions_list: tables({ id: text, list_id: text, namespace_type: text, type: text }),
  false_positives: texts,
  filters: tables(),
  from: text,
  history_window_start: text,
  index: texts,
  interval: text,
  investigation_fields: table({ field_names: texts }),
  items_per_search: whole(1),
  language: text,
  license: text,
  machine_learning_job_id: oneOrTexts,
  max_signals: whole(1),
  meta: table(),
  name: text,
  namespace: text,
  new_terms: table({ field: text, history_window_start: tables({ field: text, value: text }), value: texts }),
  new_terms_fields: texts,
  note: text,
  output_index: text,
  query: text,
  references: texts,
  related_integrations: tables({ integration: text, package: text, version: text }),
  required_fields: tables({ ecs: boolean, name: text, type: text }),
  response_actions: tables(),
  revision: whole(0),
  risk_score: whole(0, 100),
  risk_score_mapping: tables({ ...mapping, risk_score: whole(0, 100) }),
  rule_id: text,
  rule_name_override: text,
  saved_id: text,
  setup: text,
  severity: text,
  severity_mapping: tables({ ...mapping, severity: text }),
  tags: texts,
  threat: tables({
    framework: text,
    tactic: table(named),
    technique: tables({ ...named, subtechnique: tables(named) }),
  }),
  threat_filters: tables(),
  threat_index: texts,
  threat_indicator_path: text,
  threat_language: text,
  threat_mapping: tables({ entries: tables({ field: text, negate: boolean, type: text, value: text }) }),
  threat_query: text,
  threshold: table({ cardinality: tables({ field: text, value: whole(0) }), field: oneOrTexts, value: whole(1) }),
  throttle: text,
  tiebreaker_field: text,
  timeline_id: text,
  timeline_title: text,
  timestamp_field: text,
  timestamp_override: text,
  timestamp_override_fallback_disabled: boolean,
  to: text,
  type: text,
  version: whole(1),
};

/** What Kibana adds to a rule that it hands out. */
export const EXPORTED_KEYS: readonly string[] = [
  'alias_purpose',
  'alias_target_id',
  'created_at',
  'created_by',
  'execution_summary',
  'id',
  'immutable',
  'outcome',
  'rule_source',
  'updated_at',
  'updated_by',
];

export const RULE_TYPES = [
  'eql',
  'esql',
  'machine_learning',
  'new_terms',
  'query',
  'saved_query',
  'threat_match',
  'threshold',
] as const;

export type RuleType = (typeof RULE_TYPES)[number];

const searching: readonly RuleType[] = ['eql', 'new_terms', 'query', 'saved_query', 'threat_match', 'threshold'];

/** Keys that mean something only in some types of rule. */
export const TYPES_OF_KEY: Readonly<Record<string, readonly RuleType[]>> = {
  anomaly_threshold: ['machine_learning'],
  concurrent_searches: ['threat_match'],
  data_view_id: searching,
  event_category_override: ['eql'],
  filters: searching,
  history_window_start: ['new_terms'],
  index: searching,
  items_per_search: ['threat_match'],
  language: [...searching, 'esql'],
  machine_learning_job_id: ['machine_learning'],
  new_terms: ['new_terms'],
  new_terms_fields: ['new_terms'],
  query: [...searching, 'esql'],
  saved_id: ['query', 'saved_query', 'threat_match', 'threshold'],
  threat_filters: ['threat_match'],
  threat_index: ['threat_match'],
  threat_indicator_path: ['threat_match'],
  threat_language: ['threat_match'],
  threat_mapping: ['threat_match'],
  threat_query: ['threat_match'],
  threshold: ['threshold'],
  tiebreaker_field: ['eql'],
  timestamp_field: ['eql'],
};

/** Languages of a type's query. */
export const LANGUAGES_OF_TYPE: Readonly<Record<RuleType, readonly string[]>> = {
  eql: ['eql'],
  esql: ['esql'],
  machine_learning: [],
  new_terms: ['kuery', 'lucene'],
  query: ['kuery', 'lucene'],
  saved_query: ['kuery', 'lucene'],
  threat_match: ['kuery', 'lucene'],
  threshold: ['kuery', 'lucene'],
};

/** The first version that takes the key. */
export const SINCE: Readonly<Record<string, string>> = {
  data_view_id: '8.3',
  investigation_fields: '8.11',
  related_integrations: '8.3',
  required_fields: '8.3',
  setup: '8.3',
};

/** The first version that suppresses alerts of a type. */
export const SUPPRESSION_SINCE: Readonly<Record<RuleType, string>> = {
  eql: '8.14',
  esql: '8.15',
  machine_learning: '8.15',
  new_terms: '8.14',
  query: '8.8',
  saved_query: '8.8',
  threat_match: '8.13',
  threshold: '8.12',
};

/** The first version that suppresses alerts of a sequence. */
export const SEQUENCE_SUPPRESSION_SINCE = '8.18';

/** The first version that has the type. */
export const TYPE_SINCE: Readonly<Partial<Record<RuleType, string>>> = { esql: '8.11', new_terms: '8.4' };

export function isRuleType(word: string): word is RuleType {
  return (RULE_TYPES as readonly string[]).includes(word);
}
