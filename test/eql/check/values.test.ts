// Values that do nothing or not what was meant: literal wildcards, repeats, covered, null, impossible and ignored values.
import assert from 'node:assert/strict';
import { expectLint, fixed, lintOf, mapping } from './expectIssues';

const fields = mapping({
  'dll.path': 'keyword',
  'event.outcome': 'keyword',
  'file.extension': 'keyword',
  'file.hash.sha256': 'keyword',
  'file.name': 'keyword',
  'file.path': 'keyword',
  'kubernetes.audit.requestURI': 'keyword',
  name: 'keyword',
  note: { type: 'keyword', ignore_above: 10 },
  pid: 'long',
  'process.args': 'keyword',
  'process.executable': 'keyword',
  'process.name': 'keyword',
  share: 'keyword',
  'source.ip': 'ip',
});

const lintFixed = (query: string): string | undefined => fixed(fields, query, lintOf);

describe('a wildcard where it is a character', () => {
  it('is found after == and in', () => {
    expectLint(
      fields,
      `
any where name == "python*" or name in ("a", "/dev/fd/*", "?:\\\\tools\\\\b.exe")
                  ~~~~~~~~~ literal-wildcard: \`like\` reads it as a wildcard
                                             ~~~~~~~~~~~ literal-wildcard
                                                          ~~~~~~~~~~~~~~~~~~ literal-wildcard: \`?\` is a plain character
`,
    );
  });
  it('is taken for one after `like`, by its fix', () => {
    assert.equal(lintFixed('any where name == "a*"'), 'any where name like "a*"');
    assert.equal(lintFixed('any where name != "a*" and pid > 1'), 'any where not name like "a*" and pid > 1');
    assert.equal(lintFixed('any where name in ("a*", "b")'), 'any where name like ("a*", "b")');
    assert.equal(lintFixed('any where name in~ ("a*", "b")'), 'any where name like~ ("a*", "b")');
    assert.equal(
      lintFixed('any where name not in ("a*", "b") and pid > 1'),
      'any where not name like ("a*", "b") and pid > 1',
    );
  });
  it('is left alone where it is meant as one', () => {
    for (const condition of [
      'share in ("\\\\\\\\*\\\\ADMIN$", "\\\\\\\\*\\\\C$")',
      'process.args == "/text:*"',
      'process.args == "*"',
      'process.args == "* * * * *"',
      'process.args in ("*.log", "*.*")',
      'name == "/search?q=a"',
      'name : "a*"',
    ])
      assert.deepEqual(lintOf(`any where ${condition}`, fields), [], condition);
  });
});

describe('a repeated value', () => {
  it('is found as the operator compares, and fades', () => {
    expectLint(
      fields,
      `
any where name in ("a", "A", "b", "a")
                                  ~~~ duplicate-value: is in this list already; remove it
`,
    );
    expectLint(
      fields,
      `
any where name : ("a", "A") or name in~ ("b", "B") or name like ("c", "C*") or pid in (1, 2, 1)
                       ~~~ duplicate-value: \`:\` ignores case
                                              ~~~ duplicate-value: \`in~\` ignores case
                                                                                             ~ duplicate-value
`,
    );
    const [issue] = lintOf('any where name in ("a", "b", "a")', fields);
    assert.deepEqual(issue?.tags, ['unnecessary']);
    assert.deepEqual(
      issue?.related?.map(({ from, to }) => [from, to]),
      [[19, 22]],
    );
  });
  it('is taken out by its fix, but not past a comment', () => {
    assert.equal(lintFixed('any where name in ("a", "b", "a")'), 'any where name in ("a", "b")');
    assert.equal(lintFixed('any where name in ("a",\n  "a", // why\n  "b")'), 'any where name in ("a", // why\n  "b")');
    assert.equal(lintFixed('any where name in ("a", /* why */ "a")'), undefined);
  });
});

describe('a covered value', () => {
  it('is found beside the pattern that matches all of it', () => {
    expectLint(
      fields,
      `
any where name : ("foo.exe", "*.EXE", "bar*")
                  ~~~~~~~~~ covered-value: \`"*.EXE"\` in this list matches all that \`"foo.exe"\` matches
`,
    );
    expectLint(
      fields,
      `
any where name like ("/usr/bin/*", "/usr/*", "/USR/x", "/opt/?", "/opt/a")
                     ~~~~~~~~~~~~ covered-value
                                                                 ~~~~~~~~ covered-value
`,
    );
  });
  it('is the later one of two that match the same', () => {
    expectLint(
      fields,
      `
any where name like ("a*", "a**")
                           ~~~~~ covered-value
`,
    );
  });
  it('is only hinted at among blocks of addresses', () => {
    expectLint(
      fields,
      `
any where cidrMatch(source.ip, "10.1.0.0/16", "10.0.0.0/8", "192.168.0.0/16", "10.0.0.0/8")
                               ............. covered-value
                                                                              ~~~~~~~~~~~~ duplicate-value
`,
    );
  });
  it('is taken out by its fix', () => {
    assert.equal(lintFixed('any where name : ("foo.exe", "*.exe")'), 'any where name : ("*.exe")');
  });
  it('is none where nothing covers it for certain', () => {
    for (const condition of [
      'name : ("a*b", "*a*b?")',
      'name : ("é*", "É*")',
      'name in ("a", "*")',
      'name regex ("a", "a.*")',
    ])
      assert.deepEqual(lintOf(`any where ${condition}`, fields), [], condition);
  });
});

describe('`like` without a wildcard', () => {
  it('is a hint at the exact operator', () => {
    expectLint(
      fields,
      `
any where name like ("a", "b") or name like~ "c" or name like "d*" or name : "e"
               .... like-without-wildcard: \`in\` says the same
                                       ..... like-without-wildcard
`,
    );
    assert.equal(lintFixed('any where name like ("a", "b")'), 'any where name in ("a", "b")');
    assert.equal(lintFixed('any where name like "a"'), 'any where name == "a"');
    assert.equal(lintFixed('any where name like~ ("a", "b")'), 'any where name in~ ("a", "b")');
    assert.equal(lintFixed('any where name like~ "a"'), 'any where name : "a"');
  });
});

describe('null among values', () => {
  it('matches nothing', () => {
    expectLint(
      fields,
      `
any where name in ("a", null) or pid not in (null, 1)
                        ~~~~ null-value: write \`name == null or …\`
                                             ~~~~ null-value: write \`pid != null and …\`
`,
    );
    assert.equal(lintFixed('any where name in ("a", null)'), 'any where name in ("a")');
    assert.deepEqual(lintOf('any where name == null or pid != null', fields), []);
  });
});

describe('a value that does not fit its field', () => {
  it('can never match', () => {
    for (const [condition, value, words] of [
      ['kubernetes.audit.requestURI like ("/api/*", "api/v1/*")', '"api/v1/*"', 'begins with `/`'],
      ['kubernetes.audit.requestURI == "api"', '"api"', 'begins with `/`'],
      ['process.executable in ("/bin/sh", "usr/bin/perl")', '"usr/bin/perl"', 'begins with `/`'],
      ['process.executable : "Windows\\\\System32\\\\*.exe"', '"Windows\\\\System32\\\\*.exe"', 'begins with a drive'],
      ['process.executable : "\\\\Windows\\\\*.exe"', '"\\\\Windows\\\\*.exe"', 'begins with a drive'],
      ['dll.path : "Program Files\\\\*"', '"Program Files\\\\*"', 'begins with a drive'],
      ['process.name : "C:\\\\*\\\\cmd.exe"', '"C:\\\\*\\\\cmd.exe"', 'without its folder'],
      ['file.name == "/etc/passwd"', '"/etc/passwd"', 'without its folder'],
      ['file.extension in ("exe", ".dll")', '".dll"', 'without its dot'],
      ['file.hash.sha256 == "abc"', '"abc"', 'has 64 hexadecimal digits'],
    ] as const) {
      const query = `any where ${condition}`;
      const [issue, ...others] = lintOf(query, fields);
      assert.equal(others.length, 0, condition);
      assert.equal(issue?.code, 'impossible-value', condition);
      assert.equal(issue.severity, 'warning');
      assert.equal(query.slice(issue.from, issue.to), value);
      assert.ok(issue.message.includes(words), issue.message);
    }
    assert.equal(
      lintFixed('any where kubernetes.audit.requestURI like "api/*"'),
      'any where kubernetes.audit.requestURI like "/api/*"',
    );
  });
  it('is not confused with what may be there', () => {
    for (const condition of [
      'kubernetes.audit.requestURI like ("*/exec*", "?api/*")',
      'kubernetes.audit.requestURI regex "api/.*"',
      'process.executable in ("./runc", "System", "memfd:a")',
      'process.executable : ("\\\\Device\\\\HarddiskVolume*\\\\a.exe", "\\\\\\\\server\\\\*", "?:\\\\a.exe", "*\\\\b.exe")',
      'process.name : "kworker/*"',
      'file.path == ".load"',
      'file.extension : "tar.gz"',
      `file.hash.sha256 in ("${'0a'.repeat(32)}")`,
      'file.hash.sha256 : "ab*"',
      'name == ".exe"',
    ])
      assert.deepEqual(lintOf(`any where ${condition}`, fields), [], condition);
  });
  it('is an enumeration in another case', () => {
    const outcome = { path: 'event.outcome', source: 'event.outcome', type: 'keyword', exact: 'self' } as const;
    const enumerated = {
      ...fields,
      find: (path: string) =>
        path === 'event.outcome' ? { ...outcome, allowedValues: ['success', 'failure'] } : fields.find(path),
    };
    expectLint(
      enumerated,
      `
any where event.outcome == "Success" or event.outcome : "Failure" or event.outcome == "other"
                           ~~~~~~~~~ impossible-value: written \`success\`
`,
    );
    assert.equal(
      fixed(enumerated, 'any where event.outcome == "Success"', lintOf),
      'any where event.outcome == "success"',
    );
  });
});

describe('a value that the index does not keep', () => {
  it('is longer than the limit of the mapping', () => {
    expectLint(
      fields,
      `
any where note == "12345678901" or note in ("1234567890", "12345678902") or note : ("*abcdefghij*", "y123456789?*")
                  ~~~~~~~~~~~~~ ignored-value: longer than 10 characters
                                                          ~~~~~~~~~~~~~ ignored-value
                                                                                                    ~~~~~~~~~~~~~~ ignored-value
`,
    );
  });
  it('is not spoken of where only schemas know the field', () => {
    assert.deepEqual(lintOf('any where note == "12345678901"', { ...fields, authority: 'catalog' }), []);
  });
});
