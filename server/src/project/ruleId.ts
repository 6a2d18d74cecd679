// Tells the id of a rule from a glob of rule files.

/** Ids of rules are UUIDs; a glob has a slash, a wildcard or an ending. */
export function isRuleId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
