// Known false positives on pages of the editor: the page of an entry, and the part of the panel that leaves one out.
import type {
  LofpExclusionsAnswer,
  LofpExclusionsParams,
  LofpPageAnswer,
  LofpProposalAnswer,
  LofpProposalParams,
  LofpTarget,
} from './lofp';
import type { RuleReference } from './rules';

/** Extension → page of an entry. */
export type ToLofpPage =
  | { readonly type: 'page'; readonly shown: ShownLofpPage }
  /** Nothing of that id is there any more. */
  | { readonly type: 'gone'; readonly id: string; readonly ways: LofpWays }
  | { readonly type: 'failed'; readonly message: string; readonly ways: LofpWays };
export interface ShownLofpPage {
  readonly page: LofpPageAnswer;
  /** The entry has an exclusion: its rules that are there may leave it out. */
  readonly canExclude: boolean;
  readonly ways: LofpWays;
}
/** Where the arrows of the page lead. */
export interface LofpWays {
  readonly back: boolean;
  readonly forward: boolean;
}

/** Page of an entry → extension: intents only. */
export type FromLofpPage =
  | { readonly type: 'ready' }
  | { readonly type: 'go'; readonly to: LofpTarget }
  | { readonly type: 'back' | 'forward' }
  /** Leaves the entry out of a rule; its place among those of the page, from 0. */
  | { readonly type: 'exclude'; readonly rule: number }
  | { readonly type: 'newEntry' };

/** Panel → extension. */
export type LofpFromPanel =
  | { readonly type: 'known'; readonly request: number; readonly params: LofpExclusionsParams }
  | { readonly type: 'proposeKnown'; readonly request: number; readonly params: LofpProposalParams }
  | { readonly type: 'goKnown'; readonly to: LofpTarget }
  /** Writes an entry that is filled from hits, and opens it. */
  | { readonly type: 'newKnown'; readonly runId: number; readonly rows: readonly number[] };

/** Extension → panel. */
export type LofpToPanel =
  | { readonly type: 'known'; readonly request: number; readonly answer: LofpExclusionsAnswer }
  | { readonly type: 'knownProposed'; readonly request: number; readonly answer: LofpProposalAnswer }
  /** Opens what may be left out of the rule of the run, wherever it was asked for. */
  | { readonly type: 'showKnown'; readonly rule: RuleReference; readonly entry?: string };
