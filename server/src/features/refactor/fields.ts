// Refactorings of a field name.
import type { Refactoring } from './refactoring';
import { innermost } from './refactoring';

/** `?name`: a field that may be unmapped does not fail the whole rule. */
export const toggleOptional: Refactoring = {
  id: 'toggle-optional',
  kind: 'refactor.rewrite',
  offer: (place) => {
    const field = innermost(place, 'field');
    if (field === undefined) return [];
    return field.optional
      ? [{ title: `Require \`${field.path}\` to exist`, edits: [{ from: field.from, to: field.from + 1, text: '' }] }]
      : [{ title: `Make \`${field.path}\` optional`, edits: [{ from: field.from, to: field.from, text: '?' }] }];
  },
};
