// Regular expressions and blocks of addresses, where they stand.
import { expectIssues, mapping } from './expectIssues';

const known = mapping({ name: 'keyword', ip: 'ip' });

describe('a regular expression', () => {
  it('that Lucene refuses is an error where it stands', () => {
    expectIssues(
      known,
      `
any where name regex "a(b" or name regex~ ("ok", "[")
                       ^^ regex-pattern
                                                  ^ regex-pattern
`,
    );
  });
  it('is marked whole where its literal has escapes', () => {
    expectIssues(
      known,
      `
any where name regex "\\\\d(" or name regex """(""" or name regex ".*\\\\.exe"
                     ^^^^^^ regex-pattern
                                          ^^^^^^^ regex-pattern
`,
    );
  });
  it('with too many states is refused as a whole', () => {
    expectIssues(
      known,
      `
any where name regex ".*a.{14}"
                      ^^^^^^^^ regex-pattern: 10000 states
`,
    );
  });
  it('is one pattern with all others of its list, which may be too long together', () => {
    const [head, mark] = ['any where name ', '^^^^^'];
    expectIssues(
      known,
      `
${head}regex ("${'a'.repeat(600)}*", "${'b'.repeat(600)}*")
${' '.repeat(head.length)}${mark} regex-pattern: 1203 characters
`,
    );
  });
  it('over a computed text is read by Java: no error', () => {
    expectIssues(
      known,
      `
any where concat(name, "x") regex "(?<n>a)"
                                     ~~~ regex-pattern: Java
`,
    );
  });
});

describe('a block of `cidrMatch`', () => {
  it('that is none makes the search fail', () => {
    expectIssues(
      known,
      `
any where cidrmatch(ip, "10.0.0.0/8", "10.0.0.0/33", "10.0.0.7", "fe80::/10", "local")
                                      ~~~~~~~~~~~~~ cidr-block
                                                                              ~~~~~~~ cidr-block
`,
    );
  });
});
