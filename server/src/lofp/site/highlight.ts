// The words of a query in colours, found when the page is made: no script runs on it.
import { tokenize } from '../../eql/parse';
import type { Token } from '../../eql/tokens';
import { KEYWORDS } from '../../eql/tokens';
import type { Logic } from '../statements/statementRule';
import { html, join } from './html';
import type { Markup } from './html';

/** What is not EQL is plain text. */
export function highlight({ language, text }: Logic): Markup {
  return language === 'eql' && text.length <= LARGEST ? highlightEql(text) : html`${text}`;
}

/** Characters of a query that is coloured; more make a page of megabytes. */
const LARGEST = 200_000;

function highlightEql(text: string): Markup {
  const tokens = tokenize(text);
  const parts: Markup[] = [];
  let at = 0;
  tokens.forEach((token, index) => {
    parts.push(between(text.slice(at, token.startOffset)), word(token, tokens[index - 1], tokens[index + 1]));
    at = token.startOffset + token.image.length;
  });
  return join([...parts, between(text.slice(at))]);
}

/** Between two words there are only white space and comments. */
function between(gap: string): Markup {
  const comment = gap.trim();
  if (comment === '') return html`${gap}`;
  const from = gap.indexOf(comment);
  return html`${gap.slice(0, from)}<span class="comment">${comment}</span>${gap.slice(from + comment.length)}`;
}

function word(token: Token, before: Token | undefined, after: Token | undefined): Markup {
  const kind = kindOf(token, before, after);
  return kind === undefined ? html`${token.image}` : html`<span class="${kind}">${token.image}</span>`;
}

const WORDS: ReadonlySet<string> = new Set([...KEYWORDS, 'in~', 'like~', 'regex~']);

const KINDS: Readonly<Record<string, string>> = {
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

function kindOf({ image, tokenType }: Token, before: Token | undefined, after: Token | undefined): string | undefined {
  // `any where …`: there it is a category, as every word in its place.
  if (after?.image === 'where' && before?.image !== '.') return 'category';
  if (WORDS.has(image)) return 'keyword';
  if (tokenType.name === 'Identifier' || tokenType.name === 'TildeIdentifier') {
    if (before?.image === '|') return 'keyword';
    return after?.image === '(' ? 'function' : 'field';
  }
  return KINDS[tokenType.name];
}
