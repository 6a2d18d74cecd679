// EQL in the rules of a YAML file: in block, plain and quoted scalars, and never beyond the end of the scalar.
import { yamls } from './grammars';
import { looks } from './marks';

for (const yaml of yamls) {
  const shows = (name: string, marked: string): void => looks(yaml, name, marked);

  describe(`a query in ${yaml.name}`, () => {
    shows(
      'is EQL in a literal block',
      `
    |name: a
    |query: |
     ^^^^^ +entity.name.tag -meta.embedded
            ^ +keyword.control.flow.block-scalar
    |  process where process.name : "a*" // b
       ^^^^^^^ entity.name.type.category +meta.embedded
               ^^^^^ keyword.control.eql
                                      ^ constant.character.wildcard
                                          ^ +comment.line.double-slash
    |
    |  and c == "d"
       ^^^ keyword.operator.wordlike
    |name: any where true
     ^^^^ +entity.name.tag -meta.embedded
           ^^^ -meta.embedded`,
    );
    shows(
      'is EQL in a folded block with indicators and a comment',
      `
    |query: >2- # b
            ^ +keyword.control.flow.block-scalar
             ^^ +storage.modifier.chomping-indicator
                ^^^ +comment
    |  any where a
       ^^^ keyword.control.eql
    |   and b
        ^^^ keyword.operator.wordlike
    |name: c
     ^^^^ +entity.name.tag -meta.embedded`,
    );
    shows(
      'is EQL in a mapping of a mapping',
      `
    |rule:
    |  author: [a]
    |  query: |
       ^^^^^ +entity.name.tag
    |    any where b
         ^^^ keyword.control.eql
    |
    |      and c
           ^^^ keyword.operator.wordlike
    |  name: d
       ^^^^ +entity.name.tag -meta.embedded
    |other: any where e
     ^^^^^ +entity.name.tag -meta.embedded
            ^^^ -meta.embedded`,
    );
    shows(
      'is EQL in the rules of a list',
      `
    |- query: |
       ^^^^^ +entity.name.tag
    |    any where a
         ^^^ keyword.control.eql
    |  name: b
       ^^^^ +entity.name.tag -meta.embedded
    |- name: c
       ^^^^ +entity.name.tag -meta.embedded
    |  query: >-
       ^^^^^ +entity.name.tag
    |    any where d
         ^^^ keyword.control.eql
    |  type: eql
       ^^^^ +entity.name.tag -meta.embedded`,
    );
    shows(
      'is EQL in every document',
      `
    |query: any where a
            ^^^ keyword.control.eql
    |---
    |query: any where b
            ^^^ keyword.control.eql
    |...`,
    );
    shows(
      'is EQL in a plain scalar, also on several lines',
      `
    |query: process where a == "b" # c
     ^^^^^ +entity.name.tag
            ^^^^^^^ entity.name.type.category +meta.embedded
                    ^^^^^ keyword.control.eql
                               ^^^ string.quoted.double.eql
                                   ^^^ +comment.line.number-sign
    |name: d
     ^^^^ +entity.name.tag -meta.embedded
    |query: any where
    |  e == 1
       ^ variable +meta.embedded
    |name: f
     ^^^^ +entity.name.tag -meta.embedded`,
    );
    shows(
      'is EQL in single quotes, where one is written as two',
      `
    |query: 'process where a : "b*" and c == "d''e"' # f
            ^ punctuation.definition.string.begin -meta.embedded
             ^^^^^^^ entity.name.type.category +meta.embedded
                                 ^ constant.character.wildcard
                                             ^^ +string.quoted.double.eql
                                                   ^ punctuation.definition.string.end -meta.embedded
    |name: g
     ^^^^ +entity.name.tag -meta.embedded
    |query: 'any where h
             ^^^ keyword.control.eql
    |  and i // j'
       ^^^ keyword.operator.wordlike
                 ^ punctuation.definition.string.end
    |name: k
     ^^^^ +entity.name.tag -meta.embedded`,
    );
    shows(
      'is EQL in double quotes, where its own are escaped',
      String.raw`
    |query: "process where a : \"b*\" and c == \"*\""
            ^ punctuation.definition.string.begin -meta.embedded
             ^^^^^^^ entity.name.type.category +meta.embedded
                               ^^^ +string.quoted.double.eql
                                  ^ constant.character.wildcard
                                      ^^^ keyword.operator.wordlike
                                                 ^ string.quoted.double.eql
                                                    ^ punctuation.definition.string.end -meta.embedded
    |name: d
     ^^^^ +entity.name.tag -meta.embedded
    |query: "any where e // f
                         ^^ +comment.line.double-slash
    |  and g"
       ^^^ keyword.operator.wordlike
            ^ punctuation.definition.string.end
    |name: h
     ^^^^ +entity.name.tag -meta.embedded`,
    );
    shows(
      'may have a quoted key and a tag',
      `
    |"query": any where a
              ^^^ keyword.control.eql
    |'query': !!str |
    |  any where b
       ^^^ keyword.control.eql
    |name: c
     ^^^^ +entity.name.tag -meta.embedded`,
    );
    shows(
      'may begin with comments and be a sequence or a sample',
      `
    |query: |
    |  // a where b
       ^^^^^^^^^^^^ +comment.line
    |  /* c
       ^^^^ +comment.block
    |  d */ sequence by e
       ^^^^ +comment.block
            ^^^^^^^^ keyword.control.eql
    |    [f where g]
          ^ entity.name.type.category
    |query: sample by a [b where c] [d where e]
            ^^^^^^ keyword.control.eql`,
    );
    shows(
      'is left alone in another language',
      `
    |query: |
    |  event.category:process and not user.name:'root'
       ^^^^^^^^^^^^^^ string -meta.embedded
    |  any where a
       ^^^ string -meta.embedded
    |query: rate(b[5m])
            ^^^^ -meta.embedded
    |query: "SELECT c FROM d WHERE e"
             ^^^^^^ -meta.embedded
    |name: f
     ^^^^ +entity.name.tag -meta.embedded`,
    );
    shows(
      'is left alone under another key',
      `
    |note: any where a
           ^^^ -meta.embedded
    |threat_query: any where a
                   ^^^ -meta.embedded
    |# query: any where a
              ^^^ +comment -meta.embedded
    |description: |
    |  query: any where a
              ^^^ -meta.embedded
    |query_note: any where a
                 ^^^ -meta.embedded`,
    );
    for (const [what, ending] of [
      ['a comment', '/* b'],
      ['a string', 'and c == "d'],
      ['a list', 'and c like ("d", '],
    ] as const) {
      shows(
        `ends with its scalar though ${what} has no end`,
        `
    |rule:
    |  query: |
    |    any where a ${ending}
         ^^^ keyword.control.eql
    |  name: any where a
       ^^^^ +entity.name.tag -meta.embedded
    |  query: any where a ${ending}
              ^^^ keyword.control.eql
    |  name: any where a
       ^^^^ +entity.name.tag -meta.embedded
    |  query: 'any where a ${ending}'
               ^^^ keyword.control.eql
    |  name: any where a
       ^^^^ +entity.name.tag -meta.embedded
    |  query: "any where a ${ending.replaceAll('"', '\\"')}"
    |  name: any where a
       ^^^^ +entity.name.tag -meta.embedded`,
      );
    }
  });
}
