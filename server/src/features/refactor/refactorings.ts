// Every refactoring, and those that apply at a place. What is offered has been tried: the query that it makes can be read.
import type { Fix } from '../../base/issue';
import { applyEdits } from '../../base/edit';
import { oneEdit } from '../../analysis/analyze';
import type { Analysis } from '../../analysis/analyze';
import { nodesAt } from '../../eql/nodesAt';
import { parseQuery } from '../../eql/parse';
import { liftEdit } from '../../rule/edits';
import { queryPlaceAt } from '../queryPlace';
import type { QueryPlace } from '../queryPlace';
import { extractArm } from './exclusions';
import { toggleOptional } from './fields';
import { joinAlternatives, sortList, splitList } from './lists';
import { negate, toggleCase, useWildcards } from './operators';
import type { Offer, Refactoring } from './refactoring';

export const REFACTORINGS: readonly Refactoring[] = [
  useWildcards,
  toggleCase,
  sortList,
  joinAlternatives,
  splitList,
  extractArm,
  negate,
  toggleOptional,
];

export interface OfferedRefactoring {
  readonly id: string;
  /** Among the offers of one refactoring. */
  readonly index: number;
  readonly kind: Refactoring['kind'];
  readonly title: string;
}

/** What can be done at an offset of the file; the edits are made when one is resolved. */
export function refactoringsAt(analysis: Analysis, fileOffset: number): readonly OfferedRefactoring[] {
  const place = queryPlaceAt(analysis, fileOffset);
  if (place === undefined) return [];
  return REFACTORINGS.flatMap((refactoring) =>
    offersAt(refactoring, place).map(({ title }, index) => ({
      id: refactoring.id,
      index,
      kind: refactoring.kind,
      title,
    })),
  );
}

/** The edits of one, in file offsets; undefined where it does not apply any more or the quoting cannot express it. */
export function resolveRefactoring(
  analysis: Analysis,
  fileOffset: number,
  { id, index }: Pick<OfferedRefactoring, 'id' | 'index'>,
): Fix | undefined {
  const place = queryPlaceAt(analysis, fileOffset);
  const refactoring = REFACTORINGS.find((each) => each.id === id);
  if (place === undefined || refactoring === undefined) return undefined;
  const offer = offersAt(refactoring, place)[index];
  if (offer === undefined) return undefined;
  const { embedded } = place.eql;
  const lifted = liftEdit(embedded, analysis.text, oneEdit(embedded.text, offer.edits));
  return lifted === undefined ? undefined : { title: offer.title, edits: [lifted] };
}

function offersAt(refactoring: Refactoring, { eql, offset }: QueryPlace): readonly Offer[] {
  const { text } = eql.embedded;
  const place = { text, query: eql.query, nodes: nodesAt(eql.query, offset), offset };
  return refactoring.offer(place).filter(({ edits }) => isReadable(text, edits));
}

function isReadable(text: string, edits: Offer['edits']): boolean {
  return parseQuery(applyEdits(text, edits)).issues.length <= parseQuery(text).issues.length;
}
