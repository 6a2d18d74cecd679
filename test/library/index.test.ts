// The library as an importer sees it: every function of its public face, once, on events in memory.
import assert from 'node:assert/strict';
import * as library from '../../server/src/index';

const events: readonly library.JsonObject[] = [
  { '@timestamp': '2024-05-01T10:00:00Z', event: { category: 'process' }, host: 'a', name: 'sh', pid: 1 },
  { '@timestamp': '2024-05-01T10:00:05Z', event: { category: 'network' }, host: 'a', port: 80 },
  { '@timestamp': '2024-05-01T10:00:09Z', event: { category: 'process' }, host: 'b', name: 'ls', pid: 2 },
];

const sequence = 'sequence by host with maxspan=1m [process where true] [network where port == 80]';

describe('the library', () => {
  it('exports what its page names, and nothing by accident', () => {
    assert.deepEqual(Object.keys(library).sort(), [
      'analyze',
      'createLineIndex',
      'evaluate',
      'explainOnEvents',
      'formatOf',
      'mappingResolver',
      'parseExpression',
      'parseQuery',
      'printExpression',
      'printQuery',
      'readRuleFile',
      'readSample',
      'runOnEvents',
    ]);
  });

  it('analyses a rule file', () => {
    const text = `[rule]\ntype = "eql"\nrule_id = "r"\nquery = 'any where a = 1'\n`;
    const { rules, issues } = library.analyze(text, 'toml', { readCatalog: () => undefined });
    assert.equal(rules.length, 1);
    assert.deepEqual(
      issues.map(({ code, from }) => [code, text.slice(from, from + 3)]),
      [['syntax', '= 1']],
    );
  });

  it('parses a query and prints it again', () => {
    const { value, issues } = library.parseQuery('process  where name=="sh"');
    assert.deepEqual([issues, library.printQuery(value)], [[], 'process where name == "sh"']);
  });

  it('evaluates an expression, on an event and without one', () => {
    assert.deepEqual(library.evaluate('length("abc") + 1'), { value: 4n });
    assert.deepEqual(library.evaluate('name : "S*"', { name: 'sh' }), { value: true });
    assert.ok('error' in library.evaluate('name'));
  });

  it('runs an event query', () => {
    const { hits, issues } = library.runOnEvents('process where pid > 0', events);
    assert.deepEqual([issues, hits.map((hit) => hit.events)], [[], [[0], [2]]]);
  });

  it('runs with the options of the search', () => {
    const { hits } = library.runOnEvents('process where pid > 0', events, { size: 1, resultPosition: 'head' });
    assert.deepEqual(
      hits.map((hit) => hit.events),
      [[0]],
    );
  });

  it('runs a sequence', () => {
    const { hits } = library.runOnEvents(sequence, events);
    assert.deepEqual(hits, [{ events: [0, 1], joinKeys: ['a'] }]);
  });

  it('takes the types of fields from a mapping', () => {
    const query = 'process where pid == "1"';
    const mapping = { properties: { pid: { type: 'keyword' } } };
    assert.equal(library.runOnEvents(query, events, { mapping }).hits.length, 1);
  });

  it('runs no query that has errors', () => {
    const { hits, issues } = library.runOnEvents('process where pid = 1', events);
    assert.deepEqual([hits, issues.map(({ code }) => code)], [[], ['syntax']]);
    assert.equal(library.explainOnEvents('process where pid = 1', events, 0), undefined);
  });

  it('explains a hit and no hit by the tree of the condition', () => {
    const query = 'process where name == "sh" and pid == 1';
    const verdicts = [0, 1, 2].map((event) => {
      const { hit, tree } = library.explainOnEvents(query, events, event) ?? assert.fail();
      return [hit, tree.value];
    });
    assert.deepEqual(verdicts, [
      [true, true],
      [false, false],
      [false, false],
    ]);
    assert.equal(library.explainOnEvents(query, events, 3), undefined);
  });

  it('explains a query with a pipe by what the pipe leaves', () => {
    const { hit, tree } = library.explainOnEvents('process where true | head 1', events, 2) ?? assert.fail();
    assert.deepEqual([hit, tree.value, tree.children.map(({ value }) => value)], [false, false, [true]]);
  });

  it('explains a sequence by its items and the way of each key', () => {
    const { hit, tree, timeline } = library.explainOnEvents(sequence, events, 2) ?? assert.fail();
    assert.deepEqual([hit, tree.value], [false, false]);
    assert.deepEqual(
      tree.children.map(({ value }) => value),
      [true, false],
    );
    assert.deepEqual(
      timeline?.keys.map(({ keys, reached }) => [keys, reached]),
      [
        [['a'], 2],
        [['b'], 1],
      ],
    );
  });
});
