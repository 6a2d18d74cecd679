// Completion and signature help in the protocol's words.
import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver';
import type {
  CompletionItem as WireItem,
  CompletionList as WireList,
  CompletionParams,
  SignatureHelp,
  SignatureHelpParams,
} from 'vscode-languageserver';
import { completionAt } from '../../features/completion/completion';
import type { CompletionItem, CompletionKind, CompletionSubject } from '../../features/completion/item';
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

/** What resolving an item takes: where it was asked for, and what about. */
interface ItemData {
  readonly uri: string;
  readonly offset: number;
  readonly about: CompletionSubject;
}

export function completion(session: Session, { textDocument, position }: CompletionParams): WireList | null {
  const document = session.documents.get(textDocument.uri);
  if (document === undefined) return null;
  const offset = toOffset(document.lines, position);
  const { items, isIncomplete } = completionAt(document.analysis, offset, session.knowledge(document.uri, offset));
  return {
    isIncomplete,
    items: items.map((item) => toItem(item, { uri: document.uri, offset }, toRange(document.lines, item.replaced))),
  };
}

function toItem(
  item: CompletionItem,
  at: { uri: string; offset: number },
  range: ReturnType<typeof toRange>,
): WireItem {
  const { label, kind, detail, sort, filter, insert, isSnippet, suggestsNext, about } = item;
  return {
    label,
    kind: KINDS[kind],
    labelDetails: detail === undefined ? undefined : { description: detail },
    sortText: sort,
    filterText: filter ?? label,
    textEdit: { range, newText: insert },
    insertTextFormat: isSnippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    command: suggestsNext === true ? { title: '', command: 'editor.action.triggerSuggest' } : undefined,
    data: about === undefined ? undefined : ({ ...at, about } satisfies ItemData),
  };
}

/** Adds what takes longer to tell. An item of a document that is closed by now stays as it is. */
export function resolveCompletion(session: Session, item: WireItem): WireItem {
  const data = item.data as ItemData | undefined;
  const document = data === undefined ? undefined : session.documents.get(data.uri);
  if (data === undefined || document === undefined) return item;
  const knowledge = session.knowledge(data.uri, data.offset);
  const value = subjectMarkdown(data.about, document.analysis, data.offset, knowledge);
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
