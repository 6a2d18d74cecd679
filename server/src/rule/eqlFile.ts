// Reads an .eql file: the whole of it is one query.
import { identityMap } from '../base/positionMap';
import type { Span } from '../base/span';
import type { RuleFile } from './document';
import { NO_CONTENT } from './fields';

export function readEqlFile(file: string): RuleFile {
  const from = file.startsWith('\ufeff') ? 1 : 0;
  const to = file.length;
  const text = file.slice(from);
  const query = { from, to, text, language: 'eql', quoting: 'plain', map: identityMap(text.length, from) } as const;
  const metadata = { index: [], integration: [], falsePositives: [], tags: [] };
  const rule = { index: 0, from, to, metadata, query, heading: firstLine(file, from), content: NO_CONTENT };
  return { format: 'eql', rules: [rule], issues: [] };
}

const blankOrComment = /\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//y;

/** The first line that is neither blank nor a comment, from its first character on; where there is none, the file's start. */
function firstLine(file: string, start: number): Span {
  let from = start;
  for (blankOrComment.lastIndex = from; blankOrComment.test(file); from = blankOrComment.lastIndex);
  if (from >= file.length) return { from: start, to: start };
  const end = /[ \t]*(?:[\r\n]|$)/g;
  end.lastIndex = from;
  return { from, to: end.exec(file)?.index ?? file.length };
}
