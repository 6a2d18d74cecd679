// The track of a sequence: its events in order with the time between them, the places of events that must be missing, and its end.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { EventReference } from '../../../server/src/protocol';
import { formatDuration, formatTimestamp, sampleName } from '../model/format';
import { ends } from '../model/timeline';
import type { TrackStop } from '../model/track';

export interface TrackFrame {
  readonly track: readonly TrackStop[];
  /** The event that is open beside it. */
  readonly opened: number | undefined;
  readonly onOpen: (event: EventReference) => void;
  /** Of the stops that lead to an event, the one in the tab order; undefined: all of them. */
  readonly active?: number | undefined;
}

export function renderTrack({ track, opened, onOpen, active }: TrackFrame): TemplateResult {
  let stop = -1;
  return html`<span class="track"
    >${track.map((each) => {
      const leads = (each.kind === 'event' || each.kind === 'end') && each.event !== undefined;
      if (leads) stop++;
      const tabindex = active === undefined || active === stop ? 0 : -1;
      return renderStop(each, { opened, onOpen, tabindex });
    })}</span
  >`;
}

interface StopFrame extends Pick<TrackFrame, 'opened' | 'onOpen'> {
  readonly tabindex: number;
}

function renderStop(stop: TrackStop, frame: StopFrame): TemplateResult {
  switch (stop.kind) {
    case 'event':
      return html`${stop.since === undefined ? nothing : html`<span class="gap">${formatDuration(stop.since)}</span>`}
      ${renderPip(stop.event, frame, {
        testId: 'track-event',
        label: l10n.t('event {0}', stop.place),
        classes: 'pip',
        content: html`${stop.place}`,
      })}`;
    case 'missing': {
      const told = stop.isAbsent ? l10n.t('must be missing, and is') : l10n.t('must be missing');
      return html`<span
        class="pip missing"
        data-testid="track-missing"
        title=${l10n.t('Item {0} {1}', stop.place, told)}
        ><span class="codicon codicon-circle-slash" aria-hidden="true"></span>${stop.place}<span class="said"
          >${told}</span
        ></span
      >`;
    }
    case 'open':
      return html`<span
        class="pip open"
        data-testid="track-open"
        title=${l10n.t('Nothing matched item {0}', stop.place)}
        >${stop.place}<span class="said">${l10n.t('not reached')}</span></span
      >`;
    case 'end':
      return renderEnd(stop, frame);
  }
}

function renderEnd({ ended, event }: Extract<TrackStop, { kind: 'end' }>, frame: StopFrame): TemplateResult {
  const { label, icon } = ends[ended];
  const content = html`<span class="codicon codicon-${icon} end-${ended}" aria-hidden="true"></span> ${label}`;
  if (event === undefined)
    return html`<span class="track-end" data-testid="track-end" data-ended=${ended}>${content}</span>`;
  return renderPip(event, frame, { testId: 'track-end', label, classes: 'track-end leads', content, ended });
}

interface Pip {
  readonly testId: string;
  readonly label: string;
  readonly classes: string;
  readonly content: TemplateResult;
  readonly ended?: string;
}

function renderPip(
  event: EventReference,
  { opened, onOpen, tabindex }: StopFrame,
  { testId, label, classes, content, ended }: Pip,
): TemplateResult {
  const place = `${sampleName(event.sample)}:${event.line}`;
  const where = event.timestamp === undefined ? place : l10n.t('{0} at {1}', place, formatTimestamp(event.timestamp));
  return html`<button
    class=${classes}
    data-testid=${testId}
    data-ended=${ended ?? nothing}
    aria-pressed=${event.event === opened ? 'true' : 'false'}
    aria-label="${label}, ${where}"
    title=${where}
    tabindex=${tabindex}
    @click=${() => onOpen(event)}
  >
    ${content}
  </button>`;
}
