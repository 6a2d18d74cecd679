// What the page of the matrix may say, checked before it is believed. Imports no editor, so that it can be tested alone.
import type { FromMatrix, MatrixAnswer, RuleReference } from '../../../server/src/protocol';

/** Undefined for whatever is no message of the page. Unknown properties are left out. */
export function parseFromMatrix(message: unknown): FromMatrix | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  const { type, rule, sample } = message as Readonly<Record<string, unknown>>;
  switch (type) {
    case 'ready':
    case 'refresh':
    case 'cancel':
      return { type };
    case 'run':
      return isIndex(rule) && isIndex(sample) ? { type, rule, sample } : undefined;
    case 'openRule':
      return isIndex(rule) ? { type, rule } : undefined;
    default:
      return undefined;
  }
}

/** What a cell stands for; undefined where there is none by now. */
export function cellOf(
  { rules, samples }: MatrixAnswer,
  at: { readonly rule: number; readonly sample: number },
): { readonly rule: RuleReference; readonly sample: string } | undefined {
  const rule = rules[at.rule]?.rule;
  const sample = samples[at.sample]?.uri;
  return rule === undefined || sample === undefined ? undefined : { rule, sample };
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
