// The open YAML documents that have a JSON schema: their faults, and all that completions and hovers of them need, once a version.
import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Issue } from '../base/issue';
import { createLineIndex } from '../base/lineIndex';
import type { LineIndex } from '../base/lineIndex';
import type { JsonSchema } from '../schemaYaml/jsonSchema';
import { readYamlTree } from '../schemaYaml/yamlTree';
import type { YamlValue } from '../schemaYaml/yamlTree';
import { toPath } from './uris';

/** A kind of file that has a schema. */
export interface SchemaKind {
  readonly schema: JsonSchema;
  /** Undefined for a file that is of another kind, by its path or its text. */
  issuesOf(path: string, text: string): readonly Issue[] | undefined;
}

export interface SchemaDocument {
  readonly uri: string;
  readonly path: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
  readonly schema: JsonSchema;
  readonly tree: YamlValue | undefined;
}

export class SchemaDocuments {
  private readonly known = new Map<string, SchemaDocument>();

  constructor(
    private readonly open: TextDocuments<TextDocument>,
    private readonly kinds: readonly SchemaKind[],
  ) {}

  /** Undefined for documents that are not open or have no schema. */
  get(uri: string): SchemaDocument | undefined {
    const document = this.open.get(uri);
    if (document === undefined || !/\.ya?ml$/.test(uri)) return undefined;
    const known = this.known.get(uri);
    if (known?.version === document.version) return known;
    const made = this.read(document);
    if (made === undefined) this.known.delete(uri);
    else this.known.set(uri, made);
    return made;
  }

  /** Of what is found in other files they may be other ones for the same version. */
  issuesOf({ path, text }: SchemaDocument): readonly Issue[] {
    return this.issuesOfText(path, text) ?? [];
  }

  /** Also for a file that is not open; undefined where it has no schema. */
  issuesOfText(path: string, text: string): readonly Issue[] | undefined {
    for (const kind of this.kinds) {
      const issues = kind.issuesOf(path, text);
      if (issues !== undefined) return issues;
    }
    return undefined;
  }

  all(): readonly SchemaDocument[] {
    return this.open.all().flatMap(({ uri }) => this.get(uri) ?? []);
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  private read(document: TextDocument): SchemaDocument | undefined {
    const { uri, version } = document;
    const path = toPath(uri);
    const text = document.getText();
    const kind = path === undefined ? undefined : this.kinds.find((each) => each.issuesOf(path, text) !== undefined);
    if (path === undefined || kind === undefined) return undefined;
    return {
      uri,
      path,
      version,
      text,
      lines: createLineIndex(text),
      schema: kind.schema,
      tree: readYamlTree(text).value,
    };
  }
}
