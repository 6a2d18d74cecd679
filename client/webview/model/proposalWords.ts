// Proposals in words and figures: what one is about, what it removes and loses, how its fields are bound. No DOM.
import * as l10n from '@vscode/l10n';
import type {
  ProposalProof,
  ProposalRow,
  ProposalRung,
  RefusalRow,
  SuppressionRow,
} from '../../../server/src/protocol';
import { counted } from './counted';
import { formatCount } from './format';
import type { ShownProposals } from './proposals';

/** "removes 31 false positives · loses 0 true positives · …": all that is proved. */
export function proofInWords(proof: ProposalProof): string {
  const { removes, loses, authorised, unlabelled, adds, matches, events } = proof;
  return [
    l10n.t('removes {0}', counted.falsePositives(removes)),
    l10n.t('loses {0}', counted.truePositives(loses)),
    counted.authorised(authorised),
    l10n.t('touches {0}', counted.unlabelled(unlabelled)),
    l10n.t('adds {0}', formatCount(adds)),
    l10n.t('matches {0} of {1}', formatCount(matches), counted.events(events)),
  ].join(' · ');
}

/** Of an entry of the list: what it removes, and what it costs where it costs something. */
export function effectOf({ removes, loses, authorised, unlabelled, adds }: ProposalProof): string {
  return [
    l10n.t('removes {0}', counted.falsePositives(removes)),
    loses === 0 ? l10n.t('loses none') : l10n.t('loses {0}', counted.truePositives(loses)),
    ...(authorised === 0 ? [] : [counted.authorised(authorised)]),
    ...(unlabelled === 0 ? [] : [counted.unlabelled(unlabelled)]),
    ...(adds === 0 ? [] : [l10n.t('adds {0}', formatCount(adds))]),
  ].join(' · ');
}

/** Why a proposal is marked. */
export function dangerInWords({ loses, authorised }: ProposalProof): string {
  if (authorised === 0) return l10n.t('It hides {0}.', counted.truePositives(loses));
  if (loses === 0) return l10n.t('It hides {0}.', counted.authorisedHits(authorised));
  return l10n.t('It hides {0} and {1}.', counted.truePositives(loses), counted.authorisedHits(authorised));
}

export interface Figure {
  readonly name: keyof ProposalProof;
  readonly label: string;
  readonly value: string;
  /** What it was before the last move; undefined where it is the same. */
  readonly before: string | undefined;
  /** Something is lost. */
  readonly isBad: boolean;
}

const figures: readonly { readonly name: Exclude<keyof ProposalProof, 'isDangerous'>; readonly label: string }[] = [
  { name: 'removes', label: l10n.t('false positives removed') },
  { name: 'loses', label: l10n.t('true positives lost') },
  { name: 'authorised', label: l10n.t('authorised') },
  { name: 'unlabelled', label: l10n.t('unlabelled') },
  { name: 'adds', label: l10n.t('hits added') },
  { name: 'matches', label: '' },
];

/** `before`: the figures that are compared with. */
export function figuresOf(proof: ProposalProof, before?: ProposalProof): readonly Figure[] {
  // Only the hits of a sequence are ever others instead.
  const told = figures.filter(({ name }) => name !== 'adds' || proof.adds > 0 || (before?.adds ?? 0) > 0);
  return told.map(({ name, label }) => ({
    name,
    label: name === 'matches' ? l10n.t('of {0}', counted.events(proof.events)) : label,
    value: formatCount(proof[name]),
    before: before === undefined || before[name] === proof[name] ? undefined : formatCount(before[name]),
    isBad: (name === 'loses' || name === 'authorised') && proof[name] > 0,
  }));
}

export const kindWords: Readonly<Record<ProposalRow['kind'], string>> = {
  kubernetes: l10n.t('command in a pod'),
  container: l10n.t('process in a container'),
  process: l10n.t('process'),
  generic: l10n.t('fields in common'),
};

/** The rungs of a ladder, from the narrowest to the broadest. */
export const rungWords: Readonly<Record<ProposalRung['kind'], string>> = {
  exact: l10n.t('exact'),
  list: l10n.t('list'),
  prefix: l10n.t('prefix'),
  numbers: l10n.t('numbers'),
  pattern: l10n.t('wildcard'),
  off: l10n.t('any value'),
};

interface WayLook {
  readonly icon: string;
  readonly label: string;
}

export const ways: Readonly<Record<ProposalRow['suits']['way'], WayLook>> = {
  arm: { icon: 'law', label: l10n.t('Belongs in the rule:') },
  exception: { icon: 'shield', label: l10n.t('Better an exception item:') },
  neither: { icon: 'person', label: l10n.t('Better neither:') },
};

/** What the proposals are for. */
export function scopeInWords({ rows }: ShownProposals): string {
  if (rows === undefined) return l10n.t('For all false positives');
  return rows.length === 1 ? l10n.t('For the selected hit') : l10n.t('For {0} selected hits', formatCount(rows.length));
}

export function refusalTitle({ hits }: RefusalRow): string {
  return l10n.t('No exclusion for {0}', counted.hits(hits));
}

/** "12 → 3 alerts a day": what suppression makes of them. */
export function suppressionInWords({ before, after, isPerDay }: SuppressionRow): string {
  const [without, within] = [formatCount(before), formatCount(after)];
  return isPerDay
    ? l10n.t('alerts a day: {0} → {1}', without, within)
    : l10n.t('alerts of the sample: {0} → {1}', without, within);
}
