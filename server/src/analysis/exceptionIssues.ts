// What is wrong with the exceptions of a file.
import type { Issue } from '../base/issue';
import { checkExceptions } from '../exceptions/check';
import { readExceptions } from '../exceptions/read';
import type { RuleFile } from '../rule/document';
import type { SchemaRequest } from '../schema/compose';
import { composeWithSources } from '../schema/workspace';
import type { SchemaSource } from './analyze';

/** An item may be for any rule, so a field is known where any schema has it. */
const ANY_RULE: SchemaRequest = { index: [], integrations: [], datasets: [], hasDataView: false };

export function exceptionIssues(
  text: string,
  { format, hasExceptions }: RuleFile,
  schemas: SchemaSource,
): readonly Issue[] {
  if (hasExceptions !== true) return [];
  const read = readExceptions(text, format === 'toml' ? 'toml' : 'ndjson');
  if (read === undefined) return [];
  const fields = schemas.mapping ?? composeWithSources(ANY_RULE, schemas.readCatalog, schemas.sources ?? []);
  return [...read.issues, ...checkExceptions(read.value, { today: schemas.today, fields })];
}
