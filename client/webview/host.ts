// The one door of the page: messages out and in, and what is kept while the page is away.
import type { ToPanel } from '../../server/src/protocol';
import { openApi } from './api';
import type { PanelHost, SavedView } from './model/panelController';

export interface Door extends Omit<PanelHost, 'changed'> {
  readonly saved: SavedView | undefined;
  listen(receive: (message: ToPanel) => void): void;
}

export function openDoor(): Door {
  const api = openApi();
  return {
    // The page wrote it itself, so its shape is known.
    saved: api.getState() as SavedView | undefined,
    post: (message) => api.postMessage(message),
    save: (view) => api.setState(view),
    listen: (receive) => window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => receive(data)),
  };
}
