// Rules of different files, or of one, that bear the same id or the same name. Only compares: who asks collects the rules.
import type { Issue, RelatedSpan, Severity } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Placed, Rule } from '../../rule/document';

/** What is compared of a rule, and the file in which it stands. */
export interface RuleIdentity {
  /** However the caller names files; the same text for the same file. */
  readonly file: string;
  readonly id?: Placed<string>;
  readonly name?: Placed<string>;
}

/** An issue and the file to whose text its offsets belong. Related spans of other files have their `file`. */
export interface WorkspaceIssue {
  readonly file: string;
  readonly issue: Issue;
}

export function identityOf(file: string, { metadata: { id, name } }: Rule): RuleIdentity {
  return { file, id, name };
}

/** In the order of the rules; of those that share something each has an issue, with the others as related spans. */
export function findDuplicates(rules: readonly RuleIdentity[]): readonly WorkspaceIssue[] {
  return KINDS.flatMap((kind) => [...groupsOf(rules, kind)].flatMap((group) => issuesOf(group, kind)));
}

/** Rules of one id or one name have one of these in common. */
export function sharedKeys(rule: RuleIdentity): readonly string[] {
  return KINDS.flatMap(({ key }) => {
    const folded = FOLDED[key](rule[key]?.value ?? '');
    return folded === '' ? [] : [`${key} ${folded}`];
  });
}

interface Kind {
  readonly key: 'id' | 'name';
  readonly code: string;
  readonly severity: Severity;
  readonly message: (value: string, others: string) => string;
}

const KINDS: readonly Kind[] = [
  {
    key: 'id',
    code: 'duplicate-id',
    severity: 'warning',
    message: (value, others) =>
      `${others} the \`rule_id\` \`${value}\` too: Kibana keeps only one of them. Give this rule an id of its own.`,
  },
  {
    key: 'name',
    code: 'duplicate-name',
    severity: 'warning',
    message: (value, others) => `${others} the name “${value}” too; nobody can tell their alerts apart. Rename one.`,
  },
];

/** Names differ in more than case and space. */
const FOLDED: Readonly<Record<Kind['key'], (value: string) => string>> = {
  id: (value) => value.trim().toLowerCase(),
  name: (value) => value.trim().replace(/\s+/g, ' ').toLowerCase(),
};

interface Bearer extends Span {
  readonly file: string;
  readonly value: string;
}

function groupsOf(rules: readonly RuleIdentity[], { key }: Kind): Iterable<readonly Bearer[]> {
  const groups = new Map<string, Bearer[]>();
  for (const rule of rules) {
    const placed = rule[key];
    const folded = placed === undefined ? '' : FOLDED[key](placed.value);
    if (placed === undefined || folded === '') continue;
    const bearer = { file: rule.file, value: placed.value.trim(), from: placed.from, to: placed.to };
    const known = groups.get(folded);
    if (known === undefined) groups.set(folded, [bearer]);
    else known.push(bearer);
  }
  return groups.values();
}

/** More than these are not listed at every one of hundreds. */
const MOST_RELATED = 10;

function issuesOf(group: readonly Bearer[], { code, severity, message, key }: Kind): readonly WorkspaceIssue[] {
  if (group.length < 2) return [];
  return group.map((bearer) => {
    const others = group.filter((other) => other !== bearer);
    const related = others.slice(0, MOST_RELATED).map((other) => relatedSpan(other, bearer, key));
    const { value, from, to } = bearer;
    const text = message(value, others.length === 1 ? 'Another rule has' : `${others.length} other rules have`);
    return { file: bearer.file, issue: { code, severity, message: text, from, to, related } };
  });
}

function relatedSpan({ file, from, to }: Bearer, { file: own }: Bearer, key: Kind['key']): RelatedSpan {
  const message = key === 'id' ? 'The same id stands here.' : 'The same name stands here.';
  return { message, from, to, ...(file === own ? {} : { file }) };
}
