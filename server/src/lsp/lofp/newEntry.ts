// A new entry for hits that somebody selected, or for a statement of a rule, as a file that the editor makes.
import path from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { RuleAnalysis } from '../../analysis/analyze';
import { newEntryId, writeEntry } from '../../lofp/entries/writeEntry';
import type { NewEntry, SampledEvidence } from '../../lofp/entries/writeEntry';
import { elasticStatements } from '../../lofp/statements/elasticRules';
import type { EventReference, LofpEditAnswer, LofpNewEntryParams } from '../../protocol';
import type { LofpSeed } from '../../worker/lofpRun';
import type { RuleDocument } from '../documents';
import { toOffset } from '../places';
import type { Session } from '../session';
import { titleOf, toPath, toUri } from '../uris';
import { tieAt } from './tieAt';

type Parts = Pick<Session, 'documents' | 'host' | 'lofp' | 'runs' | 'worker' | 'folders' | 'projects'>;

interface Source {
  readonly document: RuleDocument;
  readonly rule: RuleAnalysis;
  readonly statement: string;
  readonly seed?: LofpSeed;
}

const LATE = 'The run is over: run the rule again.';

export async function newEntry(params: LofpNewEntryParams, parts: Parts): Promise<LofpEditAnswer> {
  const source = params.from.kind === 'hits' ? await fromHits(params.from, parts) : fromStatement(params.from, parts);
  if (typeof source === 'string') return { message: source };
  const own = toPath(source.document.uri);
  if (own === undefined) return { message: 'Save the rule first: the entry lies in a folder beside it.' };
  const folder = folderFor(own, parts);
  const statement = params.statement?.trim() || source.statement;
  const taken = new Set(parts.lofp.catalogue.entries.map(({ id }) => id.value));
  let id = newEntryId(statement, taken);
  for (let file = fileOf(id); parts.host.stamp(file) !== undefined; file = fileOf(id)) {
    taken.add(id);
    id = newEntryId(statement, taken);
  }
  const uri = toUri(fileOf(id));
  const text = writeEntry({ ...aboutRule(source), id, statement, ...evidenceOf(source.seed, folder) });
  return {
    message: `The entry \`${id}\` is made; say who it is, and what it opens.`,
    edit: creation(uri, text),
    uri,
    id,
  };

  function fileOf(name: string): string {
    return parts.host.join(folder, `${name}.yaml`);
  }
}

async function fromHits(
  { runId, rows }: LofpNewEntryParams['from'] & { readonly kind: 'hits' },
  { runs, documents, worker }: Parts,
): Promise<Source | string> {
  const made = runs.madeFrom(runId);
  const document = made && documents.openOrSaved(made.rule.uri);
  const rule = made && document?.analysis.rules[made.rule.rule];
  if (made === undefined) return LATE;
  if (document === undefined || rule === undefined)
    return 'The rule is not there any more: open its file and run it again.';
  const seed = await worker().ask('lofpSeed', { runId, rows });
  if (seed === null) return LATE;
  if (seed.events.length === 0) return 'None of the selected rows is a hit: select hits that are known to be harmless.';
  const name = rule.rule.metadata.name?.value ?? titleOf(document.uri);
  return { document, rule, seed, statement: `Say what happens here, of which «${name}» alerts.` };
}

function fromStatement(
  { uri, line, character }: LofpNewEntryParams['from'] & { readonly kind: 'statement' },
  { documents, lofp }: Parts,
): Source | string {
  const document = documents.openOrSaved(uri);
  const at = document === undefined ? undefined : tieAt(document, toOffset(document.lines, { line, character }), lofp);
  return document === undefined || at?.kind !== 'statement'
    ? 'No statement of a rule stands here.'
    : { document, rule: at.ties.rule, statement: at.statement.text.replace(/\s+/g, ' ').trim() };
}

function aboutRule({
  document,
  rule,
  seed,
}: Source): Pick<NewEntry, 'techniques' | 'rule' | 'conditions'> & Partial<NewEntry> {
  const { id, name } = rule.rule.metadata;
  const read = elasticStatements(document.analysis.file).rules[rule.rule.index];
  return {
    techniques: (read?.techniques ?? []).map((each) => each.id),
    rule: { ...(id === undefined ? {} : { id: id.value }), name: name?.value ?? titleOf(document.uri) },
    conditions: seed?.conditions ?? [],
    ...(seed?.dataset === undefined ? {} : { dataset: seed.dataset }),
    ...(seed?.refusal === undefined ? {} : { refusal: seed.refusal }),
  };
}

function evidenceOf(seed: LofpSeed | undefined, folder: string): Pick<NewEntry, 'excluded' | 'alerts'> {
  return { excluded: sampled(seed?.events ?? [], folder), alerts: sampled(seed?.alerts ?? [], folder) };
}

/** One item for the events of each sample. */
function sampled(events: readonly EventReference[], folder: string): readonly SampledEvidence[] {
  const samples = new Map<string, EventReference[]>();
  for (const event of events) samples.set(event.sample, [...(samples.get(event.sample) ?? []), event]);
  return [...samples].map(([sample, own]) => ({
    sample: path.relative(folder, sample).replaceAll('\\', '/'),
    ids: own.flatMap(({ id }) => id ?? []),
    lines: own.flatMap(({ id, line }) => (id === undefined ? [line] : [])),
  }));
}

/** Where entries lie already; else where the project says; else a folder called `lofp` in the project's folder, or the workspace's. */
function folderFor(rule: string, { host, lofp, projects, folders }: Parts): string {
  const project = projects.projectOf(rule);
  const workspace = folders().find((folder) => rule.startsWith(folder));
  const within = project?.folder ?? workspace ?? host.dirname(rule);
  const [first] = lofp.catalogue.entries.filter((entry) => entry.path.startsWith(within));
  if (first !== undefined) return host.dirname(first.path);
  const named = project?.project.lofp?.map(({ value }) => value).find((value) => !/[*?[{]/.test(value));
  return host.join(within, named ?? 'lofp');
}

function creation(uri: string, text: string): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ],
  };
}
