// What the panel may say of proposals, checked before it is believed. Imports no editor, so that it can be tested alone.
import type {
  AcceptProposalParams,
  ExceptionItemParams,
  FromPanel,
  MoveProposalParams,
  ProposalsParams,
} from '../../../server/src/protocol';
import { isCount, isFields, isRuleReference, isText } from './messageParts';
import type { Fields } from './messageParts';

/** More than anybody selects: all hits of a large run. */
const mostRows = 1_000_000;

export const proposalParsers: Readonly<Record<string, (message: Fields) => FromPanel | undefined>> = {
  proposals: ({ request, params }) => {
    const wanted = parseProposals(params);
    return isCount(request) && wanted !== undefined ? { type: 'proposals', request, params: wanted } : undefined;
  },
  moveProposal: ({ request, params }) => {
    const move = parseMove(params);
    return isCount(request) && move !== undefined ? { type: 'moveProposal', request, params: move } : undefined;
  },
  acceptProposal: ({ request, rule, params }) => {
    const accepted = parseAccept(params);
    return isCount(request) && isRuleReference(rule) && accepted !== undefined
      ? { type: 'acceptProposal', request, rule: { uri: rule.uri, rule: rule.rule }, params: accepted }
      : undefined;
  },
  exceptionItem: ({ request, params }) => {
    const item = parseItem(params);
    return isCount(request) && item !== undefined ? { type: 'exceptionItem', request, params: item } : undefined;
  },
};

function parseProposals(params: unknown): ProposalsParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, rows } = params;
  if (!isCount(runId)) return undefined;
  if (rows === undefined) return { runId };
  return Array.isArray(rows) && rows.length <= mostRows && rows.every(isCount) ? { runId, rows } : undefined;
}

function parseMove(params: unknown): MoveProposalParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, proposal, path, rung } = params;
  return isCount(runId) && isCount(proposal) && isText(path) && isCount(rung)
    ? { runId, proposal, path, rung }
    : undefined;
}

function parseAccept(params: unknown): AcceptProposalParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, isConfirmed } = params;
  const what = parseWhat(params['what']);
  if (!isCount(runId) || what === undefined) return undefined;
  return { runId, what, ...(isConfirmed === true ? { isConfirmed } : {}) };
}

function parseWhat(what: unknown): AcceptProposalParams['what'] | undefined {
  if (!isFields(what)) return undefined;
  const { kind, proposal, comment, refusal } = what;
  if (kind === 'suppression') return isCount(refusal) ? { kind, refusal } : undefined;
  if (kind !== 'proposal' || !isCount(proposal)) return undefined;
  return { kind, proposal, ...(isText(comment) ? { comment } : {}) };
}

function parseItem(params: unknown): ExceptionItemParams | undefined {
  if (!isFields(params)) return undefined;
  const { runId, proposal, name, reason, owner, until, isConfirmed } = params;
  if (!isCount(runId) || !isCount(proposal) || !isText(name)) return undefined;
  return {
    runId,
    proposal,
    name,
    ...(isText(reason) ? { reason } : {}),
    ...(isText(owner) ? { owner } : {}),
    ...(isText(until) ? { until } : {}),
    ...(isConfirmed === true ? { isConfirmed } : {}),
  };
}
