// What each word of a query is, for colours that know the language: a field is no function, a category no field.
import type { Analysis, EqlAnalysis } from '../analysis/analyze';
import type { Span } from '../base/span';
import { tokenize } from '../eql/parse';
import { innermostNodes } from '../eql/nodesAt';
import type { Node } from '../eql/nodesAt';
import { KEYWORDS } from '../eql/tokens';
import type { Token } from '../eql/tokens';
import { conditionsOf, walkExpression } from '../eql/walk';

/** Standard types of the Language Server Protocol, so that every theme colours them. The order is the legend's. */
export const TOKEN_TYPES = [
  'keyword',
  'operator',
  'property',
  'function',
  'string',
  'regexp',
  'number',
  'comment',
  'class',
  'macro',
] as const;
export type SemanticTokenType = (typeof TOKEN_TYPES)[number];

/** A stretch of the file; it may hold line breaks. */
export interface SemanticToken extends Span {
  readonly type: SemanticTokenType;
}

/** Of all EQL queries of the file, in the order of the text. */
export function semanticTokens({ rules }: Analysis): readonly SemanticToken[] {
  return rules.flatMap(({ eql }) => (eql === undefined ? [] : tokensOfQuery(eql)));
}

function tokensOfQuery(eql: EqlAnalysis): SemanticToken[] {
  const { text, map } = eql.embedded;
  const patterns = regexPatterns(eql);
  const nodeAt = innermostNodes(eql.query);
  const words = tokenize(text).flatMap((token, index, tokens) => {
    const type = patterns.has(token.startOffset) ? 'regexp' : typeOf(token, tokens[index + 1], nodeAt);
    return type === undefined ? [] : [{ ...map.spanToFile(spanOfToken(token)), type }];
  });
  const comments = eql.parsed.comments.map((comment) => ({
    ...map.spanToFile(spanOfToken(comment)),
    type: 'comment' as const,
  }));
  return [...words, ...comments].sort((a, b) => a.from - b.from);
}

function spanOfToken({ startOffset, image }: Token): Span {
  return { from: startOffset, to: startOffset + image.length };
}

const WORDS: ReadonlySet<string> = new Set([...KEYWORDS, 'in~', 'like~', 'regex~']);
const STRINGS: ReadonlySet<string> = new Set(['Text', 'RawString', 'BadText', 'OpenText', 'UnopenedText']);
const NUMBERS: ReadonlySet<string> = new Set(['Integer', 'Decimal']);
const NAMES: ReadonlySet<string> = new Set(['Identifier', 'QuotedIdentifier', 'TildeIdentifier', 'Dot', 'Question']);

type NodeAt = (offset: number) => Node;

function typeOf(token: Token, next: Token | undefined, nodeAt: NodeAt): SemanticTokenType | undefined {
  const { name } = token.tokenType;
  if (WORDS.has(token.image)) return 'keyword';
  if (STRINGS.has(name)) return 'string';
  if (NUMBERS.has(name)) return 'number';
  if (NAMES.has(name)) return typeOfName(token, next, nodeAt);
  return OPERATORS.has(token.image) ? 'operator' : undefined;
}

const OPERATORS: ReadonlySet<string> = new Set([
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  ':',
  '+',
  '-',
  '*',
  '/',
  '%',
  '|',
  '!',
]);

/** Where the regular expressions of a query begin. Found in one walk: a list may hold thousands of strings. */
function regexPatterns({ query }: EqlAnalysis): ReadonlySet<number> {
  const found = new Set<number>();
  for (const condition of conditionsOf(query)) {
    walkExpression(condition, (node) => {
      if (node.kind === 'match' && node.operator.startsWith('regex'))
        for (const pattern of node.patterns) if (pattern.kind === 'literal') found.add(pattern.from);
    });
  }
  return found;
}

/** A name belongs to the innermost node around its middle: at its ends a neighbour could be meant. */
function typeOfName(token: Token, next: Token | undefined, nodeAt: NodeAt): SemanticTokenType | undefined {
  const { image, startOffset, tokenType } = token;
  if (tokenType.name === 'Dot') return undefined;
  switch (nodeAt(image.length > 1 ? startOffset + 1 : startOffset).kind) {
    case 'field':
      return 'property';
    case 'call':
      return 'function';
    case 'category':
      return 'class';
    case 'pipe':
      return 'macro';
    case 'sequenceQuery':
    case 'timeSpan':
    case 'item':
      return 'keyword';
    default:
      // Beside a mistake, where the tree has a hole.
      return next?.image === '(' ? 'function' : 'property';
  }
}
