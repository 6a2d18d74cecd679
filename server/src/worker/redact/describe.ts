// What a redaction did, in sentences.
import type { RedactReport } from './redactSamples';

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  account: ['account', 'accounts'],
  name: ['name of an object', 'names of objects'],
  host: ['host', 'hosts'],
  email: ['email address', 'email addresses'],
  address: ['IP address', 'IP addresses'],
  mac: ['MAC address', 'MAC addresses'],
  id: ['id', 'ids'],
  opaque: ['secret', 'secrets'],
};

/** A kept identity is told with its field and rule: whoever passes the copy on has to know. */
const SHOWN = 20;

export function describeRedaction(report: RedactReport): readonly string[] {
  const { files, kept } = report;
  return [
    ...files.flatMap(({ from, to, events, hits, labels, notes }) => [
      `${from} → ${to}: ${events} ${events === 1 ? 'event' : 'events'}, ${hits} ${hits === 1 ? 'hit' : 'hits'} as before${labels.length === 0 ? '' : `; labels in ${labels.join(', ')}`}`,
      ...notes.map((note) => `  ${note}`),
    ]),
    `replaced: ${countsOf(report)}`,
    proofOf(report),
    ...(kept.length === 0 ? [] : [`kept because a rule names ${kept.length === 1 ? 'it' : 'them'}:`]),
    ...kept.slice(0, SHOWN).map(({ text, field, rule }) => `  ${text}  (${field}; ${rule})`),
    ...(kept.length > SHOWN ? [`  and ${kept.length - SHOWN} more`] : []),
  ];
}

/** For a message of an editor. */
export function summarizeRedaction(report: RedactReport): readonly string[] {
  const { files, kept } = report;
  const copies = files.map(({ to }) => to.replace(/^.*[\\/]/, '')).join(', ');
  return [
    `${copies} written; replaced: ${countsOf(report)}.`,
    proofOf(report),
    ...(kept.length === 0 ? [] : [`Kept because rules name them: ${kept.map(({ text }) => text).join(', ')}.`]),
    ...files.flatMap(({ notes }) => notes),
  ];
}

function countsOf({ identities }: RedactReport): string {
  const counts = Object.entries(identities).map(
    ([kind, count]) => `${count} ${KINDS[kind]?.[count === 1 ? 0 : 1] ?? kind}`,
  );
  return counts.length === 0 ? 'nothing' : counts.join(', ');
}

function proofOf({ rules, rulesNotRun }: RedactReport): string {
  const others =
    rulesNotRun === 0
      ? ''
      : `; ${rulesNotRun} in another language or with errors ${rulesNotRun === 1 ? 'was' : 'were'} not run`;
  if (rules === 0) return `No rule was found, so nothing is proved; name some with \`--rules PATH\`${others}.`;
  return `${rules} ${rules === 1 ? 'rule hits' : 'rules hit'} the same events as before${others}.`;
}
