// Passes the panel's wishes on and the answers back. It holds no state and looks into no answer.
import * as vscode from 'vscode';
import { ChooseSampleCommand, RunCommand, RunWithExceptionsCommand } from '../../../server/src/protocol';
import type {
  BeginWay,
  ExceptionItemsAnswer,
  ExceptionItemsParams,
  FromPanel,
  TimelineAnswer,
  TimelineParams,
  ToPanel,
} from '../../../server/src/protocol';
import { answerAnalysis, isAnalysis } from './analysis';
import { answer, said } from './answer';
import { markEvents } from './markEvents';
import { answerHistory } from './history';
import { answerProposals, isAboutProposals } from './proposals';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { RuleServer } from '../ruleServer';
import { answerKnown, isAboutKnown } from './known';

export interface PanelEnds {
  readonly client: LanguageClient;
  readonly server: RuleServer;
  readonly post: (message: ToPanel) => void;
}

/** `ready` is the view's own business: only it knows the state to send again. */
export type PanelWish = Exclude<FromPanel, { readonly type: 'ready' }>;

export async function answerPanel(wish: PanelWish, { client, server, post }: PanelEnds): Promise<void> {
  if (isAnalysis(wish)) return answerAnalysis(wish, server, post);
  if (isAboutKnown(wish)) return answerKnown(wish, { client, server }, post);
  if (isAboutProposals(wish)) return answerProposals(wish, server, post);
  switch (wish.type) {
    case 'rows':
      return answer(wish.request, post, async () => ({
        type: 'rows',
        request: wish.request,
        answer: await server.rows(wish.params),
      }));
    case 'event':
      return answer(wish.request, post, async () => ({
        type: 'event',
        request: wish.request,
        answer: await server.event(wish.params),
      }));
    case 'timeline':
      return answer(wish.request, post, async () => ({
        type: 'timeline',
        request: wish.request,
        answer: await timelineOf(server, wish.params),
      }));
    case 'exceptions':
      return answer(wish.request, post, async () => ({
        type: 'exceptions',
        request: wish.request,
        answer: await exceptionsOf(server, wish.params),
      }));
    case 'mark':
      return said(() => markEvents(server, wish.rule, wish.params));
    case 'history':
    case 'compare':
    case 'runHead':
      return answerHistory(wish, server, post);
    case 'openEvent':
      return command('rulewright.openEvent', wish.sample, wish.line, wish.column);
    case 'openRule':
      return command('rulewright.openRule', wish.rule);
    case 'run':
      return command(RunCommand, wish.rule);
    case 'chooseSample':
      return command(ChooseSampleCommand, wish.rule);
    case 'chooseExceptions':
      return command(RunWithExceptionsCommand, wish.rule);
    case 'cancel':
      return command('rulewright.cancelRun');
    case 'begin':
      return begin(wish.way);
  }
}

async function timelineOf(server: RuleServer, params: TimelineParams): Promise<TimelineAnswer> {
  const timeline = await server.timeline(params);
  if (timeline === undefined)
    throw new Error(vscode.l10n.t('There is no timeline of this run any more. Run the rule again.'));
  return timeline;
}

async function exceptionsOf(server: RuleServer, params: ExceptionItemsParams): Promise<ExceptionItemsAnswer> {
  const items = await server.exceptionItems(params);
  if (items === undefined)
    throw new Error(vscode.l10n.t('What the exceptions do is not known any more. Run the rule again.'));
  return items;
}

async function begin(way: BeginWay): Promise<void> {
  switch (way) {
    case 'run':
      return command(RunCommand);
    case 'chooseSample':
      return command(ChooseSampleCommand);
    case 'walkthrough':
      return command('workbench.action.openWalkthrough', 'rulewright.rulewright#start', false);
  }
}

async function command(name: string, ...given: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(name, ...given);
}
