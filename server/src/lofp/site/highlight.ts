// The words of a query in colours, found when the page is made: no script runs on it.
import { tokenize } from '../../eql/parse';
import type { Token } from '../../eql/tokens';
import { KEYWORDS } from '../../eql/tokens';
import type { Logic } from '../statements/statementRule';
import { html, join } from './html';
import type { Markup } from './html';

/** A stretch of a query; without a kind it has no colour. */
export interface CodePart {
  readonly text: string;
  readonly kind?: CodeKind;
}

export type CodeKind = 'keyword' | 'category' | 'function' | 'field' | 'string' | 'number' | 'comment';

export function highlight(logic: Logic): Markup {
  return join(
    codeParts(logic).map(({ text, kind }) =>
      kind === undefined ? html`${text}` : html`<span class="${kind}">${text}</span>`,
    ),
  );
}

/** The text from its beginning to its end. What is not EQL is plain text. */
export function codeParts({ language, text }: Logic): readonly CodePart[] {
  return language === 'eql' && text.length <= LARGEST ? partsOfEql(text) : [{ text }];
}

/** Characters of a query that is coloured; more make a page of megabytes. */
const LARGEST = 200_000;

function partsOfEql(text: string): readonly CodePart[] {
  const tokens = tokenize(text);
  const parts: CodePart[] = [];
  let at = 0;
  tokens.forEach((token, index) => {
    parts.push(...between(text.slice(at, token.startOffset)), word(token, tokens[index - 1], tokens[index + 1]));
    at = token.startOffset + token.image.length;
  });
  return [...parts, ...between(text.slice(at))];
}

/** Between two words there are only white space and comments. */
function between(gap: string): readonly CodePart[] {
  const comment = gap.trim();
  if (comment === '') return gap === '' ? [] : [{ text: gap }];
  const from = gap.indexOf(comment);
  const parts: readonly CodePart[] = [
    { text: gap.slice(0, from) },
    { text: comment, kind: 'comment' },
    { text: gap.slice(from + comment.length) },
  ];
  return parts.filter((part) => part.text !== '');
}

function word(token: Token, before: Token | undefined, after: Token | undefined): CodePart {
  const kind = kindOf(token, before, after);
  return kind === undefined ? { text: token.image } : { text: token.image, kind };
}

const WORDS: ReadonlySet<string> = new Set([...KEYWORDS, 'in~', 'like~', 'regex~']);

const KINDS: Readonly<Record<string, CodeKind>> = {
  Text: 'string',
  RawString: 'string',
  BadText: 'string',
  OpenText: 'string',
  UnopenedText: 'string',
  Integer: 'number',
  Decimal: 'number',
  QuotedIdentifier: 'field',
  OpenQuotedIdentifier: 'field',
};

function kindOf(
  { image, tokenType }: Token,
  before: Token | undefined,
  after: Token | undefined,
): CodeKind | undefined {
  // `any where …`: there it is a category, as every word in its place.
  if (after?.image === 'where' && before?.image !== '.') return 'category';
  if (WORDS.has(image)) return 'keyword';
  if (tokenType.name === 'Identifier' || tokenType.name === 'TildeIdentifier') {
    if (before?.image === '|') return 'keyword';
    return after?.image === '(' ? 'function' : 'field';
  }
  return KINDS[tokenType.name];
}
