// Checks a rule against the entries behind it, both ways: arms without a statement, statements without an arm, evidence that no longer holds, days that are past.
import type { Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import { nearestName } from '../../eql/nearestName';
import { pastDays } from '../entries/checkTexts';
import type { EntryIssue, LofpEntry } from '../entries/entry';
import type { SampleReader } from '../entries/evidenceEvents';
import { examplesOf, faultOfValue, fillTemplate } from '../entries/fillTemplate';
import { concernsRule, runEvidence } from '../entries/runEvidence';
import type { Breach, EvidenceRow } from '../entries/runEvidence';
import { armsTiedTo } from './ties';
import type { RuleTies, TiedArm, TiedStatement } from './ties';
import type { TiedId } from './tieText';

export interface TieWorld {
  readonly entries: readonly LofpEntry[];
  readonly read: SampleReader;
  /** `YYYY-MM-DD`; without it nothing is past. */
  readonly today?: string;
}

export interface TieReport {
  /** In the rule's file. */
  readonly issues: readonly Issue[];
  /** In the files of entries. */
  readonly ofEntries: readonly EntryIssue[];
  /** All that was proven, of every entry that is about the rule. */
  readonly proofs: readonly EntryProof[];
}

export interface EntryProof {
  readonly entry: LofpEntry;
  readonly rows: readonly EvidenceRow[];
}

/** `ties` are those of `tiesOf`. A rule that ties nothing is not asked to: only its evidence is looked at. */
export function checkTies(ties: RuleTies, world: TieWorld): TieReport {
  const steps = tieSteps(ties, world);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The same entry by entry, for who has other work to do in between. */
export function* tieSteps(ties: RuleTies, world: TieWorld): Generator<undefined, TieReport, undefined> {
  const proofs: EntryProof[] = [];
  for (const entry of world.entries) {
    const proof = proofOf(entry, ties, world.read);
    if (proof === undefined) continue;
    proofs.push(proof);
    yield undefined;
  }
  return reportOf(proofs, ties, world);
}

function reportOf(proofs: readonly EntryProof[], ties: RuleTies, world: TieWorld): TieReport {
  const broken = proofs.flatMap((proof) => brokenEvidence(proof, ties));
  const issues = [
    ...ties.faults,
    ...ties.named.flatMap((named) => unknownEntry(named, world.entries)),
    ...(ties.isTied ? [...untiedArms(ties), ...untiedStatements(ties)] : []),
    ...ties.arms.flatMap((arm) => pastArm(arm, world.today)),
    ...broken.flatMap(({ inRule }) => inRule ?? []),
  ];
  return {
    issues: issues.sort((a, b) => a.from - b.from || a.to - b.to),
    ofEntries: broken.map(({ inEntry }) => inEntry),
    proofs,
  };
}

/** Of an entry that names the rule, or that it names. */
function proofOf(entry: LofpEntry, ties: RuleTies, read: SampleReader): EntryProof | undefined {
  const tied = armsTiedTo(ties, entry);
  if (tied.length === 0 && !concernsRule(entry, ties.rule, ties.file)) return undefined;
  const rows = runEvidence(entry, ties.rule, {
    read,
    tied: tied.map(({ arm }) => arm),
    ...(ties.file === undefined ? {} : { file: ties.file }),
  });
  return rows.length === 0 ? undefined : { entry, rows };
}

interface Broken {
  readonly inEntry: EntryIssue;
  readonly inRule?: Issue;
}

/** What an edit of the entry alone can have broken is not told on the rule. */
const OF_RULE: ReadonlySet<Breach> = new Set([
  'not-asked',
  'left-out-by-arm',
  'left-out-by-tied-arm',
  'not-left-out-by-tied-arm',
]);

/** One issue for all events that break in the same way, at the first of them. */
function brokenEvidence({ entry, rows }: EntryProof, ties: RuleTies): readonly Broken[] {
  const groups = new Map<string, EvidenceRow[]>();
  for (const row of rows) {
    if (row.breach === undefined || isToldOfEntry(row, entry)) continue;
    const key = JSON.stringify([row.side, row.breach, row.message, row.arm]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [asBroken(first, group.length, entry, ties)];
  });
}

/** A template that cannot be filled is one fault, and told where it stands. */
function isToldOfEntry({ breach, item, message }: EvidenceRow, { exclusions }: LofpEntry): boolean {
  if (breach !== 'unfilled') return false;
  const parameters = exclusions.flatMap((each) => each.parameters);
  const ofValues = Object.entries(item.with).flatMap(([name, values]) => {
    const own = parameters.find((each) => each.name === name);
    return own === undefined ? [] : values.map((value) => faultOfValue(own, value));
  });
  const ofTemplates = exclusions.map((each) => fillTemplate(each, examplesOf(each)));
  return ofValues.includes(message) || ofTemplates.some((each) => each.kind === 'refused' && each.message === message);
}

function asBroken(row: EvidenceRow, count: number, entry: LofpEntry, ties: RuleTies): Broken {
  const { id, name } = ties.rule.rule.metadata;
  const rule = name?.value ?? id?.value ?? ties.file ?? 'the rule';
  const more = count === 1 ? '' : ` So do ${count - 1} more.`;
  const { from, to } = row.item;
  const inEntry: EntryIssue = {
    ...broken(`Of «${rule}», «${row.event}»: ${row.message}${more}`, { from, to }),
    path: entry.path,
  };
  if (row.breach === undefined || !OF_RULE.has(row.breach)) return { inEntry };
  const message = `The evidence of \`${entry.id.value}\` no longer holds, «${row.event}»: ${row.message}${more}`;
  const related = [{ message: `The evidence of \`${entry.id.value}\`.`, file: entry.path, from, to }];
  return { inEntry, inRule: { ...broken(message, placeOf(row, entry, ties)), related } };
}

/** The arm that is to blame, else the one behind which the entry stands, else the rule's heading. */
function placeOf({ arm }: EvidenceRow, entry: LofpEntry, ties: RuleTies): Span {
  const { eql, rule } = ties.rule;
  if (arm !== undefined && eql !== undefined) return eql.embedded.map.spanToFile(arm);
  return armsTiedTo(ties, entry)[0]?.span ?? rule.heading;
}

function broken(message: string, { from, to }: Span): Issue {
  return { code: 'lofp-broken-evidence', severity: 'error', message, from, to };
}

function unknownEntry({ id, from, to }: TiedId, entries: readonly LofpEntry[]): readonly Issue[] {
  const known = entries.map((entry) => entry.id.value);
  if (known.includes(id)) return [];
  const near = nearestName(id, known);
  const cure = near === undefined ? 'Write the entry, or remove the tie.' : `Did you mean \`${near}\`?`;
  return [
    { code: 'lofp-unknown-entry', severity: 'warning', message: `No entry has the id \`${id}\`. ${cure}`, from, to },
  ];
}

/** One issue for each alternative of an exclusion, however many values it lists. */
function untiedArms({ arms }: RuleTies): readonly Issue[] {
  const untied = arms.filter(({ isNamed, because }) => !isNamed && because === undefined);
  return untied.map(({ span }) => {
    const message =
      'No entry of the catalogue stands behind this arm. Tie it with `// lofp: ENTRY`, or say `// lofp: none because REASON`.';
    return { code: 'lofp-untied-arm', severity: 'hint', message, from: span.from, to: span.to };
  });
}

function untiedStatements(ties: RuleTies): readonly Issue[] {
  return ties.statements.flatMap((statement) => {
    const message = faultOfStatement(statement, ties);
    const { from, to } = statement.span;
    return message === undefined ? [] : [{ code: 'lofp-untied-statement', severity: 'hint', message, from, to }];
  });
}

/** An entry that leaves nothing out says itself why there is no arm. */
function faultOfStatement({ entries, isNamed, because }: TiedStatement, ties: RuleTies): string | undefined {
  if (because !== undefined) return undefined;
  if (entries.length === 0)
    return isNamed
      ? undefined
      : 'No entry of the catalogue stands behind this statement. Tie it with `# lofp: ENTRY`, or say `# lofp: none because REASON`.';
  const isAnswered = entries.some((entry) => entry.exclusions.length === 0 || armsTiedTo(ties, entry).length > 0);
  if (isAnswered) return undefined;
  const [{ id } = { id: { value: '' } }] = entries;
  return `\`${id.value}\` has an exclusion, but no arm of the query is tied to it. Add the arm, or say \`# lofp: none because REASON\`.`;
}

function pastArm({ entries, span }: TiedArm, today: string | undefined): readonly Issue[] {
  return entries.flatMap((entry) =>
    pastDays(entry, today).map(({ code, severity, day }): Issue => {
      const what =
        code === 'lofp-expired'
          ? `ended on ${day.value}. Remove the arm, or set a new day in the entry.`
          : `was to be looked at again by ${day.value}. Look at its evidence, and set a new day.`;
      return { code, severity, message: `The entry \`${entry.id.value}\` behind this arm ${what}`, ...span };
    }),
  );
}
