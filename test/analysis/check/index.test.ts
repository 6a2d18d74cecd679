// What is said of the data that a rule reads: index patterns, integrations, datasets, and the fields that its keys name.
import { checkMarked } from './marked';
import type { Marked } from './marked';

interface Keys {
  readonly index?: readonly string[];
  readonly integration?: readonly string[];
  /** Whole lines of TOML. */
  readonly rule?: string;
  readonly metadata?: string;
  readonly query?: string;
  readonly type?: string;
}

/** With marks inside of the texts where these are marked. */
function rule({
  index,
  integration,
  rule: own = '',
  metadata = '',
  query = 'any where true',
  type = 'eql',
}: Keys): string {
  const list = (key: string, texts: readonly string[] | undefined): string =>
    texts === undefined ? '' : `${key} = [${texts.map((text) => `"${text}"`).join(', ')}]\n`;
  return `[metadata]\n${list('integration', integration)}${metadata}\n[rule]\ntype = "${type}"\n${list('index', index)}query = '${query}'\n${own}\n`;
}

const yaml = (index: string): string =>
  `rule:\n  type: eql\n  index:\n    - logs-okta.system-*\n    - ${index}\n  query: any where true\n`;

describe('an index pattern', () => {
  const codes = ['index-pattern', 'covered-index', 'unread-index'];
  const cases: readonly Marked[] = [
    {
      it: 'may be of known data, of another cluster, of a day, of several',
      text: rule({
        index: [
          'logs-endpoint.events.process-*',
          'far:logs-okta.*',
          '<logs-{now/d}>',
          'winlogbeat-*,filebeat-*',
          '-logs-x',
        ],
      }),
    },
    {
      it: 'may be of data that nothing is known of',
      text: rule({ index: ['logs-ours.audit-*', 'logs_*', 'weblogs-*'] }),
    },
    {
      it: 'has capitals or blanks around it',
      text: rule({ index: ['«Logs-okta.*»', '« winlogbeat-*»'] }),
      code: 'index-pattern',
      fixed: rule({ index: ['logs-okta.*', 'winlogbeat-*'] }),
    },
    {
      it: 'has a sign that no name has',
      text: rule({ index: ['«logs-okta*|winlogbeat-*»'] }),
      code: 'index-pattern',
      message: /without `\|`/,
    },
    {
      it: 'is nearly that of known data',
      text: rule({
        index: ['«log-okta.system-*»', '«winlogbaet-*»', '«logs-endpiont.alerts-*»', '«logs-aws.cloudtrial-*»'],
      }),
      code: 'index-pattern',
      fixed: rule({ index: ['logs-okta.system-*', 'winlogbeat-*', 'logs-endpoint.alerts-*', 'logs-aws.cloudtrail-*'] }),
    },
    {
      it: 'is nearly that of known data in YAML',
      format: 'yaml',
      text: yaml('«logs-aws.cloudtrial-*»'),
      code: 'index-pattern',
      fixed: yaml('logs-aws.cloudtrail-*'),
    },
    {
      it: 'is covered by another',
      text: rule({ index: ['logs-okta.*', '«logs-okta.system-*»', 'winlogbeat-*'] }),
      code: 'covered-index',
      severity: 'hint',
      fixed: rule({ index: ['logs-okta.*', 'winlogbeat-*'] }),
    },
    {
      it: 'is not covered by itself, in another cluster, or where something is taken out',
      text: rule({ index: ['logs-okta.*', 'far:logs-okta.system-*', 'logs-okta.*'] }),
    },
    { it: 'is taken out again', text: rule({ index: ['logs-*', '-logs-okta.*', 'logs-okta.system-*'] }) },
    {
      it: 'reaches only events of another category',
      text: rule({
        index: [
          'logs-endpoint.events.process-*',
          '«logs-endpoint.events.file*»',
          'logs-endpoint.alerts-*',
          'auditbeat-*',
        ],
        query: 'process where true',
      }),
      code: 'unread-index',
      fixed: rule({
        index: ['logs-endpoint.events.process-*', 'logs-endpoint.alerts-*', 'auditbeat-*'],
        query: 'process where true',
      }),
    },
    {
      it: 'is no matter while the category is misspelt, or the query not yet whole',
      text: rule({ index: ['logs-endpoint.events.process-*', 'logs-okta.*'], query: 'proces where true' }),
    },
    {
      it: 'is no matter of a sequence with one item so far',
      text: rule({
        index: ['logs-endpoint.events.process-*', 'logs-endpoint.events.file-*'],
        query: 'sequence by host.id [process where true]',
      }),
    },
    {
      it: 'is read by one item of a sequence',
      text: rule({
        index: ['logs-endpoint.events.process-*', 'logs-endpoint.events.file-*'],
        query: 'sequence by host.id [process where true] [file where true]',
      }),
    },
    {
      it: 'is read where any category is asked for',
      text: rule({ index: ['logs-endpoint.events.process-*', 'logs-endpoint.events.file-*'] }),
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('the data of a rule', () => {
  const codes = ['integration-index', 'dataset-index', 'older-dataset-field'];
  const audit = 'data_stream.dataset == "kubernetes.audit_logs"';
  const cases: readonly Marked[] = [
    {
      it: 'are named everywhere',
      text: rule({
        index: ['logs-kubernetes.*', 'logs-endpoint.events.process-*'],
        integration: ['kubernetes', 'endpoint'],
        query: `any where ${audit}`,
      }),
    },
    { it: 'are not named as integrations', text: rule({ index: ['logs-okta.*'] }) },
    {
      it: 'are those of machine learning',
      text: rule({ index: ['logs-endpoint.events.*'], integration: ['endpoint', 'dga'] }),
    },
    {
      it: 'lie in an index of their own',
      text: rule({ index: ['all-of-it-*'], integration: ['okta'], query: `any where ${audit}` }),
    },
    {
      it: 'are named as an integration, and not reached',
      text: rule({ index: ['logs-okta.*', 'winlogbeat-*'], integration: ['okta', '«aws»'] }),
      code: 'integration-index',
      message: /no pattern of `index` reaches its data/,
      fixed: rule({ index: ['logs-okta.*', 'winlogbeat-*'], integration: ['okta'] }),
    },
    {
      it: 'are reached, and not named',
      text: rule({ index: ['logs-okta.*', '«logs-aws.cloudtrail-*»'], integration: ['okta'] }),
      code: 'integration-index',
      message: /reads data of the integration `aws`/,
      fixed: rule({ index: ['logs-okta.*', 'logs-aws.cloudtrail-*'], integration: ['okta', 'aws'] }),
    },
    {
      it: 'are asked for, and not reached',
      text: rule({ index: ['logs-aws.*'], query: `any where «${audit}»` }),
      code: 'dataset-index',
      message: /`logs-kubernetes.audit_logs-\*`/,
      fixed: rule({ index: ['logs-aws.*', 'logs-kubernetes.audit_logs-*'], query: `any where ${audit}` }),
    },
    { it: 'are asked for in a Beat', text: rule({ index: ['filebeat-*', 'logs-aws.*'], query: `any where ${audit}` }) },
    {
      it: 'are asked for by a pattern',
      text: rule({ index: ['logs-aws.*'], query: 'any where data_stream.dataset : "kubernetes.*"' }),
    },
    {
      it: 'are asked for by the older name',
      text: rule({ index: ['logs-okta.*'], query: 'any where «event.dataset» == "okta.system"' }),
      code: 'older-dataset-field',
      severity: 'hint',
      fixed: rule({ index: ['logs-okta.*'], query: 'any where data_stream.dataset == "okta.system"' }),
    },
    {
      it: 'are asked for by the only name that a Beat fills',
      text: rule({ index: ['logs-okta.*', 'filebeat-*'], query: 'any where event.dataset == "okta.system"' }),
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('a field that a key names', () => {
  const codes = ['override-field', 'key-field'];
  const index = ['logs-endpoint.events.*'];
  const cases: readonly Marked[] = [
    {
      it: 'exists, and can do what it is for',
      text: rule({
        index,
        rule: [
          'timestamp_override = "event.ingested"',
          'timestamp_field = "event.created"',
          'event_category_override = "event.type"',
          'tiebreaker_field = "event.sequence"',
          '[rule.alert_suppression]\ngroup_by = ["host.id", "kibana.alert.rule.name"]',
          '[rule.investigation_fields]\nfield_names = ["process.name", "process.*"]',
        ].join('\n'),
      }),
    },
    {
      it: 'does not exist',
      text: rule({ index, rule: 'timestamp_override = "«event.ingestd»"\ntiebreaker_field = "«event.sequenc»"' }),
      code: 'override-field',
      fixed: rule({ index, rule: 'timestamp_override = "event.ingested"\ntiebreaker_field = "event.sequence"' }),
    },
    {
      it: 'is of another type',
      text: rule({ index, rule: 'timestamp_override = "«event.action»"\nevent_category_override = "«event.created»"' }),
      code: 'override-field',
      message: /needs a field that is a (?:date|keyword), and `event\.\w+` is of the type/,
    },
    {
      it: 'does not exist, in each key',
      text: rule({
        index,
        rule: [
          '[rule.alert_suppression]\ngroup_by = ["«host.nmae»"]',
          '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["«process.nmae»"]',
          '[rule.threshold]\nfield = ["host.id"]\nvalue = 2',
          '[[rule.threshold.cardinality]]\nfield = "«process.pidd»"\nvalue = 3',
          '[rule.investigation_fields]\nfield_names = ["«user.nmae»"]',
          '[[rule.threat_mapping]]\n[[rule.threat_mapping.entries]]\nfield = "«source.ipp»"\nvalue = "no.field.of.ours"',
        ].join('\n'),
      }),
      code: 'key-field',
      message: /Did you mean/,
    },
    {
      it: 'does not exist for a rule in another language',
      text: rule({ index, type: 'query', rule: '[rule.alert_suppression]\ngroup_by = ["«host.nmae»"]' }),
      code: 'key-field',
      fixed: rule({ index, type: 'query', rule: '[rule.alert_suppression]\ngroup_by = ["host.name"]' }),
    },
    {
      it: 'may be any where nothing is known of the data',
      text: rule({
        index: ['ours-*'],
        rule: 'timestamp_override = "at"\n[rule.alert_suppression]\ngroup_by = ["who"]',
      }),
    },
    {
      it: 'does not exist, in YAML',
      format: 'yaml',
      text: 'type: eql\nindex: ["logs-endpoint.events.*"]\nquery: any where true\nalert_suppression:\n  group_by:\n    - «host.nmae»\n',
      code: 'key-field',
      fixed:
        'type: eql\nindex: ["logs-endpoint.events.*"]\nquery: any where true\nalert_suppression:\n  group_by:\n    - host.name\n',
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('a part of EQL that an older stack does not know', () => {
  const codes = ['newer-syntax'];
  const from = (version: string, query: string): string =>
    rule({ metadata: `min_stack_version = "${version}"\n`, query });
  const two = '[process where true] [network where true]';
  const cases: readonly Marked[] = [
    { it: 'is no matter where no version is said', text: rule({ query: `sample by host.id ${two}` }) },
    { it: 'is known by the stack', text: from('8.6.0', `sample by host.id ${two}`) },
    {
      it: 'is a sample',
      text: from('8.5', `«sample» by host.id ${two}`),
      code: 'newer-syntax',
      message: /8\.6 of the stack/,
    },
    {
      it: 'is a missing event',
      text: from('8.8.2', `sequence with maxspan=1m [process where true] ![«network» where true]`),
      code: 'newer-syntax',
      message: /8\.9 of the stack/,
    },
    {
      it: 'is a repeated item, or an optional field',
      text: from('7.15.0', 'sequence [«process» where «?a.b» == 1] with runs=2 [network where true]'),
      code: 'newer-syntax',
      message: /7\.16 of the stack/,
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});
