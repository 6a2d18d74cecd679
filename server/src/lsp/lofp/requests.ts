// The requests about known false positives, by their names.
import {
  LofpEntriesRequest,
  LofpExclusionsRequest,
  LofpLinkRequest,
  LofpNewEntryRequest,
  LofpPageRequest,
  LofpProposalRequest,
} from '../../protocol';
import type {
  LofpExclusionsParams,
  LofpLinkParams,
  LofpNewEntryParams,
  LofpPageParams,
  LofpProposalParams,
} from '../../protocol';
import { catalogReaderOf } from '../../worker/catalogReader';
import type { Session } from '../session';
import { entryRows } from './entryRows';
import type { RowWorld } from './entryRows';
import { exclusionsFor, proposalFor } from './exclusions';
import { linkEntry } from './link';
import { newEntry } from './newEntry';
import { pageOf } from './page';
import type { PageWorld } from './page';

type Handler = (params: never) => unknown;

export function lofpRequests(session: Session): Readonly<Record<string, Handler>> {
  /** Every file has to be known. */
  const whole =
    <P>(answer: (params: P) => unknown): Handler =>
    async (params: P) => {
      await session.index.whole();
      return answer(params);
    };
  return {
    [LofpEntriesRequest]: whole(() => entryRows(rowWorld(session))),
    [LofpPageRequest]: whole((params: LofpPageParams) => pageOf(params, pageWorld(session))),
    [LofpExclusionsRequest]: whole((params: LofpExclusionsParams) => exclusionsFor(params, session)),
    [LofpProposalRequest]: whole((params: LofpProposalParams) => proposalFor(params, session)),
    [LofpLinkRequest]: whole((params: LofpLinkParams) => linkEntry(params, session)),
    [LofpNewEntryRequest]: whole((params: LofpNewEntryParams) => newEntry(params, session)),
  };
}

export function rowWorld({ lofp, host }: Pick<Session, 'lofp' | 'host'>): RowWorld {
  return { lofp, readCatalog: catalogReaderOf(host), hash: (text) => host.hash(text) };
}

function pageWorld(session: Session): PageWorld {
  const { documents, host } = session;
  return { ...rowWorld(session), documents, host, lofp: session.lofp };
}
