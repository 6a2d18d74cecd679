// What may stand where, in half-written queries. `$0` is the cursor.
import assert from 'node:assert/strict';
import { completionContext } from '../../server/src/features/completion/context';

/** The kind, what else tells it apart, and the word that would be replaced between « and ». */
function describeContext(marked: string): string {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const context = completionContext(text, offset);
  if (context === undefined) return 'nothing';
  const { kind, replaced, ...rest } = context;
  const details = Object.entries(rest)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? name : `${name}=${String(value)}`));
  return [kind, `«${text.slice(replaced.from, replaced.to)}»`, ...details].join(' ');
}

const cases: readonly [marked: string, context: string][] = [
  ['$0', 'start «»'],
  ['pro$0', 'start «pro»'],
  ['process $0', 'where «»'],
  ['process wh$0', 'where «wh»'],
  ['process where $0', 'operand «» prefix= beginsCondition'],
  ['process where pro$0', 'operand «pro» prefix=pro beginsCondition'],
  ['process where process.$0', 'operand «process.» prefix=process. beginsCondition'],
  ['process where process.na$0me == "x"', 'operand «process.name» prefix=process.na beginsCondition'],
  ['process where process.name == "x" and $0', 'operand «» prefix= beginsCondition'],
  ['process where not us$0', 'operand «us» prefix=us beginsCondition'],
  ['process where (user.id == "1" or us$0', 'operand «us» prefix=us beginsCondition'],
  ['process where `user.na$0', 'operand «`user.na» prefix=`user.na beginsCondition'],
  ['process where a.`b$0 c` == 1', 'operand «a.`b c`» prefix=a.`b beginsCondition'],
  ['process where ?us$0', 'field «us» prefix=us'],
  ['process where process.name $0', 'operator «» field=process.name'],
  ['process where process.name li$0', 'operator «li» field=process.name'],
  ['process where process.name == $0', 'operand «» prefix= comparedWith=process.name'],
  ['process where process.name in ($0', 'operand «» prefix= comparedWith=process.name'],
  ['process where process.name not in ("a", $0', 'operand «» prefix= comparedWith=process.name'],
  ['process where process.name == "$0"', 'value «» field=process.name operator==='],
  ['process where process.name == "ba$0', 'value «ba» field=process.name operator==='],
  ['process where process.name in~ ("a", "b$0c") and x', 'value «bc» field=process.name operator=in~'],
  ['process where process.name : ("a$0', 'value «a» field=process.name operator=:'],
  ['process where process.name == """a$0b"""', 'value «ab» field=process.name operator==='],
  ['process where a.`b c` like "x$0"', 'value «x» field=a.b c operator=like'],
  ['process where length("x$0")', 'nothing'],
  ['process where process.name == "x" $0', 'joint «»'],
  ['process where process.name == "x" a$0', 'joint «a»'],
  ['process where (process.name == "x") $0', 'joint «»'],
  ['process where process.name in ("x") $0', 'joint «»'],
  ['process where length(process.name) $0', 'operator «»'],
  ['process where length($0', 'operand «» prefix='],
  ['process where process.pid > 3 + $0', 'operand «» prefix='],
  ['process where true // com$0', 'nothing'],
  ['process where true /* com$0 */', 'nothing'],
  ['process where process.name == "x" | $0', 'pipe «»'],
  ['sequence $0', 'afterItem «»'],
  ['sequence by us$0', 'field «us» prefix=us'],
  ['sequence by user.id, $0', 'field «» prefix='],
  ['sequence by user.id $0', 'afterItem «»'],
  ['sequence by user.id with $0', 'with «»'],
  ['sequence with maxspan=$0', 'nothing'],
  ['sequence with maxspan=5$0', 'unit «»'],
  ['sequence with maxspan=5m $0', 'afterItem «»'],
  ['sequence [$0', 'category «»'],
  ['sequence [process where x == 1 $0', 'joint «» isNested'],
  ['process where (x == 1 $0', 'joint «» isNested'],
  ['process where process.name in ("a" $0', 'nothing'],
  ['process where process.name not $0', 'operator «» field=process.name isNegated'],
  ["process where process.name == 'b$0'", 'nothing'],
  ['sample by user.id [process where true] $0', 'afterItem «» hasItem ofSample'],
  ['sequence [process where true] $0', 'afterItem «» hasItem'],
  ['sequence [process where true] by us$0', 'field «us» prefix=us'],
  ['sequence [process where true] with $0', 'with «» ofItem'],
  ['sequence [process where true] until $0', 'untilItem «»'],
  ['sequence [process where process.$0] [file where true]', 'operand «process.» prefix=process. beginsCondition'],
  ['process where a == 1 and and us$0', 'operand «us» prefix=us beginsCondition'],
];

describe('the place of a completion', () => {
  for (const [marked, expected] of cases) it(marked, () => assert.equal(describeContext(marked), expected));

  it('is told for every place of a text that is no query', () => {
    const text = '"` [ ( /* ) by with maxspan= 5 | ] ?.. ~ "\n`` and in ( ,';
    for (let offset = 0; offset <= text.length; offset++) completionContext(text, offset);
  });
});
