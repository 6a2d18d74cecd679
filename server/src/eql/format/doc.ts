// Text that can be laid out in several ways, and the printer that picks the widest one that fits. Knows no EQL.

export type Doc = string | Word | Break | Group | Indent | readonly Doc[];

/** A word of the source with the comments that go with it. */
export interface Word {
  readonly kind: 'word';
  readonly text: string;
  /** Comments on lines of their own before it. */
  readonly before: readonly string[];
  /** Comments on its line, after it. One that ends only with its line is the last. */
  readonly after: readonly string[];
  /** A blank line stood before it, or before its comments: kept where a line begins with it anyway. */
  readonly blank: boolean;
}

/** A place where a line may end: `flat` is what stands there otherwise. */
export interface Break {
  readonly kind: 'break';
  readonly flat: '' | ' ';
  /** `group`: ends its line when its group does not fit. `fill`: when what follows up to the next break does not. `always`: always. */
  readonly when: 'group' | 'fill' | 'always';
}

/** Laid out on one line where it fits. */
export interface Group {
  readonly kind: 'group';
  readonly content: Doc;
}

export interface Indent {
  readonly kind: 'indent';
  readonly content: Doc;
}

export const SOFT: Break = { kind: 'break', flat: '', when: 'group' };
export const LINE: Break = { kind: 'break', flat: ' ', when: 'group' };
export const FILL: Break = { kind: 'break', flat: ' ', when: 'fill' };
export const HARD: Break = { kind: 'break', flat: ' ', when: 'always' };

export function group(content: Doc): Group {
  return { kind: 'group', content };
}

export function indent(content: Doc): Indent {
  return { kind: 'indent', content };
}

/** Columns that one level is indented by. */
export const STEP = 2;

interface Command {
  readonly doc: Doc;
  readonly depth: number;
  readonly flat: boolean;
}

/** Lays a document out in lines of `width` columns where it can. Lines end with "\n" and have no trailing spaces. */
export function printDoc(doc: Doc, width: number): string {
  const page = createPage();
  const stack: Command[] = [{ doc, depth: 0, flat: false }];
  for (let command = stack.pop(); command !== undefined; command = stack.pop()) {
    const { doc: each, depth, flat } = command;
    if (typeof each === 'string') page.write(each, depth);
    else if (isList(each)) for (let at = each.length - 1; at >= 0; at--) push(stack, each[at], depth, flat);
    else if (each.kind === 'indent') push(stack, each.content, depth + STEP, flat);
    else if (each.kind === 'word') page.writeWord(each, depth);
    else if (each.kind === 'group') {
      const fitting = flat || fits(each.content, stack, width - page.column(depth));
      push(stack, each.content, depth, fitting);
    } else if (endsLine(each, stack, depth, flat, width, page)) page.endLine();
    else page.write(each.flat, depth);
  }
  return page.text();
}

function push(stack: Command[], doc: Doc | undefined, depth: number, flat: boolean): void {
  if (doc !== undefined) stack.push({ doc, depth, flat });
}

function isList(doc: Doc): doc is readonly Doc[] {
  return Array.isArray(doc);
}

function endsLine(
  { when, flat: between }: Break,
  stack: readonly Command[],
  depth: number,
  flat: boolean,
  width: number,
  page: Page,
): boolean {
  if (when === 'always') return true;
  if (flat) return false;
  return when === 'group' || !fits(between, stack, width - page.column(depth));
}

/** Whether `doc`, flat, and what follows it up to the next place where a line may end, have room. */
function fits(doc: Doc, rest: readonly Command[], room: number): boolean {
  let left = room;
  let next = rest.length;
  const stack: Command[] = [{ doc, depth: 0, flat: true }];
  while (left >= 0) {
    const command = stack.pop() ?? rest[--next];
    if (command === undefined) return true;
    const { doc: each, flat } = command;
    if (typeof each === 'string') left -= each.length;
    else if (isList(each)) for (let at = each.length - 1; at >= 0; at--) push(stack, each[at], 0, flat);
    else if (each.kind === 'break') {
      if (each.when === 'always') return !flat;
      if (!flat) return true;
      left -= each.flat.length;
    } else if (each.kind === 'word') {
      if (!isFlat(each)) return false;
      left -= widthOf(each);
    } else push(stack, each.content, 0, flat && next === rest.length);
  }
  return false;
}

/** A word with a comment that needs a line for itself cannot stand within one. */
export function isFlat({ before, after }: Word): boolean {
  return before.length === 0 && !after.some((comment) => comment.startsWith('//') || comment.includes('\n'));
}

export function widthOf({ text, after }: Word): number {
  return after.reduce((sum, comment) => sum + 1 + comment.length, text.length);
}

interface Page {
  write(text: string, depth: number): void;
  writeWord(word: Word, depth: number): void;
  endLine(): void;
  /** Where the next text would stand. */
  column(depth: number): number;
  text(): string;
}

function createPage(): Page {
  const lines: string[] = [];
  let line = '';
  let isFresh = true;
  const write = (text: string, depth: number): void => {
    if (isFresh && text.trim() === '') return;
    line += isFresh ? ' '.repeat(depth) + text : text;
    isFresh = false;
  };
  const endLine = (): void => {
    if (isFresh) return;
    lines.push(line.trimEnd());
    line = '';
    isFresh = true;
  };
  const writeWord = ({ text, before, after, blank }: Word, depth: number): void => {
    if (before.length > 0) endLine();
    if (blank && isFresh && lines.length > 0) lines.push('');
    for (const comment of before) {
      write(comment, depth);
      endLine();
    }
    write(text, depth);
    for (const comment of after) write(` ${comment}`, depth);
    if (after[after.length - 1]?.startsWith('//') === true) endLine();
  };
  return {
    write,
    writeWord,
    endLine,
    column: (depth) => (isFresh ? depth : line.length - (line.lastIndexOf('\n') + 1)),
    text: () => [...lines, ...(isFresh ? [] : [line.trimEnd()])].join('\n'),
  };
}
