// Cuts JSON documents, one after another or in one large one, into the elements that hold events: a scanner that knows strings and
// brackets and nothing else. What it cuts is parsed by others; what stands around the elements is passed over and never held.
import { createPieceText } from './piece';
import type { Cutter, Piece } from './piece';

/** Where in a document the list of elements stands, as keys; lists on the way are passed through. Empty: the document itself. */
export type ElementPath = readonly string[];

export interface DocumentCutter extends Cutter {
  /** Was the list of elements reached? */
  readonly hasReached: boolean;
}

/**
 * Without a path every document is an element, and a list at the top is a list of elements. `side` is a key of the outermost object
 * whose value is given too, as a piece with that role. `line` and `column`: where the text begins.
 */
export function createDocumentCutter(path: ElementPath = [], side?: 'columns', line = 1, column = 1): DocumentCutter {
  const scanner = new Scanner(path, side, line, column);
  return {
    push: (text) => scanner.push(text),
    end: () => scanner.end(),
    get hasReached() {
      return scanner.hasReached;
    },
  };
}

/** An open bracket outside of elements. */
interface Level {
  readonly isList: boolean;
  /** How much of the path leads to the values in here; -1: the path does not lead here. */
  readonly matched: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;

/** `between`: outside of elements. `value`: in brackets that are taken or passed over whole. `scalar`: in a value without brackets. */
type Place = 'between' | 'value' | 'scalar';

class Scanner {
  hasReached = false;
  private readonly taken = createPieceText();
  private readonly levels: Level[] = [];
  private place: Place = 'between';
  /** In `value`: how many brackets are open. */
  private depth = 0;
  private isTaking = false;
  private role: Piece['role'];
  private start = { line: 1, column: 1 };
  /** Does nothing but blanks stand before the element in its line? */
  private beganLine = false;
  private isInString = false;
  private isEscaped = false;
  /** In `between`: the text of a string that may be a key, and the key that stands before the value to come. */
  private readonly word = createPieceText();
  private key: string | undefined;
  private pieces: Piece[] = [];
  private text = '';
  /** Offset in `text`, and where in it the value that is being taken begins. */
  private at = 0;
  private from = 0;
  /** The offset in `text` at which the current line begins; negative where it began in an earlier part. */
  private lineStart: number;
  private nextNewline = -1;

  constructor(
    private readonly path: ElementPath,
    private readonly side: Piece['role'],
    private line: number,
    column: number,
  ) {
    this.lineStart = 1 - column;
  }

  push(text: string): readonly Piece[] {
    this.pieces = [];
    this.text = text;
    this.at = 0;
    this.from = 0;
    this.nextNewline = -1;
    while (this.at < text.length) {
      if (this.isInString) this.string();
      else if (this.place === 'value') this.value();
      else if (this.place === 'scalar') this.scalar();
      else this.between();
    }
    if (this.isTaking) this.taken.add(text.slice(this.from));
    this.lineStart -= text.length;
    this.text = '';
    return this.pieces;
  }

  end(): readonly Piece[] {
    this.pieces = [];
    if (this.place === 'scalar' && !this.isInString) this.finish(0);
    else if (this.place !== 'between') this.finish(0, 'cut-off');
    const isOpen = this.levels.length > 0 && !this.pieces.some(({ fault }) => fault === 'cut-off');
    if (isOpen) this.pieces.push({ text: '', line: this.line, column: 1, fault: 'cut-off' });
    return this.pieces;
  }

  /** To the end of the string, or to the newline that no string may hold. */
  private string(): void {
    const { text } = this;
    let from = this.at;
    if (this.isEscaped) from++;
    this.isEscaped = false;
    for (;;) {
      const quote = text.indexOf('"', from);
      const to = quote < 0 ? text.length : quote;
      const newline = this.newlineBefore(from, to);
      if (newline !== undefined) return this.leaveString(newline);
      const backslashes = countBackslashes(text, from, to);
      if (quote < 0) {
        this.isEscaped = backslashes % 2 === 1;
        return this.addWord(text.length);
      }
      if (backslashes % 2 === 0) return this.leaveString(quote + 1);
      from = quote + 1;
    }
  }

  private leaveString(to: number): void {
    this.addWord(to);
    this.isInString = false;
  }

  private addWord(to: number): void {
    if (this.place === 'between') this.word.add(this.text.slice(this.at, to));
    this.at = to;
  }

  /** Strings have no newline in JSON, so the next one is looked for only when it has been passed. */
  private newlineBefore(from: number, to: number): number | undefined {
    if (this.nextNewline < from) {
      const found = this.text.indexOf('\n', from);
      this.nextNewline = found < 0 ? this.text.length : found;
    }
    return this.nextNewline < to ? this.nextNewline : undefined;
  }

  /** Within brackets only their number counts. */
  private value(): void {
    const { text } = this;
    for (let at = this.at; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.at = at + 1;
        this.isInString = true;
        return;
      }
      if (code === OPEN_OBJECT || code === OPEN_LIST) {
        if (code === OPEN_OBJECT && this.isNextElement(at)) return this.finish(at, 'cut-off');
        this.depth++;
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        if (--this.depth === 0) return this.finish(at + 1);
      } else if (code === NEWLINE) {
        this.at = at;
        this.newLine();
      }
    }
    this.at = text.length;
  }

  /** What a machine lays out is indented in its objects: a brace right below the first one begins the next, and this one was cut off. */
  private isNextElement(at: number): boolean {
    return this.beganLine && at - this.lineStart + 1 === this.start.column && this.isFirstInLine(at);
  }

  private isFirstInLine(at: number): boolean {
    return this.lineStart >= 0 && this.text.slice(this.lineStart, at).trim() === '';
  }

  private newLine(): void {
    this.line++;
    this.lineStart = this.at + 1;
  }

  private scalar(): void {
    const { text } = this;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === QUOTE) {
        this.at++;
        this.isInString = true;
        return;
      }
      if (code <= SPACE || code === COMMA || code === CLOSE_LIST || code === CLOSE_OBJECT) return this.finish(this.at);
    }
  }

  private between(): void {
    const code = this.text.charCodeAt(this.at);
    if (code === NEWLINE) this.newLine();
    if (code <= SPACE || code === BYTE_ORDER_MARK) this.at++;
    else if (code === COMMA) {
      this.key = undefined;
      this.at++;
    } else if (code === COLON) {
      this.key = this.wordText();
      this.at++;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      this.levels.pop();
      this.key = undefined;
      this.at++;
    } else if (code === QUOTE && this.isBeforeKey()) {
      this.word.take();
      this.at++;
      this.isInString = true;
    } else this.begin(code);
  }

  private isBeforeKey(): boolean {
    return this.levels.at(-1)?.isList === false && this.key === undefined;
  }

  /** The key that was read, without its last quote. */
  private wordText(): string {
    const { text } = this.word.take();
    return text.endsWith('"') ? text.slice(0, -1) : text;
  }

  /** A value begins: it leads on, it is an element, it is asked for, or it is passed over. */
  private begin(code: number): void {
    const matched = this.matchedHere();
    const isOpening = code === OPEN_OBJECT || code === OPEN_LIST;
    const isEnd = matched === this.path.length;
    if (isOpening && matched >= 0 && (!isEnd || (code === OPEN_LIST && !this.isInElements()))) {
      if (isEnd) this.hasReached = true;
      this.levels.push({ isList: code === OPEN_LIST, matched });
      this.key = undefined;
      this.at++;
      return;
    }
    const isSide = this.side !== undefined && this.levels.length === 1 && this.key === this.side;
    this.role = isSide ? this.side : undefined;
    this.isTaking = isEnd || isSide;
    this.start = { line: this.line, column: this.at - this.lineStart + 1 };
    this.beganLine = this.isFirstInLine(this.at);
    this.from = this.at;
    this.place = isOpening ? 'value' : 'scalar';
    this.depth = 1;
    this.isInString = code === QUOTE;
    this.at++;
  }

  private matchedHere(): number {
    const level = this.levels.at(-1);
    if (level === undefined) return 0;
    if (level.isList || level.matched < 0) return level.matched;
    return this.key === this.path[level.matched] ? level.matched + 1 : -1;
  }

  private isInElements(): boolean {
    const level = this.levels.at(-1);
    return level?.isList === true && level.matched === this.path.length;
  }

  private finish(to: number, fault?: 'cut-off'): void {
    this.at = to;
    this.place = 'between';
    this.isInString = false;
    this.key = undefined;
    if (!this.isTaking) return;
    this.isTaking = false;
    this.taken.add(this.text.slice(this.from, to));
    const { text, isTooLong } = this.taken.take();
    const problem = isTooLong ? 'too-long' : fault;
    this.pieces.push({
      text,
      ...this.start,
      ...(problem && { fault: problem }),
      ...(this.role && { role: this.role }),
    });
  }
}

const BYTE_ORDER_MARK = 0xfeff;

function countBackslashes(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && text.charCodeAt(at - 1) === BACKSLASH) at--;
  return to - at;
}
