// What an editor offers in YAML files that have a JSON schema, in the protocol's words.
import { CodeActionKind, CompletionItemKind, InsertTextMode, MarkupKind } from 'vscode-languageserver';
import type {
  CodeAction,
  CodeActionParams,
  CompletionItem,
  CompletionList,
  CompletionParams,
  Hover,
  HoverParams,
  Range,
} from 'vscode-languageserver';
import { completeYaml } from '../../schemaYaml/complete';
import type { SchemaCompletion, SchemaItem } from '../../schemaYaml/complete';
import { describeYaml, wantedAt } from '../../schemaYaml/describe';
import type { Description } from '../../schemaYaml/describe';
import { asYamlText } from '../../schemaYaml/yamlText';
import { toOffset, toRange, toSpan, toWireEdits } from '../places';
import type { SchemaDocument } from '../schemaDocuments';
import type { Session } from '../session';
import { entryHover, entryItems } from './entryValues';

/** Undefined for a document without a schema; the same of all that follow. */
export function schemaCompletion(session: Session, params: CompletionParams): CompletionList | undefined {
  const document = session.schemaDocuments.get(params.textDocument.uri);
  if (document === undefined) return undefined;
  const found = completeYaml(document.text, toOffset(document.lines, params.position), document.schema);
  if (found === undefined) return { isIncomplete: false, items: [] };
  const range = toRange(document.lines, found.replaced);
  // An editor compares the quote, too, with what is filtered by.
  const [quote = ''] = /^["']/.exec(document.text.slice(found.replaced.from)) ?? [];
  const items = found.items.map((item, index) => toItem(item, index, range, quote));
  const files = filesFor(found, document, session);
  const known = entryItems(found, document, range, quote, session);
  return {
    isIncomplete: files.length > 0 || known.isCut,
    items: [...items, ...files.map((file) => toFileItem(file, range, quote)), ...known.items],
  };
}

const SUGGEST = { title: '', command: 'editor.action.triggerSuggest' };

function toItem(
  { label, kind, insert, description, detail, suggestsNext }: SchemaItem,
  index: number,
  range: Range,
  quote: string,
): CompletionItem {
  return {
    label,
    kind: kind === 'key' ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    sortText: String(index).padStart(4, '0'),
    filterText: quote + label,
    // The lines of an item have their whole indentation.
    insertTextMode: InsertTextMode.asIs,
    textEdit: { range, newText: insert },
    ...(detail === undefined ? {} : { labelDetails: { description: detail } }),
    ...(description === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: description } }),
    ...(suggestsNext === true ? { command: SUGGEST } : {}),
  };
}

/** Which files are offered for a kind of value, by their names. Folders always are. */
const FILES: Readonly<Record<string, RegExp>> = {
  glob: /\.(?:toml|ya?ml|eql)$/i,
  schemaFile: /\.(?:json|ya?ml)$/i,
  sampleFile: /\.(?:ndjson|jsonl|json|gz|csv|log)$/i,
  evidenceFile: /\.(?:ndjson|jsonl|json|gz|csv|log)$/i,
  labelFile: /\.ya?ml$/i,
  file: /\.(?:json|ya?ml)$/i,
  folder: /^$/,
};

/** Kinds that may lie beside the folder of the document: a project keeps its files below it. */
const ELSEWHERE: ReadonlySet<string> = new Set(['evidenceFile']);

interface OfferedFile {
  readonly path: string;
  readonly isFolder: boolean;
}

/** What lies in the folder that is written so far. */
function filesFor(
  { wanted, written }: SchemaCompletion,
  { path }: SchemaDocument,
  { host }: Session,
): readonly OfferedFile[] {
  const endings = wanted.flatMap((each) => FILES[each] ?? []);
  const before = written.includes('/') ? written.slice(0, written.lastIndexOf('/') + 1) : '';
  const mayLeave = wanted.some((each) => ELSEWHERE.has(each));
  if (endings.length === 0 || before.startsWith('/') || /[\\*?[{:]/.test(before)) return [];
  if (!mayLeave && /(?:^|\/)\.\.\//.test(before)) return [];
  const up = mayLeave && /^(?:\.\.\/)*\.{0,2}$/.test(written) ? [{ path: `${before}..`, isFolder: true }] : [];
  const here = host
    .list(host.join(host.dirname(path), before))
    .filter(
      ({ name, isFolder }) =>
        !name.startsWith('.') && (isFolder ? name !== 'node_modules' : endings.some((each) => each.test(name))),
    )
    .map(({ name, isFolder }) => ({ path: before + name, isFolder }));
  return [...here, ...up];
}

function toFileItem({ path, isFolder }: OfferedFile, range: Range, quote: string): CompletionItem {
  return {
    label: isFolder ? `${path}/` : path,
    kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
    sortText: `f${path}`,
    filterText: quote + path,
    textEdit: { range, newText: asYamlText(isFolder ? `${path}/` : path) },
    ...(isFolder ? { command: SUGGEST } : {}),
  };
}

export function schemaHover(session: Session, { textDocument, position }: HoverParams): Hover | undefined {
  const document = session.schemaDocuments.get(textDocument.uri);
  if (document?.tree === undefined) return undefined;
  const offset = toOffset(document.lines, position);
  const found = describeYaml(document.tree, offset, document.schema) ?? knownAt(document, offset, session);
  if (found === undefined) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(document.lines, found) };
}

function knownAt(document: SchemaDocument, offset: number, session: Session): Description | undefined {
  const wanted = document.tree === undefined ? undefined : wantedAt(document.tree, offset, document.schema);
  const markdown = wanted === undefined ? undefined : entryHover(wanted, document, session);
  return wanted === undefined || markdown === undefined ? undefined : { from: wanted.from, to: wanted.to, markdown };
}

export function schemaCodeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): CodeAction[] | undefined {
  const document = session.schemaDocuments.get(textDocument.uri);
  if (document === undefined) return undefined;
  const { uri, version, lines } = document;
  const span = toSpan(lines, range);
  const kind = CodeActionKind.QuickFix;
  if (context.only !== undefined && !context.only.some((only) => only === '' || only === kind)) return [];
  return session.schemaDocuments.issuesOf(document).flatMap((issue) => {
    if (issue.to < span.from || span.to < issue.from) return [];
    const start = toRange(lines, issue).start;
    const diagnostics = context.diagnostics.filter(
      ({ code, range: at }) =>
        code === issue.code && at.start.line === start.line && at.start.character === start.character,
    );
    return (issue.fixes ?? []).map(({ title, edits }) => ({
      title,
      kind,
      diagnostics,
      isPreferred: true,
      edit: { documentChanges: [{ textDocument: { uri, version }, edits: toWireEdits(lines, edits) }] },
    }));
  });
}
