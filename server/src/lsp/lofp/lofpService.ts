// What is said of files because of others: rules that repeat each other, and the catalogue of known false positives with its ties. Fed by the
// index of the workspace, asked by the features.
import type { Range } from 'vscode-languageserver';
import type { Analysis } from '../../analysis/analyze';
import { createLineIndex } from '../../base/lineIndex';
import type { Span } from '../../base/span';
import type { Together } from '../diagnostics';
import type { IndexReader } from '../indexDesk';
import { toRange } from '../places';
import { TogetherDesk } from '../togetherDesk';
import { toPath } from '../uris';
import { LofpCatalogue } from './catalogue';
import type { CatalogueParts } from './catalogue';
import { TieDesk } from './tieDesk';
import type { TieDeskParts } from './tieDesk';

export interface LofpParts extends Omit<CatalogueParts, 'documents'>, Omit<TieDeskParts, 'catalogue'> {
  /** What is shown of the catalogue may be another thing. */
  readonly onCatalogue: () => void;
}

export class LofpService implements IndexReader {
  readonly catalogue: LofpCatalogue;
  readonly ties: TieDesk;
  /** All that is said of a rule because of other files. */
  readonly together: Together;
  private readonly repeated: TogetherDesk;

  constructor(private readonly parts: LofpParts) {
    this.repeated = new TogetherDesk(parts);
    this.catalogue = new LofpCatalogue(parts);
    this.ties = new TieDesk({ ...parts, catalogue: this.catalogue, onChanged: (uris) => this.changed(uris) });
    this.together = {
      issuesOf: (document) => [...this.repeated.issuesOf(document), ...this.ties.issuesOf(document)],
      rangeIn: (file, span) => this.repeated.rangeIn(file, span) ?? this.rangeInEntry(file, span),
    };
  }

  set(uri: string, analysis: Analysis | undefined, isOpen: boolean): void {
    this.repeated.set(uri, analysis, isOpen);
    const what = this.catalogue.take(uri, analysis);
    this.ties.taken(uri, what);
    if (what === 'entry') this.tell();
  }

  complete(): void {
    this.repeated.complete();
    this.ties.begin();
    if (this.catalogue.hasEntries) this.tell();
  }

  /** A sample changed, came or went. */
  samplesChanged(): void {
    this.catalogue.forget();
    this.ties.checkAll();
  }

  private changed(uris: readonly string[]): void {
    if (uris.length > 0) this.parts.onChanged(uris);
    this.tell();
  }

  private tell(): void {
    if (this.ties.hasBegun) this.parts.onCatalogue();
  }

  private rangeInEntry(file: string, span: Span): Range | undefined {
    const path = toPath(file);
    const text = path === undefined ? undefined : this.catalogue.textOf(path);
    return text === undefined ? undefined : toRange(createLineIndex(text), span);
  }
}
