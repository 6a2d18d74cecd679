// What is said of tags, and of the system and the file that a rule is for.
import { checkMarked } from './marked';
import type { Marked } from './marked';

interface Keys {
  readonly tags: readonly string[];
  /** Whole lines of TOML. */
  readonly rule?: string;
  readonly metadata?: string;
  readonly threat?: readonly string[];
  readonly query?: string;
}

/** With marks inside of the texts where these are marked. */
function rule({ tags, rule: own = '', metadata, threat = [], query = 'process where true' }: Keys): string {
  const quoted = tags.map((tag) => `"${tag}"`).join(', ');
  const threats = threat.map((name) => `[[rule.threat]]\n[rule.threat.tactic]\nname = "${name}"\n`);
  const beside = metadata === undefined ? '' : `[metadata]\n${metadata}\n`;
  return `${beside}[rule]\ntype = "eql"\n${own}\ntags = [${quoted}]\nquery = '${query}'\n${threats.join('')}`;
}

const SCHEME = ['Domain: Endpoint', 'Use Case: Threat Detection'];

describe('the form of a tag', () => {
  const codes = ['tag-form'];
  const cases: readonly Marked[] = [
    {
      it: 'is that of the scheme',
      text: rule({
        tags: [...SCHEME, 'OS: macOS', 'Tactic: Command and Control', 'Data Source: nginx', 'our own: tag'],
      }),
    },
    { it: 'is free outside of the scheme', text: rule({ tags: ['os:linux', 'windows', 'Team:x'] }) },
    {
      it: 'has blanks around it, whatever the scheme',
      text: rule({ tags: ['«windows »', ' '] }),
      code: 'tag-form',
      fixed: rule({ tags: ['windows', ' '] }),
    },
    {
      it: 'has other letters, blanks and slips',
      text: rule({
        tags: [
          ...SCHEME,
          '«os: linux»',
          '«Tactic:execution»',
          '«Data Souce: Nginx»',
          '«use-case: UEBA»',
          '«OS: Windwos»',
        ],
      }),
      code: 'tag-form',
      fixed: rule({
        tags: [...SCHEME, 'OS: Linux', 'Tactic: Execution', 'Data Source: Nginx', 'Use Case: UEBA', 'OS: Windows'],
      }),
    },
    {
      it: 'has other letters in YAML',
      format: 'yaml',
      text: 'rule:\n  type: eql\n  tags:\n    - "Domain: Endpoint"\n    - \'Use Case: UEBA\'\n    - "«os: linux»"\n',
      code: 'tag-form',
      fixed: 'rule:\n  type: eql\n  tags:\n    - "Domain: Endpoint"\n    - \'Use Case: UEBA\'\n    - "OS: Linux"\n',
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('the tags of a rule', () => {
  const threat = ['Execution', 'Persistence'];
  const codes = ['tactic-tag', 'source-tag', 'kind-tag', 'missing-tag'];
  const cases: readonly Marked[] = [
    { it: 'name the first tactic', text: rule({ tags: [...SCHEME, 'Tactic: Execution'], threat }) },
    { it: 'name all tactics', text: rule({ tags: [...SCHEME, 'Tactic: Persistence', 'Tactic: Execution'], threat }) },
    { it: 'follow no scheme', text: rule({ tags: ['Host', 'Tactic: Impact'], threat }) },
    {
      it: 'name a tactic that is not there',
      text: rule({ tags: ['Tactic: Execution', '«Tactic: Impact»', 'OS: Linux'], threat }),
      code: 'tactic-tag',
      message: /names only `Execution` and `Persistence`/,
      fixed: rule({ tags: ['Tactic: Execution', 'OS: Linux'], threat }),
    },
    {
      it: 'do not name the tactic',
      text: rule({ tags: ['OS: Linux', 'Domain: Endpoint'], threat: ['«Execution»', 'Persistence'] }),
      code: 'tactic-tag',
      fixed: rule({ tags: ['OS: Linux', 'Domain: Endpoint', 'Tactic: Execution'], threat }),
    },
    {
      it: 'name all data that are read',
      text: rule({
        tags: [...SCHEME, 'Data Source: Elastic Defend', 'Data Source: Github', 'Data Source: Sysmon'],
        metadata: 'integration = ["endpoint", "github", "our_own"]',
      }),
    },
    {
      it: 'do not name data that are read',
      text: rule({
        tags: [...SCHEME, 'Data Source: Elastic Defend'],
        metadata: 'integration = ["endpoint", "«okta»"]',
      }),
      code: 'source-tag',
      fixed: rule({
        tags: [...SCHEME, 'Data Source: Elastic Defend', 'Data Source: Okta'],
        metadata: 'integration = ["endpoint", "okta"]',
      }),
    },
    {
      it: 'name data that are not read',
      text: rule({
        tags: ['«Data Source: Okta»', 'Data Source: Elastic Defend', ...SCHEME],
        metadata: 'integration = ["endpoint"]',
      }),
      code: 'source-tag',
      fixed: rule({ tags: ['Data Source: Elastic Defend', ...SCHEME], metadata: 'integration = ["endpoint"]' }),
    },
    {
      it: 'name data where no integration is named',
      text: rule({ tags: [...SCHEME, 'Data Source: Okta'], metadata: 'integration = []' }),
    },
    {
      it: 'are those of a building block with a guide',
      text: rule({
        tags: [...SCHEME, 'Rule Type: BBR', 'Resources: Investigation Guide'],
        rule: 'building_block_type = "default"\nnote = """## Triage and Analysis\n\nLook."""',
      }),
    },
    {
      it: 'do not tell a building block and a guide',
      text: rule({
        tags: SCHEME,
        rule: '«building_block_type» = "default"\nnote = """«## Triage and analysis»\n\nLook."""',
      }),
      code: 'kind-tag',
    },
    {
      it: 'tell of a building block and a guide that are not there',
      text: rule({ tags: ['«Rule Type: BBR»', 'OS: Linux', '«Resources: Investigation Guide»'] }),
      code: 'kind-tag',
      fixed: rule({ tags: ['OS: Linux'] }),
    },
    {
      it: 'lack usual kinds',
      text: '[rule]\nrule_id = "1"\nname = "a"\n«tags» = ["OS: Linux", "Domain: Endpoint"]\n',
      code: 'missing-tag',
      severity: 'info',
      message: /`Use Case: …` and `Data Source: …`/,
    },
    {
      it: 'do not tell a building block in YAML',
      format: 'yaml',
      text: 'rule:\n  type: eql\n  «building_block_type»: default\n  tags:\n    - "OS: Linux"\n    - "Domain: Endpoint"\n',
      code: 'kind-tag',
      fixed:
        'rule:\n  type: eql\n  building_block_type: default\n  tags:\n    - "OS: Linux"\n    - "Domain: Endpoint"\n    - "Rule Type: BBR"\n',
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('an added tag', () => {
  const block = (tags: string): string =>
    `[rule]\nbuilding_block_type = "default"\ntags = [${tags}]\nquery = 'any where true'\n`;
  const marked = (text: string): string => text.replace('building_block_type', '«building_block_type»');
  const codes = ['kind-tag'];
  const cases: readonly Marked[] = [
    {
      it: 'stands on a line of its own where the others do',
      text: marked(block('\n  "OS: Linux",\n  "Domain: Endpoint",\n')),
      code: 'kind-tag',
      fixed: block('\n  "OS: Linux",\n  "Domain: Endpoint",\n  "Rule Type: BBR",\n'),
    },
    {
      it: 'is quoted as its neighbour',
      text: marked(block("'OS: Linux', 'Domain: Endpoint'")),
      code: 'kind-tag',
      fixed: block("'OS: Linux', 'Domain: Endpoint', 'Rule Type: BBR'"),
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('the operating system of a rule', () => {
  const linux = 'process where host.os.type == "linux" and process.name == "sh"';
  const both = 'process where host.os.type in ("linux", "macos") and process.name == "sh"';
  const own = 'index = ["logs-endpoint.events.process*"]';
  const codes = ['os-tag', 'os-folder', 'missing-os'];
  const cases: readonly Marked[] = [
    {
      it: 'is the same everywhere',
      path: '/x/rules/linux/execution_a.toml',
      text: rule({ tags: [...SCHEME, 'OS: Linux'], metadata: 'maturity = "production"', rule: own, query: linux }),
    },
    {
      it: 'is one of two',
      path: '/x/rules/macos/execution_a.toml',
      text: rule({ tags: [...SCHEME, 'OS: Linux', 'OS: macOS'], metadata: 'maturity = "production"', query: both }),
    },
    {
      it: 'is another in the tags',
      text: rule({ tags: ['OS: Linux', '«OS: macOS»', ...SCHEME], query: linux }),
      code: 'os-tag',
      fixed: rule({ tags: ['OS: Linux', ...SCHEME], query: linux }),
    },
    {
      it: 'is not in the tags',
      text: rule({ tags: ['OS: Linux', 'Domain: Endpoint'], query: both }).replace('tags', '«tags»'),
      code: 'os-tag',
      fixed: rule({ tags: ['OS: Linux', 'OS: macOS', 'Domain: Endpoint'], query: both }),
    },
    {
      it: 'is not said by each alternative',
      text: rule({
        tags: [...SCHEME, 'OS: Windows'],
        query: 'process where (host.os.type == "linux" and a == 1) or b == 2',
      }),
    },
    {
      it: 'is another in the folder than in the query',
      path: '/x/rules/windows/execution_a.toml',
      text: rule({ tags: [], metadata: 'maturity = "production"', query: `«${linux}»` }),
      code: 'os-folder',
    },
    {
      it: 'is another in the folder than in the tags',
      path: '/x/rules/windows/execution_a.toml',
      text: rule({ tags: ['Domain: Endpoint', '«OS: Linux»'], metadata: 'maturity = "production"' }),
      code: 'os-folder',
    },
    {
      it: 'does not matter to files that are kept otherwise',
      path: '/x/rules/windows/execution_a.toml',
      text: rule({ tags: [...SCHEME, 'OS: Linux'] }),
    },
    {
      it: 'is said by the tag alone',
      text: rule({ tags: [...SCHEME, 'OS: Linux'], rule: own, query: '«process» where process.name == "sh"' }),
      code: 'missing-os',
      severity: 'hint',
      fixed: rule({
        tags: [...SCHEME, 'OS: Linux'],
        rule: own,
        query: 'process where host.os.type == "linux" and process.name == "sh"',
      }),
    },
    {
      it: 'is said by the tag alone, and cannot be put before alternatives',
      text: rule({
        tags: [...SCHEME, 'OS: Linux'],
        rule: own,
        query: '«process» where process.pid == 1 or process.pid == 2',
      }),
      code: 'missing-os',
      fixed: rule({
        tags: [...SCHEME, 'OS: Linux'],
        rule: own,
        query: 'process where process.pid == 1 or process.pid == 2',
      }),
    },
    {
      it: 'is the only one that has a registry',
      text: rule({ tags: [...SCHEME, 'OS: Windows'], rule: own, query: 'registry where registry.path == "a"' }),
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});

describe('the name of a file', () => {
  const text = rule({ tags: [], metadata: 'maturity = "production"', threat: ['Execution', 'Persistence'] });
  const marked = text.replace('[rule]', '«[rule]»');
  const codes = ['file-name'];
  const cases: readonly Marked[] = [
    { it: 'begins with the first tactic', path: '/x/rules/linux/execution_a.toml', text },
    { it: 'begins with no tactic', path: '/x/rules/linux/a_b.toml', text },
    { it: 'is free elsewhere', path: '/x/detections/impact_a.toml', text },
    { it: 'is not known', text },
    {
      it: 'begins with another tactic',
      path: '/x/rules/linux/impact_a.toml',
      text: marked,
      code: 'file-name',
      severity: 'warning',
      message: /named after the tactic `Impact`, but the rule is about `Execution` and `Persistence`/,
    },
    {
      it: 'begins with the second tactic',
      path: '/x/rules/linux/persistence_a.toml',
      text: marked,
      code: 'file-name',
      severity: 'hint',
    },
    {
      it: 'has capitals',
      path: '/x/rules/Some Rule.toml',
      text: marked,
      code: 'file-name',
      severity: 'hint',
      message: /`some_rule` instead of `Some Rule`/,
    },
  ];
  for (const each of cases) it(each.it, () => checkMarked(codes, each));
});
