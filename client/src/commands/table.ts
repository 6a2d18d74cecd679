// The table of commands. Each entry is one function of its own file; an error in any of them becomes one message.
import * as vscode from 'vscode';
import {
  ChooseSampleCommand,
  ExcludeLofpCommand,
  ExplainEventCommand,
  RedactSampleCommand,
  RunCommand,
  RunWithExceptionsCommand,
  ShowLofpPageCommand,
  ShowProblemsCommand,
  ShowTextCommand,
} from '../../../server/src/protocol';
import { openExportedRulesCommand } from '../exports/exportLens';
import { sentenceOf } from '../ruleServer';
import { addEvasion, mendArm, showEvasion } from './arms';
import { cancelRun } from './cancelRun';
import { chooseSample } from './chooseSample';
import { explainEvent } from './explainEvent';
import { excludeKnown, findKnown, groupKnown, knownHere, openEntryFile, showLofpPage } from './lofp';
import { openEvent, openRule } from './open';
import { openExportedRules } from './openExportedRules';
import type { Parts } from './parts';
import { redactSample } from './redactSample';
import { restartServer } from './restartServer';
import { runRule } from './runRule';
import { runWithExceptions } from './runWithExceptions';
import { chooseThisSample, openSample, refreshSamples, revealSample } from './sampleFile';
import { openSampleCommand } from '../samples/samplesView';
import { showProblems } from './showProblems';
import { showText } from './showText';

type Command = (parts: Parts, ...given: readonly unknown[]) => Promise<void>;

const commands: Readonly<Record<string, Command>> = {
  [RunCommand]: runRule,
  [RunWithExceptionsCommand]: runWithExceptions,
  [ChooseSampleCommand]: chooseSample,
  [ExplainEventCommand]: explainEvent,
  [RedactSampleCommand]: redactSample,
  [ShowProblemsCommand]: showProblems,
  [ShowTextCommand]: showText,
  [openExportedRulesCommand]: openExportedRules,
  [openSampleCommand]: openSample,
  'rulewright.useSample': chooseThisSample,
  'rulewright.revealSample': revealSample,
  'rulewright.refreshSamples': refreshSamples,
  'rulewright.mendArm': mendArm,
  'rulewright.showEvasion': showEvasion,
  'rulewright.addEvasion': addEvasion,
  [ExcludeLofpCommand]: excludeKnown,
  [ShowLofpPageCommand]: showLofpPage,
  'rulewright.findKnownFalsePositive': findKnown,
  'rulewright.groupKnownFalsePositives': groupKnown,
  'rulewright.openEntryFile': openEntryFile,
  'rulewright.knownFalsePositive': knownHere,
  'rulewright.showMatrix': (parts) => Promise.resolve(parts.matrix.show()),
  'rulewright.cancelRun': cancelRun,
  'rulewright.showResults': (parts) => parts.results.show({ preserveFocus: false }),
  'rulewright.restartServer': restartServer,
  'rulewright.openEvent': openEvent,
  'rulewright.openRule': openRule,
};

export async function runCommand(parts: Parts, name: string, given: readonly unknown[]): Promise<void> {
  try {
    await commands[name]?.(parts, ...given);
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Rulewright: {0}', sentenceOf(error)));
  }
}
