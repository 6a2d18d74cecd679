// Entries and rules for tests: a whole entry, and what a test changes of it.
import type { RuleAnalysis } from '../../server/src/analysis/analyze';
import { analyze } from '../../server/src/analysis/analyze';
import type { LofpEntry } from '../../server/src/lofp/entries/entry';
import { readEntries } from '../../server/src/lofp/entries/readEntries';
import type { EntryWorld, ReadEntries } from '../../server/src/lofp/entries/readEntries';

export const ENTRY = `
id: disk-check
statement: A monitoring job asks a database for the space on its disks.
who: The monitoring's service account.
expressible: yes
techniques: [T1609]
rules:
  - { id: 11111111-2222-4333-8444-555555555555, name: Exec into a pod }
exclusions:
  - dataset: kubernetes.audit_logs
    conditions:
      - { field: user.name, operator: '==', pattern: '{account}' }
      - { field: kubernetes.audit.objectRef.namespace, operator: '==', pattern: '{namespace}' }
      - field: kubernetes.audit.requestURI
        operator: '=='
        pattern: '/api/v1/namespaces/{namespace}/pods/{pod}/exec?command=df&command=-h&container=db&stderr=true&stdout=true'
    parameters:
      account: { type: account, example: 'system:serviceaccount:monitoring:disk-check' }
      namespace: { type: namespace, example: shop }
      pod: { type: pod-owner, example: db- }
evidence:
  base:
    event.dataset: kubernetes.audit_logs
    kubernetes.audit.objectRef: { subresource: exec, namespace: shop }
  alerts:
    - note: a person asks
      event: { user.name: ann, kubernetes.audit.requestURI: /api/v1/namespaces/shop/pods/db-0/exec?command=df&command=-h&container=db&stderr=true&stdout=true }
  excluded:
    - note: the job asks
      event: { user.name: 'system:serviceaccount:monitoring:disk-check', kubernetes.audit.requestURI: /api/v1/namespaces/shop/pods/db-0/exec?command=df&command=-h&container=db&stderr=true&stdout=true }
`;

/** Each change is a text of the entry and what stands in its place. */
export function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no ${from}`);
    return text.replace(from, () => to);
  }, ENTRY);
}

export function read(text: string, world: EntryWorld = {}): ReadEntries {
  return readEntries([{ path: '/lofp/entry.yaml', text }], world);
}

export function entryOf(text = ENTRY): LofpEntry {
  const [entry] = read(text).entries;
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

export const ARM =
  'user.name == "system:serviceaccount:monitoring:disk-check" and kubernetes.audit.requestURI like "*command=df*"';

/** A rule that the entry is about; `query` behind what it asks for. */
export function ruleText(query: string, statements = '"A job asks for disks."'): string {
  return `[rule]
name = "Exec into a pod"
rule_id = "11111111-2222-4333-8444-555555555555"
type = "eql"
language = "eql"
index = ["logs-kubernetes.audit_logs-*"]
false_positives = [
    ${statements},
]
query = '''
any where kubernetes.audit.objectRef.subresource == "exec"${query}
'''
`;
}

export function ruleOf(text: string): RuleAnalysis {
  const [rule] = analyze(text, 'toml', { readCatalog: () => undefined }).rules;
  if (rule === undefined) throw new Error('no rule');
  return rule;
}
