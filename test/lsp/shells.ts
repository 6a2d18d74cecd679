// A small workspace that most suites share: shells by their names, what is known of them, and rules that look for them.
import { Workspace } from './workspace';

const event = (line: number, name: string, more: object = {}): string =>
  JSON.stringify({
    '@timestamp': `2025-01-01T00:00:0${line}Z`,
    event: { id: `event-${line}`, dataset: 'test.shells', category: 'process' },
    process: { name, pid: line },
    ...more,
  });

/** Lines 1, 3 and 4 are hits of `sh`; line 5 is one that was missed; line 6 is no JSON. */
export const SHELLS = [
  event(1, 'sh', { user: { name: 'runner' } }),
  event(2, 'bash', { user: { name: 'runner' } }),
  event(3, 'sh', { user: { name: '<b>eve</b>' } }),
  event(4, 'sh'),
  event(5, 'dash', { user: { name: 'eve' } }),
  '{"event": {"dataset": "test.shells"',
]
  .map((line) => `${line}\n`)
  .join('');

const LABELS = `events:
  - id: event-1
    label: benign
    note: The job runner.
    lofp: job-runner
  - id: event-3
    label: malicious
  - id: event-5
    label: malicious
    rules: [rule-of-sh]
`;

export function ruleOf(query: string, more = ''): string {
  return `[rule]\nname = "Shells"\ntype = "eql"\n${more}query = '''\n${query}\n'''\n`;
}

export const SH = 'process where event.dataset == "test.shells" and process.name == "sh"';
export const SH_RULE = ruleOf(SH, 'rule_id = "rule-of-sh"\n');

export function shellWorkspace(more: Readonly<Record<string, string | Uint8Array>> = {}): Workspace {
  return new Workspace({
    'rules/sh.toml': SH_RULE,
    'samples/events/shells.ndjson': SHELLS,
    'samples/events/shells.labels.yaml': LABELS,
    'samples/events/other.ndjson': '{"@timestamp":"2025-01-01T00:00:00Z","event":{"dataset":"test.other"}}\n',
    ...more,
  });
}

/** A sample that takes a while to read: long enough to be seen running, and cancelled. */
export function longSample(): string {
  return `${event(1, 'sh')}\n`.repeat(80_000);
}
