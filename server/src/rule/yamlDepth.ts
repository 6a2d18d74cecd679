// How deep a YAML text nests, guessed from above and without reading it as YAML. The yaml package recurses with every level, and where the
// stack runs out inside of a regular expression V8 ends the whole process, which no `try` holds back.

const DEEPEST = 200;
const CHAINED = new RegExp(`(?:[-?:][ \\t]+){${DEEPEST}}`);

/** Far beyond any rule or label file. */
export function nestsTooDeeply(text: string): boolean {
  return flowDepth(text) > DEEPEST || CHAINED.test(text) || indentationDepth(text) > DEEPEST;
}

/** Brackets in strings count, too: nobody writes so many that are not closed. */
function flowDepth(text: string): number {
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
