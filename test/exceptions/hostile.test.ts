// Whatever stands in a file of rules, filters or exceptions: there is an answer, and nothing is thrown.
import fc from 'fast-check';
import { dslFields } from '../../server/src/base/queryDsl';
import { compileDsl } from '../../server/src/engine/queryDsl';
import { checkExceptions } from '../../server/src/exceptions/check';
import { filterOfItems } from '../../server/src/exceptions/condition';
import { readExceptions } from '../../server/src/exceptions/read';
import { filtersOfRule } from '../../server/src/rule/filters';
import { looksLikeExport } from '../../server/src/rule/json';
import { readRuleFile } from '../../server/src/rule/read';
import { ruleToToml } from '../../server/src/rule/ruleText';
import { contextOf, storeOf } from '../engine/oneEvent';

const words = [
  ...['field', 'operator', 'type', 'value', 'entries', 'list_id', 'items', 'container', 'exceptions', 'expire_time'],
  ...['match', 'match_any', 'wildcard', 'nested', 'exists', 'list', 'query', 'bool', 'must', 'should', 'filters'],
  ...['range', 'gte', 'now-1d', 'terms', 'meta', 'negate', 'constructor', '__proto__', 'toString', 'included', 'eql'],
  ...['', '*', '\\', 'C:\\x\\*', '2025-01-01', 'rule_id', 'path', 'minimum_should_match', 'namespace_type'],
];
const word = fc.constantFrom(...words);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    word,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(word, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

function readAll(text: string): void {
  looksLikeExport(text, 'ndjson');
  for (const format of ['json', 'ndjson', 'yaml', 'toml'] as const) {
    for (const rule of readRuleFile(text, format).rules) {
      ruleToToml(rule.content.rule, 'a file');
      for (const { query } of filtersOfRule(rule)) {
        if (query === undefined) continue;
        dslFields(query);
        compileDsl(query, contextOf(storeOf({ field: 'x', type: { path: [1] } })))(0);
      }
    }
  }
  for (const format of ['toml', 'ndjson'] as const) {
    const read = readExceptions(text, format)?.value;
    if (read === undefined) continue;
    checkExceptions(read, { today: '2025-05-05' });
    const items = read.lists.flatMap((list) => list.items);
    compileDsl(filterOfItems(items, 0), contextOf(storeOf({ field: 'x' })))(0);
  }
}

describe('files of any content', () => {
  it('have filters that are read, or not', () => {
    fc.assert(
      fc.property(value, (filters) => readAll(JSON.stringify({ type: 'eql', query: 'any where true', filters }))),
    );
  });

  it('have exceptions that are read, or not', () => {
    fc.assert(fc.property(value, (entries) => readAll(JSON.stringify({ list_id: 'l', type: 'simple', entries }))));
  });

  it('may break off anywhere', () => {
    const entries = [{ field: 'a', type: 'nested', entries: [{ field: 'b', type: 'match', value: 'x' }] }];
    const text = JSON.stringify({ list_id: 'l', type: 'simple', entries, rule_id: 'r', query: 'q' });
    const toml =
      '[metadata]\nrule_ids = ["a"]\n[[exceptions]]\n[exceptions.container]\nname = "L"\n[[exceptions.items]]\n' +
      'entries = [{ field = "a", type = "match", value = "b" }]\n';
    for (let at = 0; at <= text.length; at++) readAll(text.slice(0, at));
    for (let at = 0; at <= toml.length; at++) readAll(toml.slice(0, at));
  });
});
