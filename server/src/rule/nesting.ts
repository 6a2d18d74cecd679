// How deep a text nests, guessed from above and without reading it. The parsers of YAML and TOML recurse with every level, and where the
// stack runs out inside of a regular expression V8 ends the whole process, which no `try` holds back.

/** Far beyond any rule or label file. */
const DEEPEST = 200;
const CHAINED = new RegExp(`(?:[-?:][ \\t]+){${DEEPEST}}`);

export function isYamlTooDeep(text: string): boolean {
  return bracketDepth(text) > DEEPEST || CHAINED.test(text) || indentationDepth(text) > DEEPEST;
}

export function isTomlTooDeep(text: string): boolean {
  return bracketDepth(text) > DEEPEST;
}

export function isJsonTooDeep(text: string): boolean {
  return bracketDepth(text) > DEEPEST;
}

/** Brackets in strings count, too: nobody writes so many that are not closed. */
function bracketDepth(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    most = Math.max(most, depth);
  }
  return most;
}

function indentationDepth(text: string): number {
  const open: number[] = [];
  let most = 0;
  for (const [, spaces = ''] of text.matchAll(/^([ \t]*)[^ \t\r\n]/gm)) {
    while ((open[open.length - 1] ?? -1) >= spaces.length) open.pop();
    open.push(spaces.length);
    most = Math.max(most, open.length);
  }
  return most;
}
