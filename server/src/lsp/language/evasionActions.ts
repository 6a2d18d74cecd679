// At an arm that is too broad: its event, to be looked at, and as a malicious event of the rule's sample.
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Position, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileIssue, RuleAnalysis } from '../../analysis/analyze';
import { createLineIndex } from '../../base/lineIndex';
import type { Host } from '../../host/host';
import { UnreadableError } from '../../host/host';
import { ShowTextCommand } from '../../protocol';
import type { ShowTextParams } from '../../protocol';
import type { Evasion } from '../../tuning/evade/findEvasion';
import { dated, timeOfLastLine } from '../../tuning/evade/dates';
import { evasionAt } from '../../tuning/evade/overBroadArms';
import { editLabels } from '../../tuning/labelEdits';
import { jsonText } from '../../worker/jsonText';
import { labelPathOf } from '../../worker/labelFiles';
import type { RuleDocument } from '../documents';
import { toWireEdits } from '../places';
import type { Session } from '../session';
import { toPath, toUri } from '../uris';

/** Codes of what is said of an arm that lets an attack through. */
export const EVASION_CODES: ReadonlySet<string> = new Set([
  'over-broad-arm',
  'added-argument',
  'client-field',
  'crossing-wildcard',
  'hidden-shell',
]);

export interface EvasionPlace {
  readonly rule: number;
  /** In the query. */
  readonly offset: number;
}

/** `show` opens the event by a command of the editor; `add` is resolved by `addEvasion`. */
export function evasionActions(
  { analysis }: RuleDocument,
  span: { readonly from: number; readonly to: number },
): readonly { readonly action: CodeAction; readonly place?: EvasionPlace }[] {
  const issue = analysis.issues.find(
    ({ code, from, to, origin }) =>
      EVASION_CODES.has(code) && origin !== undefined && from <= span.to && span.from <= to,
  );
  const place = issue === undefined ? undefined : placeOf(issue);
  const eql = place === undefined ? undefined : analysis.rules[place.rule]?.eql;
  const evasion = place === undefined || eql === undefined ? undefined : evasionAt(eql, place.offset);
  if (place === undefined || evasion === undefined) return [];
  const shown: ShowTextParams = { text: textOfEvent(evasion), language: 'json' };
  const title = 'Show an event that passes this arm';
  return [
    {
      action: {
        title,
        kind: CodeActionKind.QuickFix,
        command: { title, command: ShowTextCommand, arguments: [shown] },
      },
    },
    {
      action: { title: 'Add an event that passes this arm to the sample, as malicious', kind: CodeActionKind.QuickFix },
      place,
    },
  ];
}

export function textOfEvent({ event }: Evasion): string {
  return `${jsonText(event, 2)}\n`;
}

function placeOf({ origin }: FileIssue): EvasionPlace | undefined {
  return origin === undefined ? undefined : { rule: origin.rule, offset: origin.issue.from };
}

/** The event as a line of the rule's sample and an entry of its labels, in one edit; undefined where the files cannot be read. */
export async function addEvasion(
  document: RuleDocument,
  { rule: index, offset }: EvasionPlace,
  session: Pick<Session, 'samples' | 'host'>,
): Promise<WorkspaceEdit | undefined> {
  const rule = document.analysis.rules[index];
  const evasion = rule?.eql === undefined ? undefined : evasionAt(rule.eql, offset);
  const sample = rule === undefined ? undefined : await samplePathOf(document.uri, rule, session);
  if (rule?.eql === undefined || evasion === undefined || sample === undefined) return undefined;
  try {
    return toEdit(evasion, sample, rule, session.host);
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

/** Longer files are not opened for one line. */
const LARGEST_SAMPLE = 10_000_000;

/** The one sample of lines that the rule runs on; else a file of its own in `samples/events` of the workspace, or beside the rule. */
async function samplePathOf(
  uri: string,
  rule: RuleAnalysis,
  { samples, host }: Pick<Session, 'samples' | 'host'>,
): Promise<string | undefined> {
  const [only, ...others] = (await samples.samplesOf(uri, rule))?.files ?? [];
  const isFit = (path: string): boolean =>
    /\.(?:ndjson|jsonl)$/.test(path) && (host.stamp(path)?.bytes ?? Infinity) <= LARGEST_SAMPLE;
  if (only !== undefined && others.length === 0 && isFit(only.path)) return only.path;
  const own = toPath(uri);
  if (own === undefined) return undefined;
  const name = `${(own.split(/[\\/]/).at(-1) ?? 'rule').replace(/\.[^.]*$/, '')}-evasions.ndjson`;
  return host.join(only === undefined ? eventsFolder(host.dirname(own), host) : host.dirname(only.path), name);
}

/** The nearest `samples/events` or `events` above the rule, where samples are looked for; else one beside its folder. */
function eventsFolder(folder: string, host: Host): string {
  for (let at = folder; ; at = host.dirname(at)) {
    const found = [host.join(at, 'samples', 'events'), host.join(at, 'events')].find((each) => host.isFolder(each));
    if (found !== undefined) return found;
    if (host.dirname(at) === at) return host.join(folder, 'samples', 'events');
  }
}

function toEdit(
  { event, why }: Evasion,
  sample: string,
  { rule }: RuleAnalysis,
  host: Host,
): WorkspaceEdit | undefined {
  const before = textOf(sample, host);
  const time = before === undefined ? undefined : timeOfLastLine(before);
  const line = jsonText(time === undefined ? event : dated(event, time));
  const labels = labelPathOf(sample);
  const known = textOf(labels, host);
  const name = { hash: host.hash(line) };
  const order = createLineIndex(before ?? '').lineCount;
  const marked = editLabels(
    known ?? '',
    [{ order, name, names: [name] }],
    {
      label: 'malicious',
      note: why,
      ...(rule.metadata.id === undefined ? {} : { rule: rule.metadata.id.value, isForRule: true }),
    },
    () => undefined,
  );
  if (marked.kind === 'refused') return undefined;
  const text = `${before === undefined || before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`;
  return {
    documentChanges: [
      ...[before === undefined ? sample : undefined, known === undefined ? labels : undefined].flatMap((path) =>
        path === undefined ? [] : [{ kind: 'create' as const, uri: toUri(path), options: { ignoreIfExists: true } }],
      ),
      appended(sample, before ?? '', text),
      {
        textDocument: { uri: toUri(labels), version: null },
        edits: toWireEdits(createLineIndex(known ?? ''), marked.edits),
      },
    ],
  };
}

/** Undefined where there is no such file. */
function textOf(path: string, host: Host): string | undefined {
  return host.stamp(path) === undefined ? undefined : host.readText(path);
}

function appended(path: string, before: string, newText: string): TextDocumentEdit {
  const { line, column } = createLineIndex(before).positionAt(before.length);
  const end: Position = { line, character: column };
  return { textDocument: { uri: toUri(path), version: null }, edits: [{ range: { start: end, end }, newText }] };
}
