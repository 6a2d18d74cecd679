// What completions and hovers know beside a rule's text: the neighbours, ATT&CK, and the sample of the last run, counted when first asked for.
import type { CompletionKnowledge, Technique } from '../features/completion/knowledge';
import type { FieldStatistics } from '../features/sampleKnowledge';
import type { Host } from '../host/host';
import type { WorkerClient } from '../worker/client';
import type { IndexDesk } from './indexDesk';

const MOST_VALUES = 50;
/** Fields that are counted at once, so that a question stays short. */
const MOST_FIELDS = 60;

export class KnowledgeDesk {
  private readonly attack: { readonly tactics: readonly Technique[]; readonly techniques: readonly Technique[] };
  private counts: ReadonlyMap<string, FieldStatistics> = new Map();
  private paths: readonly string[] = [];

  constructor(
    host: Host,
    private readonly index: IndexDesk,
    private readonly worker: () => WorkerClient,
  ) {
    this.attack = readAttack(host.readSchema('attack'));
  }

  current(): CompletionKnowledge {
    const index = this.index.current();
    return {
      ...this.attack,
      sample: { paths: this.paths, statistics: (path) => this.counts.get(path) },
      neighbours: index.neighbours(),
      indexPatterns: index.indexPatterns(),
      tags: index.tags(),
    };
  }

  /** After a run: counts the fields that are likely to be asked about. Until then the old counts stand. */
  async learn(fields: readonly string[]): Promise<void> {
    const known = await this.worker().ask('knowledge', { fields: [], limit: 0 });
    if (known === null) return;
    const wanted = [...new Set([...fields, ...known.paths])].slice(0, MOST_FIELDS);
    const counted = await this.worker().ask('knowledge', { fields: wanted, limit: MOST_VALUES });
    if (counted === null || counted.runId !== known.runId) return;
    this.paths = counted.paths;
    this.counts = new Map(Object.entries(counted.counts));
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
