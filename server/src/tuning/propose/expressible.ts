// A proposal as an exception item can say it: where a field is bound by what no item knows, by the broadest narrower way that one does.
import { parseExpression } from '../../eql/parse';
import { toExceptionItem } from '../exceptionItem';
import { makeProposal } from './ladder';
import type { BoundField, Proposal, Rung } from './ladder';

/** The same one where nothing has to change; undefined where some field has no such way. It is never broader. */
export function asExceptionSays(proposal: Proposal): Proposal | undefined {
  const fields: BoundField[] = [];
  for (const field of proposal.fields) {
    const rung = rungFor(field);
    if (rung === undefined) return undefined;
    fields.push({ ...field, rung });
  }
  const isSame = fields.every(({ rung }, place) => rung === proposal.fields[place]?.rung);
  return isSame ? proposal : makeProposal(proposal.kind, proposal.filter, fields, proposal.events);
}

function rungFor({ rungs, rung }: BoundField): number | undefined {
  for (let place = rung; place >= 0; place--) {
    const each = rungs[place];
    if (each !== undefined && isExpressible(each)) return place;
  }
  return undefined;
}

function isExpressible({ kind, eql }: Rung): boolean {
  return kind === 'off' || toExceptionItem(parseExpression(eql).value, { name: 'a' }).kind === 'item';
}
