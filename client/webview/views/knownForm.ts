// The form of an exclusion that a known false positive has: what it is about, its typed parameters, and why it is refused.
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LofpExclusion, LofpParameter, LofpRefusal } from '../../../server/src/protocol';
import { hintOf, isUntouched, reachOf, sourceOf, typedOf } from '../model/known';
import type { ShownKnown } from '../model/known';
import type { KnownController } from '../model/knownController';
import { textOf } from './proposalAccept';
import { renderSentence } from './sentence';

export function renderKnownForm(exclusion: LofpExclusion, shown: ShownKnown, known: KnownController): TemplateResult {
  const { entry, statement, title, eql } = exclusion;
  const general = shown.refusal?.parameter === undefined ? shown.refusal : undefined;
  return html`<section class="proposal known" aria-label=${entry} data-testid="known-details">
    <header class="details-title proposal-title">
      <span class="proposal-name mono">${entry}</span>
      ${title === undefined ? nothing : html`<span class="faint">${renderSentence(title)}</span>`}
      <button class="link" data-testid="known-page" @click=${() => known.go({ kind: 'page', id: entry })}>
        ${l10n.t('Open its page')}
      </button>
      <span class="spring"></span>
      <vscode-button data-testid="known-prove" ?disabled=${shown.isBusy === true} @click=${() => known.prove()}
        >${shown.isBusy === true ? l10n.t('Trying it …') : l10n.t('Try it on the sample')}</vscode-button
      >
    </header>
    <div class="proposal-body">
      ${general === undefined ? nothing : renderRefused(general, known)}
      <p class="known-statement">${renderSentence(statement)}</p>
      ${renderReach(exclusion, shown)} ${renderParameters(exclusion, shown, known)} ${renderWarnings(exclusion)}
      ${
        eql === undefined || !isUntouched(shown)
          ? nothing
          : html`<h2>${l10n.t('Condition')}</h2>
              <pre class="condition" tabindex="0" aria-label=${l10n.t('Condition')} data-testid="known-condition">
${eql}</pre>`
      }
    </div>
  </section>`;
}

function renderReach(exclusion: LofpExclusion, shown: ShownKnown): TemplateResult | typeof nothing {
  const reach = reachOf(shown, exclusion);
  if (reach === undefined && exclusion.refusals.length === 0) return nothing;
  return html`${
    reach === undefined
      ? nothing
      : html`<p class="proposal-note" data-testid="known-reach">
          <span
            class="codicon codicon-${exclusion.unmet === 0 ? 'pass outcome-true-positive' : 'info severity-info'}"
            aria-hidden="true"
          ></span
          ><span>${reach}</span>
        </p>`
  }
  ${exclusion.refusals.map(
    (sentence) =>
      html`<p class="proposal-note" data-testid="known-warning">
        <span class="codicon codicon-warning severity-warning" aria-hidden="true"></span
        ><span>${renderSentence(sentence)}</span>
      </p>`,
  )}`;
}

function renderParameters(exclusion: LofpExclusion, shown: ShownKnown, known: KnownController): TemplateResult {
  const typed = typedOf(shown);
  return html`<h2>${l10n.t('Values')}</h2>
    <form
      class="known-form"
      data-testid="known-form"
      aria-label=${l10n.t('Values')}
      @submit=${(event: Event) => {
        event.preventDefault();
        known.prove();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) known.prove();
      }}
    >
      ${exclusion.parameters.map((parameter) =>
        renderParameter(parameter, typed[parameter.name] ?? '', shown.refusal, known),
      )}
    </form>`;
}

function renderParameter(
  parameter: LofpParameter,
  text: string,
  refusal: LofpRefusal | undefined,
  known: KnownController,
): TemplateResult {
  const { name, description, isOptional } = parameter;
  const problem = refusal?.parameter === name ? refusal : undefined;
  const marks = [...(isOptional ? [l10n.t('optional')] : []), sourceOf(parameter, text)].filter(Boolean).join(' · ');
  return html`<div class="known-field" data-testid="known-field-${name}">
    <label for="known-${name}" class="known-name"
      ><span class="mono">${name}</span> ${marks === '' ? nothing : html`<span class="faint">${marks}</span>`}</label
    >
    <textarea
      id="known-${name}"
      class="known-value"
      data-testid="known-value"
      rows=${Math.max(1, text.split('\n').length)}
      spellcheck="false"
      autocomplete="off"
      aria-invalid=${problem === undefined ? 'false' : 'true'}
      aria-describedby="known-hint-${name}${problem === undefined ? '' : ` known-problem-${name}`}"
      .value=${live(text)}
      @input=${(event: Event) => known.type(name, textOf(event))}
    ></textarea>
    ${
      problem === undefined
        ? nothing
        : html`<div id="known-problem-${name}" class="known-problem" role="alert" data-testid="known-problem">
            <span class="codicon codicon-error severity-error" aria-hidden="true"></span
            ><span>${renderSentence(problem.message)} ${renderLost(problem, known)}</span>
          </div>`
    }
    <div id="known-hint-${name}" class="known-hint">
      ${description === undefined ? nothing : html`${renderSentence(description)} `}${renderSentence(hintOf(parameter))}
    </div>
  </div>`;
}

/** What it opens, and when nothing is to be left out. */
function renderWarnings({ never, opens }: LofpExclusion): TemplateResult {
  return html`${
    never.length === 0
      ? nothing
      : html`<h2>${l10n.t('When not to exclude')}</h2>
          <ul class="known-never">
            ${never.map((sentence) => html`<li>${renderSentence(sentence)}</li>`)}
          </ul>`
  }
  ${
    opens === undefined
      ? nothing
      : html`<h2>${l10n.t('What it opens')}</h2>
          <p class="proposal-note">
            <span class="codicon codicon-unlock severity-warning" aria-hidden="true"></span
            ><span>${renderSentence(opens)}</span>
          </p>`
  }`;
}

function renderRefused(refusal: LofpRefusal, known: KnownController): TemplateResult {
  return html`<div class="known-refusal" role="alert" tabindex="-1" data-testid="known-refusal">
    <span class="codicon codicon-error severity-error" aria-hidden="true"></span>
    <span> ${renderSentence(refusal.message)} ${renderLost(refusal, known)} </span>
  </div>`;
}

/** Events that must still alert: a click opens each. */
function renderLost({ lost = [] }: LofpRefusal, known: KnownController): TemplateResult | typeof nothing {
  if (lost.length === 0) return nothing;
  return html`<ul class="known-lost">
    ${lost.map(
      ({ text, note, to }) =>
        html`<li>
          ${
            to === undefined
              ? renderSentence(text)
              : html`<button class="link" data-testid="known-lost" @click=${() => known.go(to)}>
                  ${renderSentence(text)}
                </button>`
          }
          ${note === undefined ? nothing : html`<span class="faint">${renderSentence(note)}</span>`}
        </li>`,
    )}
  </ul>`;
}
