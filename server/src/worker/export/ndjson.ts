// The events of a row as lines of NDJSON, each with what it is worth in `rulewright`: a sample that can be run again.
import type { JsonObject } from '../../engine/store';
import type { RowView } from '../rowView';
import { referenceTo } from '../eventReference';
import { jsonText } from '../jsonText';
import type { Mask } from './mask';
import { fileName } from './records';

/** The events of a sequence follow each other; `hit` numbers the rows of the run from 0, `item` the events of one from 0. */
export function ndjsonLines(row: number, mask: Mask, { table, run }: RowView): string {
  const isSequence = run.query.kind !== 'eventQuery';
  return table
    .events(row)
    .map((event, item) => {
      if (event === null) return '';
      const { sample, line } = referenceTo(event, run);
      const place: JsonObject = isSequence ? { hit: row, item } : {};
      const told = { outcome: table.outcome(row), ...place, sample: fileName(sample), line };
      return `${mask.json(jsonText({ ...run.store.object(event), rulewright: told }))}\n`;
    })
    .join('');
}
