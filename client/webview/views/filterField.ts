// The field that narrows what is listed by a text: of the results, and of the table of rules and samples.
import { html } from 'lit';
import type { TemplateResult } from 'lit';

export interface FilterField {
  readonly placeholder: string;
  readonly label: string;
  readonly text: string;
  readonly take: (text: string) => void;
}

export function renderFilter({ placeholder, label, text, take }: FilterField): TemplateResult {
  return html`<label class="filter ${text === '' ? '' : 'filled'}" title=${label} data-testid="filter"
    ><span class="codicon codicon-filter" aria-hidden="true"></span
    ><input
      type="text"
      spellcheck="false"
      placeholder=${placeholder}
      aria-label=${label}
      .value=${text}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) take(target.value);
      }}
  /></label>`;
}
