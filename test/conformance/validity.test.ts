// Which queries Elasticsearch accepts and which it refuses, by its own tests, through parser and checks. The cases stay where they are.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Issue } from '../../server/src/base/issue';
import { checkQuery } from '../../server/src/eql/check/checkQuery';
import { parseExpression, parseQuery } from '../../server/src/eql/parse';
import { mappingResolver } from '../../server/src/schema/mapping';

declare const __ROOT__: string;

interface ValidityCase {
  readonly query: string;
  readonly valid: boolean;
  readonly phase: 'syntax' | 'verification' | 'planning';
  readonly mapping?: string;
  readonly conflict?: string;
  /** `expression`: a lone one, of the parser's own tests. */
  readonly kind?: 'expression';
}

interface Suite {
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly cases: readonly ValidityCase[];
}

const file = path.join(__ROOT__, '..', 'shared', 'conformance', 'validity.json');

describe('the reference validity cases', () => {
  if (!existsSync(file)) {
    it('are absent here: ../shared/conformance is not beside the repository', () => assert.ok(!existsSync(file)));
    return;
  }
  const suite = JSON.parse(readFileSync(file, 'utf8')) as Suite;
  for (const [index, each] of suite.cases.entries()) {
    const said = `${each.valid ? 'accepts' : 'refuses'} (${each.phase})`;
    if (each.conflict === undefined) it(`${index} ${said} ${JSON.stringify(each.query)}`, () => checkCase(each, suite));
  }
  it('are all there', () => assert.ok(suite.cases.length > 150, `only ${suite.cases.length} cases found`));
});

function checkCase(each: ValidityCase, suite: Suite): void {
  const errors = errorsOf(each, suite);
  const counted = each.valid && each.phase === 'syntax' ? errors.filter((issue) => issue.code === 'syntax') : errors;
  const list = counted.map((issue) => `${issue.code}: ${issue.message}`);
  if (each.valid) assert.deepEqual(list, []);
  else assert.ok(list.length > 0, 'no error is reported');
}

/** Fields are resolved in the later phases only. */
function errorsOf({ query: text, phase, kind, mapping = 'default' }: ValidityCase, { mappings }: Suite): Issue[] {
  if (kind === 'expression') return parseExpression(text).issues.filter(isError);
  const { value: query, issues } = parseQuery(text);
  if (phase === 'syntax') return issues.filter(isError);
  const { value: fields } = mappingResolver({ properties: mappings[mapping] });
  const options = { eventCategoryField: 'event.category', timestampField: '@timestamp' };
  return [...issues, ...checkQuery(query, fields, options)].filter(isError);
}

function isError({ severity }: Issue): boolean {
  return severity === 'error';
}
