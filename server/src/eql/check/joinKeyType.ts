// Join keys at one position have types that can be equal. Source: Verifier.doCheckKeyTypes; brief, section 2. Their number is the parser's to judge.
import type { Issue } from '../../base/issue';
import type { Field, Item, JoinKey } from '../ast';
import { issueAt } from './context';
import type { CheckContext } from './context';
import { areCompatible, describe, typeOf } from './valueType';

/** Each key against the first item's at its place. Keys that all items share are the same field. */
export function checkJoinKeyTypes(context: CheckContext): readonly Issue[] {
  const { query } = context;
  if (query.kind === 'eventQuery') return [];
  const until = query.kind === 'sequenceQuery' && query.until !== undefined ? [query.until] : [];
  const [first, ...others]: readonly Item[] = [...query.items, ...until];
  return (first?.keys ?? []).flatMap((key, index) => others.flatMap((item) => judge(key, item.keys[index], context)));
}

function judge(first: JoinKey, other: JoinKey | undefined, context: CheckContext): readonly Issue[] {
  const [expected, found] = [fieldOf(first), fieldOf(other)];
  if (expected === undefined || found === undefined) return [];
  const [wanted, type] = [typeOf(expected, context.fields), typeOf(found, context.fields)];
  if (areCompatible(wanted, type)) return [];
  const message = `The join keys never agree: ${describe(found, type)}, but ${describe(expected, wanted)}. Join by fields of one type.`;
  return [
    {
      ...issueAt(found, 'join-key-type', severityOf(context), message),
      related: [{ from: expected.from, to: expected.to, message: `The first item joins by a ${wanted.name}.` }],
    },
  ];
}

function fieldOf(key: JoinKey | undefined): Field | undefined {
  return key?.expression.kind === 'field' ? key.expression : undefined;
}

/** Elasticsearch verifies the keys of sequences; those of samples only never meet. */
function severityOf({ query, fields }: CheckContext): Issue['severity'] {
  return query.kind === 'sequenceQuery' && fields.authority !== 'open' ? 'error' : 'warning';
}
