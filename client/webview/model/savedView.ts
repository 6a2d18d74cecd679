// What the panel keeps while its page is away.
import type { EventReference, ResultRow } from '../../../server/src/protocol';
import type { KeptAnalysis } from './analysis';
import type { HiddenColumns } from './hiddenColumns';
import type { ShownKnown } from './known';
import type { ViewName } from './outcomes';
import type { Origin, Sort } from './panelModel';
import type { ShownProposals } from './proposals';
import type { TableLine } from './tableLines';

export interface SavedView {
  readonly runId: number;
  readonly chosen?: ViewName;
  readonly text: string;
  readonly sort?: Sort;
  /** Outlives the run, and is kept for every rule. */
  readonly hidden?: HiddenColumns;
  readonly active: TableLine;
  readonly analysis?: KeptAnalysis;
  readonly proposals?: ShownProposals;
  readonly known?: ShownKnown;
  readonly opened?: { readonly reference: EventReference; readonly origin: Origin; readonly row?: ResultRow };
}
