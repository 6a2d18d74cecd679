// The comment that ties an arm or a statement to an entry, as an edit; only where it is read then as it is meant.
import { analyze } from '../../analysis/analyze';
import { applyEdits } from '../../base/edit';
import type { TextEdit } from '../../base/edit';
import { TIE_MARK } from '../../lofp/tie/tieText';
import type { LofpEditAnswer, LofpLinkParams } from '../../protocol';
import { liftEdit } from '../../rule/edits';
import type { RuleDocument } from '../documents';
import { toOffset, toWireEdits } from '../places';
import type { Session } from '../session';
import { catalogReaderOf } from '../../worker/catalogReader';
import { entriesOf, tieAt } from './tieAt';
import type { TieAt } from './tieAt';

type Parts = Pick<Session, 'documents' | 'host' | 'lofp'>;

export function linkEntry({ uri, line, character, entry: id }: LofpLinkParams, parts: Parts): LofpEditAnswer {
  const document = parts.documents.openOrSaved(uri);
  const at = document && tieAt(document, toOffset(document.lines, { line, character }), parts.lofp);
  if (document === undefined || at === undefined || at.kind === 'comment')
    return { message: 'Neither an arm of an exclusion nor a statement stands here.' };
  if (parts.lofp.catalogue.entry(id) === undefined) return { message: `There is no entry \`${id}\`.` };
  const what = at.kind === 'arm' ? 'arm' : 'statement';
  if (entriesOf(at, parts.lofp).some((entry) => entry.id.value === id))
    return { message: `This ${what} is tied to \`${id}\` already.` };
  const edit = linkEdit(document, at, id, parts);
  if (edit === undefined)
    return { message: `No comment can stand beside this ${what} alone; write it on a line of its own first.` };
  const { uri: own, version, lines } = document;
  const textDocument = { uri: own, version: version === 0 ? null : version };
  return {
    message: `This ${what} is tied to \`${id}\`.`,
    edit: { documentChanges: [{ textDocument, edits: toWireEdits(lines, [edit]) }] },
    uri: own,
  };
}

/** Undefined where no comment says just that. */
export function linkEdit(
  document: RuleDocument,
  at: Exclude<TieAt, { kind: 'comment' }>,
  id: string,
  parts: Parts,
): TextEdit | undefined {
  const edits = at.kind === 'arm' ? armEdits(document, at, id) : statementEdits(document, at, id);
  return edits.find((edit) => isMeant(document, at, id, edit, parts));
}

/** A line of its own above the arm; where there is none, a comment in front of it. */
function armEdits(
  { analysis }: RuleDocument,
  { ties, arm }: TieAt & { readonly kind: 'arm' },
  id: string,
): readonly TextEdit[] {
  const embedded = ties.rule.eql?.embedded;
  if (embedded === undefined) return [];
  const { from } = arm.arm.span;
  const above = commentAbove(embedded.text, from, `// ${TIE_MARK} ${id}`);
  const before = { from, to: from, text: `/* ${TIE_MARK} ${id} */ ` };
  return [above, before].flatMap((edit) => liftEdit(embedded, analysis.text, edit) ?? []);
}

function statementEdits(
  { analysis }: RuleDocument,
  { statement }: TieAt & { readonly kind: 'statement' },
  id: string,
): readonly TextEdit[] {
  return [commentAbove(analysis.text, statement.span.from, `# ${TIE_MARK} ${id}`)];
}

function commentAbove(text: string, offset: number, comment: string): TextEdit {
  const from = offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(from))?.[0] ?? '';
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { from, to: from, text: `${indent}${comment}${lineBreak}` };
}

/** With the edit this is tied, everything else is tied as before, and the query is the same. */
function isMeant(
  { analysis, uri }: RuleDocument,
  at: Exclude<TieAt, { kind: 'comment' }>,
  id: string,
  edit: TextEdit,
  { lofp, host }: Parts,
): boolean {
  const text = applyEdits(analysis.text, [edit]);
  const after = analyze(text, analysis.file.format, { readCatalog: catalogReaderOf(host) });
  const index = at.ties.rule.rule.index;
  const now = lofp.ties.tiesOf({ uri, analysis: after })[index];
  if (now === undefined || now.faults.length > at.ties.faults.length) return false;
  const [old, made] = [tiedIn(at.ties), tiedIn(now)];
  const list = at.kind === 'arm' ? 'arms' : 'statements';
  const place = at.kind === 'arm' ? at.ties.arms.indexOf(at.arm) : at.ties.statements.indexOf(at.statement);
  const wanted = {
    ...old,
    [list]: old[list].map((ids, each) => (each === place ? [...ids, id].sort() : ids)),
  };
  return JSON.stringify(made) === JSON.stringify(wanted);
}

type Ties = TieAt['ties'];

function tiedIn({ arms, statements }: Ties): Record<'arms' | 'statements', readonly (readonly string[])[]> {
  const ids = (entries: Ties['arms'][number]['entries']): readonly string[] =>
    entries.map((entry) => entry.id.value).sort();
  return { arms: arms.map(({ entries }) => ids(entries)), statements: statements.map(({ entries }) => ids(entries)) };
}
