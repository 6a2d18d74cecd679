// Fields that EQL cannot match exactly: a `text` without one keyword twin, a keyword with a normalizer.
// Source: TypeResolutions.isExact, TextEsField, KeywordEsField. Every operator and function asks for exact values; join keys do not.
import type { Issue } from '../../base/issue';
import type { Expression, Field } from '../ast';
import { findFunction, parameterAt } from '../functions';
import { printPath } from '../print';
import { replacement } from '../syntaxIssue';
import { familyOf } from '../types';
import type { FieldResolver, ResolvedField } from '../types';
import { issueAt, limitation } from './context';
import type { CheckContext } from './context';

export function checkTextFields(context: CheckContext): readonly Issue[] {
  return context.nodes.flatMap(exactOperands).flatMap((node) => {
    const field = node.kind === 'field' ? context.fields.find(node.path) : undefined;
    return node.kind === 'field' && field !== undefined && isInexact(field) ? [inexactField(node, field, context)] : [];
  });
}

function isInexact({ exact, nestedIn, uncertainType }: ResolvedField): boolean {
  return nestedIn === undefined && uncertainType !== true && exact !== 'self' && exact !== 'via';
}

/** The operands whose exact value a node needs. What is wrong by its type already is not among them. */
function exactOperands(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'comparison':
      return [node.left, node.right];
    case 'membership':
    case 'match':
      return [node.operand];
    case 'call': {
      const definition = findFunction(node.name);
      if (definition === undefined) return [];
      return node.arguments.filter((_, index) => {
        const type = parameterAt(definition, index)?.type;
        return type === 'string' || type === 'any';
      });
    }
    default:
      return [];
  }
}

function inexactField(use: Field, field: ResolvedField, context: CheckContext): Issue {
  const twins = twinsOf(use.path, field, context.fields);
  const fixes = twins.map((twin) => replacement(use, `${use.optional ? '?' : ''}${printPath(twin)}`));
  const cure = twins.length === 0 ? '' : ` Use ${twins.map((twin) => `\`${twin}\``).join(' or ')}.`;
  const code = field.exact === 'normalized' ? 'normalized-field' : 'text-field';
  return issueAt(use, code, limitation(context), `${reason(use, field)}${cure}`, fixes);
}

function reason({ path }: Field, { type, exact }: ResolvedField): string {
  if (exact === 'ambiguous')
    return `\`${path}\` is a ${type} field with several keyword fields; Elasticsearch cannot choose one.`;
  if (exact === 'normalized')
    return `\`${path}\` is matched through a normalizer; EQL needs the exact value, so a keyword field without normalizer.`;
  return `\`${path}\` is a ${type} field: EQL matches exact values, so it needs a keyword field beside it.`;
}

/** Exact fields with the same values: the one whose multi-field it is, its own multi-fields, its siblings. */
function twinsOf(path: string, { source }: ResolvedField, fields: FieldResolver): readonly string[] {
  const near = (fields.names?.() ?? []).filter((name) => name.startsWith(`${source}.`));
  return [...new Set([source, `${path}.keyword`, ...near])].filter((name) => {
    const twin = name === path ? undefined : fields.find(name);
    return twin !== undefined && twin.source === source && isExactText(twin);
  });
}

function isExactText({ type, exact }: ResolvedField): boolean {
  return (familyOf(type) === 'string' && exact === 'self') || exact === 'via';
}
