// Statements that say nothing: no person, no program, no circumstance that an analyst could look for.
import { foldStatement } from './fold';

/** Only what is empty of content is one: `Legitimate administrator activity` names somebody, and stays. */
export function saysNothing(statement: string): boolean {
  const words = foldStatement(statement).replace(EDGES, '').replace(APOSTROPHES, "'");
  return words === '' || NOTHING.has(words) || PHRASES.some((phrase) => phrase.test(words));
}

/** Punctuation around a sentence; what stands inside of it is part of what it says. */
const EDGES = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;
const APOSTROPHES = /[\u2018\u2019]/g;

const NOTHING: ReadonlySet<string> = new Set([
  ...['unknown', 'unlikely', 'none', 'n/a', 'na', 'null', 'nil', 'no', 'not applicable', 'not known', 'tbd', 'todo'],
  ...[
    'to be determined',
    'to be defined',
    'rare',
    'very rare',
    'low',
    'very low',
    'minimal',
    'possible',
    'some',
    'other',
  ],
  ...['as yet unknown', 'yet unknown', 'still unknown', 'currently unknown', 'mostly unknown', 'unsure', 'untested'],
]);

const SOON = String.raw`(?: (?:so far|yet|at (?:this|the) (?:time|moment|point)|currently|at present|known))?`;
const FALSE_POSITIVES = String.raw`(?:false[ -]?positives?|fps?)`;
const HERE = String.raw`(?: (?:for|with|from|in|by) (?:this|the) (?:rule|detection|search|analytic|query))?`;
const SEEN = String.raw`(?:known|identified|expected|reported|observed|found|anticipated)`;

/** Whole sentences, each in the ways in which rules have it. */
const PHRASES: readonly RegExp[] = [
  String.raw`(?:none|no|not|nothing|unknown|unlikely|not yet) ?${SEEN}?${SOON}`,
  String.raw`(?:there are )?(?:currently )?no ${SEEN}? ?${FALSE_POSITIVES}(?: (?:(?:have|has) been |are |were )?${SEEN})?${HERE}${SOON}`,
  String.raw`${FALSE_POSITIVES}(?: (?:are|is|should be|will be|may be|might be|could be))? (?:unknown|not expected|not known|unexpected|unlikely|rare|(?:very |highly |quite |extremely |most )(?:unlikely|rare)|possible|present|likely|expected|low|minimal|uncommon)${HERE}${SOON}`,
  String.raw`(?:very|highly|extremely|quite|most|rather|fairly) (?:unlikely|rare)`,
  String.raw`(?:unlikely|rare)(?:,? but possible| to (?:occur|happen))`,
].map((phrase) => new RegExp(`^${phrase}$`));
