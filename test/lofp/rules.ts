// Rules of the tests, in the three ways in which they are written.
import type { CatalogueRule } from '../../server/src/lofp/statements/catalogue';

interface Elastic {
  readonly name?: string;
  readonly statements: readonly string[];
  readonly query?: string;
}

/** In TOML, with a technique and a sub-technique. */
export function elasticToml({ name = 'A rule', statements, query = 'process where true' }: Elastic): string {
  return `[rule]
name = ${JSON.stringify(name)}
description = """
Tells of a
thing.
"""
rule_id = "2b4d8a52-7c0e-4f6c-9a0e-5d1c3b7f9e21"
type = "eql"
language = "eql"
false_positives = [${statements.map((each) => JSON.stringify(each)).join(', ')}]
query = '''
${query}
'''
[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1059"
name = "Command and Scripting Interpreter"
[[rule.threat.technique.subtechnique]]
id = "T1059.004"
name = "Unix Shell"
[rule.threat.tactic]
id = "TA0002"
name = "Execution"
`;
}

/** An entry that is written by hand. */
export const WRITTEN_ENTRY = `id: nightly-copy
statement: A job copies the logs of the shop each night.
who: The service account of the job.
what: [{ shape: 'Asks \`tar\` for the folder of the logs' }]
expressible: yes
techniques: [T1609]
rules: [{ name: Program in a container }]
exclusions:
  - conditions:
      - { field: user.name, operator: '==', pattern: '{account}' }
      - { field: process.args, operator: '==', pattern: /app/logs }
    parameters:
      account: { type: account, example: log-copy, description: Who copies. }
bypass: { opens: Whoever has the account reads the logs. }
never: [For other folders.]
evidence:
  alerts:
    - { note: a person copies, event: { event.category: process, process.name: tar, process.args: /app/logs, user.name: ann } }
  excluded:
    - { note: the job copies, event: { event.category: process, process.name: tar, process.args: /app/logs, user.name: log-copy } }
owner: platform
`;

/** An arm of its exclusion, on line 14, is tied to that entry. */
export const TIED_RULE = elasticToml({
  name: 'Program in a container',
  statements: ['Backups of a pod.'],
  query: `process where process.name == "tar" and not (
  // lofp: nightly-copy
  (user.name == "log-copy" and process.args == "/app/logs")
)`,
});

export const SIGMA = `title: Shell in a Pod
id: 0f9a2b1c-0000-4000-8000-000000000001
description: Somebody opens a shell.
tags:
    - attack.execution
    - attack.t1609
    - attack.T1059.004
logsource:
    product: kubernetes
detection:
    selection:
        verb: create # by kubectl
    condition: selection
falsepositives:
    - Administrators who debug a pod
    - Unknown
`;

export const SPLUNK = `name: Kubernetes Shell
id: 0f9a2b1c-0000-4000-8000-000000000002
type: Anomaly
description: Somebody opens a shell.
search: '\`kubernetes_audit\` verb=create | stats count by user'
how_to_implement: Collect audit logs.
known_false_positives: administrators who  debug a POD
tags:
  mitre_attack_id:
  - T1609
`;

let made = 0;

/** A rule of the catalogue with these statements, in a file of its own unless one is named. */
export function ruleOf(statements: readonly string[], more: Partial<CatalogueRule> = {}): CatalogueRule {
  const path = more.path ?? `rules/rule-${++made}.toml`;
  return {
    source: 'elastic',
    index: 0,
    name: 'A rule',
    description: 'Tells of a thing.',
    techniques: [],
    logic: { language: 'eql', text: 'process where true' },
    statements,
    key: `${path}#0`,
    path,
    link: `../${path}`,
    ...more,
  };
}
