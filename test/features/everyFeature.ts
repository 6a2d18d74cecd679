// Every feature of the editor asked at once, and what holds of each answer whatever the text: spans lie in it and are in order, edits do not
// overlap, and the file that they make holds the same rules, of which only those are changed that were meant.
import assert from 'node:assert/strict';
import { analyze, fixesOf } from '../../server/src/analysis/analyze';
import type { Analysis } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import type { TextEdit } from '../../server/src/base/edit';
import type { Span } from '../../server/src/base/span';
import { parseQuery, tokenize } from '../../server/src/eql/parse';
import { fieldsOf } from '../../server/src/eql/walk';
import { techniques } from '../../server/src/features/attack';
import { completionAt } from '../../server/src/features/completion/completion';
import { NO_KNOWLEDGE } from '../../server/src/features/completion/knowledge';
import type { CompletionKnowledge } from '../../server/src/features/completion/knowledge';
import { fieldAt, fieldUses, highlights, renameEdits } from '../../server/src/features/fieldUses';
import { fixAllEdits } from '../../server/src/features/fixAll';
import { foldingSpans } from '../../server/src/features/folding';
import { formattingEdits, newLineEdits, rangeFormattingEdits } from '../../server/src/features/formatting';
import { hoverAt } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlayHints';
import { refactoringsAt, resolveRefactoring } from '../../server/src/features/refactor/refactorings';
import { selectionSpans } from '../../server/src/features/selection';
import { semanticTokens } from '../../server/src/features/semanticTokens';
import { signatureAt } from '../../server/src/features/signature';
import { symbolsOf } from '../../server/src/features/symbols';
import type { RuleSymbol } from '../../server/src/features/symbols';
import { entryOf } from '../../server/src/features/workspaceIndex';
import { SCHEMAS } from './hosts';

const KNOWLEDGE: CompletionKnowledge = {
  ...NO_KNOWLEDGE,
  indexPatterns: ['logs-*'],
  tags: ['OS: "Linux"'],
  techniques: [{ id: 'T1059', name: 'Command and Scripting Interpreter' }],
  sample: {
    paths: ['process.name'],
    statistics: () => ({ events: 3, present: 2, values: [{ text: 'a "b"\\c', count: 2 }], isCut: false }),
  },
};

/** What is asked of the file as a whole. */
export function checkFile(analysis: Analysis): void {
  const { text } = analysis;
  inOrder(analysis.issues, text, 'issues');
  apart(semanticTokens(analysis), text, 'semantic tokens');
  inOrder(fieldUses(analysis), text, 'uses of fields');
  apart(techniques(analysis), text, 'techniques');
  for (const span of foldingSpans(analysis)) inText(span, text, 'a fold');
  const hints = inlayHints(analysis, { ignoredCase: true, literalWildcards: true });
  inOrder(
    hints.map(({ offset }) => ({ from: offset, to: offset })),
    text,
    'inlay hints',
  );
  symbolsOf(analysis).forEach((symbol) => checkSymbol(symbol, text));
  entryOf(analysis);
}

function checkSymbol(symbol: RuleSymbol, text: string): void {
  inText(symbol, text, 'a symbol');
  within(symbol.selection, symbol, 'what is selected of a symbol');
  for (const child of symbol.children) checkSymbol(child, text);
}

/** What is asked at a place, with the edits that are offered there. */
export function checkPlace(analysis: Analysis, offset: number): void {
  const { text } = analysis;
  const here = { from: offset, to: offset };
  for (const { replaced } of completionAt(analysis, offset, KNOWLEDGE).items) {
    inText(replaced, text, 'what a completion replaces');
    within(here, replaced, 'the place of a completion');
    assert.doesNotMatch(text.slice(replaced.from, replaced.to), /[\r\n]/, 'a completion replaces one line');
  }
  const hover = hoverAt(analysis, offset, KNOWLEDGE);
  if (hover !== undefined) within(here, inText(hover, text, 'a hover'), 'the place of a hover');
  const help = signatureAt(analysis, offset);
  for (const [from, to] of help?.parameters ?? []) inText({ from, to }, help?.label ?? '', 'a parameter');
  checkSelection(selectionSpans(analysis, offset), here, text);
  const at = fieldAt(analysis, offset);
  if (at !== undefined) within(here, at, 'the place of a field');
  inOrder(highlights(analysis, offset), text, 'highlights');
  checkWhiteSpace(analysis, newLineEdits(analysis, offset), 'a new line');
  checkWhiteSpace(analysis, rangeFormattingEdits(analysis, { from: offset, to: offset + 9 }, { width: 60 }), 'a range');
  for (const offered of refactoringsAt(analysis, offset)) {
    const fix = resolveRefactoring(analysis, offset, offered);
    if (fix !== undefined) checkChange(analysis, fix.edits, `refactoring ${offered.id}`);
  }
}

function checkSelection(spans: readonly Span[], here: Span, text: string): void {
  let inner = here;
  for (const span of spans) {
    within(inner, inText(span, text, 'a selection'), 'a smaller selection');
    inner = span;
  }
}

/** The edits that are made of the whole file. */
export function checkEdits(analysis: Analysis): void {
  checkWhiteSpace(analysis, formattingEdits(analysis, { width: 80 }), 'formatting');
  checkChange(analysis, fixAllEdits(analysis), 'fixing all');
  for (const issue of analysis.issues.slice(0, 6))
    for (const { title, edits } of fixesOf(analysis, issue)) checkChange(analysis, edits, `fix «${title}»`);
  const [path] = analysis.rules.flatMap(({ eql }) => (eql === undefined ? [] : fieldsOf(eql.query)));
  if (path !== undefined) checkRename(analysis, path);
}

function checkRename(analysis: Analysis, path: string): void {
  const after = checkChange(analysis, renameEdits(analysis, path, 'new name.`x`'), `renaming ${path}`);
  analysis.rules.forEach(({ eql }, index) => {
    const now = after.rules[index]?.eql;
    const isSound = eql !== undefined && eql.parsed.issues.length === 0 && fieldsOf(eql.query).includes(path);
    if (isSound && now !== undefined) assert.ok(!fieldsOf(now.query).includes(path), 'the old name is gone');
  });
}

/** Words and comments of every query stay what they are. */
function checkWhiteSpace(analysis: Analysis, edits: readonly TextEdit[], name: string): void {
  const after = checkChange(analysis, edits, name);
  analysis.rules.forEach(({ rule }, index) => {
    const before = rule.query?.text ?? '';
    const text = after.rules[index]?.rule.query?.text ?? '';
    if (text !== before) assert.deepEqual(wordsOf(text), wordsOf(before), `${name}: the words of rule ${index}`);
  });
}

function wordsOf(text: string): readonly string[] {
  const comments = parseQuery(text).comments.map(({ image }) => image.replace(/\s+/g, ' ').trim());
  return [...tokenize(text).map(({ image }) => image), ...comments];
}

/** The file after the edits: as many rules, and each that could be read whole still can. */
function checkChange(analysis: Analysis, edits: readonly TextEdit[], name: string): Analysis {
  const { text, file, rules } = analysis;
  apart(
    [...edits].sort((a, b) => a.from - b.from || a.to - b.to),
    text,
    name,
  );
  if (edits.length === 0) return analysis;
  const after = analyze(applyEdits(text, edits), file.format, SCHEMAS, { before: analysis });
  assert.equal(after.rules.length, rules.length, `${name}: the number of rules`);
  rules.forEach(({ eql }, index) => {
    const now = after.rules[index]?.eql;
    assert.equal(now === undefined, eql === undefined, `${name}: the language of rule ${index}`);
    if (eql?.parsed.issues.length === 0) assert.deepEqual(now?.parsed.issues, [], `${name}: mistakes of rule ${index}`);
  });
  return after;
}

function inText<S extends Span>(span: S, text: string, name: string): S {
  const { from, to } = span;
  assert.ok(0 <= from && from <= to && to <= text.length, `${name}: ${from} to ${to} of ${text.length}`);
  return span;
}

function within(inner: Span, outer: Span, name: string): void {
  const isWithin = outer.from <= inner.from && inner.to <= outer.to;
  assert.ok(isWithin, `${name}: ${inner.from} to ${inner.to} in ${outer.from} to ${outer.to}`);
}

function inOrder(spans: readonly Span[], text: string, name: string): void {
  spans.forEach((span, index) => {
    inText(span, text, name);
    assert.ok(span.from >= (spans[index - 1]?.from ?? 0), `${name}: ${index} is in order`);
  });
}

function apart(spans: readonly Span[], text: string, name: string): void {
  spans.forEach((span, index) => {
    inText(span, text, name);
    assert.ok(span.from >= (spans[index - 1]?.to ?? 0), `${name}: ${index} begins after the one before`);
  });
}
