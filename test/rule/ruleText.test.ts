// A rule as readable TOML: read back, it is the same rule.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { readRuleFile } from '../../server/src/rule/read';
import { ruleToToml } from '../../server/src/rule/ruleText';

function printed(rule: object): string {
  const [read] = readRuleFile(JSON.stringify({ rule_id: 'r', type: 'eql', ...rule }), 'json').rules;
  assert.ok(read);
  return ruleToToml(read.content.rule, 'from a file');
}

/** As JSON has it: the parser's tables have no prototype. */
const back = (text: string): unknown => (JSON.parse(JSON.stringify(parse(text))) as { readonly rule: unknown }).rule;

describe('a rule as text', () => {
  it('begins with what a reader looks for, its query on lines of its own', () => {
    const text = printed({ risk_score: 47, query: 'process where\n  process.args : "C:\\\\x"', name: 'N' });
    assert.equal(
      text,
      [
        '# from a file',
        '',
        '[rule]',
        'name = "N"',
        'rule_id = "r"',
        'type = "eql"',
        "query = '''",
        'process where',
        '  process.args : "C:\\\\x"',
        "'''",
        'risk_score = 47',
        '',
      ].join('\n'),
    );
  });

  it('has its tables behind its plain keys', () => {
    const rule = {
      threat: [
        { framework: 'A', technique: [{ id: 'T1' }], tactic: { id: 'TA' } },
        { framework: 'B', tactic: {} },
      ],
      alert_suppression: { group_by: ['host.id'] },
      filters: [{ query: { match_phrase: { 'host.name': 'x' } }, meta: { negate: true, alias: null } }],
      mixed: [1, 'a', { b: 2.5 }],
      empty: [],
      enabled: false,
    };
    const { alias: _alias, ...meta } = rule.filters[0]?.meta ?? {};
    assert.deepEqual(back(printed(rule)), {
      rule_id: 'r',
      type: 'eql',
      ...rule,
      filters: [{ ...rule.filters[0], meta }],
    });
  });

  it('reads back, whatever it holds', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('a', '"', "'", '\\', '\n', '\r', '\t', '\x7f', '\0', '🦀', ' ') }),
    );
    const values = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, texts, fc.integer(), fc.boolean(), fc.array(tie('value')), tie('object')),
      object: fc.dictionary(
        texts.filter((key) => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    })).object;
    fc.assert(
      fc.property(values, texts, (more, note) => {
        const rule = { more, note };
        assert.deepEqual(back(printed(rule)), { rule_id: 'r', type: 'eql', ...rule });
      }),
      { seed: 5, numRuns: 300, examples: [[{ '': [{ '': '\n"""' }] }, '\n""""\\"']] },
    );
  });
});
