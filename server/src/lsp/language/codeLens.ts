// The lenses over each rule: their places at once, their words when they are drawn.
import type { CodeLens, CodeLensParams, Command } from 'vscode-languageserver';
import type { RuleAnalysis } from '../../analysis/analyze';
import { languageTitle } from '../../analysis/languages';
import type { QueryLanguage } from '../../analysis/languages';
import { ChooseSampleCommand, RunCommand, ShowProblemsCommand } from '../../protocol';
import type { PanelState, RuleReference } from '../../protocol';
import type { RuleDocument } from '../documents';
import { toRange } from '../places';
import { refusedIssues } from '../runDesk';
import type { Session } from '../session';

interface LensData {
  readonly uri: string;
  readonly rule: number;
  readonly lens: 'run' | 'result' | 'sample';
}

/** Commands of the client that are no part of the protocol's table, because only lenses and the panel use them. */
const SHOW_RESULTS = 'rulewright.showResults';
const CANCEL = 'rulewright.cancelRun';

export function codeLenses(session: Session, { textDocument }: CodeLensParams): CodeLens[] {
  const document = session.documents.get(textDocument.uri);
  return document === undefined ? [] : document.analysis.rules.flatMap((rule) => lensesOf(rule, document, session));
}

function lensesOf(rule: RuleAnalysis, document: RuleDocument, session: Session): CodeLens[] {
  if (rule.language === 'none') return [];
  const range = toRange(document.lines, { from: rule.rule.heading.from, to: rule.rule.heading.from });
  const lens = (name: LensData['lens']): CodeLens => ({
    range,
    data: { uri: document.uri, rule: rule.rule.index, lens: name } satisfies LensData,
  });
  if (rule.eql === undefined || refusedIssues(rule.eql) > 0) return [lens('run')];
  const hasResult = session.runs.lastOf(document, rule) !== undefined;
  const hasSample = session.samples.hasSample(document.uri, rule);
  return [lens('run'), ...(hasResult ? [lens('result')] : []), ...(hasSample ? [lens('sample')] : [])];
}

export async function resolveCodeLens(session: Session, lens: CodeLens): Promise<CodeLens> {
  const data = lens.data as LensData;
  const document = session.documents.get(data.uri);
  const rule = document?.analysis.rules[data.rule];
  if (document === undefined || rule === undefined) return { ...lens, command: { title: '…', command: '' } };
  return { ...lens, command: await commandOf(data, rule, document, session) };
}

async function commandOf(
  { lens, uri, rule: index }: LensData,
  rule: RuleAnalysis,
  document: RuleDocument,
  session: Session,
): Promise<Command> {
  const reference: RuleReference = { uri, rule: index };
  if (lens === 'result') return resultCommand(rule, document, session);
  const blocked = blockedCommand(rule, reference);
  if (blocked !== undefined) return blocked;
  if (lens === 'sample') return { title: 'Change sample', command: ChooseSampleCommand, arguments: [reference] };
  const samples = await session.samples.samplesOf(uri, rule);
  return samples === undefined
    ? { title: 'No sample found: choose one', command: ChooseSampleCommand, arguments: [reference] }
    : { title: `▷ Run on ${samples.label}`, command: RunCommand, arguments: [reference] };
}

function blockedCommand({ language, eql }: RuleAnalysis, reference: RuleReference): Command | undefined {
  if (eql === undefined) {
    return { title: `Not run: ${whyNotRun(language)}`, command: '' };
  }
  const errors = refusedIssues(eql);
  if (errors === 0) return undefined;
  const title = `Not run: ${errors} ${errors === 1 ? 'error' : 'errors'} in the query`;
  return { title, command: ShowProblemsCommand, arguments: [reference] };
}

/** An EQL query that was not read stands behind the first megabyte of its file. */
function whyNotRun(language: QueryLanguage): string {
  if (language === 'eql') return 'the file is too large';
  return language === 'unknown' ? 'the rule names no language' : `${languageTitle(language)} is not run so far`;
}

function resultCommand(rule: RuleAnalysis, document: RuleDocument, session: Session): Command {
  const last = session.runs.lastOf(document, rule);
  if (last === undefined) return { title: '', command: '' };
  const { state, change } = last;
  switch (state.phase) {
    case 'loading':
    case 'running':
      return { title: `Running … ${Math.floor(state.progress * 100)} %`, command: CANCEL };
    case 'cancelled':
      return { title: 'Cancelled', command: SHOW_RESULTS };
    case 'failed':
      return { title: 'The run failed', command: SHOW_RESULTS };
    case 'done':
      return { title: `${totalsText(state)}${SINCE[change ?? 'nothing']}`, command: SHOW_RESULTS };
  }
}

const SINCE = { nothing: '', query: ' (before the last edit)', files: ' (the sample changed since)' } as const;

/** "12 hits · 3 false positives · 1 miss · with exceptions". */
function totalsText({ totals, exceptions }: PanelState): string {
  const { hits, falsePositives, misses } = totals;
  const counted = (count: number, one: string, many: string): string =>
    `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
  return [
    counted(hits, 'hit', 'hits'),
    ...(falsePositives === 0 ? [] : [counted(falsePositives, 'false positive', 'false positives')]),
    ...(misses === 0 ? [] : [counted(misses, 'miss', 'misses')]),
    ...(exceptions === undefined ? [] : ['with exceptions']),
  ].join(' · ');
}
