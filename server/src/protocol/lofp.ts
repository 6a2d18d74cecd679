// The catalogue of known false positives in the editor: its entries, their pages, exclusions that are made of them, and new ties and entries.
import type { ProposalRow } from './tuning';
import type { MarkEdit, RuleReference } from './rules';

/** A place that a click leads to. */
export type LofpTarget =
  | LofpPlace
  /** The page of another entry or statement. */
  | { readonly kind: 'page'; readonly id: string }
  /** An event of a sample file; `line` from 1. */
  | { readonly kind: 'event'; readonly uri: string; readonly line: number }
  | { readonly kind: 'web'; readonly url: string };
export interface LofpPlace {
  readonly kind: 'place';
  readonly uri: string;
  readonly range: MarkEdit['range'];
}
export interface LofpTechnique {
  readonly id: string;
  readonly name?: string;
}
/** A rule of the workspace, or one that an entry names and that is not there: then without a place. */
export interface LofpRule {
  readonly name: string;
  readonly id?: string;
  readonly place?: LofpPlace;
  /** Counts from 0 in the order of its file; absent without a place. */
  readonly rule?: number;
}

/** All entries of the workspace, and the statements of its rules behind which none stands. Answer: LofpEntriesAnswer. */
export const LofpEntriesRequest = 'rulewright/lofpEntries';
export interface LofpEntriesAnswer {
  /** In the order of their ids. */
  readonly entries: readonly LofpEntryRow[];
  /** Those of most rules first. Without what says nothing. */
  readonly statements: readonly LofpStatementRow[];
  /** Entries that cannot be read as such, by their files. */
  readonly unreadable: readonly LofpUnreadable[];
}
export interface LofpEntryRow {
  readonly id: string;
  readonly statement: string;
  readonly techniques: readonly LofpTechnique[];
  /** Those that it names, and those that a comment ties to it. */
  readonly rules: readonly LofpRule[];
  readonly expressible: 'yes' | 'partly' | 'no';
  /** False: the events are authorised, and must alert. */
  readonly hasExclusion: boolean;
  readonly state: LofpState;
  /** What the state is about, as a sentence; absent where all is fine. */
  readonly why?: string;
  readonly place: LofpPlace;
}
/** The gravest that holds. `unproven`: no rule of the workspace proves it. */
export type LofpState = 'fine' | 'unproven' | 'review' | 'expired' | 'broken' | 'faulty';
export interface LofpStatementRow {
  /** Of its page. */
  readonly id: string;
  readonly statement: string;
  readonly techniques: readonly LofpTechnique[];
  readonly rules: readonly LofpRule[];
}
export interface LofpUnreadable {
  /** The sentence that says why. */
  readonly why: string;
  readonly place: LofpPlace;
}

/** To the client: what `rulewright/lofpEntries` and pages say may be another thing by now. Without parameters. */
export const LofpChangedNotification = 'rulewright/lofpChanged';

/** What is known of an entry or a statement, for a page that shows it. Null where there is none of that id, or none at that place. */
export const LofpPageRequest = 'rulewright/lofpPage';
export type LofpPageParams =
  | { readonly id: string }
  /** A comment, a statement or an arm of a rule, or anything in an entry's file. From 0, as the editor counts. */
  | { readonly uri: string; readonly line: number; readonly character: number };
/** Texts are plain, and say code between backquotes; nothing in them is markup. */
export interface LofpPageAnswer {
  readonly id: string;
  readonly isEntry: boolean;
  /** The statement, or its first sentence. */
  readonly title: string;
  readonly statement: string;
  readonly techniques: readonly (LofpTechnique & { readonly to: LofpTarget })[];
  /** Of an entry. */
  readonly state?: LofpState;
  readonly why?: string;
  readonly file?: LofpPlace;
  readonly sections: readonly LofpSection[];
  readonly rules: readonly LofpPageRule[];
  /** The other ways in which rules say it. */
  readonly spellings: readonly string[];
}
export interface LofpSection {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly LofpBlock[];
}
export interface LofpLink {
  readonly text: string;
  readonly note?: string;
  /** Absent: nothing is there to be opened. */
  readonly to?: LofpTarget;
}
export type LofpBlock =
  | { readonly kind: 'heading' | 'text'; readonly text: string }
  | { readonly kind: 'notice'; readonly tone: 'warning' | 'good' | 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'facts';
      readonly facts: readonly {
        readonly term: string;
        readonly values: readonly string[];
        readonly link?: LofpLink;
      }[];
    }
  | LofpCode
  | { readonly kind: 'links'; readonly links: readonly LofpLink[] }
  | { readonly kind: 'table'; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | {
      readonly kind: 'event';
      readonly title: string;
      readonly link?: LofpLink;
      /** Of one that is written out, laid out. */
      readonly json?: string;
      readonly outcomes: readonly { readonly rule: string; readonly text: string; readonly holds: boolean }[];
    };
/** `parts` are the text from its beginning to its end; a `kind` is a colour. */
export interface LofpCode {
  readonly kind: 'code';
  readonly language: string;
  readonly parts: readonly LofpCodePart[];
  readonly caption?: string;
  readonly link?: LofpLink;
}
export interface LofpCodePart {
  readonly text: string;
  readonly kind?: 'keyword' | 'category' | 'function' | 'field' | 'string' | 'number' | 'comment';
}
export interface LofpPageRule extends LofpRule {
  readonly description: string;
  readonly logic?: LofpCode;
}

/** The exclusions of entries that could be made for a rule: those of `entry`, else of all entries that fit what the rule reads. */
export const LofpExclusionsRequest = 'rulewright/lofpExclusions';
export interface LofpExclusionsParams extends RuleReference {
  readonly entry?: string;
  /** A finished run of the rule and rows of it, from whose events the parameters are filled; else from their examples. */
  readonly runId?: number;
  readonly rows?: readonly number[];
}
export interface LofpExclusionsAnswer {
  /** Those of entries about the rule first; where there are rows, those that leave out most of them before. */
  readonly exclusions: readonly LofpExclusion[];
  /** Why there is none, as a sentence. */
  readonly message?: string;
}
export interface LofpExclusion {
  readonly entry: string;
  readonly statement: string;
  /** Place among those of the entry, from 0. */
  readonly exclusion: number;
  readonly title?: string;
  readonly dataset?: string;
  /** Fields that must be bound at least. */
  readonly fewest: number;
  /** With the values below, where they are whole. */
  readonly eql?: string;
  readonly parameters: readonly LofpParameter[];
  /** What it opens to an attacker, and when nothing is to be left out: texts. */
  readonly opens?: string;
  readonly never: readonly string[];
  /** Sentences: why the selected events must not be left out, or cannot be. */
  readonly refusals: readonly string[];
  /** How many of the selected events it would not leave out. */
  readonly unmet: number;
}
export interface LofpParameter {
  readonly name: string;
  readonly type: string;
  /** What a value of the type is, as a sentence. */
  readonly typeTitle: string;
  readonly description?: string;
  /** `*` may stand in a value. */
  readonly allowsWildcard: boolean;
  /** May stay empty, as long as enough fields are bound. */
  readonly isOptional: boolean;
  readonly values: readonly string[];
  readonly from: 'events' | 'example' | 'nothing';
  readonly examples: readonly string[];
}

/**
 * An exclusion of an entry with values, proven on a run as a proposal is: `rulewright/acceptProposal` takes its number, and writes the arm with
 * the comment that ties it to the entry.
 */
export const LofpProposalRequest = 'rulewright/lofpProposal';
export interface LofpProposalParams {
  readonly runId: number;
  readonly entry: string;
  readonly exclusion: number;
  /** By the names of parameters. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}
export type LofpProposalAnswer = { readonly row: ProposalRow } | { readonly refusal: LofpRefusal };
export interface LofpRefusal {
  /** Why, as a sentence. */
  readonly message: string;
  /** The parameter that is to blame. */
  readonly parameter?: string;
  /** Events of the entry that must still alert, and would be left out. */
  readonly lost?: readonly LofpLink[];
}

/** The comment that ties an arm or a statement at a place to an entry. Nothing is written: the client applies the edit. */
export const LofpLinkRequest = 'rulewright/lofpLink';
export interface LofpLinkParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly entry: string;
}
/** A new entry, filled from a run's hits or from a statement of a rule, as a file that is not there yet. */
export const LofpNewEntryRequest = 'rulewright/lofpNewEntry';
export interface LofpNewEntryParams {
  readonly from:
    | { readonly kind: 'hits'; readonly runId: number; readonly rows: readonly number[] }
    | { readonly kind: 'statement'; readonly uri: string; readonly line: number; readonly character: number };
  /** In place of the words of the rule. */
  readonly statement?: string;
}
export interface LofpEditAnswer {
  /** What was done, or why nothing was, as a sentence. */
  readonly message: string;
  /** A WorkspaceEdit of the protocol. */
  readonly edit?: unknown;
  /** The file to show. */
  readonly uri?: string;
  /** Of a new entry. */
  readonly id?: string;
}
