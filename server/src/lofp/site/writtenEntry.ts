// An entry that is written by hand as sections of its page: who and what, the exclusion, what that opens, and what proves it on the rules.
import type { EvidenceItem, ExclusionTemplate, LofpEntry, Parameter, RuleReference } from '../entries/entry';
import { examplesOf, fillTemplate } from '../entries/fillTemplate';
import type { EvidenceRow } from '../entries/runEvidence';
import type { CatalogueRule } from '../statements/catalogue';
import type { Block, EventBlock, Fact, Link, PageSection } from './sections';

/** An entry with all that was found of it in the rules. */
export interface WrittenEntry {
  readonly entry: LofpEntry;
  /** To its file. */
  readonly file: Link;
  /** Those that it names and that were read, and those that are tied to it. */
  readonly rules: readonly CatalogueRule[];
  /** Of references to rules that were not read there is none. */
  readonly ruleOf: (reference: RuleReference) => CatalogueRule | undefined;
  readonly arms: readonly WrittenArm[];
  readonly proofs: readonly WrittenProof[];
  /** To a sample file that the entry names. */
  readonly sampleLink: (file: string) => string | undefined;
}

/** An arm of a rule's exclusion with a comment that names the entry. */
export interface WrittenArm {
  readonly rule: CatalogueRule;
  readonly eql: string;
  /** In the rule's file, from 1. */
  readonly line: number;
}

export interface WrittenProof {
  readonly rule: CatalogueRule;
  readonly rows: readonly EvidenceRow[];
}

/** `pageOf` leads from an entry's id to its page. */
export function writtenSections(written: WrittenEntry, pageOf: (id: string) => Link): readonly PageSection[] {
  const { entry } = written;
  const sections: readonly (readonly [id: string, title: string, blocks: readonly Block[]])[] = [
    ['who', 'Who and what', [{ kind: 'facts', facts: identityOf(entry) }]],
    ['exclusion', 'The exclusion', exclusionOf(entry)],
    ['bypass', 'What it opens', bypassOf(written)],
    ['never', 'When nothing is to be left out', listOf(entry.never)],
    ['evidence', 'Evidence', evidenceOf(written)],
    ['arms', 'Arms that implement it', written.arms.flatMap(armBlock)],
    ['review', 'Review', [{ kind: 'facts', facts: reviewOf(written) }]],
    [
      'see',
      'See also',
      linksOf(
        [...(entry.extends === undefined ? [] : [entry.extends]), ...entry.see].map(({ value }) => pageOf(value)),
      ),
    ],
  ];
  return sections
    .map(([id, title, blocks]) => ({ id, title, blocks: blocks.filter(isFull) }))
    .filter(({ blocks }) => blocks.length > 0);
}

function isFull(block: Block): boolean {
  return block.kind !== 'facts' || block.facts.length > 0;
}

const FAR: Readonly<Record<LofpEntry['expressible'], string>> = {
  yes: 'Fields tell these events from an attack.',
  partly: 'Fields tell these events from an attack only in part.',
  no: 'No field tells these events from an attack.',
};

function identityOf({ who, what, expressible, inexpressible }: LofpEntry): readonly Fact[] {
  const shapes = what.map(({ product, versions, shape }) => {
    const name = [product, versions].flatMap((part) => part ?? []).join(' ');
    return name === '' ? shape : `${name}: ${shape}`;
  });
  return [
    ...factOf('Who', who === undefined ? [] : [who]),
    ...factOf('What', shapes),
    ...factOf('Expressible', [FAR[expressible]]),
    ...factOf('What no field says', inexpressible === undefined ? [] : [inexpressible]),
  ];
}

function factOf(term: string, values: readonly string[]): readonly Fact[] {
  return values.length === 0 ? [] : [{ term, values }];
}

function exclusionOf({ exclusions }: LofpEntry): readonly Block[] {
  if (exclusions.length > 0) return exclusions.flatMap(templateBlocks);
  return [
    { kind: 'notice', tone: 'warning', text: 'There is none: these events are authorised, and must still alert.' },
  ];
}

function templateBlocks(template: ExclusionTemplate): readonly Block[] {
  const { title, dataset, parameters, fewest } = template;
  const filled = fillTemplate(template, examplesOf(template));
  const bound = `Binds at least ${fewest} ${fewest === 1 ? 'field' : 'fields'}${dataset === undefined ? '' : ` of \`${dataset.value}\``}.`;
  return [
    { kind: 'text', text: title === undefined ? bound : `${title}\n\n${bound}` },
    filled.kind === 'filled'
      ? {
          kind: 'code',
          language: 'eql',
          text: `not (${brokenAtAnd(filled.eql)})`,
          caption: 'The exclusion with example values',
        }
      : { kind: 'notice', tone: 'warning', text: filled.message },
    ...(parameters.length === 0 ? [] : [parameterTable(parameters)]),
  ];
}

/** Between conditions; a text holds no line break, and what stands in it is left alone. */
function brokenAtAnd(eql: string): string {
  return eql.replace(/("(?:[^"\\]|\\.)*")|\sand\s/g, (match, text: string | undefined) =>
    text === undefined ? ' and\n     ' : match,
  );
}

function parameterTable(parameters: readonly Parameter[]): Block {
  const rows = parameters.map(parameterRow);
  const heads = ['Parameter', 'Type', 'Example', 'Meaning'];
  const isEmpty = rows.every((row) => row[3] === '');
  return isEmpty
    ? { kind: 'table', heads: heads.slice(0, 3), rows: rows.map((row) => row.slice(0, 3)) }
    : { kind: 'table', heads, rows };
}

function parameterRow({ name, type, description = '', allowsWildcard, example }: Parameter): readonly string[] {
  const examples = example.map(({ value }) => `\`${value}\``).join(', ');
  const wildcard = allowsWildcard ? 'May hold a wildcard.' : '';
  return [`\`${name}\``, type, examples, [description, wildcard].filter((part) => part !== '').join(' ')];
}

function bypassOf({ entry, ruleOf }: WrittenEntry): readonly Block[] {
  const { bypass } = entry;
  if (bypass === undefined) return [];
  const covered = bypass.coveredBy.map((reference): Link => {
    const rule = ruleOf(reference);
    const text = reference.name ?? rule?.name ?? reference.id ?? '';
    return { text, ...(rule?.link === undefined ? {} : { path: rule.link }), note: 'still sees it' };
  });
  return [{ kind: 'notice', tone: 'warning', text: bypass.opens }, ...linksOf(covered)];
}

function listOf(items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}

function linksOf(links: readonly Link[]): readonly Block[] {
  return links.length === 0 ? [] : [{ kind: 'links', links }];
}

function evidenceOf(written: WrittenEntry): readonly Block[] {
  const { alerts, excluded } = written.entry.evidence;
  const side = (title: string, items: readonly EvidenceItem[]): readonly Block[] =>
    items.length === 0 ? [] : [{ kind: 'heading', text: title }, ...items.map((item) => eventBlock(item, written))];
  return [...side('Must still alert', alerts), ...side('Should be left out', excluded)];
}

function eventBlock(item: EvidenceItem, { proofs, sampleLink }: WrittenEntry): EventBlock {
  const { note, source } = item;
  const outcomes = proofs.flatMap(({ rule, rows }) =>
    outcomesOf(
      rows.filter((row) => row.item === item),
      rule,
    ),
  );
  if (source.kind === 'inline')
    return { kind: 'event', title: note ?? 'An event', json: JSON.stringify(source.event, null, 2), outcomes };
  const { file, ids, lines, where } = source;
  const named = [
    ...ids,
    ...lines.map((line) => `line ${line}`),
    ...(where === undefined ? [] : [`where ${where.value}`]),
  ].join(', ');
  const path = sampleLink(file.value);
  const link: Link = { text: file.value, note: named, ...(path === undefined ? {} : { path }) };
  return { kind: 'event', title: note ?? 'Of a sample', link, outcomes };
}

/** The same sentence of many events is said once, with their number. */
function outcomesOf(rows: readonly EvidenceRow[], rule: CatalogueRule): EventBlock['outcomes'] {
  const counts = new Map<string, { readonly holds: boolean; count: number }>();
  for (const { message, breach } of rows) {
    const known = counts.get(message);
    if (known === undefined) counts.set(message, { holds: breach === undefined, count: 1 });
    else known.count++;
  }
  return [...counts].map(([message, { holds, count }]) => ({
    rule: rule.name,
    text: count === 1 ? message : `${message} (${count} events)`,
    holds,
  }));
}

function armBlock({ rule, eql, line }: WrittenArm): readonly Block[] {
  const link: Link = { text: `${rule.path}, line ${line}`, ...(rule.link === undefined ? {} : { path: rule.link }) };
  return [{ kind: 'code', language: 'eql', text: eql, caption: `Arm of ${rule.name}`, link }];
}

function reviewOf({ entry, file }: WrittenEntry): readonly Fact[] {
  const { owner, reviewed, review, expires, alertsPerDay: { before, after } = {} } = entry;
  const alerts = [
    ...(before === undefined ? [] : [`${before} before`]),
    ...(after === undefined ? [] : [`${after} after`]),
  ];
  return [
    ...factOf('Alerts a day', alerts.length === 0 ? [] : [alerts.join(', ')]),
    ...factOf('Owner', owner === undefined ? [] : [owner]),
    ...factOf('Looked at', reviewed === undefined ? [] : [reviewed.value]),
    ...factOf('Next review', review === undefined ? [] : [review.value]),
    ...factOf('Expires', expires === undefined ? [] : [expires.value]),
    { term: 'File', values: [], link: file },
  ];
}
