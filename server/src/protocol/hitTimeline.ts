// The rows of a finished run over the time of its sample.
import type { OutcomeCounts } from './groups';
import type { RowFilter, RowSpan } from './rows';

/** Counts of the rows that pass the filter in bins of one width, which is a round length of time. */
export const HitTimelineRequest = 'rulewright/hitTimeline';
export interface HitTimelineParams extends Pick<RowFilter, 'outcomes' | 'text' | 'unreviewed' | 'group'> {
  readonly runId: number;
  /** At most so many. */
  readonly bins: number;
}
export interface HitTimelineAnswer {
  readonly runId: number;
  /** From the first bin's begin to the last one's end; absent where no row has a time. */
  readonly span?: RowSpan;
  readonly bins: readonly OutcomeCounts[];
  /** Rows without a timestamp, which are in no bin. */
  readonly withoutTime: number;
}
