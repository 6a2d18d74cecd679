// How the values of a field are compared, as far as conclusions may rest on it.
import type { Field } from '../ast';
import { familyOf } from '../types';
import type { FieldResolver } from '../types';

/**
 * `dynamic`: nothing declares it, or the schemas disagree; each value has the type that its event gives it. `unknown`: nothing may be
 * concluded, not even that it is there or missing.
 */
export type FieldReading =
  'text' | 'version' | 'whole' | 'decimal' | 'boolean' | 'address' | 'other' | 'dynamic' | 'unknown';

const WHOLE: ReadonlySet<string> = new Set(['long', 'integer', 'short', 'byte', 'unsigned_long']);

/** An optional field that nothing maps is the constant null, of which `not` is no complement. */
export function readingOf({ path, optional }: Field, fields: FieldResolver): FieldReading {
  const field = fields.find(path);
  if (field === undefined) return optional ? 'unknown' : 'dynamic';
  if (field.nestedIn !== undefined || field.exact === 'normalized') return 'unknown';
  if (field.uncertainType === true) return 'dynamic';
  switch (familyOf(field.type)) {
    case 'string':
    case 'text':
      return 'text';
    case 'version':
      return 'version';
    case 'number':
      return WHOLE.has(field.type) ? 'whole' : field.type === 'double' ? 'decimal' : 'other';
    case 'boolean':
      return 'boolean';
    case 'ip':
      return 'address';
    case 'date':
    case 'binary':
      return 'other';
    case 'object':
    case 'nested':
    case 'unsupported':
      return 'unknown';
  }
}
