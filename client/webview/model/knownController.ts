// Between the view of known false positives and the messages: asks which fit, has one proven with its values, and hands it over to be accepted. No DOM.
import * as l10n from '@vscode/l10n';
import type { FromPanel, LofpTarget, LofpToPanel, PanelState, ProposalsAnswer } from '../../../server/src/protocol';
import * as steps from './known';
import type { ShownKnown } from './known';
import { proofInWords } from './proposalWords';

export interface KnownHost {
  state(): PanelState | undefined;
  /** A number that no other question has. */
  nextRequest(): number;
  post(message: FromPanel): void;
  changed(): void;
  /** To a screen reader. */
  say(sentence: string): void;
  /** Brings it to the front. */
  reveal(): void;
  /** Takes a proposal over, so that it can be accepted as any other. */
  hand(answer: ProposalsAnswer, rows: readonly number[] | undefined): void;
  /** Asks for proposals again. */
  propose(rows: readonly number[] | undefined): void;
  withSelectedRows(act: (rows: readonly number[]) => void): void;
}

type Asked = 'exclusions' | 'proof';

export class KnownController {
  private current: ShownKnown | undefined;
  private readonly asked = new Map<number, Asked>();
  private wantsFocus = false;
  /** What was asked for before the run is here. */
  private awaited: Extract<LofpToPanel, { readonly type: 'showKnown' }> | undefined;

  constructor(private readonly host: KnownHost) {}

  /** Of the run that is shown; another run has other hits. */
  get shown(): ShownKnown | undefined {
    return this.current?.runId === this.host.state()?.runId ? this.current : undefined;
  }

  /** A page that comes back. */
  restore(kept: ShownKnown | undefined): void {
    this.current = kept;
  }

  /** Those that fit, for the selected hits where some are. */
  ask(entry?: string, rows?: readonly number[]): void {
    const state = this.host.state();
    if (state === undefined) return;
    this.asked.clear();
    this.wantsFocus = true;
    this.current = steps.askedKnown(state.runId, entry, rows);
    const { uri, rule } = state.rule;
    const params = {
      uri,
      rule,
      runId: state.runId,
      ...(entry === undefined ? {} : { entry }),
      ...(rows === undefined ? {} : { rows }),
    };
    this.host.post({ type: 'known', request: this.note('exclusions'), params });
    this.host.reveal();
    this.host.changed();
  }

  askForSelected(): void {
    this.host.withSelectedRows((rows) => this.ask(undefined, rows));
  }

  /** An entry that is filled from the selected hits, or from those for which known ones are shown. */
  writeNew(): void {
    const state = this.host.state();
    if (state === undefined) return;
    const write = (rows: readonly number[]): void => this.host.post({ type: 'newKnown', runId: state.runId, rows });
    const { rows } = this.shown ?? {};
    if (rows === undefined) this.host.withSelectedRows(write);
    else write(rows);
  }

  /** To the proposals, which are asked for again where what was proven here stands in their place. */
  close(): void {
    const { shown } = this;
    this.leave();
    if (shown?.proven === undefined) this.host.changed();
    else this.host.propose(shown.rows);
  }

  /** Something else is looked at. */
  leave(): void {
    this.current = undefined;
    this.asked.clear();
  }

  get kept(): ShownKnown | undefined {
    return this.shown && steps.keptKnown(this.shown);
  }

  choose(active: number): void {
    this.change((shown) => steps.chooseKnown(shown, active));
  }

  type(name: string, text: string): void {
    this.change((shown) => steps.typeValue(shown, name, text));
  }

  back(): void {
    this.wantsFocus = true;
    this.change(steps.backToForm);
  }

  go(to: LofpTarget): void {
    this.host.post({ type: 'goKnown', to });
  }

  prove(): void {
    const { shown } = this;
    const exclusion = shown && steps.activeOf(shown);
    if (shown === undefined || exclusion === undefined || shown.isBusy === true) return;
    const [missing] = steps.missingIn(shown);
    if (missing !== undefined) {
      const message = l10n.t('A value is needed here.');
      return this.change((here) => ({ ...here, refusal: { message, parameter: missing } }));
    }
    this.change(steps.askProof);
    const { entry, exclusion: place } = exclusion;
    const params = { runId: shown.runId, entry, exclusion: place, values: steps.valuesOf(steps.typedOf(shown)) };
    this.host.post({ type: 'proposeKnown', request: this.note('proof'), params });
  }

  receive(message: LofpToPanel): void {
    if (message.type === 'showKnown') {
      this.awaited = message;
      return this.look();
    }
    const asked = this.asked.get(message.request);
    this.asked.delete(message.request);
    if (asked === 'exclusions' && message.type === 'known')
      this.change((shown) => steps.receiveKnown(shown, message.answer));
    if (asked === 'proof' && message.type === 'knownProposed') this.receiveProof(message.answer);
  }

  /** What waited for the run of its rule. */
  look(): void {
    const state = this.host.state();
    const { awaited } = this;
    if (awaited === undefined || state?.phase !== 'done') return;
    if (awaited.rule.uri !== state.rule.uri || awaited.rule.rule !== state.rule.rule) return;
    this.awaited = undefined;
    this.ask(awaited.entry);
  }

  /** False where somebody else asked. */
  fail(request: number, message: string): boolean {
    const asked = this.asked.get(request);
    this.asked.delete(request);
    if (asked === undefined) return false;
    this.change((shown) => (asked === 'proof' ? steps.failProof(shown, message) : { ...shown, failure: message }));
    return true;
  }

  /** Whether whoever asked waits at the keyboard; once. */
  takeFocus(): boolean {
    const { wantsFocus } = this;
    this.wantsFocus = false;
    return wantsFocus;
  }

  private receiveProof(answer: Parameters<typeof steps.receiveProof>[1]): void {
    const { shown } = this;
    if (shown === undefined) return;
    this.change((here) => steps.receiveProof(here, answer));
    if (!('row' in answer)) return this.host.say(answer.refusal.message);
    this.host.hand({ runId: shown.runId, proposals: [answer.row], refusals: [] }, shown.rows);
    this.host.say(proofInWords(answer.row.proof));
  }

  private change(step: (shown: ShownKnown) => ShownKnown): void {
    const { shown } = this;
    if (shown === undefined) return;
    this.current = step(shown);
    this.host.changed();
  }

  private note(asked: Asked): number {
    const request = this.host.nextRequest();
    this.asked.set(request, asked);
    return request;
  }
}
