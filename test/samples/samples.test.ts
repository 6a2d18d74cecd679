// Holds the sample workspace to its word: made by the script, in the real shape, and with the hits that its README describes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import {
  armsOf,
  execClauses,
  isCiliumEndpointList,
  isExec,
  isInteractiveShell,
  isTokenRead,
  type AuditDocument,
  type ProcessDocument,
} from './naive';

const root = process.cwd();
const folder = path.join(root, 'samples', 'events');
const EXEC_RULE = '14de811c-d60f-11ec-9fd7-f661ea17fbce';
const SHELL_RULE = '6f2b8c1e-4d0a-4b7e-9a55-2c8e1f7d3b60';

interface Entry {
  readonly id?: string;
  readonly hash?: string;
  readonly stage?: string;
  readonly label: string;
  readonly rules?: readonly string[];
}

interface Line<T> {
  readonly text: string;
  readonly document: T;
  readonly id: string;
  readonly stage?: string;
}

const auditLines = readLines<AuditDocument>('kubernetes-audit', ({ kubernetes: { audit } }) => ({
  id: audit.auditID,
  stage: audit.stage,
}));
const processLines = readLines<ProcessDocument>('cloud-defend-process', ({ event }) => ({ id: event.id }));
const auditLabels = readLabels('kubernetes-audit');
const processLabels = readLabels('cloud-defend-process');

describe('the made samples', () => {
  it('are what the script writes, byte for byte', () => {
    const made = mkdtempSync(path.join(tmpdir(), 'rulewright-samples-'));
    try {
      const run = spawnSync(process.execPath, ['scripts/makeSamples.mjs', made], { cwd: root, encoding: 'utf8' });
      assert.equal(run.status, 0, run.stderr);
      const names = readdirSync(made).sort();
      assert.equal(names.length, 4);
      for (const name of names)
        assert.ok(
          readFileSync(path.join(made, name)).equals(readFileSync(path.join(folder, name))),
          `${name} differs from what scripts/makeSamples.mjs writes; run it and commit the result`,
        );
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  });

  it('hold at least 2,000 events each, in the order of their time, with both dataset fields', () => {
    for (const [lines, dataset] of [
      [auditLines, 'kubernetes.audit_logs'],
      [processLines, 'cloud_defend.process'],
    ] as const) {
      assert.ok(lines.length >= 2000);
      const times = lines.map(({ document }) => document['@timestamp']);
      assert.deepEqual(times, [...times].sort());
      for (const { document } of lines) {
        assert.equal(document.event.dataset, dataset);
        assert.equal(document.data_stream.dataset, dataset);
      }
    }
  });

  it('escape as Go does, and keep what was run in the address only', () => {
    for (const { text } of [...auditLines, ...processLines]) assert.doesNotMatch(text, /[&<>]/);
    const execs = auditLines.filter(({ document }) => document.kubernetes.audit.objectRef.subresource === 'exec');
    for (const { text, document } of execs) {
      assert.match(text, /"requestURI":"[^"]*\\u0026/);
      assert.equal(document.kubernetes.audit.requestObject, undefined);
    }
  });

  it('show most execs as two stages of one request, and some as one', () => {
    const stages = new Map<string, string[]>();
    for (const { document, id } of auditLines)
      if (isExec(document)) stages.set(id, [...(stages.get(id) ?? []), document.kubernetes.audit.stage]);
    const sets = [...stages.values()].map((names) => names.join(' '));
    assert.equal(sets.filter((names) => names === 'ResponseStarted').length, 3);
    assert.equal(sets.filter((names) => names === 'ResponseStarted ResponseComplete').length, sets.length - 3);
  });

  it('give every process event an id of its own', () => {
    assert.equal(new Set(processLines.map(({ id }) => id)).size, processLines.length);
  });
});

describe('the labels', () => {
  it('name events that are there', () => {
    for (const [lines, labels] of [
      [auditLines, auditLabels],
      [processLines, processLabels],
    ] as const)
      for (const entry of labels)
        assert.ok(
          (lines as readonly Line<unknown>[]).some((line) => isNamed(line, entry)),
          `no event for ${entry.hash ?? entry.id ?? ''}`,
        );
  });

  it('use a hash where a client chose the id, and a stage where one stage is meant', () => {
    assert.equal(auditLabels.filter(({ hash }) => hash !== undefined).length, 2);
    assert.deepEqual(
      auditLabels.flatMap(({ stage }) => stage ?? []),
      ['ResponseStarted', 'ResponseComplete'],
    );
  });
});

describe('the exec rule on its sample', () => {
  const hits = auditLines.filter(({ document }) => isExec(document) && armsOf(document).length === 0);

  it('has the hits that the labels speak of', () => {
    assert.deepEqual(outcomes(hits, auditLabels, EXEC_RULE), {
      malicious: 20,
      benign: 109,
      authorised: 46,
      unlabelled: 16,
    });
  });

  it('lets 31 endpoint lists through, which the `/` in front of the pattern would take out', () => {
    const all = auditLines.filter(({ document }) => isCiliumEndpointList(document));
    assert.equal(all.length, 31);
    assert.ok(all.every((line) => hits.includes(line) && labelOf(line, auditLabels, EXEC_RULE) === 'benign'));
  });

  it('takes events out by every other arm', () => {
    const counts: Record<string, number> = {};
    for (const { document } of auditLines)
      if (isExec(document)) for (const arm of armsOf(document)) counts[arm] = (counts[arm] ?? 0) + 1;
    assert.deepEqual(counts, {
      trident: 38,
      vuls: 12,
      'runner script': 38,
      'runner log': 68,
      'df terminal': 4,
      'df elasticsearch': 38,
      'df kibana': 16,
      konnectivity: 24,
      'cilium status': 72,
      'console shell': 10,
    });
  });

  it('misses what hides behind four arms and behind the level', () => {
    const missed = missesOf(auditLines, hits, auditLabels, EXEC_RULE);
    const why = missed.map(({ document }) => armsOf(document)[0] ?? failingClauses(document).join());
    assert.deepEqual(countOf(why), {
      'console shell': 2,
      trident: 1,
      'df elasticsearch': 2,
      level: 1,
      'runner script': 2,
    });
  });

  it('has execs that fail by the level alone, and some by the verdict alone', () => {
    const near = auditLines
      .filter(({ document }) => document.kubernetes.audit.objectRef.subresource === 'exec')
      .map(({ document }) => failingClauses(document).join(' '));
    const { level = 0, decision = 0 } = countOf(near);
    assert.equal(level, 48);
    assert.ok(decision > 0);
  });
});

describe('the container rule and the token query on their sample', () => {
  const hits = processLines.filter(({ document }) => isInteractiveShell(document));

  it('has the hits that the labels speak of', () => {
    assert.deepEqual(outcomes(hits, processLabels, SHELL_RULE), {
      malicious: 7,
      benign: 18,
      authorised: 20,
      unlabelled: 6,
    });
  });

  it('misses three sessions without a shell at a terminal', () => {
    assert.deepEqual(
      missesOf(processLines, hits, processLabels, SHELL_RULE)
        .map(({ document }) => document.process.name)
        .sort(),
      ['python3', 'sh', 'updater'],
    );
  });

  it('finds the reads of tokens, the bootstrap containers among them', () => {
    const reads = processLines.filter(({ document }) => isTokenRead(document));
    assert.deepEqual(outcomes(reads, processLabels, undefined), { malicious: 5, benign: 12 });
  });
});

describe('the sample rules', () => {
  const toml = parseToml(read('rules', 'kubernetes_user_exec_into_pod.toml'));
  const yaml = parseYaml(read('rules', 'interactive_exec_into_container.yaml')) as { rule: Record<string, unknown> };

  it('bear the ids that the labels name', () => {
    assert.equal((toml['rule'] as Record<string, unknown>)['rule_id'], EXEC_RULE);
    assert.equal(yaml.rule['rule_id'], SHELL_RULE);
  });

  it('have the detection logic of the seed, whose comments alone are ours', () => {
    const seeds = path.join(root, '..', 'shared', 'seeds');
    if (!existsSync(seeds)) {
      console.log('      the seed is not here, so there is nothing to compare with');
      return;
    }
    const seed = readdirSync(seeds).map((name) => logicOf(readFileSync(path.join(seeds, name), 'utf8')));
    for (const query of [(toml['rule'] as Record<string, unknown>)['query'], yaml.rule['query']])
      assert.ok(typeof query === 'string' && seed.some((text) => text.includes(logicOf(query))));
  });
});

/** Without comments that have a line of their own, and with one space wherever white space is. */
function logicOf(query: string): string {
  return query
    .replace(/^\s*(?:\/\*.*\*\/|\/\/.*)\s*$/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function readLines<T>(name: string, namesOf: (document: T) => { id: string; stage?: string }): readonly Line<T>[] {
  const text = readFileSync(path.join(folder, `${name}.ndjson`), 'utf8');
  assert.ok(text.endsWith('\n'));
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const document = JSON.parse(line) as T;
      return { text: line, document, ...namesOf(document) };
    });
}

function readLabels(name: string): readonly Entry[] {
  return (parseYaml(read('events', `${name}.labels.yaml`)) as { events: Entry[] }).events;
}

function read(...names: string[]): string {
  return readFileSync(path.join(root, 'samples', ...names), 'utf8');
}

function isNamed(line: Line<unknown>, { id, hash, stage }: Entry): boolean {
  const sum = (): string => createHash('sha256').update(line.text).digest('hex').slice(0, 16);
  return hash === undefined ? line.id === id && (stage === undefined || stage === line.stage) : hash === sum();
}

function labelOf(line: Line<unknown>, labels: readonly Entry[], rule: string | undefined): string {
  const fitting = labels.filter(({ rules }) => rules === undefined || (rule !== undefined && rules.includes(rule)));
  return fitting.find((entry) => isNamed(line, entry))?.label ?? 'unlabelled';
}

function outcomes(
  hits: readonly Line<unknown>[],
  labels: readonly Entry[],
  rule: string | undefined,
): Readonly<Record<string, number>> {
  return countOf(hits.map((line) => labelOf(line, labels, rule)));
}

function missesOf<T>(
  lines: readonly Line<T>[],
  hits: readonly Line<T>[],
  labels: readonly Entry[],
  rule: string,
): readonly Line<T>[] {
  const must = labels.filter(({ label, rules }) => label === 'malicious' && rules?.includes(rule));
  return lines.filter((line) => !hits.includes(line) && must.some((entry) => isNamed(line, entry)));
}

function failingClauses(document: AuditDocument): string[] {
  return Object.entries(execClauses(document)).flatMap(([name, holds]) => (holds ? [] : [name]));
}

function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
