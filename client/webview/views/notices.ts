// What went wrong on the way, and which events nearly matched. Both lead to their lines.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { NearMiss, PanelProblem, PanelState } from '../../../server/src/protocol';
import { clip, formatNoun, sampleName } from '../model/format';
import type { PanelController } from '../model/panelController';
import type { NoticeName } from '../model/panelModel';
import { isNoticeOpen } from '../model/panelModel';

const longestClause = 300;
const icons: Readonly<Record<PanelProblem['severity'], string>> = { error: 'error', warning: 'warning', info: 'info' };

export function renderNotices(state: PanelState, controller: PanelController): TemplateResult {
  const { problems, nearMisses } = state;
  return html`${
    problems.length === 0
      ? nothing
      : renderNotice(controller, 'problems', {
          testId: 'problems',
          title: formatNoun(problems.length, 'problem', 'problems'),
          icon: 'warning',
          lines: problems.map((problem) => renderProblem(problem, controller)),
        })
  }
  ${
    nearMisses.length === 0
      ? nothing
      : renderNotice(controller, 'nearMisses', {
          testId: 'near-misses',
          title: 'Near misses: events that fail by one clause only',
          icon: 'target',
          lines: nearMisses.map((nearMiss) => renderNearMiss(nearMiss, controller)),
        })
  }`;
}

interface Notice {
  readonly testId: string;
  readonly title: string;
  readonly icon: string;
  readonly lines: readonly TemplateResult[];
}

function renderNotice(
  controller: PanelController,
  name: NoticeName,
  { testId, title, icon, lines }: Notice,
): TemplateResult {
  const isOpen = isNoticeOpen(controller.model, name);
  return html`<section class="notice" data-testid=${testId}>
    <button
      class="notice-title"
      aria-expanded=${isOpen ? 'true' : 'false'}
      data-testid="${testId}-toggle"
      @click=${() => controller.toggleNotice(name)}
    >
      <span class="codicon codicon-chevron-${isOpen ? 'down' : 'right'}" aria-hidden="true"></span>
      <span class="codicon codicon-${icon}" aria-hidden="true"></span>
      ${title}
    </button>
    ${
      isOpen
        ? html`<ul class="notice-lines">
            ${lines.map((line) => html`<li>${line}</li>`)}
          </ul>`
        : nothing
    }
  </section>`;
}

function renderProblem({ severity, message, sample, line }: PanelProblem, controller: PanelController): TemplateResult {
  return html`<span
      class="codicon codicon-${icons[severity]} severity-${severity}"
      role="img"
      aria-label=${severity}
    ></span>
    <span class="notice-text">${message}</span>
    ${
      sample === undefined || line === undefined
        ? nothing
        : html`<button class="link" @click=${() => controller.post({ type: 'openEvent', sample, line })}>
            ${sampleName(sample)}:${line}
          </button>`
    }`;
}

function renderNearMiss({ clause, count, firstEvent }: NearMiss, controller: PanelController): TemplateResult {
  const { sample, line } = firstEvent;
  return html`<button class="near-miss" title="Show the first of them" @click=${() => controller.openEvent(firstEvent)}>
      <b>${formatNoun(count, 'event fails', 'events fail')}</b> only on
      <code class="eql">${clip(clause, longestClause)}</code>
    </button>
    <button class="link" @click=${() => controller.post({ type: 'openEvent', sample, line })}>
      ${sampleName(sample)}:${line}
    </button>`;
}
