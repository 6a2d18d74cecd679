// What only shows when the rules of the workspace are seen together, for the documents that are open and the files that are not.
import type { Range } from 'vscode-languageserver';
import type { Analysis } from '../analysis/analyze';
import { applyPolicy } from '../analysis/policy';
import type { CheckPolicy } from '../analysis/policy';
import { createIdentityIndex, identitiesOf } from '../analysis/workspace/identityIndex';
import type { LineRange } from '../analysis/workspace/identityIndex';
import type { Issue } from '../base/issue';
import { createLineIndex } from '../base/lineIndex';
import type { Span } from '../base/span';
import type { RuleDocument } from './documents';
import { toPath, toUri } from './uris';

export interface TogetherDeskParts {
  /** Whether a file is one of the workspace's rules: a copy that lies elsewhere, or that is no file, repeats nothing. */
  readonly isOurs: (path: string) => boolean;
  readonly policyOf: (uri: string) => CheckPolicy | undefined;
  /** Something else is to be told of these files. */
  readonly onChanged: (uris: readonly string[]) => void;
}

export class TogetherDesk {
  private readonly index = createIdentityIndex();

  constructor(private readonly parts: TogetherDeskParts) {}

  /** Undefined: the file holds no rule any more. Of an open document the editor asks by itself when it changes, but it may have asked too early at first. */
  set(uri: string, analysis: Analysis | undefined, isOpen: boolean): void {
    const path = toPath(uri);
    if (path === undefined) return;
    const isKnown = analysis !== undefined && this.parts.isOurs(path);
    const now = isKnown ? identitiesOf(uri, analysis, createLineIndex(analysis.text)) : undefined;
    const asksItself = isOpen && this.index.has(uri);
    this.tell(this.index.set(uri, now).filter((each) => !asksItself || each !== uri));
  }

  /** All files have been read. */
  complete(): void {
    this.tell(this.index.complete());
  }

  issuesOf({ uri, analysis, lines }: Pick<RuleDocument, 'uri' | 'analysis' | 'lines'>): readonly Issue[] {
    const path = toPath(uri);
    if (path === undefined || !this.parts.isOurs(path)) return [];
    const file = toUri(path);
    return applyPolicy(this.index.issuesOf(file, identitiesOf(file, analysis, lines)), this.parts.policyOf(uri));
  }

  rangeIn(file: string, span: Span): Range | undefined {
    const range = this.index.rangeIn(file, span);
    return range === undefined ? undefined : toWireRange(range);
  }

  private tell(uris: readonly string[]): void {
    if (uris.length > 0) this.parts.onChanged(uris);
  }
}

function toWireRange({ start, end }: LineRange): Range {
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}
