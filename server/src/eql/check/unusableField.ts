// Fields that exist but that EQL cannot use at all: nested ones, objects, types without support.
// Source: AnalysisUtils.handleSpecialFields; docs/eql.md, section 7. A `?` does not help them.
import type { Issue } from '../../base/issue';
import type { Field } from '../ast';
import { familyOf } from '../types';
import type { ResolvedField } from '../types';
import { fieldUsesOf, issueAt, limitation } from './context';
import type { CheckContext } from './context';

export function checkUnusableFields(context: CheckContext): readonly Issue[] {
  return fieldUsesOf(context).flatMap((use) => {
    const field = context.fields.find(use.path);
    return field === undefined ? [] : findingsOf(use, field, context);
  });
}

function findingsOf(use: Field, field: ResolvedField, context: CheckContext): readonly Issue[] {
  const name = `\`${use.path}\``;
  if (field.nestedIn !== undefined) return [nestedField(use, field, context)];
  if (field.uncertainType === true) return [];
  const flattened = field.flattenedIn ?? (field.type === 'flattened' ? field.path : undefined);
  if (flattened !== undefined) {
    const message = `${name} is a flattened field: Elasticsearch's EQL cannot use it, though the run here can. Copy the value into a keyword field.`;
    return [issueAt(use, 'flattened-field', 'warning', message)];
  }
  switch (familyOf(field.type)) {
    case 'nested':
      return [nestedField(use, field, context)];
    case 'object':
      return [
        issueAt(use, 'object-field', limitation(context), `${name} is an object; name one of the fields below it.`),
      ];
    case 'unsupported': {
      const message = `${name} is of type ${field.type}, which Elasticsearch's EQL does not support; use another field.`;
      return [issueAt(use, 'unsupported-type', limitation(context), message)];
    }
    case 'binary': {
      const message = `${name} is a binary field: Elasticsearch stores it but cannot search it; use another field.`;
      return [issueAt(use, 'unsupported-type', 'warning', message)];
    }
    default:
      return [];
  }
}

function nestedField(use: Field, field: ResolvedField, context: CheckContext): Issue {
  const lies = field.type === 'nested' ? 'is a nested field' : `lies in the nested field \`${field.nestedIn ?? ''}\``;
  const here = context.fields.authority === 'mapping' ? '' : ' The run here can use it.';
  const message = `\`${use.path}\` ${lies}, a limitation of Elasticsearch: EQL cannot look inside nested fields; map it as an object.${here}`;
  return issueAt(use, 'nested-field', limitation(context), message);
}
