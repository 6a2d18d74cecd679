// The requests about known false positives, by their names.
import { LofpEntriesRequest } from '../../protocol';
import { catalogReaderOf } from '../../worker/catalogReader';
import type { Session } from '../session';
import { entryRows } from './entryRows';
import type { RowWorld } from './entryRows';

type Handler = (params: never) => unknown;

export function lofpRequests(session: Session): Readonly<Record<string, Handler>> {
  return {
    [LofpEntriesRequest]: async () => {
      await session.index.whole();
      return entryRows(rowWorld(session));
    },
  };
}

export function rowWorld({ lofp, host }: Pick<Session, 'lofp' | 'host'>): RowWorld {
  return { lofp, readCatalog: catalogReaderOf(host), hash: (text) => host.hash(text) };
}
