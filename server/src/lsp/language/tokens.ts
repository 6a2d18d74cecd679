// Semantic tokens: whole, as the difference to the last answer, and for a stretch. One builder a document remembers the last answer.
import { SemanticTokensBuilder } from 'vscode-languageserver';
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { toSpan } from '../places';
import type { Session } from '../session';
import { pushTokens } from './structure';

export class TokenService {
  private readonly builders = new Map<string, SemanticTokensBuilder>();

  full(session: Session, { textDocument }: SemanticTokensParams): SemanticTokens {
    const builder = this.builderOf(textDocument.uri);
    const document = session.documents.get(textDocument.uri);
    builder.previousResult('');
    if (document !== undefined) pushTokens(builder, document);
    return builder.build();
  }

  delta(
    session: Session,
    { textDocument, previousResultId }: SemanticTokensDeltaParams,
  ): SemanticTokens | SemanticTokensDelta {
    const builder = this.builderOf(textDocument.uri);
    const document = session.documents.get(textDocument.uri);
    builder.previousResult(previousResultId);
    if (document !== undefined) pushTokens(builder, document);
    return builder.buildEdits();
  }

  range(session: Session, { textDocument, range }: SemanticTokensRangeParams): SemanticTokens {
    const builder = new SemanticTokensBuilder();
    const document = session.documents.get(textDocument.uri);
    if (document !== undefined) pushTokens(builder, document, toSpan(document.lines, range));
    return builder.build();
  }

  forget(uri: string): void {
    this.builders.delete(uri);
  }

  private builderOf(uri: string): SemanticTokensBuilder {
    let builder = this.builders.get(uri);
    if (builder === undefined) this.builders.set(uri, (builder = new SemanticTokensBuilder()));
    return builder;
  }
}
