// What operators and functions take, and what conditions and join keys are. Every refusal is one of Elasticsearch's verifier.
import assert from 'node:assert/strict';
import { inferredResolver } from '../../../server/src/schema/inferred';
import { catalog, expectIssues, fixed, issuesOf, mapping } from './expectIssues';

const FIELDS = {
  name: 'keyword',
  title: { type: 'text', fields: { keyword: { type: 'keyword' } } },
  pid: 'long',
  ppid: 'integer',
  load: 'double',
  up: 'boolean',
  at: 'date',
  day: { type: 'date', format: 'yyyy-MM-dd' },
  odd: { type: 'date', format: 'strict_weekyear' },
  ip: 'ip',
  release: 'version',
};
const known = mapping(FIELDS);

describe('a condition', () => {
  it('is true or false, alone and as an operand', () => {
    expectIssues(
      known,
      `
any where pid
          ^^^ condition-type: \`pid\` is a long, which is neither true nor false
`,
    );
    expectIssues(
      known,
      `
any where not name and (at or 1) or "x"
              ^^^^ condition-type
                        ^^ condition-type
                              ^ condition-type
                                    ^^^ condition-type: \`"x"\` is a text
`,
    );
    expectIssues(
      known,
      `
sequence [any where up] [any where length(name)] until [any where release]
                                   ^^^^^^^^^^^^ condition-type: is an integer
                                                                  ^^^^^^^ condition-type
`,
    );
  });
  it('may be a boolean field, a function, a constant, or not known', () => {
    expectIssues(known, 'process where up and not up and true and startsWith(name, "a") and ?other');
  });
  it('may be null beside a category, but not alone', () => {
    expectIssues(known, 'process where null');
    expectIssues(
      known,
      `
any where ?other
          ^^^^^^ condition-type: \`null\`
`,
    );
  });
  it('of a field becomes a question for its existence', () => {
    assert.equal(fixed(known, 'any where pid and up'), 'any where pid != null and up');
  });
  it('may have holes: they raise nothing', () => {
    for (const query of [
      'any where pid == ',
      'any where pid : ',
      'any where name in (',
      'any where length( > 1',
      'any where - ',
    ])
      assert.deepEqual(issuesOf(query, known), [], query);
  });
});

describe('`:`, `like` and `regex`', () => {
  it('take texts only', () => {
    for (const operator of [':', 'like', 'like~', 'regex', 'regex~'])
      for (const field of ['pid', 'load', 'up', 'at', 'ip', 'release', 'length(name)', '(pid > 1)'])
        assert.deepEqual(
          issuesOf(`any where ${field} ${operator} "1"`, known).map(({ code, severity }) => `${severity} ${code}`),
          ['error type-mismatch'],
          `${field} ${operator}`,
        );
  });
  it('take keywords, texts with a twin, functions and null', () => {
    expectIssues(known, 'any where name : "a*" and title like "a" and concat(pid, "x") regex ".*x" and ?other : "a"');
  });
  it('take patterns that are texts; `like` reads numbers as such', () => {
    expectIssues(
      known,
      `
any where name : 5 or name regex ("a", true) or name like 5 or name : null or name like~ null
                 ^ type-mismatch: put \`5\` in double quotes
                                       ^^^^ type-mismatch
                                                                                         ^^^^ type-mismatch
`,
    );
  });
  it('become `==` or `in`, where that is the cure', () => {
    assert.equal(fixed(known, 'any where pid : 5'), 'any where pid == 5');
    assert.equal(fixed(known, 'any where pid: (5, 6)'), 'any where pid in (5, 6)');
    assert.equal(fixed(known, 'any where ip : "10.0.0.1"'), 'any where ip == "10.0.0.1"');
    assert.equal(fixed(known, 'any where ip : "10.*"'), undefined);
    assert.equal(fixed(known, 'any where name : 5'), 'any where name : "5"');
  });
});

describe('a list after `in`', () => {
  it('has values of one type with what is looked up', () => {
    expectIssues(
      known,
      `
any where pid in (1, 2.5, null, "x", true)
                                ^^^ type-mismatch: \`"x"\` is a text, and 1 more of the list do not fit either; \`pid\` is a long, so each value after \`in\` must be one too.
`,
    );
    expectIssues(known, 'any where name in ("a", null) and title not in ("a") and load in (1, 2.5) and up in (true)');
    expectIssues(known, 'any where length(name) in (1, 2) and ?other in ("a", 1)');
  });
  it('takes no texts for addresses, dates and versions', () => {
    expectIssues(
      known,
      `
any where ip in ("10.0.0.1") or at in ("2020-01-01") or release not in ("1.2.3") or up in (1)
                 ^^^^^^^^^^ type-mismatch: cidrMatch
                                       ^^^^^^^^^^^^ type-mismatch: join by \`or\`
                                                                        ^^^^^^^ type-mismatch
                                                                                           ^ type-mismatch
`,
    );
  });
  it('takes texts only without case', () => {
    expectIssues(
      known,
      `
any where pid in~ (1) or name in~ ("a", 5)
          ^^^ type-mismatch: \`in~\` compares texts only
                                        ^ type-mismatch
`,
    );
  });
  it('has its quotes put right', () => {
    assert.equal(fixed(known, 'any where pid in ("1", 2, "-3")'), 'any where pid in (1, 2, -3)');
    assert.equal(fixed(known, 'any where name in (1, "a", true)'), 'any where name in ("1", "a", "true")');
    assert.equal(fixed(known, 'any where pid in ("1", "x")'), undefined);
  });
});

describe('an argument', () => {
  it('has the type of its parameter', () => {
    expectIssues(
      known,
      `
any where between(name, 1, "e", "true") == "y" and cidrMatch(name, 5) and number(pid, 1.0) == 1
                        ^ type-mismatch: The \`left\` of \`between\` must be a text
                                ^^^^^^ type-mismatch: must be \`true\` or \`false\`
                                                             ^^^^ type-mismatch: must be a field of type ip
                                                                   ^ type-mismatch
                                                                                 ^^^ type-mismatch
                                                                                      ^^^ type-mismatch: a whole number
`,
    );
    expectIssues(
      known,
      `
any where substring(name, number("1")) == "a" and add("1", at) > 1 and startsWith~(ip, "10.") and length(true) > 1
                          ^^^^^^^^^^^ type-mismatch: is a double
                                                      ^^^ type-mismatch
                                                           ^^ type-mismatch
                                                                                   ^^ type-mismatch: \`string(…)\` makes a text
                                                                                                         ^^^^ type-mismatch
`,
    );
  });
  it('may be of any type, null, or a computed value, where that fits', () => {
    expectIssues(known, 'any where concat(pid, ip, up, null, at) == "x" and string(at) == "y" and length(?other) == 1');
    expectIssues(known, 'any where substring(name, length(title) - 1, ppid * 2) == "x" and number(name, pid) == 1');
    expectIssues(known, 'any where between(name, "a", "b", up) == "x" and cidrMatch(ip, concat("10.0.0.0", "/8"))');
    expectIssues(known, 'any where add(pid, null) == 1 and multiply(load, ppid) > 1 and indexOf(name, "a", null) == 1');
  });
  it('is a constant where Elasticsearch needs one', () => {
    expectIssues(
      known,
      `
any where cidrMatch(ip, "10.0.0.0/8", name)
                                      ^^^^ constant-argument: The \`block\` of \`cidrMatch\` must be a constant
`,
    );
  });
  it('is not judged where the parser has refused the call', () => {
    expectIssues(known, 'any where nonsense(pid) == 1 and length(name, pid) > 1');
  });
  it('loses or gets its quotes', () => {
    assert.equal(fixed(known, 'any where substring(name, "2") == "a"'), 'any where substring(name, 2) == "a"');
    assert.equal(fixed(known, 'any where stringContains(name, 2)'), 'any where stringContains(name, "2")');
  });
});

describe('arithmetic', () => {
  it('takes numbers', () => {
    expectIssues(
      known,
      `
any where pid + "1" == 1 and -name == 1 and 2 * at > 1 and up / 2 == 1
                ^^^ type-mismatch: arithmetic needs numbers
                              ^^^^ type-mismatch
                                                ^^ type-mismatch
                                                           ^^ type-mismatch
`,
    );
    expectIssues(known, 'any where -pid + load * 2 % ppid > 1 and ?other - 1 == 0 and +length(name) == 1');
  });
});

describe('a comparison', () => {
  it('of two types is a warning: Elasticsearch takes it and finds nothing, or fails', () => {
    expectIssues(
      known,
      `
any where pid == "x" or "x" < pid or up == 1 or name != 5 or release > 1 or ip == 0 or at == true or length(name) == "1"
                 ~~~ type-mismatch: \`"x"\` is a text. Elasticsearch fails on it; compare it with a number.
                        ~~~ type-mismatch
                                           ~ type-mismatch: fails on it; compare it with a boolean
                                                        ~ type-mismatch: reads it as \`"5"\`; write it so
                                                                       ~ type-mismatch
                                                                                  ~ type-mismatch
                                                                                             ~~~~ type-mismatch
                                                                                                                     ~~~ type-mismatch
`,
    );
  });
  it('of an address with a text needs an address, or a block under ==', () => {
    expectIssues(
      known,
      `
any where ip == "10.0.0.0/8" and ip != "::1" and ip > "10.0.0.1" and ip == "10.*" and ip < "10.0.0.0/8"
                                                                           ~~~~~~ type-mismatch: is no IP address or block
                                                                                           ~~~~~~~~~~~~ type-mismatch: is no IP address
`,
    );
  });
  it('of a date with a text needs a date in its format', () => {
    expectIssues(
      known,
      `
any where at > "2020-01-01" and at == "2020-02-41" and at < "now-1d/d" and at >= 1700000000000 and day == "2020-01-01T10:00:00Z"
                                      ~~~~~~~~~~~~ type-mismatch: is no date
                                                                                                          ~~~~~~~~~~~~~~~~~~~~~~ type-mismatch: yyyy-MM-dd
`,
    );
    expectIssues(known, 'any where odd == "2020-W01-1" and day == "2020-01-01||+1d"');
  });
  it('with null, or of values that are not known, is fine', () => {
    expectIssues(known, 'any where pid == null and null != ip and ?other == 5 and "1" == 1 and (pid > 1) == true');
  });
  it('has its quotes put right', () => {
    assert.equal(fixed(known, 'any where pid == "5"'), 'any where pid == 5');
    assert.equal(fixed(known, 'any where -5 != name'), 'any where "-5" != name');
    assert.equal(fixed(known, 'any where up == "false"'), 'any where up == false');
    assert.equal(fixed(known, 'any where release == 1.5'), 'any where release == "1.5"');
  });
});

describe('two fields', () => {
  const query = `
any where pid == ppid or length(name) > length(title) or name in ("a", title)
          MARKMARKMAR field-comparison: subtract(pid, ppid) == 0
                         MARKMARKMARKMARKMARKMARKMARK field-comparison
                                                                       MARKM field-comparison: constants only
`;
  it('cannot be compared by Elasticsearch', () => {
    expectIssues(known, query.replace(/[A-Z]/g, '^'));
  });
  it('are a warning where only schemas are known: the run here compares them', () => {
    expectIssues(catalog(FIELDS), query.replace(/[A-Z]/g, '~'));
  });
  it('may stand together on one side, and an optional field that is not there is a constant', () => {
    expectIssues(known, 'any where pid + ppid > 1 and startsWith(name, title) and (pid == 1) != true');
    expectIssues(known, 'any where ?other == ?another and ?other == pid and name in (?other)');
  });
});

describe('join keys', () => {
  it('have types that can be equal, item by item and in until', () => {
    expectIssues(
      known,
      `
sequence [any where true] by at, name [any where true] by pid, title until [any where true] by ip, name
                                                          ^^^ join-key-type: \`pid\` is a long, but \`at\` is a date
                                                                                               ^^ join-key-type
`,
    );
    expectIssues(known, 'sequence by name [any where true] by pid, ?other [any where true] by load, ip');
  });
  it('of a sample only never meet', () => {
    expectIssues(
      known,
      `
sample [any where true] by name [any where true] by pid
                                                    ~~~ join-key-type
`,
    );
  });
});

describe('types that only a sample shows', () => {
  const values: Readonly<Record<string, string | number>> = { at: '2020-01-01', pid: 1 };
  const guessed = inferredResolver(Object.keys(values), (path) => [values[path] ?? null]);

  it('refuse nothing, but literals do', () => {
    expectIssues(
      guessed,
      `
any where at : "2020*" and pid and name : 5
          ~~ type-mismatch
                           ~~~ condition-type
                                          ^ type-mismatch
`,
    );
  });
});
