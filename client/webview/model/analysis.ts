// How the rows are looked at: in groups, one group of them, a span of time, and the chart over time. Pure steps; asks nobody.
import type {
  GroupRow,
  GroupsAnswer,
  HitTimelineAnswer,
  OutcomeCounts,
  RowGroup,
  RowSpan,
} from '../../../server/src/protocol';

/** An answer with what was asked; an older answer stays in sight until the newer one is here. */
export interface Asked<T> {
  readonly key: string;
  readonly answer?: T;
  readonly failure?: string;
}

export interface Analysis {
  /** The field by which rows are grouped. */
  readonly groupBy?: string;
  /** The group whose rows are shown. */
  readonly group?: RowGroup;
  readonly between?: RowSpan;
  /** Whether the person closed the chart or opened it; undefined while nobody did. */
  readonly hidesChart?: boolean;
  /** The panel has no room for a chart that nobody asked for. */
  readonly isLow?: boolean;
  readonly groups?: Asked<GroupsAnswer>;
  readonly chart?: Asked<HitTimelineAnswer>;
  /** Every field of the events, of the run by this number. */
  readonly fields?: { readonly runId: number; readonly names: readonly string[] };
}

/** What outlives the page. */
export type KeptAnalysis = Pick<Analysis, 'groupBy' | 'group' | 'between' | 'hidesChart'>;

export const noAnalysis: Analysis = {};

export function keptAnalysis({ groupBy, group, between, hidesChart }: Analysis): KeptAnalysis {
  return { groupBy, group, between, hidesChart };
}

/** Another rule: only whether the chart is wanted stays. */
export function forAnotherRule({ hidesChart, isLow }: Analysis): Analysis {
  return { ...(hidesChart === undefined ? {} : { hidesChart }), ...(isLow === undefined ? {} : { isLow }) };
}

/** Undefined: not in groups any more. */
export function groupBy(analysis: Analysis, field: string | undefined): Analysis {
  return { ...analysis, groupBy: field, group: undefined };
}

export function openGroup(analysis: Analysis, value: string | null): Analysis {
  return analysis.groupBy === undefined ? analysis : { ...analysis, group: { field: analysis.groupBy, value } };
}

/** Back to the groups. */
export function closeGroup(analysis: Analysis): Analysis {
  return { ...analysis, group: undefined };
}

export function showBetween(analysis: Analysis, between: RowSpan | undefined): Analysis {
  return { ...analysis, between };
}

export function toggleChart(analysis: Analysis): Analysis {
  return { ...analysis, hidesChart: showsChart(analysis) };
}

export function showsChart({ hidesChart, isLow }: Analysis): boolean {
  return hidesChart === undefined ? isLow !== true : !hidesChart;
}

/** Whether groups stand in the place of rows. */
export function showsGroups({ groupBy: field, group }: Analysis): boolean {
  return field !== undefined && group === undefined;
}

/** Hits, and misses where nothing else is counted. */
export function sizeOf({ truePositives, falsePositives, authorised, unlabelled, misses }: OutcomeCounts): number {
  const hits = truePositives + falsePositives + authorised + unlabelled;
  return hits === 0 ? misses : hits;
}

export function isOfMisses({ counts }: GroupRow): boolean {
  return counts.misses > 0 && sizeOf({ ...counts, misses: 0 }) === 0;
}
