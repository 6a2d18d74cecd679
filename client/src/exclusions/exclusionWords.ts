// An arm of an exclusion in a few words: for its line in the tree, for who rests the mouse on it, and how it looks.
import * as vscode from 'vscode';
import type { ArmEffectRow, ExclusionRow, ExclusionRule } from '../../../server/src/protocol';

/** `group`: its parts are counted; `plain`: there is no run to tell. */
export type ArmLook = 'group' | 'plain' | 'active' | 'dead' | 'hides' | 'passed';

const icons: Readonly<Record<ArmLook, string>> = {
  group: 'symbol-array',
  plain: 'circle-outline',
  active: 'pass',
  dead: 'circle-slash',
  hides: 'warning',
  passed: 'unlock',
};

const colors: Readonly<Record<ArmLook, string | undefined>> = {
  group: undefined,
  plain: undefined,
  active: 'testing.iconPassed',
  dead: 'disabledForeground',
  hides: 'list.warningForeground',
  passed: 'list.warningForeground',
};

/** The gravest first: a hidden attack, one that could be, nothing done at all. */
export function lookOf({ parts, effect, passes }: ExclusionRow): ArmLook {
  if (parts.length > 0) return 'group';
  if (effect !== undefined && effect.truePositives > 0) return 'hides';
  if (effect?.dead === true) return 'dead';
  if (passes !== undefined) return 'passed';
  return effect === undefined ? 'plain' : 'active';
}

export function iconOf(row: ExclusionRow): vscode.ThemeIcon {
  const look = lookOf(row);
  const color = colors[look];
  return new vscode.ThemeIcon(icons[look], color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** How much it removes stands first: what comes behind may be out of sight. */
export function labelOf({ title, effect }: ExclusionRow): string {
  return effect === undefined ? title : `−${effect.removed.toLocaleString()}  ${title}`;
}

const runWords: Readonly<Record<ExclusionRule['run'], string>> = {
  none: vscode.l10n.t('not run yet'),
  changed: vscode.l10n.t('changed since its run'),
  late: vscode.l10n.t('run it again for counts'),
  holds: '',
};

export function describeRule({ run, exclusions }: ExclusionRule): string {
  if (exclusions.length === 0) return vscode.l10n.t('no exclusion');
  return runWords[run];
}

export function describeRow(row: ExclusionRow): string {
  if (row.parts.length > 0) return describeGroup(row);
  const { effect, passes } = row;
  const way = passes === undefined ? [] : [vscode.l10n.t('can be passed')];
  if (effect === undefined) return way.join('');
  if (effect.dead) return [vscode.l10n.t('dead'), ...way].join(' · ');
  const alone = vscode.l10n.t('alone {0}', effect.removedAlone.toLocaleString());
  return [alone, ...outcomesOf(effect), ...way].join(' · ');
}

/** Plain sentences and code; what comes from a rule is never taken for markup. */
export function explainRow(row: ExclusionRow): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  if (row.eql !== undefined) text.appendCodeblock(row.eql, 'eql');
  for (const sentence of sentencesOf(row)) {
    text.appendText(sentence);
    text.appendMarkdown('\n\n');
  }
  return text;
}

/** What a screen reader says: the state is more than a colour. */
export function speakRow(row: ExclusionRow): string {
  const { title, effect } = row;
  const removes = effect && vscode.l10n.t('removes {0}', effect.removed.toLocaleString());
  const hides = lookOf(row) === 'hides' ? vscode.l10n.t('hides true positives') : undefined;
  return [title, removes, hides, describeRow(row)].filter(Boolean).join(', ');
}

function describeGroup(row: ExclusionRow): string {
  const arms = leavesOf(row);
  const dead = arms.filter(({ effect }) => effect?.dead === true).length;
  const hides = arms.filter((arm) => lookOf(arm) === 'hides').length;
  return [
    ...(dead === 0 ? [] : [vscode.l10n.t('{0} dead', dead)]),
    ...(hides === 0 ? [] : [vscode.l10n.t('{0} hide true positives', hides)]),
  ].join(' · ');
}

function leavesOf(row: ExclusionRow): readonly ExclusionRow[] {
  return row.parts.length === 0 ? [row] : row.parts.flatMap(leavesOf);
}

/** Of a dead arm: what it lacks. */
export function hintOf({ effect }: ExclusionRow): string | undefined {
  return effect === undefined ? undefined : nearestOf(effect)[0];
}

function nearestOf({ nearest }: ArmEffectRow): readonly string[] {
  if (nearest === undefined) return [];
  const { matches, change } = nearest;
  return [
    matches === 1
      ? vscode.l10n.t('would match 1 event if {0}', change)
      : vscode.l10n.t('would match {0} events if {1}', matches.toLocaleString(), change),
  ];
}

/** Only those that there are. */
function outcomesOf({ falsePositives, truePositives, authorised, unlabelled }: ArmEffectRow): readonly string[] {
  return [
    ...(truePositives === 0 ? [] : [vscode.l10n.t('{0} true', truePositives.toLocaleString())]),
    ...(falsePositives === 0 ? [] : [vscode.l10n.t('{0} false', falsePositives.toLocaleString())]),
    ...(authorised === 0 ? [] : [vscode.l10n.t('{0} authorised', authorised.toLocaleString())]),
    ...(unlabelled === 0 ? [] : [vscode.l10n.t('{0} unlabelled', unlabelled.toLocaleString())]),
  ];
}

function sentencesOf(row: ExclusionRow): readonly string[] {
  const { effect, passes } = row;
  const passed = passes === undefined ? [] : [vscode.l10n.t('An attack could pass: {0}', passes.why)];
  if (effect === undefined) return passed;
  const [nearest] = nearestOf(effect);
  if (effect.dead)
    return [
      vscode.l10n.t('In the last run this arm removed no event.'),
      ...(nearest === undefined ? [] : [vscode.l10n.t('It {0}.', nearest)]),
      ...passed,
    ];
  const { removed, removedAlone, truePositives } = effect;
  return [
    vscode.l10n.t(
      'In the last run it removed {0} ({1}), {2} of them it alone.',
      removed === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', removed.toLocaleString()),
      outcomesOf(effect).join(', '),
      removedAlone.toLocaleString(),
    ),
    ...(truePositives === 0 ? [] : [vscode.l10n.t('It hides events that are labelled malicious.')]),
    ...passed,
  ];
}
