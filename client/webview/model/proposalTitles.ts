// The names of proposals in their list. Two that bind the same values are told apart by where their conditions differ. No DOM.
import type { ProposalField, ProposalRow, ProposalRung } from '../../../server/src/protocol';
import { clip } from './format';

const longestDifference = 80;

export function titlesOf(proposals: readonly ProposalRow[]): readonly string[] {
  const titles = proposals.map(titleOf);
  return proposals.map((proposal, index) => {
    const title = titles[index] ?? '';
    const alike = proposals.filter((_, other) => titles[other] === title);
    return alike.length === 1 || title === proposal.eql ? title : `${title} · ${differenceOf(proposal, alike)}`;
  });
}

/** That of the server; else its values, the fields that are not asked for left out, or its condition where none is short. */
export function titleOf({ title, fields, eql }: ProposalRow): string {
  if (title !== undefined) return title.replaceAll('`', '');
  const standing = fields.flatMap((field) => boundRung(field) ?? []);
  // What is a sentence and no value says the same of all of them.
  const values = standing.flatMap(({ kind, title }) =>
    kind === 'exact' || !title.includes(' ') ? unquoted(title) : [],
  );
  return values.length === 0 ? eql : [...new Set(values)].join(' · ');
}

function boundRung({ rungs, rung }: ProposalField): ProposalRung | undefined {
  const standing = rungs[rung];
  return standing?.kind === 'off' ? undefined : standing;
}

function unquoted(title: string): string {
  return /^"[^"]*"$/.test(title) ? title.slice(1, -1) : title;
}

/** From the beginning of the first word that is not the same in all of them. */
function differenceOf({ eql }: ProposalRow, alike: readonly ProposalRow[]): string {
  const same = Math.min(...alike.map((other) => (other.eql === eql ? Infinity : sharedLength(eql, other.eql))));
  if (same === Infinity) return clip(eql, longestDifference);
  const start = eql.slice(0, same).search(/[^\s?&=\]"]*$/);
  return `…${clip(eql.slice(start), longestDifference)}`;
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
