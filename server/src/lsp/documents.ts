// The open documents, each with one analysis a version: whatever is asked of a version is asked of the same analysis.
import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze, outline } from '../analysis/analyze';
import type { Analysis, SchemaSource } from '../analysis/analyze';
import { createLineIndex } from '../base/lineIndex';
import type { LineIndex } from '../base/lineIndex';
import type { RuleFormat } from '../rule/document';
import { formatOf, looksLikeRule } from '../rule/read';
import { toPath, uriKey } from './uris';

export interface RuleDocument {
  readonly uri: string;
  readonly version: number;
  readonly analysis: Analysis;
  readonly lines: LineIndex;
}

const LANGUAGES: Readonly<Record<string, RuleFormat | undefined>> = { toml: 'toml', yaml: 'yaml', eql: 'eql' };

/** By the language that the editor gives the document, else by its name: an editor without TOML calls it plain text. */
export function documentFormat({ languageId, uri }: TextDocument): RuleFormat | undefined {
  return LANGUAGES[languageId] ?? formatOf(uri);
}

interface Known extends RuleDocument {
  readonly schemas: SchemaSource;
}

/** Analyses that are kept. */
const MOST_KEPT = 60;

export class RuleDocuments {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly open: TextDocuments<TextDocument>,
    private readonly schemasOf: (uri: string) => SchemaSource,
    /** The text of a file that is not open; undefined where it cannot be read. */
    private readonly readSaved: (uri: string) => string | undefined,
  ) {}

  /** Undefined for documents that are not open or hold no rule. */
  get(uri: string): RuleDocument | undefined {
    const document = this.open.get(uri);
    const format = document === undefined ? undefined : documentFormat(document);
    if (document === undefined || format === undefined) return undefined;
    const read = this.read(document, format);
    return looksLikeRule(read.analysis.file) ? read : undefined;
  }

  /** What is known of an open document without a finding: less work where nobody looks at it. */
  outline(uri: string): Analysis | undefined {
    const document = this.open.get(uri);
    const format = document === undefined ? undefined : documentFormat(document);
    if (document === undefined || format === undefined) return undefined;
    const known = this.known.get(uri);
    const analysis = known?.version === document.version ? known.analysis : outline(document.getText(), format);
    return looksLikeRule(analysis.file) ? analysis : undefined;
  }

  /** As `openOrSaved`, without a finding. */
  outlineOpenOrSaved(uri: string): Analysis | undefined {
    const open = this.findOpen(uri);
    if (open !== undefined) return this.outline(open.uri);
    const format = formatOf(uri);
    const text = format === undefined ? undefined : this.readSaved(uri);
    const analysis = format === undefined || text === undefined ? undefined : outline(text, format);
    return analysis !== undefined && looksLikeRule(analysis.file) ? analysis : undefined;
  }

  /** The open document of a file, under whatever uri the editor knows it. */
  find(uri: string): RuleDocument | undefined {
    const document = this.findOpen(uri);
    return document === undefined ? undefined : this.get(document.uri);
  }

  /** Also a document that is not open, as it is on the disk; its `version` is 0. */
  openOrSaved(uri: string): RuleDocument | undefined {
    const format = formatOf(uri);
    const open = this.find(uri);
    if (open !== undefined || format === undefined || this.findOpen(uri) !== undefined) return open;
    const text = this.readSaved(uri);
    if (text === undefined) return undefined;
    const read = {
      uri,
      version: 0,
      analysis: analyze(text, format, this.schemasOf(uri), { path: toPath(uri)?.replaceAll('\\', '/') }),
      lines: createLineIndex(text),
    };
    return looksLikeRule(read.analysis.file) ? read : undefined;
  }

  all(): readonly RuleDocument[] {
    return this.open.all().flatMap(({ uri }) => this.get(uri) ?? []);
  }

  /** Of any open document, whatever it holds. */
  openText(uri: string): string | undefined {
    return this.findOpen(uri)?.getText();
  }

  isOpen(uri: string): boolean {
    return this.findOpen(uri) !== undefined;
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  private findOpen(uri: string): TextDocument | undefined {
    const key = uriKey(uri);
    return this.open.all().find((each) => uriKey(each.uri) === key);
  }

  private read(document: TextDocument, format: RuleFormat): RuleDocument {
    const { uri, version } = document;
    const schemas = this.schemasOf(uri);
    const known = this.known.get(uri);
    if (known !== undefined && known.version === version && known.schemas === schemas) return this.keep(known);
    const text = document.getText();
    const read = {
      uri,
      version,
      schemas,
      analysis: analyze(text, format, schemas, { before: known?.analysis, path: toPath(uri)?.replaceAll('\\', '/') }),
      lines: createLineIndex(text),
    };
    return this.keep(read);
  }

  /** Somebody works on a few of the documents that are open; of the others the analysis is made again when it is asked for. */
  private keep(read: Known): Known {
    this.known.delete(read.uri);
    this.known.set(read.uri, read);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KEPT && oldest !== undefined) this.known.delete(oldest);
    return read;
  }
}
