// The samples of the workspace: which there are, what is in them, which a rule runs on, and their redacted copies.
import type { RuleReference } from './rules';

/** The samples that a rule could run on, best first. Parameters: RuleReference; answer: SampleChoice[]. */
export const SamplesRequest = 'rulewright/samples';
export interface SampleChoice {
  readonly uri: string;
  /** Path relative to the workspace folder, for people. */
  readonly label: string;
  /** Why it is offered: "has dataset kubernetes.audit_logs", "chosen before". */
  readonly detail: string;
  readonly chosen: boolean;
}

/** Remembers the sample of a rule; `sample` undefined forgets it. */
export const ChooseSampleRequest = 'rulewright/chooseSample';
export interface ChooseSampleParams extends RuleReference {
  readonly sample?: string;
}

/** The sample files of the workspace; none of them is opened for it. No parameters; answer: SampleFilesAnswer. */
export const SampleFilesRequest = 'rulewright/sampleFiles';
export interface SampleFilesAnswer {
  /** Where a new sample belongs; the folder need not be there yet. Absent without a workspace folder. */
  readonly folder?: string;
  readonly files: readonly SampleFileEntry[];
}
export interface SampleFileEntry {
  readonly uri: string;
  /** As it is seen from the workspace folder. */
  readonly label: string;
  /** The project's set that it is of. */
  readonly set?: string;
  readonly bytes: number;
}

/** What is in a sample; a large one is judged by its first events. Answer: SampleDetailsAnswer. */
export const SampleDetailsRequest = 'rulewright/sampleDetails';
export interface SampleFileParams {
  readonly uri: string;
}
export interface SampleDetailsAnswer {
  readonly datasets: readonly string[];
  /** About so many where `isEstimate`; absent where nobody knows. */
  readonly events?: number;
  readonly isEstimate: boolean;
  /** ISO dates, of the events that were looked at. */
  readonly from?: string;
  readonly to?: string;
  readonly labels: number;
  /** Why it cannot be read, or not to its end. */
  readonly problem?: string;
}

/** Events of a sample by their number from 0, as they are after conversion. Answer: SamplePageAnswer. */
export const SamplePageRequest = 'rulewright/samplePage';
export interface SamplePageParams extends SampleFileParams {
  readonly from: number;
  /** At most 1,000. */
  readonly count: number;
}
export interface SamplePageAnswer {
  /** A JSON list of them, laid out. */
  readonly text: string;
  /** How many it holds: fewer than asked for where they are long, or at the end. */
  readonly count: number;
  readonly isLast: boolean;
  /** Why the rest cannot be read. */
  readonly problem?: string;
}

/**
 * Copies samples without the people and machines in them into a folder. Nothing is overwritten; `written` is empty where nothing was written. Progress
 * comes as `$/progress` on the token; of a request that is cancelled nothing is left behind.
 */
export const RedactRequest = 'rulewright/redact';
export interface RedactParams {
  readonly samples: readonly string[];
  readonly folder: string;
  readonly workDoneToken?: number | string;
}
export interface RedactAnswer {
  /** The uris of the copies. */
  readonly written: readonly string[];
  /** For people. */
  readonly sentences: readonly string[];
}

/** Notification server → client: the remembered choices changed. */
export const ChosenSamplesNotification = 'rulewright/chosenSamples';
export interface ChosenSamplesParams {
  readonly chosenSamples: Readonly<Record<string, string>>;
}
