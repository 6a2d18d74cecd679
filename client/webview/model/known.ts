// Known false positives in the panel: the exclusions that could be made of them, what is typed into their forms, and what the server says to it.
// Pure steps from one to the next.
import * as l10n from '@vscode/l10n';
import type {
  LofpExclusion,
  LofpExclusionsAnswer,
  LofpParameter,
  LofpProposalAnswer,
  LofpRefusal,
  ProposalRow,
} from '../../../server/src/protocol';
import { formatCount } from './format';

/** Values of parameters as they stand in a form: one a line. */
export type Typed = Readonly<Record<string, string>>;

export interface ShownKnown {
  readonly runId: number;
  /** The entry that was asked for; undefined: all that fit. */
  readonly entry: string | undefined;
  /** The hits that were selected. */
  readonly rows: readonly number[] | undefined;
  readonly answer?: LofpExclusionsAnswer;
  /** Why there is no answer, as a sentence. */
  readonly failure?: string;
  /** Place of the exclusion that is open. */
  readonly active: number;
  /** By the place of the exclusion. */
  readonly typed: Readonly<Record<number, Typed>>;
  /** It is being proven. */
  readonly isBusy?: boolean;
  readonly refusal?: LofpRefusal;
  /** What was proven: it stands in place of the form. */
  readonly proven?: ProposalRow;
}

export function askedKnown(runId: number, entry: string | undefined, rows: readonly number[] | undefined): ShownKnown {
  return { runId, entry, rows, active: 0, typed: {} };
}

export function receiveKnown(shown: ShownKnown, answer: LofpExclusionsAnswer): ShownKnown {
  return { ...shown, answer, failure: undefined, active: 0, typed: {} };
}

export function chooseKnown(shown: ShownKnown, active: number): ShownKnown {
  return active === shown.active ? shown : { ...shown, active, ...asBefore };
}

/** What was said is about the values as they were. */
const asBefore = { refusal: undefined, proven: undefined, isBusy: undefined } as const;

export function activeOf({ answer, active }: ShownKnown): LofpExclusion | undefined {
  return answer?.exclusions[active] ?? answer?.exclusions[0];
}

/** The values in the form of the open exclusion. */
export function typedOf(shown: ShownKnown): Typed {
  const exclusion = activeOf(shown);
  return shown.typed[shown.active] ?? typedFrom(exclusion?.parameters ?? []);
}

function typedFrom(parameters: readonly LofpParameter[]): Typed {
  return Object.fromEntries(parameters.map(({ name, values }) => [name, values.join('\n')]));
}

export function typeValue(shown: ShownKnown, name: string, text: string): ShownKnown {
  const typed = { ...shown.typed, [shown.active]: { ...typedOf(shown), [name]: text } };
  const { refusal } = shown;
  // What is said of another field stays until it is tried again.
  return { ...shown, typed, refusal: refusal?.parameter === name ? undefined : refusal };
}

/** As the server takes them: what is empty is no value. */
export function valuesOf(typed: Typed): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(typed).map(([name, text]) => [
      name,
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ]),
  );
}

/** Whether the condition of the server still says what the form holds. */
export function isUntouched(shown: ShownKnown): boolean {
  const exclusion = activeOf(shown);
  const [now, then] = [typedOf(shown), typedFrom(exclusion?.parameters ?? [])];
  return Object.keys(then).every((name) => now[name] === then[name]);
}

/** Fields that have to have a value and have none. */
export function missingIn(shown: ShownKnown): readonly string[] {
  const values = valuesOf(typedOf(shown));
  return (activeOf(shown)?.parameters ?? [])
    .filter(({ name, isOptional }) => !isOptional && (values[name] ?? []).length === 0)
    .map(({ name }) => name);
}

export function askProof(shown: ShownKnown): ShownKnown {
  return { ...shown, ...asBefore, isBusy: true };
}

export function receiveProof(shown: ShownKnown, answer: LofpProposalAnswer): ShownKnown {
  const here = { ...shown, ...asBefore };
  return 'row' in answer ? { ...here, proven: answer.row } : { ...here, refusal: answer.refusal };
}

export function failProof(shown: ShownKnown, message: string): ShownKnown {
  return { ...shown, ...asBefore, refusal: { message } };
}

export function backToForm(shown: ShownKnown): ShownKnown {
  return { ...shown, ...asBefore };
}

/** How many of the selected hits it leaves out; undefined where none is selected. */
export function reachOf({ rows }: ShownKnown, { unmet }: LofpExclusion): string | undefined {
  if (rows === undefined) return undefined;
  return l10n.t('would leave out {0} of the {1} selected', formatCount(rows.length - unmet), formatCount(rows.length));
}

export function knownScope({ rows, entry }: ShownKnown): string {
  if (rows === undefined)
    return entry === undefined ? l10n.t('Known false positives that fit the rule') : l10n.t('Known false positive');
  return rows.length === 1
    ? l10n.t('Known false positives for the selected hit')
    : l10n.t('Known false positives for {0} selected hits', formatCount(rows.length));
}

const sourceWords: Readonly<Record<LofpParameter['from'], string>> = {
  events: l10n.t('from the events'),
  example: l10n.t('an example: put in your own'),
  nothing: '',
};

/** Where the value of the form comes from; nothing of one that was typed. */
export function sourceOf({ from, values }: LofpParameter, text: string): string {
  return text === values.join('\n') ? sourceWords[from] : '';
}

/** Said beside the field: what it takes, and whether a `*` may stand in it. */
export function hintOf({ typeTitle, allowsWildcard }: LofpParameter): string {
  const rule = allowsWildcard ? l10n.t('`*` may stand in it.') : l10n.t('Without `*` and `?`.');
  return `${typeTitle} ${rule}`;
}

/** What a page that comes back shows again; what was under way is not. */
export function keptKnown({ isBusy: _busy, ...kept }: ShownKnown): ShownKnown {
  return kept;
}
