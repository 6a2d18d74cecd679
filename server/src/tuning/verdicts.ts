// Verdicts that alerts carry already: proposals for labels, which count for nothing until a person accepts them.
import type { EventStore } from '../engine/store';
import type { Label } from './labels';

/** What somebody said of an alert in Kibana. */
export interface Verdict {
  readonly label: Label;
  /** In the words of Kibana: the reason of its closing, or the tag. */
  readonly reason: string;
  readonly by?: string;
  readonly at?: string;
}

/** What decides, the plainest first. A status alone says nothing: alerts are closed for many reasons. */
const REASONS = ['kibana.alert.workflow_reason', 'kibana.alert.workflow_tags'] as const;
const BY = ['kibana.alert.workflow_user', 'kibana.alert.workflow_assignee_ids'] as const;
const AT = 'kibana.alert.workflow_status_updated_at';

/** A duplicate is worth what its first one is worth, which the alert does not say. */
const LABELS: Readonly<Record<string, Label | undefined>> = {
  'false positive': 'benign',
  'true positive': 'malicious',
  'benign positive': 'authorised',
  'benign true positive': 'authorised',
};

/** Undefined for an event that is no alert, and for an alert of which nobody has said what it is worth, or two things. */
export function verdictOf(store: Pick<EventStore, 'values'>, event: number): Verdict | undefined {
  for (const path of REASONS) {
    const said = textsAt(store, event, path).flatMap((reason) => {
      const label = Object.hasOwn(LABELS, wordsOf(reason)) ? LABELS[wordsOf(reason)] : undefined;
      return label === undefined ? [] : [{ label, reason }];
    });
    const [first] = said;
    if (first === undefined) continue;
    if (said.some(({ label }) => label !== first.label)) return undefined;
    const by = BY.flatMap((each) => textsAt(store, event, each))[0];
    const at = textsAt(store, event, AT)[0];
    return { ...first, ...(by === undefined ? {} : { by }), ...(at === undefined ? {} : { at }) };
  }
  return undefined;
}

function wordsOf(reason: string): string {
  return reason
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function textsAt(store: Pick<EventStore, 'values'>, event: number, path: string): readonly string[] {
  return store.values(event, path).filter((value) => typeof value === 'string' && value !== '') as readonly string[];
}
