// Known false positives in a few words: how an entry looks in the tree, what is said of it there, and how a list of choices names it.
import * as vscode from 'vscode';
import type { LofpEntryRow, LofpRule, LofpState, LofpStatementRow, LofpTechnique } from '../../../server/src/protocol';

interface StateLook {
  readonly icon: string;
  readonly color?: string;
  /** Empty where there is nothing to be said. */
  readonly word: string;
}

const looks: Readonly<Record<LofpState, StateLook>> = {
  fine: { icon: 'pass', color: 'testing.iconPassed', word: '' },
  unproven: { icon: 'circle-outline', word: '' },
  review: { icon: 'history', color: 'list.warningForeground', word: vscode.l10n.t('review past') },
  expired: { icon: 'watch', color: 'list.warningForeground', word: vscode.l10n.t('expired') },
  broken: { icon: 'warning', color: 'list.warningForeground', word: vscode.l10n.t('evidence broken') },
  faulty: { icon: 'error', color: 'list.errorForeground', word: vscode.l10n.t('has errors') },
};

/** Somebody has to do something about it. */
export function isTroubled({ state }: LofpEntryRow): boolean {
  return state !== 'fine' && state !== 'unproven';
}

const authorised: StateLook = { icon: 'verified', color: 'charts.blue', word: vscode.l10n.t('must alert') };

/** Of an entry without an exclusion it matters most that there is none, as long as nothing is wrong with it. */
function lookOf({ state, hasExclusion }: LofpEntryRow): StateLook {
  return !hasExclusion && (state === 'fine' || state === 'unproven') ? authorised : looks[state];
}

export function entryIcon(row: LofpEntryRow): vscode.ThemeIcon {
  const { icon, color } = lookOf(row);
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** The state stands first: what comes behind may be out of sight. */
export function describeEntry(row: LofpEntryRow): string {
  return [lookOf(row).word, firstLine(row.statement)].filter(Boolean).join(' · ');
}

const stateSentences: Readonly<Record<LofpState, string>> = {
  fine: vscode.l10n.t('Its evidence holds.'),
  unproven: vscode.l10n.t('No rule of this workspace proves it.'),
  review: vscode.l10n.t('It was to be reviewed by now.'),
  expired: vscode.l10n.t('Its last day is past.'),
  broken: vscode.l10n.t('Its evidence no longer holds.'),
  faulty: vscode.l10n.t('Something is wrong in its file.'),
};

/** Plain sentences; what comes from a file is never taken for markup. */
export function explainEntry(row: LofpEntryRow): vscode.MarkdownString {
  const { statement, state, why, hasExclusion, techniques, rules } = row;
  return plain([
    statement,
    why ?? stateSentences[state],
    ...(hasExclusion ? [] : [vscode.l10n.t('These events are authorised and must alert: there is no exclusion.')]),
    ...(techniques.length === 0 ? [] : [vscode.l10n.t('Techniques: {0}', namesOf(techniques.map(titleOfTechnique)))]),
    ...(rules.length === 0 ? [] : [vscode.l10n.t('Rules: {0}', namesOf(rules.map(({ name }) => name)))]),
  ]);
}

/** What a screen reader says: the state is more than an icon. */
export function speakEntry(row: LofpEntryRow): string {
  return [
    row.id,
    row.why ?? stateSentences[row.state],
    lookOf(row) === authorised ? authorised.word : '',
    row.statement,
  ]
    .filter(Boolean)
    .join(', ');
}

export function describeStatement({ rules }: LofpStatementRow): string {
  return rules.length === 1 ? (rules[0]?.name ?? '') : countedRules(rules);
}

export function explainStatement({ statement, techniques, rules }: LofpStatementRow): vscode.MarkdownString {
  return plain([
    statement,
    vscode.l10n.t('No entry stands behind it.'),
    ...(techniques.length === 0 ? [] : [vscode.l10n.t('Techniques: {0}', namesOf(techniques.map(titleOfTechnique)))]),
    vscode.l10n.t('Rules: {0}', namesOf(rules.map(({ name }) => name))),
  ]);
}

export function titleOfTechnique({ id, name }: LofpTechnique): string {
  return name === undefined ? id : `${id} ${name}`;
}

export function countedRules(rules: readonly LofpRule[]): string {
  return rules.length === 1 ? vscode.l10n.t('1 rule') : vscode.l10n.t('{0} rules', rules.length.toLocaleString());
}

/** A statement may be of several lines; a line of the tree is one. */
export function firstLine(statement: string): string {
  const text = statement.replace(/\s+/g, ' ').trim();
  return text.length > longestLine ? `${text.slice(0, longestLine)}…` : text;
}

const longestLine = 200;
const mostNames = 8;

export function namesOf(names: readonly string[]): string {
  const more = names.length - mostNames;
  const shown = names.slice(0, mostNames).join(', ');
  return more > 0 ? vscode.l10n.t('{0} and {1} more', shown, more) : shown;
}

function plain(sentences: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const sentence of sentences) {
    text.appendText(sentence);
    text.appendMarkdown('\n\n');
  }
  return text;
}

export interface KnownItem extends vscode.QuickPickItem {
  readonly id: string;
}

/** By id, statement, technique and rule: what is typed is found in each of them. */
export function itemsOf(
  entries: readonly LofpEntryRow[],
  statements: readonly LofpStatementRow[],
): (KnownItem | vscode.QuickPickItem)[] {
  const separator = {
    label: vscode.l10n.t('Said by rules, without an entry'),
    kind: vscode.QuickPickItemKind.Separator,
  };
  return [
    ...entries.map((row): KnownItem => {
      const { icon, word } = lookOf(row);
      return {
        id: row.id,
        label: `$(${icon}) ${row.id}`,
        description: [word, ...row.techniques.map(titleOfTechnique)].filter(Boolean).join(' · '),
        detail: withRules(row),
      };
    }),
    ...(statements.length === 0 ? [] : [separator]),
    ...statements.map((row): KnownItem => ({
      id: row.id,
      label: `$(quote) ${firstLine(row.statement)}`,
      description: row.techniques.map(titleOfTechnique).join(' · '),
      detail: namesOf(row.rules.map(({ name }) => name)),
    })),
  ];
}

function withRules({ statement, rules }: LofpEntryRow): string {
  return [firstLine(statement), ...(rules.length === 0 ? [] : [namesOf(rules.map(({ name }) => name))])].join(' — ');
}
