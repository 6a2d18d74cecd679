// What messages are made of: each part is checked before it is believed. Imports no editor.
import type { RuleReference } from '../../../server/src/protocol';

export type Fields = Readonly<Record<string, unknown>>;

const longestText = 10_000;

export function isRuleReference(value: unknown): value is RuleReference {
  return isFields(value) && isText(value['uri']) && isCount(value['rule']);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestText;
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
