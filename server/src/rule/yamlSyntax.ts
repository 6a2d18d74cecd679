// Says what is wrong with a YAML file, in our words, by the errors of the yaml package and by keys that stand twice.
import { type Document, isMap, isScalar, isSeq, visit, type YAMLError } from 'yaml';
import type { Issue } from '../base/issue';
import type { Span } from '../base/span';

/** The first error of each document: what follows it is mostly its consequence. */
export function checkYamlSyntax(file: string, documents: readonly Document.Parsed[]): Issue[] {
  return documents.flatMap((document) => {
    const [first] = document.errors;
    return first ? [toIssue(file, document, first)] : doubleKeys(document);
  });
}

export function tooDeep(): Issue {
  return issueOf({ from: 0, to: 0 }, sentences.RESOURCE_EXHAUSTION);
}

function toIssue(file: string, document: Document.Parsed, error: YAMLError): Issue {
  if (error.code === 'MISSING_CHAR' && error.message.startsWith('Missing closing'))
    return issueOf(openingQuote(document, error.pos[0]), 'This text is not closed. Add the closing quote.');
  if (error.code === 'BAD_INDENT' && error.message.startsWith('Flow '))
    return issueOf(
      lineBefore(file, error.pos[0]),
      'This list or mapping in brackets is not closed. Add the closing bracket.',
    );
  const from = Math.min(error.pos[0], file.length);
  const to = Math.max(from, Math.min(error.pos[1], file.length));
  return issueOf({ from, to }, sentences[error.code]);
}

function issueOf({ from, to }: Span, message: string): Issue {
  return { code: 'yaml-syntax', severity: 'error', message, from, to };
}

/** The parser reports a missing quote where the text ends; the one that opens it is what a person looks for. */
function openingQuote(document: Document.Parsed, end: number): Span {
  let found: Span = { from: end, to: end };
  visit(document, {
    Scalar(_key, { range }) {
      if (range && range[1] === end) found = { from: range[0], to: range[0] + 1 };
    },
  });
  return found;
}

/** The parser reports a missing bracket at the next key; the last line before it is where it belongs. */
function lineBefore(file: string, offset: number): Span {
  const lineStart = file.lastIndexOf('\n', offset - 1) + 1;
  const to = file.slice(0, lineStart).trimEnd().length;
  const from = file.lastIndexOf('\n', to - 1) + 1;
  return { from: from + (/^[ \t]*/.exec(file.slice(from, to))?.[0].length ?? 0), to };
}

/** Keys of a rule that stand twice; other mappings are not ours to judge. */
function doubleKeys(document: Document.Parsed): Issue[] {
  const top = isSeq(document.contents) ? document.contents.items : [document.contents];
  return top.flatMap((item) => {
    if (!isMap(item)) return [];
    const inner = item.items.filter(({ key }) => isScalar(key) && (key.value === 'rule' || key.value === 'metadata'));
    return [item, ...inner.map(({ value }) => value)].flatMap(doubleKeysOf);
  });
}

function doubleKeysOf(map: unknown): Issue[] {
  if (!isMap(map)) return [];
  const seen = new Set<unknown>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const isKnown = seen.has(key.value);
    seen.add(key.value);
    const [from, to] = key.range ?? [0, 0];
    return isKnown ? [issueOf({ from, to }, sentences.DUPLICATE_KEY)] : [];
  });
}

const sentences: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: 'An alias cannot have an anchor or a tag of its own. Remove them.',
  BAD_ALIAS: 'The name of this anchor or alias is not allowed. Use letters and digits.',
  BAD_COLLECTION_TYPE: 'This tag does not fit the value. Remove the tag.',
  BAD_DIRECTIVE: 'This is not a directive of YAML. Only `%YAML` and `%TAG` are.',
  BAD_DQ_ESCAPE:
    'This is not an escape of YAML. Write `\\\\` for a backslash, or use single quotes or a block (`|`), where nothing is escaped.',
  BAD_INDENT:
    'The indentation does not fit. Begin the keys of one mapping in the same column, and indent what belongs to a key further.',
  BAD_PROP_ORDER: 'Anchors and tags stand before the value, behind `?`, `:` and `-`.',
  BAD_SCALAR_START:
    'A text without quotes cannot begin with this character. Put the text in quotes, or in a block (`|`).',
  BLOCK_AS_IMPLICIT_KEY:
    'A colon followed by a space begins a value, and there is one already. Put the text in quotes, or in a block (`|`).',
  BLOCK_IN_FLOW: 'Between brackets there can be no block or list with dashes.',
  DUPLICATE_KEY: 'This key stands twice. Keep one of the two: the first one counts.',
  IMPOSSIBLE: 'This is not YAML.',
  KEY_OVER_1024_CHARS: 'This key is longer than 1,024 characters. Is the colon behind it meant to be in quotes?',
  MISSING_CHAR: 'Something is missing here: a colon after a key, a bracket or a comma.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line, with a colon behind it.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_DOCS: 'A new document begins with `---`.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  NON_STRING_KEY: 'This key is no text. Put it in quotes.',
  RESOURCE_EXHAUSTION: 'This file is nested too deeply to be read as YAML. Its queries are checked all the same.',
  TAB_AS_INDENT: 'YAML does not allow a tab as indentation. Use spaces.',
  TAG_RESOLVE_FAILED: 'This value does not fit its tag. Remove the tag.',
  UNEXPECTED_TOKEN: 'This cannot stand here.',
};
