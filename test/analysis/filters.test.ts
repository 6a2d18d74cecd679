// Fields of a rule's filters that nothing knows.
import assert from 'node:assert/strict';
import { analyze, fixesOf } from '../../server/src/analysis/analyze';
import { applyEdits } from '../../server/src/base/edit';
import { mappingResolver } from '../../server/src/schema/mapping';

const mapping = mappingResolver({
  properties: { host: { properties: { name: { type: 'keyword' } } }, '@timestamp': { type: 'date' } },
}).value;

const rule = (...filters: readonly string[]): string =>
  ['[rule]', 'type = "eql"', "query = 'any where true'", '[[rule.filters]]', ...filters].join('\n');

function unknownIn(text: string) {
  const analysis = analyze(text, 'toml', { readCatalog: () => undefined, mapping });
  return { analysis, issues: analysis.issues.filter(({ code }) => code === 'unknown-field') };
}

describe('a filter on an unknown field', () => {
  it('is pointed out on the characters of the field, and mended there', () => {
    const text = rule('[rule.filters.query.match_phrase]', '"host.nam" = "web"');
    const { analysis, issues } = unknownIn(text);
    const [issue] = issues;
    assert.ok(issue !== undefined && issues.length === 1);
    assert.equal(text.slice(issue.from, issue.to), '"host.nam"');
    assert.equal(issue.severity, 'warning');
    assert.match(issue.message, /no field `host.nam`.*Did you mean `host.name`\?/);
    const [fix] = fixesOf(analysis, issue);
    assert.ok(applyEdits(text, fix?.edits ?? []).includes('"host.name" = "web"'));
  });

  for (const [what, ...filter] of [
    ['it is known', 'query.exists.field = "host.name"'],
    ['it is an object', 'query.exists.field = "host"'],
    ['it stands beside the event', 'query.exists.field = "_id"'],
    ['the filter is switched off', 'meta.disabled = true', 'query.exists.field = "hots.name"'],
    ['the filter is not evaluated', 'query.fuzzy.hots = "web"'],
  ] as const)
    it(`is none where ${what}`, () => assert.deepEqual(unknownIn(rule(...filter)).issues, []));
});
