// A known false positive as a person writes it down: who, what, how to leave it out, what that opens, and the events that prove it.
import type { Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { JsonObject } from '../../engine/store';
import type { SpannedText } from '../../schemaYaml/yamlRead';
import type { ParameterType } from './parameterTypes';

/** A file as it was read. `path` with `/` between its parts. */
export interface EntryFile {
  readonly path: string;
  readonly text: string;
}

/** Offsets in the file of `path`. */
export interface EntryIssue extends Issue {
  readonly path: string;
}

export type Expressible = 'yes' | 'partly' | 'no';

/** Texts know where they stand in `path`; what a file lacks is empty or undefined. */
export interface LofpEntry extends Span {
  readonly path: string;
  readonly id: SpannedText;
  readonly statement: SpannedText;
  /** The identity behind the events. */
  readonly who?: string;
  readonly what: readonly Shape[];
  readonly expressible: Expressible;
  /** What no field can say. */
  readonly inexpressible?: string;
  readonly techniques: readonly string[];
  readonly rules: readonly RuleReference[];
  /** None: the events are authorised, and are never left out by the rule. */
  readonly exclusions: readonly ExclusionTemplate[];
  readonly bypass?: Bypass;
  /** When nothing is to be left out. */
  readonly never: readonly string[];
  readonly evidence: Evidence;
  readonly alertsPerDay?: { readonly before?: number; readonly after?: number };
  readonly owner?: string;
  /** Days as `YYYY-MM-DD`: when it was looked at last, when it is to be looked at again, and its last day. */
  readonly reviewed?: SpannedText;
  readonly review?: SpannedText;
  readonly expires?: SpannedText;
  readonly extends?: SpannedText;
  readonly see: readonly SpannedText[];
}

/** What the events look like, by version of the product. */
export interface Shape {
  readonly product?: string;
  readonly versions?: string;
  readonly shape: string;
}

/** Names drift, ids do not; either may be absent, not both. */
export interface RuleReference extends Span {
  readonly id?: string;
  readonly name?: string;
}

export interface Bypass {
  readonly opens: string;
  /** Rules that see it. */
  readonly coveredBy: readonly RuleReference[];
}

export const OPERATORS = ['==', 'in', 'like', 'regex', 'cidr'] as const;
export type TemplateOperator = (typeof OPERATORS)[number];

/** The smallest exclusion, with holes for what differs from place to place. */
export interface ExclusionTemplate extends Span {
  readonly title?: string;
  readonly dataset?: SpannedText;
  readonly conditions: readonly TemplateCondition[];
  readonly parameters: readonly Parameter[];
  /** Fields that must be bound at least. */
  readonly fewest: number;
}

export interface TemplateCondition extends Span {
  readonly field: SpannedText;
  readonly operator: TemplateOperator;
  /** Any of them. Texts may hold `{parameter}` and `{parameter:url}`; of `in` a lone `{parameter}` may stand for several values. */
  readonly values: readonly TemplateValue[];
  /** May be left out where a parameter of it has no value. */
  readonly isOptional: boolean;
}

export interface TemplateValue extends Span {
  readonly value: string | number | boolean;
}

export interface Parameter extends Span {
  readonly name: string;
  readonly type: ParameterType;
  readonly description?: string;
  readonly allowsWildcard: boolean;
  /** With these values the evidence is proven. */
  readonly example: readonly SpannedText[];
}

/** Of a parameter its values: one, or several in a list of `in`. */
export type ParameterValues = Readonly<Record<string, readonly string[]>>;

export interface Evidence {
  /** What a rule must still alert on. */
  readonly alerts: readonly EvidenceItem[];
  readonly excluded: readonly EvidenceItem[];
}

/** One event that is written out, or events of a sample file. */
export interface EvidenceItem extends Span {
  readonly note?: string;
  /** Ids or names of the rules that it is for; empty for all rules of the entry. */
  readonly rules: readonly string[];
  /** False: no arm of the rule is to leave it out, only the exclusion of the entry does. */
  readonly expectsArm: boolean;
  /** Values in place of the examples. */
  readonly with: ParameterValues;
  readonly source: EvidenceEvents;
}

export type EvidenceEvents =
  | { readonly kind: 'inline'; readonly event: JsonObject }
  | {
      readonly kind: 'sample';
      /** From the folder of the entry's file. */
      readonly file: SpannedText;
      readonly ids: readonly string[];
      /** From 1. */
      readonly lines: readonly number[];
      readonly where?: SpannedText;
    };
