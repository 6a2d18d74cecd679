// What completions and hovers know beside a rule's text: the neighbours, ATT&CK, and the rule's own sample, counted when first asked about.
import type { RuleAnalysis } from '../analysis/analyze';
import { fieldsOf } from '../eql/walk';
import type { CompletionKnowledge, Technique } from '../features/completion/knowledge';
import { NO_SAMPLE } from '../features/sampleKnowledge';
import type { FieldStatistics, SampleKnowledge } from '../features/sampleKnowledge';
import type { Host } from '../host/host';
import type { WorkerClient } from '../worker/client';
import type { IndexDesk } from './indexDesk';
import type { SampleDesk } from './sampleDesk';

const MOST_VALUES = 50;
/** Fields that are counted at once: a run must not wait long for the thread. */
const FIELDS_A_QUESTION = 8;
const MOST_FIELDS = 120;

export interface KnowledgeParts {
  readonly host: Host;
  readonly index: IndexDesk;
  readonly samples: SampleDesk;
  readonly worker: () => WorkerClient;
}

export class KnowledgeDesk {
  private readonly attack: { readonly tactics: readonly Technique[]; readonly techniques: readonly Technique[] };
  private readonly known = new Map<string, SampleKnowledge>();
  private readonly asked = new Set<string>();

  constructor(private readonly parts: KnowledgeParts) {
    this.attack = readAttack(parts.host.readSchema('attack'));
  }

  /** Answers with what is known by now. The first question about a rule lets its sample be counted, for the questions after it. */
  current(uri: string, rule: RuleAnalysis | undefined): CompletionKnowledge {
    const index = this.parts.index.current();
    return {
      ...this.attack,
      sample: rule?.eql === undefined ? NO_SAMPLE : this.sampleOf(uri, rule),
      neighbours: index.neighbours(),
      indexPatterns: index.indexPatterns(),
      tags: index.tags(),
    };
  }

  /** Samples came, went or changed, or another was chosen. What is known stands until it is counted anew. */
  forget(): void {
    this.asked.clear();
  }

  private sampleOf(uri: string, rule: RuleAnalysis): SampleKnowledge {
    const key = `${uri}#${rule.rule.index}`;
    if (!this.asked.has(key)) {
      this.asked.add(key);
      // A sample that cannot be read is told of when the rule is run.
      void this.learn(key, uri, rule).catch(() => undefined);
    }
    return this.known.get(key) ?? NO_SAMPLE;
  }

  private async learn(key: string, uri: string, rule: RuleAnalysis): Promise<void> {
    const chosen = await this.parts.samples.samplesOf(uri, rule);
    const samples = chosen?.files.map(({ path }) => path) ?? [];
    if (samples.length === 0 || rule.eql === undefined) return void this.known.delete(key);
    const worker = this.parts.worker();
    const first = await worker.ask('knowledge', { samples, fields: [], limit: MOST_VALUES });
    if (first === null) return void this.known.delete(key);
    const counts = new Map<string, FieldStatistics>();
    this.known.set(key, { paths: first.paths, statistics: (path) => counts.get(path) });
    const wanted = [...new Set([...fieldsOf(rule.eql.query), ...first.paths])].slice(0, MOST_FIELDS);
    for (let at = 0; at < wanted.length; at += FIELDS_A_QUESTION) {
      const fields = wanted.slice(at, at + FIELDS_A_QUESTION);
      const answer = await worker.ask('knowledge', { samples, fields, limit: MOST_VALUES });
      for (const [path, count] of Object.entries(answer?.counts ?? {})) counts.set(path, count);
    }
  }
}

function readAttack(json: unknown): { tactics: Technique[]; techniques: Technique[] } {
  const { tactics, techniques, subtechniques } = (json ?? {}) as Readonly<Record<string, unknown>>;
  return { tactics: namesOf(tactics), techniques: [...namesOf(techniques), ...namesOf(subtechniques)] };
}

function namesOf(table: unknown): Technique[] {
  if (typeof table !== 'object' || table === null) return [];
  return Object.entries(table)
    .flatMap(([id, name]) => (typeof name === 'string' ? [{ id, name }] : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
