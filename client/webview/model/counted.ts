// Counts with their nouns. Each is a sentence of its own, since languages do not put them together alike.
import * as l10n from '@vscode/l10n';
import { formatCount } from './format';

type Counted = (count: number) => string;

/** `counted.hits(1)` is "1 hit", `counted.hits(2000)` "2,000 hits". */
export const counted = {
  events: (count) => (count === 1 ? l10n.t('1 event') : l10n.t('{0} events', formatCount(count))),
  hits: (count) => (count === 1 ? l10n.t('1 hit') : l10n.t('{0} hits', formatCount(count))),
  rows: (count) => (count === 1 ? l10n.t('1 row') : l10n.t('{0} rows', formatCount(count))),
  rules: (count) => (count === 1 ? l10n.t('1 rule') : l10n.t('{0} rules', formatCount(count))),
  samples: (count) => (count === 1 ? l10n.t('1 sample') : l10n.t('{0} samples', formatCount(count))),
  truePositives: (count) =>
    count === 1 ? l10n.t('1 true positive') : l10n.t('{0} true positives', formatCount(count)),
  falsePositives: (count) =>
    count === 1 ? l10n.t('1 false positive') : l10n.t('{0} false positives', formatCount(count)),
  authorised: (count) => l10n.t('{0} authorised', formatCount(count)),
  authorisedHits: (count) =>
    count === 1 ? l10n.t('1 authorised hit') : l10n.t('{0} authorised hits', formatCount(count)),
  unlabelled: (count) => l10n.t('{0} unlabelled', formatCount(count)),
  misses: (count) => (count === 1 ? l10n.t('1 miss') : l10n.t('{0} misses', formatCount(count))),
  fields: (count) => (count === 1 ? l10n.t('1 field') : l10n.t('{0} fields', formatCount(count))),
  values: (count) => (count === 1 ? l10n.t('1 value') : l10n.t('{0} values', formatCount(count))),
  notes: (count) => (count === 1 ? l10n.t('1 note') : l10n.t('{0} notes', formatCount(count))),
  problems: (count) => (count === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', formatCount(count))),
  items: (count) => l10n.t('{0} items of the sequence', formatCount(count)),
  matchedKeys: (count) =>
    count === 1
      ? l10n.t('1 key matched the first item')
      : l10n.t('{0} keys matched the first item', formatCount(count)),
  justFailing: (count) => (count === 1 ? l10n.t('1 event fails') : l10n.t('{0} events fail', formatCount(count))),
} as const satisfies Readonly<Record<string, Counted>>;
