// What completions know beside the rule itself. The language server gathers it; everything may be empty.
import { NO_SAMPLE } from '../sampleKnowledge';
import type { SampleKnowledge } from '../sampleKnowledge';

export interface Technique {
  readonly id: string;
  readonly name: string;
}

export interface CompletionKnowledge {
  readonly sample: SampleKnowledge;
  /** How many rules of the workspace use a field. */
  readonly neighbours: ReadonlyMap<string, number>;
  /** Index patterns and tags of the rules of the workspace, the most frequent first. */
  readonly indexPatterns: readonly string[];
  readonly tags: readonly string[];
  readonly tactics: readonly Technique[];
  readonly techniques: readonly Technique[];
}

export const NO_KNOWLEDGE: CompletionKnowledge = {
  sample: NO_SAMPLE,
  neighbours: new Map(),
  indexPatterns: [],
  tags: [],
  tactics: [],
  techniques: [],
};
