// EQL in the rules of a TOML file: only there, in every quoting, and never beyond the end of its string.
import { toml } from './grammars';
import { looks } from './marks';

const shows = (name: string, marked: string): void => looks(toml, name, marked);

describe('a query in TOML', () => {
  shows(
    'is EQL between three quotes',
    `
    |query = '''
     ^^^^^ support.type.property-name
             ^^^ punctuation.definition.string.begin -meta.embedded
    |process where process.name : "a*" // b
     ^^^^^^^ entity.name.type.category +meta.embedded
             ^^^^^ keyword.control
                                    ^ constant.character.wildcard
                                        ^ +comment.line
    |'''
     ^^^ punctuation.definition.string.end -meta.embedded
    |name = "any where true"
             ^^^^^^^^^^^^^^ string -meta.embedded`,
  );
  shows(
    'is EQL between three double quotes, where its own may be escaped',
    String.raw`
    |query = """
             ^^^ punctuation.definition.string.begin
    |process where a == "b" and c : \"d*\" and e == "\\n"
     ^^^^^^^ entity.name.type.category
                        ^^^ string.quoted.double.eql
                            ^^^ keyword.operator.wordlike
                                    ^^^ string.quoted.double.eql
                                        ^^ string.quoted.double.eql
                                           ^^^ keyword.operator.wordlike
                                                     ^^ constant.character.escape
    |  and f == ""
                ^^ string.quoted.double.eql
    |"""
     ^^^ punctuation.definition.string.end -meta.embedded
    |name = "n"
     ^^^^ -string -meta.embedded`,
  );
  shows(
    'is EQL on one line in any quotes',
    String.raw`
    |query = 'process where a : "b*"'
             ^ punctuation.definition.string.begin
              ^^^^^^^ entity.name.type.category +meta.embedded
                                  ^ constant.character.wildcard
                                    ^ punctuation.definition.string.end -meta.embedded
    |query = "process where a : (\"b*\", \"c\\\"d\") and e == \"*\"" # f
              ^^^^^^^ entity.name.type.category +meta.embedded
                                    ^ constant.character.wildcard
                                            ^^^^ constant.character.escape
                                                     ^^^ keyword.operator.wordlike
                                                                ^ string.quoted.double.eql
                                                                   ^ -meta.embedded
                                                                       ^ comment.line
    |query = '''sequence [a where true] [b where true]''' # c
                ^^^^^^^^ keyword.control
                                                            ^ comment.line
    |query = """any where a == """"" # b
                            ^^ keyword.operator
                               ^^ string.quoted.double.eql
                                       ^ comment.line
    |name = 'n'
     ^^^^ -string -meta.embedded`,
  );
  shows(
    'may have a dotted or a quoted key',
    `
    |rule.query = 'any where true'
                   ^^^ keyword.control.eql
    |"query" = 'any where true'
                ^^^ keyword.control.eql
    |rule . 'query' = 'any where true'
                       ^^^ keyword.control.eql`,
  );
  shows(
    'may begin with comments and be a sequence, a sample or of a quoted category',
    `
    |query = '''
    |// a where b
     ^^^^^^^^^^^^ +comment.line
    |/* c
     ^^^^ +comment.block
    |d */ sequence by e
     ^^^^ +comment.block
          ^^^^^^^^ keyword.control
    |'''
    |query = 'sample by a [b where c] [d where e]'
              ^^^^^^ keyword.control.eql
    |query = '"a-b" where c'
              ^^^^^ string.quoted.double.eql
                    ^^^^^ keyword.control.eql`,
  );
  shows(
    'is left alone in another language',
    `
    |query = '''
    |event.category:process and not user.name:'root'
     ^^^^^^^^^^^^^^ string -meta.embedded
                            ^^^^^^^^^ string -meta.embedded
    |'''
    |query = """
    |from logs-* | where a == "b"
     ^^^^ string -meta.embedded
                   ^^^^^ string -meta.embedded
    |"""
    |query = "SELECT a FROM b WHERE c"
              ^^^^^^ string -meta.embedded
    |name = 'n'
     ^^^^ -string -meta.embedded`,
  );
  shows(
    'is left alone under another key',
    `
    |note = 'any where true'
             ^^^ string -meta.embedded
    |threat_query = 'any where true'
                     ^^^ string -meta.embedded
    |query_note = 'any where true'
                   ^^^ string -meta.embedded
    |# query = 'any where true'
                ^^^ +comment.line -meta.embedded
    |description = """
    |query = 'any where true'
              ^^^ string -meta.embedded
    |"""`,
  );
  for (const [what, ending] of [
    ['a comment', '// b'],
    ['a string', 'and c == "d'],
    ['a list', 'and c : ("d", '],
    ['a sequence item', '[e where '],
    ['a backquote', 'and `f'],
  ] as const) {
    shows(
      `ends with its quotes though ${what} has no end`,
      `
    |query = '''any where a ${ending}'''
                ^^^ keyword.control.eql
    |name = 'any where a'
     ^^^^ -string -meta.embedded
    |query = '''
    |any where a ${ending}
     ^^^ keyword.control.eql
    |'''
    |name = 'any where a'
     ^^^^ -string -meta.embedded
    |query = """
    |any where a ${ending.replaceAll('"', '\\"')}"""
    |name = 'any where a'
     ^^^^ -string -meta.embedded`,
    );
  }
  shows(
    'ends with its quotes though a block comment has no end',
    `
    |query = '''
    |any where a /* b
                    ^ +comment.block
    |c where d
     ^ +comment.block
    |'''
    |name = 'any where a'
     ^^^^ -string -meta.embedded`,
  );
});

describe('the rest of our TOML', () => {
  shows(
    'has its colours',
    String.raw`
    |[rule] # a
     ^ punctuation.definition.table
      ^^^^ entity.name.section
            ^^^ +comment.line
    |[[rule.threat]]
       ^^^^^^^^^^^ entity.name.section
    |a-b.'c' = 1_000
     ^^^^^^^ support.type.property-name
               ^^^^^ constant.numeric
    |d = true
         ^^^^ constant.language.boolean
    |e = 2025-03-11T01:00:20Z
         ^^^^^^^^^^^^^^^^^^^^ constant.other.time.datetime
    |f = ["g\t", 'h\t', 0x1F, { i = -1.5 }] # j
           ^ string.quoted.single.basic
            ^^ constant.character.escape
                  ^^^ string.quoted.single.literal
                        ^^^^ constant.numeric
                                ^ support.type.property-name
                                    ^^^^ constant.numeric
                                            ^^^ +comment.line
    |k = """
    |l = 1 \q
     ^^^^^ string.quoted.triple.basic
           ^^ invalid.illegal.escape
    |m"""""
     ^^^^^^ string.quoted.triple.basic`,
  );
});
