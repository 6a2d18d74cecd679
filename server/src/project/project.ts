// What a project file says, as plain data. Texts that name other files know where they stand, so that what is not there can be shown.
import type { Severity } from '../base/issue';
import type { Span } from '../base/span';

export type SeveritySetting = Severity | 'off';
export type Severities = Readonly<Record<string, SeveritySetting>>;

export interface PlacedText extends Span {
  readonly value: string;
}

/** Globs and paths begin at the folder of the file. */
export interface Project {
  readonly rules: RuleGlobs;
  readonly severities: Severities;
  /** The later one counts. */
  readonly overrides: readonly Override[];
  readonly schemas: readonly ProjectSchema[];
  readonly samples: readonly SampleSet[];
  readonly labels: readonly LabelCover[];
  /** Globs of files with exception lists. */
  readonly exceptions: readonly PlacedText[];
  /** Globs of entries of known false positives; undefined: those in folders called `lofp`. */
  readonly lofp?: readonly PlacedText[];
  /** Further files that it names: they should be there. */
  readonly files: readonly PlacedText[];
}

/** `include` undefined: every rule file that is not excluded. */
export interface RuleGlobs {
  readonly include?: readonly PlacedText[];
  readonly exclude: readonly PlacedText[];
}

export interface Override {
  readonly for: readonly PlacedText[];
  readonly severities: Severities;
}

/** `for`: index patterns or ids of data views; empty for every rule. */
export interface ProjectSchema {
  readonly path: PlacedText;
  readonly for: readonly string[];
}

/** `rules`: globs of rule files, or ids of rules; empty for every rule that reads the dataset. */
export interface SampleSet {
  readonly name: string;
  readonly files: readonly PlacedText[];
  readonly rules: readonly PlacedText[];
  readonly dataset?: string;
  readonly labels?: PlacedText;
}

export interface LabelCover {
  readonly path: PlacedText;
  readonly for: readonly PlacedText[];
}

export const EMPTY_PROJECT: Project = {
  rules: { exclude: [] },
  severities: {},
  overrides: [],
  schemas: [],
  samples: [],
  labels: [],
  exceptions: [],
  files: [],
};
