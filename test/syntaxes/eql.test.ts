// What a query looks like before the language server has spoken.
import { eql } from './grammars';
import { looks } from './marks';

const shows = (name: string, marked: string): void => looks(eql, name, marked);

describe('the colours of EQL', () => {
  shows(
    'tell a category, a field and a value apart',
    `
    |process where process.name == "cmd.exe" and pid > 4
     ^^^^^^^ entity.name.type.category
             ^^^^^ keyword.control
                   ^^^^^^^^^^^^ variable.other.property
                                ^^ keyword.operator
                                   ^^^^^^^^^ string.quoted.double
                                             ^^^ keyword.operator.wordlike
                                                 ^^^ variable.other.property
                                                       ^ constant.numeric`,
  );
  shows(
    'know every word of the language',
    `
    |any where not true or false and null in~ (1) or x in (2)
     ^^^ keyword.control
         ^^^^^ keyword.control
               ^^^ keyword.operator.wordlike
                   ^^^^ constant.language
                        ^^ keyword.operator.wordlike
                           ^^^^^ constant.language
                                 ^^^ keyword.operator.wordlike
                                     ^^^^ constant.language
                                          ^^^ keyword.operator.wordlike
                                                  ^^ keyword.operator.wordlike
                                                     ^ variable
                                                       ^^ keyword.operator.wordlike`,
  );
  shows(
    'know like and regex in both forms',
    `
    |any where a like "x" or b like~ "x" or c regex "x" or d regex~ "x"
                 ^^^^ keyword.operator.wordlike
                               ^^^^^ keyword.operator.wordlike
                                              ^^^^^ keyword.operator.wordlike
                                                             ^^^^^^ keyword.operator.wordlike`,
  );
  shows(
    'see no keyword in a name that begins or ends like one',
    `
    |any where anything.where == 1 and in_use == orbit and a.not == b
               ^^^^^^^^^^^^^^ variable
                                       ^^^^^^ variable
                                                 ^^^^^ variable
                                                           ^^^^^ variable`,
  );
  shows(
    'show a sequence with its keys, spans and repetitions',
    `
    |sequence by host.id with maxspan = 30 ms
     ^^^^^^^^ keyword.control
              ^^ keyword.control
                 ^^^^^^^ variable
                         ^^^^ keyword.control
                              ^^^^^^^ keyword.control
                                      ^ keyword.operator
                                        ^^ constant.numeric
                                           ^^ keyword.other.unit
    |  [process where true] by ?user.id with runs=3
       ^ punctuation.section.brackets
        ^^^^^^^ entity.name.type.category
                               ^^^^^^^^ variable
                                             ^^^^ keyword.control
                                                 ^ keyword.operator
                                                  ^ constant.numeric
    |  ![network where true]
       ^ keyword.operator
        ^ punctuation.section.brackets
         ^^^^^^^ entity.name.type.category
    |until [file where true] | head 5 | tail 2
     ^^^^^ keyword.control
                             ^ keyword.operator.pipe
                               ^^^^ keyword.control.pipe
                                    ^ constant.numeric
                                      ^ keyword.operator.pipe
                                        ^^^^ keyword.control.pipe`,
  );
  for (const unit of ['ms', 's', 'm', 'h', 'd'])
    shows(
      `know ${unit} as a unit of time`,
      `
    |sequence with maxspan=5${unit}
                           ^ constant.numeric
                            ${'^'.repeat(unit.length)} keyword.other.unit`,
    );
  shows(
    'know a unit only after maxspan, and only a whole one',
    `
    |any where a == 5m
                    ^ constant.numeric
                     ^ variable
    |sequence with maxspan=5min
                           ^ constant.numeric
                            ^^^ -keyword.other.unit`,
  );
  shows(
    'take `runs` for a field where it counts nothing',
    `
    |any where runs == 2
               ^^^^ variable`,
  );
  shows(
    'show calls, also those that ignore case',
    `
    |any where startsWith~(a, "b") or length (c) == 1 or string(d) == "e"
               ^^^^^^^^^^ support.function
                         ^ keyword.operator
                           ^ variable
                                      ^^^^^^ support.function
                                                         ^^^^^^ support.function`,
  );
  shows(
    'see no call in a keyword before a parenthesis',
    `
    |any where not (a in ("x") and (b) or (c))
               ^^^ keyword.operator.wordlike
                      ^^ keyword.operator.wordlike
                               ^^^ keyword.operator.wordlike
                                       ^^ keyword.operator.wordlike`,
  );
  shows(
    'show fields that are optional, quoted, dotted with spaces or begin with @',
    `
    |any where ?a.b == 1 and \`a b\`.c == 2 and x . y == @timestamp
               ^^^^ variable
                             ^^^^^^^ variable
                                              ^^^^^ variable
                                                       ^^^^^^^^^^ variable
    |  and ?\`a\`\`b\` == 1 and kubernetes.\`x/y\` == 2
           ^^^^^^^ variable
                            ^^^^^^^^^^^^^^^^ variable`,
  );
  shows(
    'show numbers with a sign, a fraction and an exponent',
    `
    |any where a == -1 or b == 1.5 or c == .5 or d == 5. or e == 5e14 or f == 1.5E-3
                    ^ keyword.operator
                     ^ constant.numeric
                               ^^^ constant.numeric
                                           ^^ constant.numeric
                                                      ^^ constant.numeric
                                                                 ^^^^ constant.numeric
                                                                              ^^^^^^ constant.numeric`,
  );
  shows(
    'see no number in the name of a field',
    `
    |any where file.md5 == 1 and x2.y == 3
               ^^^^^^^^ variable
                                 ^^^^ variable`,
  );
  shows(
    'show operators and what separates',
    `
    |any where (a + 1) * 2 <= b % 3 - c / 4, d
               ^ punctuation.section.parens
                  ^ keyword.operator
                       ^ keyword.operator
                           ^^ keyword.operator
                                ^ keyword.operator
                                    ^ keyword.operator
                                        ^ keyword.operator
                                           ^ punctuation.separator`,
  );
});

describe('the colours of strings in EQL', () => {
  shows(
    'show escapes, and those that EQL does not have',
    String.raw`
    |any where a == "b\n\"c\\" and d == "\u{1f600} \u{1} \q" and e
                     ^ string.quoted.double
                      ^^^^ constant.character.escape
                          ^ string.quoted.double
                           ^^ constant.character.escape
                                         ^^^^^^^^^ constant.character.escape
                                                   ^^ invalid.illegal.escape
                                                         ^^ invalid.illegal.escape
                                                                 ^ variable`,
  );
  shows(
    'show no escape in a raw string, and up to two quotes at its end',
    String.raw`
    |any where a == """C:\new""""" and b == """"""
                    ^^^^^^^^^^^^^^ string.quoted.triple
                                   ^^^ keyword.operator.wordlike
                                            ^^^^^^ string.quoted.triple`,
  );
  shows(
    'mark a wildcard where it is one',
    `
    |any where a : "b*" and c like~ "?d" and e : ("f*", """g*""") and h == "*" and i in ("*")
                     ^ constant.character.wildcard
                                     ^ constant.character.wildcard
                                                    ^ constant.character.wildcard
                                                            ^ constant.character.wildcard
                                                                            ^ string.quoted.double
                                                                                          ^ string.quoted.double`,
  );
  shows(
    'show regular expressions as such',
    String.raw`
    |any where a regex "b.*" and c regex~ ("d", """e\w""") and f == "g"
                       ^^^^^ string.regexp
                                           ^^^ string.regexp
                                                ^^^^^^^^^ string.regexp
                                                                    ^^^ string.quoted.double`,
  );
  shows(
    'end a list that is not closed at the next word that cannot be in it',
    `
    |any where a : ("b*", "c" and d == "*"
                      ^ constant.character.wildcard
                              ^^^ keyword.operator.wordlike
                                        ^ string.quoted.double`,
  );
  shows(
    'end a string that is not closed with its line',
    `
    |any where a == "b and c
                    ^^^^^^^^ string.quoted.double
    |  or d : "e
              ^^ string.quoted.double
    |  or f
       ^^ keyword.operator.wordlike`,
  );
  shows(
    'refuse single quotes and a question mark before quotes',
    `
    |any where a == 'b' or c == ?"d" or e == ?'f' or g
                    ^^^ invalid.illegal.quote
                                ^^^^ invalid.illegal.quote
                                             ^^^^ invalid.illegal.quote
                                                     ^ variable`,
  );
});

describe('the colours of comments in EQL', () => {
  shows(
    'end with the line or the last of the nested ends',
    `
    |any where true // a "b" /* c
                    ^^ punctuation.definition.comment
                      ^^^^^^^^^^^ comment.line
    |/* a /* b */ c "d"
       ^^^ comment.block
                 ^^^^^^ comment.block
    |e */ and f // g
     ^ comment.block
          ^^^ keyword.operator.wordlike
                  ^ comment.line`,
  );
  shows(
    'do not begin in a string',
    `
    |any where a == "b // c" or x : "/* e" or y
                       ^^ string
                                ^ variable
                                     ^^ +string
                                              ^ variable`,
  );
});
