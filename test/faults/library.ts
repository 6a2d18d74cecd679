// What the scripts that seed faults need of the library, with the committed schemas.
import { analyze, fixesOf } from '../../server/src/analysis/analyze';
import { tokenize } from '../../server/src/eql/parse';
import { familyOf } from '../../server/src/eql/types';
import { clausesOf, conditionsOf, fieldOccurrences, filtersOf, walkExpression } from '../../server/src/eql/walk';
import { readSchema } from '../schema/composed';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export const library = {
  analyze,
  clausesOf,
  conditionsOf,
  familyOf,
  fieldOccurrences,
  filtersOf,
  fixesOf,
  readCatalog: readSchema,
  tokenize,
  walkExpression,
};
