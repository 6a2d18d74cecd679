// What is wrong with the words and the days of an entry.
import { isDay } from '../../analysis/answer';
import type { Issue, Severity } from '../../base/issue';
import type { SpannedText } from '../../schemaYaml/yamlRead';
import type { LofpEntry } from './entry';

/** Longer ones are no statement but a page. */
export const LONGEST_STATEMENT = 4000;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST_ID = 80;
/** An element, a comment or an entity of HTML, a link of Markdown with its address. */
const MARKUP = /<\/?[a-z][^<>]*>|<!--|&(?:[a-z]{2,8}|#\d+);|\]\([^)]*\)/i;
const NO_STATEMENT = /^(?:unknown|unlikely|none|n\/a|not applicable|-+)\.?$/i;

export function checkTexts({ id, statement, rules, expressible, inexpressible }: LofpEntry): readonly Issue[] {
  const issues: Issue[] = [];
  if (!ID.test(id.value) || id.value.length > LONGEST_ID)
    issues.push(
      entryIssue(id, `An id has small letters, digits and single dashes, at most ${LONGEST_ID}: \`cilium-status\`.`),
    );
  const fault = faultOfStatement(statement.value);
  if (fault !== undefined)
    issues.push({ code: 'lofp-statement', severity: 'warning', message: fault, ...spanOf(statement) });
  if (rules.length === 0)
    issues.push(
      entryIssue(
        id,
        'The entry names no rule, so its evidence cannot be proven. Write the `rule_id` under `rules`.',
        'warning',
      ),
    );
  if (expressible === 'partly' && inexpressible === undefined)
    issues.push(
      entryIssue(id, '`expressible` is `partly`: say under `inexpressible` what no field can say.', 'warning'),
    );
  return issues;
}

/** What is past on a day, and days that are none. */
export function checkDays({ reviewed, review, expires }: LofpEntry, today?: string): readonly Issue[] {
  const wrong = [reviewed, review, expires].flatMap((each) =>
    each === undefined || isDay(each.value)
      ? []
      : [entryIssue(each, `\`${each.value}\` is no day; write it as \`2027-01-31\`.`)],
  );
  return [...wrong, ...pastDays({ review, expires }, today).map(({ day, ...issue }) => ({ ...issue, ...spanOf(day) }))];
}

export interface PastDay {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly day: SpannedText;
}

/** Also for the arms that an entry stands behind. The last day counts. */
export function pastDays(
  { review, expires }: Pick<LofpEntry, 'review' | 'expires'>,
  today?: string,
): readonly PastDay[] {
  const isPast = (day: SpannedText | undefined): day is SpannedText =>
    day !== undefined && today !== undefined && isDay(day.value) && day.value < today;
  const due: PastDay[] = [];
  if (isPast(review))
    due.push({
      code: 'lofp-review',
      severity: 'warning',
      message: `This entry was to be looked at again by ${review.value}. Look at its evidence, and set a new day.`,
      day: review,
    });
  if (isPast(expires))
    due.push({
      code: 'lofp-expired',
      severity: 'warning',
      message: `This entry ended on ${expires.value}. Remove its exclusions, or set a new day.`,
      day: expires,
    });
  return due;
}

function faultOfStatement(text: string): string | undefined {
  if (text.length > LONGEST_STATEMENT)
    return `The statement has ${text.length} characters; more than ${LONGEST_STATEMENT} are no statement, and are not shown. Say it in a sentence or two, and the rest under \`what\`.`;
  if (NO_STATEMENT.test(text))
    return `\`${text}\` says nothing of what happens. Say who does what, or remove the entry.`;
  return MARKUP.test(text) ? 'The statement holds markup, which is shown as it stands. Write plain text.' : undefined;
}

function spanOf({ from, to }: SpannedText): { readonly from: number; readonly to: number } {
  return { from, to };
}

function entryIssue(place: SpannedText, message: string, severity: Severity = 'error'): Issue {
  return { code: 'lofp-entry', severity, message, ...spanOf(place) };
}
