// Rules of our own in which every fault that is seeded has a place: nothing is wrong in them.
import type { NamedText } from './library';

interface Words {
  readonly name: string;
  readonly id: string;
  readonly index: string;
  readonly query: string;
}

const ruleText = ({ name, id, index, query }: Words): string => `[metadata]
creation_date = "2026/02/03"
integration = ["endpoint"]
maturity = "production"
min_stack_version = "9.2.0"
updated_date = "2026/03/04"

[rule]
author = ["Rulewright"]
description = """
A program that is seldom seen was started by a script host and talked to an address outside of the own network.
"""
false_positives = ["Programs that roll out software leave their helpers in the same folders."]
from = "now-9m"
index = [${index}]
language = "eql"
license = "Elastic License v2"
name = "${name}"
references = ["https://attack.mitre.org/techniques/T1059/"]
risk_score = 47
rule_id = "${id}"
severity = "medium"
tags = [
    "Data Source: Elastic Defend",
    "Domain: Endpoint",
    "OS: Windows",
    "Tactic: Execution",
    "Use Case: Threat Detection",
]
timestamp_override = "event.ingested"
type = "eql"

query = '''
${query}
'''

[[rule.threat]]
framework = "MITRE ATT&CK"

[[rule.threat.technique]]
id = "T1059"
name = "Command and Scripting Interpreter"
reference = "https://attack.mitre.org/techniques/T1059/"

[rule.threat.tactic]
id = "TA0002"
name = "Execution"
reference = "https://attack.mitre.org/tactics/TA0002/"
`;

const START = `process where host.os.type == "windows" and event.type == "start" and
  process.parent.name in~ ("wscript.exe", "cscript.exe") and process.code_signature.trusted == false and
  process.name : ("helper*.exe", "updater.exe") and event.outcome != "failure" and
  not (process.executable : ("C:\\\\Tools\\\\*", "C:\\\\Build\\\\agent.exe") or process.parent.args == "--rollout")`;

const SEQUENCE = `sequence by host.id with maxspan=1m
  [process where host.os.type == "windows" and event.type == "start" and process.name in ("helper.exe", "updater.exe")] by process.entity_id
  [network where host.os.type == "windows" and destination.port == 443 and destination.ip != "127.0.0.1" and
     not cidrMatch(destination.ip, "10.0.0.0/8", "fe80::/10")] by process.entity_id`;

export const OWN_RULES: readonly NamedText[] = [
  {
    name: 'seldom_helper',
    text: ruleText({
      name: 'Seldom Helper Started by a Script Host',
      id: '0d5a7c52-91c4-4c2e-8a55-7f0e2b1c9d11',
      index: '"logs-endpoint.events.process-*"',
      query: START,
    }),
  },
  {
    name: 'talking_helper',
    text: ruleText({
      name: 'Seldom Helper Talks to Others',
      id: '5b1f0c8e-3a77-4d7b-9f6e-2c8d4e5f6a22',
      index: '"logs-endpoint.events.process-*", "logs-endpoint.events.network-*"',
      query: SEQUENCE,
    }),
  },
];
