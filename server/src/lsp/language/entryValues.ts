// What the workspace and the catalogs have for the values of an entry's file, in the protocol's words.
import { CompletionItemKind, MarkupKind } from 'vscode-languageserver';
import type { CompletionItem, Range } from 'vscode-languageserver';
import { describeOffer, offersFor } from '../../lofp/entries/entryOffers';
import type { EntryOffer, OfferWorld } from '../../lofp/entries/entryOffers';
import type { SchemaCompletion } from '../../schemaYaml/complete';
import type { WantedValue } from '../../schemaYaml/describe';
import { asYamlText } from '../../schemaYaml/yamlText';
import { catalogReaderOf } from '../../worker/catalogReader';
import type { SchemaDocument } from '../schemaDocuments';
import type { Session } from '../session';

export interface EntryItems {
  readonly items: readonly CompletionItem[];
  /** There are more. */
  readonly isCut: boolean;
}

/** `quote`: what the value is in, with which an editor filters. */
export function entryItems(
  { wanted, written, replaced }: SchemaCompletion,
  { tree }: SchemaDocument,
  range: Range,
  quote: string,
  session: Session,
): EntryItems {
  const world = worldOf(session);
  const found = wanted.map((kind) => offersFor(kind, written, { tree, offset: replaced.from }, world));
  const offers = found.flatMap((each) => each.offers);
  return {
    items: offers.map((offer, index) => toItem(offer, index, range, quote)),
    isCut: found.some((each) => each.isCut),
  };
}

function toItem(
  { value, title, detail, description }: EntryOffer,
  index: number,
  range: Range,
  quote: string,
): CompletionItem {
  return {
    label: title ?? value,
    kind: CompletionItemKind.Value,
    sortText: `e${String(index).padStart(4, '0')}`,
    filterText: `${quote}${[value, title, detail].filter((each) => each !== undefined).join(' ')}`,
    textEdit: { range, newText: asYamlText(value) },
    ...(detail === undefined ? {} : { labelDetails: { description: detail } }),
    ...(description === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: description } }),
  };
}

/** Markdown on a value; undefined where nobody knows it. */
export function entryHover(
  { kinds, text, from }: WantedValue,
  { tree }: SchemaDocument,
  session: Session,
): string | undefined {
  const world = worldOf(session);
  for (const kind of kinds) {
    const found = describeOffer(kind, text, { tree, offset: from }, world);
    if (found !== undefined) return found;
  }
  return undefined;
}

function worldOf({ host, lofp }: Session): OfferWorld {
  return {
    readCatalog: catalogReaderOf(host),
    entries: lofp.catalogue.entries.map(({ id, statement }) => ({ id: id.value, statement: statement.value })),
    rules: lofp.catalogue.rules,
  };
}
