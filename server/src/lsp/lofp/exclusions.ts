// Exclusions that are made of entries: offered for a rule with what the selected events say of their parameters, and proven on a run, or refused.
import type { EqlAnalysis, RuleAnalysis } from '../../analysis/analyze';
import { clausesOf } from '../../eql/walk';
import { printExpression } from '../../eql/print';
import type { ExclusionTemplate, LofpEntry, Parameter, ParameterValues } from '../../lofp/entries/entry';
import type { MeantEvent } from '../../lofp/entries/evidenceEvents';
import type { Fill } from '../../lofp/entries/fillFrom';
import { fillTemplate, holesOfCondition } from '../../lofp/entries/fillTemplate';
import { lostAlerts } from '../../lofp/entries/lostAlerts';
import { typeFacts } from '../../lofp/entries/parameterTypes';
import { concernsRule } from '../../lofp/entries/runEvidence';
import type {
  LofpExclusion,
  LofpExclusionsAnswer,
  LofpExclusionsParams,
  LofpLink,
  LofpParameter,
  LofpProposalAnswer,
  LofpProposalParams,
} from '../../protocol';
import { chooseDatasets } from '../../schema/choose';
import { knownDataSets } from '../../schema/knownDataSets';
import { catalogReaderOf } from '../../worker/catalogReader';
import { samplePath } from '../../worker/lofpFiles';
import type { Session } from '../session';
import { titleOf, toUri } from '../uris';
import { placeOfEntry } from './entryRows';

type Parts = Pick<Session, 'documents' | 'host' | 'lofp' | 'runs' | 'worker'>;

const LATE = 'The run is over: run the rule again.';
const RULE_GONE = 'The rule is not there any more: open its file and run it again.';

interface Offered {
  readonly entry: LofpEntry;
  readonly exclusion: number;
  readonly template: ExclusionTemplate;
}

export async function exclusionsFor(params: LofpExclusionsParams, parts: Parts): Promise<LofpExclusionsAnswer> {
  const { uri, rule: index, entry: wanted, runId, rows = [] } = params;
  const rule = parts.documents.openOrSaved(uri)?.analysis.rules[index];
  if (rule?.eql === undefined)
    return { exclusions: [], message: rule === undefined ? RULE_GONE : 'Only rules in EQL get an exclusion.' };
  const entries = wanted === undefined ? parts.lofp.catalogue.entries : named(wanted, parts);
  if (entries.length === 0) return { exclusions: [], message: whyNoEntry(wanted) };
  const offered = entries.flatMap((entry) => offersOf(entry, rule, wanted !== undefined, uri, parts));
  const [first] = entries;
  if (offered.length === 0 && wanted !== undefined && first !== undefined)
    return { exclusions: [], message: whyNone(first) };
  if (offered.length === 0) return { exclusions: [], message: 'No entry has an exclusion for what this rule reads.' };
  const isFilled = runId !== undefined && rows.length > 0;
  const filled = isFilled
    ? await parts.worker().ask('lofpFill', { runId, rows, templates: offered.map(({ template }) => template) })
    : undefined;
  if (filled === null) return { exclusions: [], message: LATE };
  const exclusions = offered.map((each, place) => toExclusion(each, filled?.fills[place], filled?.events));
  return { exclusions: filled === undefined ? exclusions : exclusions.sort((a, b) => rank(a) - rank(b)) };
}

function named(id: string, { lofp }: Parts): readonly LofpEntry[] {
  const entry = lofp.catalogue.entry(id);
  return entry === undefined ? [] : [entry];
}

function whyNoEntry(id: string | undefined): string {
  return id === undefined
    ? 'The workspace has no entry of a known false positive: those are YAML files in a folder called `lofp`.'
    : `There is no entry \`${id}\` any more.`;
}

/** An entry that leaves nothing out says so on purpose. */
function whyNone({ id, inexpressible, never, exclusions }: LofpEntry): string {
  const [dataset] = exclusions.flatMap((each) => each.dataset ?? []);
  if (dataset !== undefined)
    return `\`${id.value}\` has an exclusion for \`${dataset.value}\` only, which this rule does not read.`;
  const [why] = [inexpressible, ...never].flatMap((each) => each ?? []);
  const because = why === undefined ? '' : ` ${why}`;
  return `\`${id.value}\` has no exclusion: its events are authorised, and must still alert.${because}`;
}

/** Entries about the rule first: those that are tied to it, and those that name it. */
function offersOf(
  entry: LofpEntry,
  rule: RuleAnalysis,
  isNamed: boolean,
  uri: string,
  parts: Parts,
): readonly Offered[] {
  const isAbout = isNamed || concernsRule(entry, rule, titleOf(uri));
  return entry.exclusions.flatMap((template, exclusion) => {
    const fits = rule.eql === undefined ? false : readsDataset(template, rule.eql, parts);
    return (isAbout ? fits !== false : fits === true) ? [{ entry, exclusion, template }] : [];
  });
}

/** Whether the rule reads the data set; undefined where nobody can tell, as of a rule that may read anything. */
function readsDataset({ dataset }: ExclusionTemplate, { schema }: EqlAnalysis, { host }: Parts): boolean | undefined {
  if (dataset === undefined) return undefined;
  const { datasets, authority } = chooseDatasets(schema, knownDataSets(catalogReaderOf(host)));
  return authority === 'open' ? undefined : datasets.some(({ name }) => name === dataset.value);
}

function rank({ refusals, unmet }: LofpExclusion): number {
  return refusals.length * 1000 + unmet;
}

function toExclusion({ entry, exclusion, template }: Offered, fill: Fill | undefined, events = 0): LofpExclusion {
  const parameters = template.parameters.map((each) => toParameter(each, template, fill));
  const values = Object.fromEntries(parameters.map(({ name, values: own }) => [name, own]));
  const filled = fillTemplate(template, values);
  const { title, dataset, fewest } = template;
  return {
    entry: entry.id.value,
    statement: entry.statement.value,
    exclusion,
    ...(title === undefined ? {} : { title }),
    ...(dataset === undefined ? {} : { dataset: dataset.value }),
    fewest,
    ...(filled.kind === 'filled' ? { eql: filled.eql } : {}),
    parameters,
    ...(entry.bypass === undefined ? {} : { opens: entry.bypass.opens }),
    never: entry.never,
    refusals: fill?.refusals ?? [],
    // While values are missing it leaves out none.
    unmet: fill === undefined ? 0 : filled.kind === 'filled' ? fill.unmet.length : events,
  };
}

function toParameter(
  { name, type, description, allowsWildcard, example }: Parameter,
  { conditions }: ExclusionTemplate,
  fill: Fill | undefined,
): LofpParameter {
  const examples = example.map(({ value }) => value);
  const found = fill === undefined || !Object.hasOwn(fill.values, name) ? [] : (fill.values[name] ?? []);
  const values = fill === undefined ? examples : found;
  const asking = conditions.filter((condition) => holesOfCondition(condition).includes(name));
  return {
    name,
    type,
    typeTitle: typeFacts(type).title,
    ...(description === undefined ? {} : { description }),
    allowsWildcard,
    isOptional: asking.every(({ isOptional }) => isOptional),
    values,
    from: values.length === 0 ? 'nothing' : fill === undefined ? 'example' : 'events',
    examples,
  };
}

export async function proposalFor(params: LofpProposalParams, parts: Parts): Promise<LofpProposalAnswer> {
  const { runId, entry: id, exclusion, values } = params;
  const made = parts.runs.madeFrom(runId);
  const rule = made && parts.documents.openOrSaved(made.rule.uri)?.analysis.rules[made.rule.rule];
  if (made === undefined) return refused(LATE);
  if (rule?.eql === undefined) return refused(RULE_GONE);
  const entry = parts.lofp.catalogue.entry(id);
  if (entry === undefined) return refused(whyNoEntry(id));
  const template = entry.exclusions[exclusion];
  if (template === undefined)
    return refused(entry.exclusions.length === 0 ? whyNone(entry) : 'The entry has no such exclusion any more.');
  const filled = fillTemplate(template, valuesOf(template, values));
  if (filled.kind === 'refused')
    return {
      refusal: { message: filled.message, ...(filled.parameter === undefined ? {} : { parameter: filled.parameter }) },
    };
  const lost = lostAlerts(entry, filled.arm, rule.eql, parts.lofp.ties.reader());
  if (lost.length > 0)
    return { refusal: { message: lossOf(lost), lost: lost.map((each) => toLink(each, entry, parts)) } };
  const conditions = clausesOf(filled.arm).map((clause, place) => ({
    field: filled.fields[place] ?? filled.fields.at(-1) ?? '',
    eql: printExpression(clause),
  }));
  const row = await parts.worker().ask('lofpProposal', { runId, entry: id, eql: filled.eql, conditions });
  return row === null ? refused(LATE) : { row };
}

function refused(message: string): LofpProposalAnswer {
  return { refusal: { message } };
}

/** Only lists of texts; whatever else a client sends has no value. */
function valuesOf({ parameters }: ExclusionTemplate, given: LofpProposalParams['values']): ParameterValues {
  return Object.fromEntries(
    parameters.map(({ name }) => {
      const own: unknown = Object.hasOwn(given, name) ? given[name] : [];
      const texts = Array.isArray(own) ? own.filter((each): each is string => typeof each === 'string') : [];
      return [name, texts.map((each) => each.trim()).filter((each) => each !== '')];
    }),
  );
}

function lossOf(lost: readonly MeantEvent[]): string {
  const [first] = lost;
  const more = lost.length === 1 ? '' : `, and ${lost.length - 1} more`;
  return `This would leave out «${nameOf(first)}»${more}, which must still alert. Bind the parameters closer.`;
}

function nameOf(meant: MeantEvent | undefined): string {
  return meant?.item.note ?? meant?.label ?? '';
}

/** To the event in its sample, else to where the entry has it. */
function toLink(meant: MeantEvent, entry: LofpEntry, { host, lofp }: Parts): LofpLink {
  const { source } = meant.item;
  const line = /^line (\d+) of /.exec(meant.label)?.[1];
  const note = meant.item.note === undefined ? {} : { note: meant.label };
  if (source.kind === 'sample' && line !== undefined) {
    const uri = toUri(samplePath(source.file.value, entry, host));
    return { text: nameOf(meant), ...note, to: { kind: 'event', uri, line: Number(line) } };
  }
  return { text: nameOf(meant), ...note, to: placeOfEntry(entry, lofp.catalogue, meant.item) };
}
