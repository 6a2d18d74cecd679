// Completion and signature help in the protocol's words.
import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type {
  CompletionItem as WireItem,
  CompletionList as WireList,
  CompletionParams,
  Range,
  SignatureHelp,
  SignatureHelpParams,
} from 'vscode-languageserver';
import { completionAt } from '../../features/completion/completion';
import { subjectOf } from '../../features/completion/item';
import type { CompletionItem, CompletionKind } from '../../features/completion/item';
import { subjectMarkdown } from '../../features/hover';
import { signatureAt } from '../../features/signature';
import { toOffset, toRange } from '../places';
import type { Session } from '../session';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  operator: CompletionItemKind.Operator,
  value: CompletionItemKind.Value,
  category: CompletionItemKind.Class,
  snippet: CompletionItemKind.Snippet,
  key: CompletionItemKind.Property,
  technique: CompletionItemKind.Constant,
};

/** Where an item was asked for: what it is about it says itself. */
interface ItemData {
  readonly uri: string;
  readonly offset: number;
}

export function completion(session: Session, { textDocument, position }: CompletionParams): WireList | null {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return null;
  const offset = toOffset(document.lines, position);
  const { items, isIncomplete } = completionAt(document.analysis, offset, session.knowledge(document.uri, offset));
  const data: ItemData = { uri: document.uri, offset };
  const hasSnippets = session.abilities.textDocument?.completion?.completionItem?.snippetSupport === true;
  const made = items.map((item) => toItem(item, hasSnippets));
  const range = items[0] === undefined ? undefined : toRange(document.lines, items[0].replaced);
  return range === undefined
    ? { isIncomplete, items: [] }
    : { isIncomplete, ...withDefaults(made, range, data, session) };
}

/** All items replace the same word: to an editor that takes it so, that is said once. There are hundreds of items at every key. */
function withDefaults(
  items: readonly Insertion[],
  editRange: Range,
  data: ItemData,
  { abilities }: Session,
): Pick<WireList, 'items' | 'itemDefaults'> {
  const defaults = abilities.textDocument?.completion?.completionList?.itemDefaults ?? [];
  if (defaults.includes('editRange') && defaults.includes('data'))
    return {
      itemDefaults: { editRange, data },
      items: items.map(({ insert, ...item }) => (insert === item.label ? item : { ...item, textEditText: insert })),
    };
  return {
    items: items.map(({ insert, ...item }) => ({ ...item, textEdit: { range: editRange, newText: insert }, data })),
  };
}

interface Insertion extends WireItem {
  readonly insert: string;
}

/** What is as the protocol expects it is not said. */
function toItem(item: CompletionItem, hasSnippets: boolean): Insertion {
  const { label, kind, detail, sort, filter, insert, isSnippet = false, suggestsNext = false } = item;
  return {
    label,
    kind: KINDS[kind],
    ...(detail === undefined || detail === '' ? {} : { labelDetails: { description: detail } }),
    sortText: sort,
    ...(filter === undefined || filter === label ? {} : { filterText: filter }),
    insert: isSnippet && !hasSnippets ? withoutStops(insert) : insert,
    ...(isSnippet && hasSnippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(suggestsNext ? { command: SUGGEST } : {}),
  };
}

const SUGGEST = { title: '', command: 'editor.action.triggerSuggest' };

function withoutStops(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}|\$\d/g, '$1');
}

const KINDS_BY_NUMBER: ReadonlyMap<number | undefined, CompletionKind> = new Map(
  Object.entries(KINDS).map(([kind, number]) => [number, kind as CompletionKind]),
);

/** Adds what takes longer to tell. An item of a document that is closed by now stays as it is. */
export function resolveCompletion(session: Session, item: WireItem): WireItem {
  const data = item.data as ItemData | undefined;
  const kind = KINDS_BY_NUMBER.get(item.kind);
  const document = data === undefined ? undefined : session.documents.get(data.uri);
  const subject = kind === undefined ? undefined : subjectOf({ kind, label: item.label });
  if (data === undefined || document === undefined || subject === undefined) return item;
  const knowledge = session.knowledge(data.uri, data.offset);
  const value = subjectMarkdown(subject, document.analysis, data.offset, knowledge);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

export function signatureHelp(session: Session, { textDocument, position }: SignatureHelpParams): SignatureHelp | null {
  const document = session.documents.get(textDocument.uri);
  const help = document === undefined ? undefined : signatureAt(document.analysis, toOffset(document.lines, position));
  if (help === undefined) return null;
  const parameters = help.parameters.map(([from, to]) => ({ label: [from, to] as [number, number] }));
  const documentation = { kind: MarkupKind.Markdown, value: help.markdown };
  return {
    signatures: [{ label: help.label, documentation, parameters }],
    activeSignature: 0,
    activeParameter: help.active,
  };
}
