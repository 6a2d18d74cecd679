// Conditions that cannot hold or always do, arms that do nothing, precedence.
import assert from 'node:assert/strict';
import { expectLint, fixed, lintOf, mapping } from './expectIssues';

const fields = mapping({
  args: 'keyword',
  ip: 'ip',
  file: { properties: { extension: { type: 'keyword' } } },
  name: 'keyword',
  pid: 'long',
  process: { properties: { name: { type: 'keyword' }, parent: { properties: { name: { type: 'keyword' } } } } },
  user: { properties: { name: { type: 'keyword' } } },
});

const lintFixed = (query: string): string | undefined => fixed(fields, query, lintOf);

describe('a condition that no event can satisfy', () => {
  it('is told at the clause that contradicts one before it', () => {
    expectLint(
      fields,
      `
any where name : "a*" and pid > 1 and not name : ("a*", "b")
                                      ~~~~~~~~~~~~~~~~~~~~~~ never-matches: together with \`name : "a*"\`
`,
    );
    const [issue] = lintOf('any where process.name == "a" and process.name == "b"', fields);
    assert.deepEqual(
      issue?.related?.map(({ from, to }) => [from, to]),
      [[10, 29]],
    );
  });
  it('is told of a clause that contradicts itself, and of one that contradicts several together', () => {
    expectLint(
      fields,
      `
any where name == "a" and pid == 1.5
                          ~~~~~~~~~~ never-matches: contradicts itself
`,
    );
    expectLint(
      fields,
      `
any where not name == "a" and not name == "b" and name in ("a", "b")
                                                  ~~~~~~~~~~~~~~~~~~ never-matches: the clauses before it
`,
    );
  });
  it('is told in each item of a sequence', () => {
    expectLint(
      fields,
      `
sequence by user.name [any where true] [any where name == "a" and name == null]
                                                                  ~~~~~~~~~~~~ never-matches
`,
    );
  });
  it('is not claimed where a field may have several values, nor while it is being written', () => {
    for (const query of [
      'any where args == "a" and args == "b"',
      'any where name == "a" and not name ==',
      'any where true',
    ])
      assert.deepEqual(lintOf(query, fields), [], query);
  });
});

describe('a clause that every event satisfies', () => {
  it('fades, and goes by its fix', () => {
    expectLint(
      fields,
      `
any where pid > 1 and (name : "*" or name == null)
                       ~~~~~~~~~~~~~~~~~~~~~~~~~~ always-true
`,
    );
    assert.equal(lintFixed('any where pid > 1 and (name : "*" or name == null)'), 'any where pid > 1');
    assert.equal(lintFixed('any where (name : "*" or name == null) and pid > 1'), 'any where pid > 1');
  });
});

describe('a dead arm', () => {
  const query = `
any where process.name in ("awk", "perl") and not (
  (process.name == "julia" and pid > 1) or
  (process.name == "perl" and pid > 2)
)`;
  it('contradicts a clause outside', () => {
    expectLint(
      fields,
      `
any where process.name in ("awk", "perl") and not ((process.name == "julia" and pid > 1) or pid > 9)
                                                    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dead-arm: never excludes anything: it contradicts \`process.name in
`,
    );
    const [issue] = lintOf(query, fields);
    assert.deepEqual(issue?.tags, ['unnecessary']);
    assert.deepEqual(
      issue?.related?.map(({ from, to }) => query.slice(from, to)),
      ['process.name in ("awk", "perl")'],
    );
  });
  it('is taken out by its fix, whole', () => {
    assert.equal(
      lintFixed(query),
      `
any where process.name in ("awk", "perl") and not (
  (process.name == "perl" and pid > 2)
)`,
    );
  });
  it('is an exclusion of its own, a lone clause, an alternative', () => {
    expectLint(
      fields,
      `
any where file.extension == "timer" and not file.extension in ("swp", "swx")
                                            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dead-arm
`,
    );
    expectLint(
      fields,
      `
any where process.name == "a" and process.name != "b"
                                  ~~~~~~~~~~~~~~~~~~~ dead-arm: This exclusion
`,
    );
    expectLint(
      fields,
      `
any where process.name == "a" and (pid == 1 or process.name == "b")
                                               ~~~~~~~~~~~~~~~~~~~ dead-arm: This alternative never matches
`,
    );
  });
  it('contradicts itself, or lies deep within another arm', () => {
    expectLint(
      fields,
      `
any where pid > 1 and not (name == "a" or (name == "b" and name == null))
                                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ dead-arm: it contradicts itself
`,
    );
    expectLint(
      fields,
      `
any where process.name == "a" and not (pid == 1 and (name == "x" or process.name == "b"))
                                                                    ~~~~~~~~~~~~~~~~~~~ dead-arm
`,
    );
  });
  it('is none where it can hold', () => {
    for (const condition of [
      'args == "a" and not (args == "b" or pid == 2)',
      'name == "a" and name != null',
      'process.name : "a*" and not process.name : "ab*"',
      'process.name == "a" and not (process.parent.name == "b" or pid == 2)',
    ])
      assert.deepEqual(lintOf(`any where ${condition}`, fields), [], condition);
  });
});

describe('a covered arm', () => {
  it('is matched by one beside it', () => {
    expectLint(
      fields,
      `
any where pid > 1 and not (process.name in ("perl", "awk") or (process.name == "perl" and name : "x*"))
                                                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ covered-arm: matches all that this matches
`,
    );
    const query =
      'any where pid > 1 and not (process.name in ("perl", "awk") or (process.name == "perl" and name : "x*"))';
    assert.equal(lintFixed(query), 'any where pid > 1 and not (process.name in ("perl", "awk"))');
  });
  it('is the later one of two that match the same', () => {
    expectLint(
      fields,
      `
any where pid == 1 or name == "a" or name in ("a")
                                     ~~~~~~~~~~~~~ covered-arm
`,
    );
  });
  it('is one that asks for the same blocks of addresses, of whatever version', () => {
    expectLint(
      fields,
      `
any where cidrMatch(ip, "10.0.0.0/8", "fe80::/10", "::") or name == "a" or cidrmatch(ip, "10.0.0.0/8", "fe80::/10", "::") or cidrMatch(ip, "::2")
                                                                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ covered-arm
`,
    );
  });
  it('is left out by an exclusion beside it already', () => {
    expectLint(
      fields,
      `
any where pid > 1 and not name : "a*" and not (name == "ab" and user.name == "x")
                                               ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ covered-arm: excludes all of this already
`,
    );
  });
});

describe('and beside or', () => {
  it('without parentheses is a hint, which its fix follows', () => {
    expectLint(
      fields,
      `
any where pid == 1 or name == "a" and (user.name == "b")
                      .................................. mixed-and-or
`,
    );
    assert.equal(
      lintFixed('any where pid == 1 or name == "a" and (user.name == "b")'),
      'any where pid == 1 or (name == "a" and (user.name == "b"))',
    );
  });
  it('with parentheses is none', () => {
    for (const condition of [
      'pid == 1 or (name == "a" and user.name == "b")',
      '((pid == 1) and name == "a") or user.name == "b"',
      '(pid == 1 or name == "a") and user.name == "b"',
      'pid == 1 or (pid == 2 and not (name == "a" and user.name == "b"))',
    ])
      assert.deepEqual(lintOf(`any where ${condition}`, fields), [], condition);
  });
});

describe('a filter that says only what is left out', () => {
  it('matches what lacks the field', () => {
    expectLint(
      fields,
      `
process where process.name != "a" and not (user.name == "b" or user.name == "c")
              ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ only-exclusions: at least \`process.name != null\`
`,
    );
    for (const condition of [
      'not name == null',
      'name != "a" and pid > 1',
      'not (name == null or name == "a")',
      'name != null',
      'pid > 1 and not name : "a"',
    ])
      assert.deepEqual(lintOf(`process where ${condition}`, fields), [], condition);
  });
});
