// Known false positives at a place of a rule or an entry, in the protocol's words: hovers, ids in comments, ways to entries and rules, actions.
import { CodeActionKind, CompletionItemKind, MarkupKind } from 'vscode-languageserver';
import type {
  CodeAction,
  CodeActionParams,
  CompletionList,
  CompletionParams,
  Hover,
  HoverParams,
  Location,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { LofpEntry } from '../../lofp/entries/entry';
import { ExcludeLofpCommand, ShowLofpPageCommand } from '../../protocol';
import type { LofpPageParams, RuleReference } from '../../protocol';
import { createLineIndex } from '../../base/lineIndex';
import type { RuleDocument } from '../documents';
import { isReference } from '../lofp/catalogue';
import { placeOfEntry } from '../lofp/entryRows';
import { linkEntry } from '../lofp/link';
import { nearestEntries } from '../lofp/nearestEntries';
import { newEntry } from '../lofp/newEntry';
import { entriesOf, tieAt } from '../lofp/tieAt';
import type { TieAt } from '../lofp/tieAt';
import { tieMarkdown } from '../lofp/tieHover';
import { toOffset, toRange } from '../places';
import type { Session } from '../session';
import { toPath } from '../uris';

/** Of a comment that names an entry, and of a statement. */
export function tieHover(session: Session, { textDocument, position }: HoverParams): Hover | undefined {
  const document = session.documents.get(textDocument.uri);
  const offset = document === undefined ? 0 : toOffset(document.lines, position);
  const at = document === undefined ? undefined : tieBeside(document, offset, session);
  if (document === undefined || at === undefined || at.kind === 'arm') return undefined;
  const { lofp, commands, host } = session;
  const world = { lofp, commands, uri: document.uri, hash: (text: string) => host.hash(text) };
  const value = tieMarkdown(at, world);
  if (value === undefined) return undefined;
  const span = at.kind === 'comment' ? at.named : at.statement.span;
  return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(document.lines, span) };
}

/** Arms are only looked for where somebody asks for them: a hover within a query is about its words. */
function tieBeside(document: RuleDocument, offset: number, { lofp }: Session): TieAt | undefined {
  const { rules } = document.analysis;
  const isStatement = rules.some(({ rule }) =>
    rule.metadata.falsePositives.some(({ from, to }) => from <= offset && offset <= to),
  );
  return isStatement || isTieLine(document, offset) ? tieAt(document, offset, lofp) : undefined;
}

function isTieLine({ analysis: { text } }: RuleDocument, offset: number): boolean {
  return /lofp:/.test(lineAround(text, offset));
}

function lineAround(text: string, offset: number): string {
  const from = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const to = text.indexOf('\n', offset);
  return text.slice(from, to < 0 ? text.length : to);
}

const TYPED = /(?:#|\/\/|\/\*)[^\n]*\blofp:[ \t]*(?:[\w-]+[ \t]*,[ \t]*)*([\w-]*)$/;

/** The ids of entries behind `lofp:` in a comment; those about the rule first. */
export function tieCompletion(
  session: Session,
  { textDocument, position }: CompletionParams,
): CompletionList | undefined {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined || !session.lofp.catalogue.hasEntries) return undefined;
  const offset = toOffset(document.lines, position);
  const { text, rules } = document.analysis;
  const typed = TYPED.exec(text.slice(Math.max(0, text.lastIndexOf('\n', offset - 1) + 1), offset))?.[1];
  if (typed === undefined) return undefined;
  const rest = /^[\w-]*/.exec(text.slice(offset))?.[0] ?? '';
  const range = toRange(document.lines, { from: offset - typed.length, to: offset + rest.length });
  const ids = new Set(rules.map(({ rule }) => rule.metadata.id?.value));
  const items = session.lofp.catalogue.entries.map(({ id, statement, rules: about }) => ({
    label: id.value,
    kind: CompletionItemKind.Reference,
    sortText: `${about.some((each) => ids.has(each.id)) ? 0 : 1}${id.value}`,
    documentation: { kind: MarkupKind.PlainText, value: statement.value },
    textEdit: { range, newText: id.value },
  }));
  return { isIncomplete: false, items };
}

/** From a comment to the entry; in an entry from a rule to its file, and from another entry's id to that. */
export function tieDefinition(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Location[] | undefined {
  const { lofp, documents, schemaDocuments } = session;
  const document = documents.get(textDocument.uri);
  if (document === undefined) {
    const open = schemaDocuments.get(textDocument.uri);
    const entry = open && lofp.catalogue.entries.find(({ path }) => path === toPath(textDocument.uri));
    return open === undefined || entry === undefined
      ? undefined
      : definitionInEntry(entry, toOffset(open.lines, position), session);
  }
  const offset = toOffset(document.lines, position);
  const at = isTieLine(document, offset) ? tieAt(document, offset, lofp) : undefined;
  if (at?.kind !== 'comment') return undefined;
  return entriesOf(at, lofp).map((entry) => locationOf(entry, session));
}

function locationOf(entry: LofpEntry, { lofp }: Pick<Session, 'lofp'>): Location {
  const { uri, range } = placeOfEntry(entry, lofp.catalogue);
  return { uri, range };
}

function definitionInEntry(entry: LofpEntry, offset: number, session: Session): Location[] {
  const { catalogue } = session.lofp;
  const holds = ({ from, to }: { readonly from: number; readonly to: number }): boolean =>
    from <= offset && offset <= to;
  const other = [...(entry.extends === undefined ? [] : [entry.extends]), ...entry.see].find(holds);
  const named = other === undefined ? undefined : catalogue.entry(other.value);
  if (named !== undefined) return [locationOf(named, session)];
  const reference = [...entry.rules, ...(entry.bypass?.coveredBy ?? [])].find(holds);
  const rules = reference === undefined ? [] : catalogue.rules.filter((rule) => isReference(reference, rule));
  return rules.map(({ uri, range }) => ({ uri, range }));
}

/** All comments that name the entry of a comment, or of the entry's own id; undefined elsewhere. */
export async function tieReferences(
  session: Session,
  { textDocument, position }: TextDocumentPositionParams,
): Promise<Location[] | undefined> {
  const { lofp, documents } = session;
  const entry = entryAt(session, { textDocument, position });
  if (entry === undefined) return undefined;
  await session.index.whole();
  const named = [...lofp.catalogue.ruleFiles]
    .filter(({ hasTie }) => hasTie)
    .flatMap(({ uri }): readonly Location[] => {
      const analysis = documents.outlineOpenOrSaved(uri);
      if (analysis === undefined) return [];
      const lines = createLineIndex(analysis.text);
      return lofp.ties
        .tiesOf({ uri, analysis })
        .flatMap((ties) => ties.named)
        .filter(({ id }) => id === entry.id.value)
        .map((each) => ({ uri, range: toRange(lines, each) }));
    });
  return [locationOf(entry, session), ...named];
}

function entryAt(
  { lofp, documents, schemaDocuments }: Session,
  { textDocument, position }: TextDocumentPositionParams,
): LofpEntry | undefined {
  const document = documents.get(textDocument.uri);
  if (document !== undefined) {
    const offset = toOffset(document.lines, position);
    const at = isTieLine(document, offset) ? tieAt(document, offset, lofp) : undefined;
    return at?.kind === 'comment' ? lofp.catalogue.entry(at.named.id) : undefined;
  }
  const open = schemaDocuments.get(textDocument.uri);
  const entry = open && lofp.catalogue.entries.find(({ path }) => path === open.path);
  const offset = open === undefined ? -1 : toOffset(open.lines, position);
  return entry !== undefined && entry.id.from <= offset && offset <= entry.id.to ? entry : undefined;
}

interface TieActionData {
  readonly kind: 'tie' | 'newEntry';
  readonly uri: string;
  readonly version: number;
  readonly line: number;
  readonly character: number;
  readonly entry?: string;
}

const KIND = `${CodeActionKind.RefactorRewrite}.lofp`;

/** At a statement or an arm. Edits are made when an action is resolved. */
export function tieActions(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const document = session.documents.get(textDocument.uri);
  const isWanted =
    context.only === undefined ||
    context.only.some((only) => only === '' || KIND === only || KIND.startsWith(`${only}.`));
  if (document === undefined || !isWanted || context.triggerKind === 2) return [];
  const offset = toOffset(document.lines, range.start);
  const isArm = session.lofp.catalogue.hasEntries;
  const at = isArm ? tieAt(document, offset, session.lofp) : tieBeside(document, offset, session);
  if (at === undefined) return [];
  const entries = entriesOf(at, session.lofp);
  const { uri, version } = document;
  const place = { uri, version, ...range.start };
  if (entries.length > 0) return entries.flatMap((entry) => entryActions(entry, at, place, session));
  return at.kind === 'comment' ? [] : newTies(at, place, session);
}

type Place = Pick<TieActionData, 'uri' | 'version' | 'line' | 'character'>;

function entryActions(entry: LofpEntry, { ties }: TieAt, { uri }: Place, { commands }: Session): CodeAction[] {
  const id = entry.id.value;
  const rule: RuleReference = { uri, rule: ties.rule.rule.index };
  const page: LofpPageParams = { id };
  const actions: readonly (readonly [string, string, readonly unknown[]])[] = [
    ...(entry.exclusions.length === 0
      ? []
      : [[`Exclude this known false positive: ${id}`, ExcludeLofpCommand, [rule, id]] as const]),
    [`Open the page of ${id}`, ShowLofpPageCommand, [page]],
  ];
  return actions
    .filter(([, command]) => commands.has(command))
    .map(([title, command, given]) => ({
      title,
      kind: KIND,
      command: { title, command, arguments: [...given] },
    }));
}

function newTies(at: Exclude<TieAt, { kind: 'comment' }>, place: Place, session: Session): CodeAction[] {
  const near = nearestEntries(at, session.lofp.catalogue.entries).map((entry): CodeAction => {
    const data: TieActionData = { ...place, kind: 'tie', entry: entry.id.value };
    return { title: `Link to the entry ${entry.id.value}`, kind: KIND, data };
  });
  const made: TieActionData = { ...place, kind: 'newEntry' };
  const begun = at.kind === 'statement' ? [{ title: 'New entry from this statement', kind: KIND, data: made }] : [];
  return [...near, ...begun];
}

/** Undefined for an action of another kind. A version that is gone by then makes no edit. */
export async function resolveTieAction(session: Session, action: CodeAction): Promise<CodeAction | undefined> {
  const data = action.data as TieActionData | undefined;
  if (data?.kind !== 'tie' && data?.kind !== 'newEntry') return undefined;
  const { uri, version, line, character, entry = '' } = data;
  if (session.documents.get(uri)?.version !== version) return action;
  const { edit } =
    data.kind === 'tie'
      ? linkEntry({ uri, line, character, entry }, session)
      : await newEntry({ from: { kind: 'statement', uri, line, character } }, session);
  return edit === undefined ? action : { ...action, edit: edit as NonNullable<CodeAction['edit']> };
}
