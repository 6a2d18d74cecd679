// The values of an `in` list have the type of what is looked up. Source: In.resolveType, InsensitiveEquals for `in~`.
import type { Fix, Issue } from '../../base/issue';
import type { TextEdit } from '../../base/edit';
import type { Expression, Membership } from '../ast';
import { issueAt, refusal } from './context';
import type { CheckContext } from './context';
import { convertedLiteral } from './literals';
import { areCompatible, describe, isConstant, isOpen, typeOf } from './valueType';
import type { ValueType } from './valueType';

/** One issue a list, on its first wrong value; the cure mends them all. */
export function checkMembershipTypes(context: CheckContext): readonly Issue[] {
  return context.nodes.flatMap((node) => (node.kind === 'membership' ? findingsOf(node, context) : []));
}

function findingsOf(node: Membership, context: CheckContext): readonly Issue[] {
  const type = typeOf(node.operand, context.fields);
  if (node.caseInsensitive && type.family !== 'string' && !isOpen(type)) {
    const message = `${describe(node.operand, type)}, and \`in~\` compares texts only; use \`in\`.`;
    return [issueAt(node.operand, 'type-mismatch', refusal(context, type), message)];
  }
  const wanted: ValueType = node.caseInsensitive ? TEXT : type;
  const items = node.items.filter((item) => isConstant(item, context.fields));
  const wrong = items.filter((item) => !areCompatible(wanted, typeOf(item, context.fields)));
  const [first] = wrong;
  if (first === undefined) return [];
  const others = wrong.length === 1 ? '' : `, and ${wrong.length - 1} more of the list do not fit either`;
  const message = `${describe(first, typeOf(first, context.fields))}${others}; ${cureFor(node, type)}`;
  const severity = refusal(context, wanted, typeOf(first, context.fields));
  return [issueAt(first, 'type-mismatch', severity, message, conversion(wrong, type))];
}

const TEXT: ValueType = { family: 'string', name: 'text', fromField: false };

function cureFor({ caseInsensitive, operand }: Membership, type: ValueType): string {
  if (caseInsensitive) return '`in~` compares texts only.';
  const subject = describe(operand, type);
  switch (type.family) {
    case 'ip':
      return `${subject}, and a list after \`in\` takes no texts for it. Use \`cidrMatch\` with blocks such as "10.0.0.1/32", or \`==\`.`;
    case 'date':
    case 'version':
      return `${subject}, and a list after \`in\` takes no texts for it. Compare with \`==\` and join by \`or\`.`;
    default:
      return `${subject}, so each value after \`in\` must be one too.`;
  }
}

/** Quotes added or taken away, if that makes every wrong value right. */
function conversion(wrong: readonly Expression[], type: ValueType): readonly Fix[] {
  const edits = wrong.flatMap((item): TextEdit[] => {
    const text = convertedLiteral(item, type);
    return text === undefined ? [] : [{ from: item.from, to: item.to, text }];
  });
  if (edits.length !== wrong.length) return [];
  return [{ title: type.family === 'string' ? 'Put the values in quotes' : 'Take the quotes away', edits }];
}
