// Finds known names in a text as whole words, the longest first, also where an address has them percent-encoded.

export interface FoundName {
  readonly from: number;
  readonly to: number;
  /** In lower case. */
  readonly name: string;
}

export interface NameIndex {
  add(name: string): void;
  /** In the order of the text; none overlaps another. */
  find(text: string): readonly FoundName[];
}

interface Branch {
  readonly next: Map<string, Branch>;
  name?: string;
}

/** A tree of tokens: a text is read once, however many names there are. */
export function createNameIndex(): NameIndex {
  const root: Branch = { next: new Map() };
  return {
    add(name) {
      let branch = root;
      for (const { text } of tokensOf(name)) {
        let next = branch.next.get(text);
        if (next === undefined) branch.next.set(text, (next = { next: new Map() }));
        branch = next;
      }
      branch.name = name;
    },
    find(text) {
      const tokens = tokensOf(text);
      const found: FoundName[] = [];
      for (let at = 0; at < tokens.length; at++) {
        const longest = findLongest(root, tokens, at);
        if (longest === undefined) continue;
        found.push({ from: tokens[at]?.from ?? 0, to: tokens[longest.last]?.to ?? 0, name: longest.name });
        at = longest.last;
      }
      return found;
    },
  };
}

function findLongest(root: Branch, tokens: readonly Token[], from: number): { name: string; last: number } | undefined {
  let branch: Branch | undefined = root;
  let longest: { name: string; last: number } | undefined;
  for (let at = from; at < tokens.length; at++) {
    branch = branch.next.get(tokens[at]?.text ?? '');
    if (branch === undefined) break;
    if (branch.name !== undefined) longest = { name: branch.name, last: at };
  }
  return longest;
}

interface Token {
  /** In lower case, decoded. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const TOKEN = /%[0-9A-Fa-f]{2}|[\p{L}\p{N}]+|[^]/gu;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(TOKEN))
    tokens.push({ text: decoded(word).toLowerCase(), from: index, to: index + word.length });
  return tokens;
}

function decoded(word: string): string {
  if (word.length !== 3 || !word.startsWith('%')) return word;
  const code = Number.parseInt(word.slice(1), 16);
  return code > 0x20 && code < 0x7f && !/[0-9A-Za-z]/.test(String.fromCharCode(code))
    ? String.fromCharCode(code)
    : word;
}
