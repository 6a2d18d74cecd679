// What is offered at a place of a YAML text by a small schema of its own, however broken the text is; `$0` is the place.
import assert from 'node:assert/strict';
import { completeYaml } from '../../server/src/schemaYaml/complete';
import type { SchemaCompletion } from '../../server/src/schemaYaml/complete';
import { describeYaml } from '../../server/src/schemaYaml/describe';
import type { JsonSchema } from '../../server/src/schemaYaml/jsonSchema';
import { asYamlText } from '../../server/src/schemaYaml/yamlText';
import { readYamlTree } from '../../server/src/schemaYaml/yamlTree';

const SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    colours: { $ref: '#/definitions/colours', description: 'Which colours.' },
    rooms: { type: 'array', items: { $ref: '#/definitions/room' } },
    files: { type: 'array', items: { type: 'string', 'x-values': 'file' } },
    isOpen: { type: 'boolean' },
  },
  definitions: {
    colours: {
      type: 'object',
      properties: {
        wall: {
          enum: ['red', 'green'],
          enumDescriptions: ['Like fire.', 'Like grass.'],
          default: 'red',
          description: 'Of the wall.',
        },
        floor: { enum: ['red', '*'] },
      },
    },
    room: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        colours: { $ref: '#/definitions/colours' },
        doors: { type: 'array', items: { enum: ['left', 'right'] } },
      },
    },
  },
};

function completed(marked: string): SchemaCompletion | undefined {
  const offset = marked.indexOf('$0');
  assert.notEqual(offset, -1);
  return completeYaml(marked.replace('$0', ''), offset, SCHEMA);
}

const labels = (marked: string): readonly string[] => (completed(marked)?.items ?? []).map(({ label }) => label);

/** The text after an item was taken. */
function taken(marked: string, label: string): string {
  const found = completed(marked);
  const item = found?.items.find((each) => each.label === label);
  assert.ok(found !== undefined && item !== undefined, `${label} is not offered`);
  const text = marked.replace('$0', '');
  return text.slice(0, found.replaced.from) + item.insert + text.slice(found.replaced.to);
}

describe('what is offered by a schema', () => {
  const cases: readonly (readonly [text: string, offered: readonly string[]])[] = [
    ['$0', ['colours', 'rooms', 'files', 'isOpen']],
    ['col$0', ['colours', 'rooms', 'files', 'isOpen']],
    ['rooms: []\n$0', ['colours', 'files', 'isOpen']],
    ['$0\nrooms: []\ncolours:\n  wall: red', ['files', 'isOpen']],
    ['colours:\n  $0', ['wall', 'floor']],
    ['colours:\n  wall: red\n  $0', ['floor']],
    ['colours:\n  wall: red\n\n  # of stone\n  f$0\nrooms: []', ['floor']],
    ['colours:\n  wall: $0', ['red', 'green']],
    ['colours:\n  wall: gr$0', ['red', 'green']],
    ['colours:\n  wall: "gr$0"', ['red', 'green']],
    ['colours:\n  wall:\n  floor: $0', ['red', '*']],
    ['colours: {$0', ['wall', 'floor']],
    ['colours: { wall: $0', ['red', 'green']],
    ['colours: { wall: red, floor: $0 }', ['red', '*']],
    ['rooms:\n  - $0', ['name', 'colours', 'doors']],
    ['rooms:\n- $0', ['name', 'colours', 'doors']],
    ['rooms:\n  - name: a\n    $0', ['colours', 'doors']],
    ['rooms:\n  - name: a\n    doors: []\n  - $0', ['name', 'colours', 'doors']],
    ['rooms:\n  - $0\n    doors: []\n  - name: b', ['name', 'colours']],
    ['rooms:\n  - name: a\n    colours:\n      wall: $0', ['red', 'green']],
    ['rooms:\n  - colours:\n      $0', ['wall', 'floor']],
    ['rooms:\n  - doors: [left, $0', ['left', 'right']],
    ['rooms:\n  - doors:\n      - $0', ['left', 'right']],
    ['rooms: [{ doors: [$0', ['left', 'right']],
    ['rooms: [{ colours: { wall: $0', ['red', 'green']],
    ['isOpen: $0', ['true', 'false']],
    ['files:\n  - $0', []],
    ['isOpen: true # $0', []],
    ['# $0', []],
    ['unknown:\n  $0', []],
    ['files: [a]\nrooms:\n  - name: a\ncol$0', ['colours', 'isOpen']],
    ['colours: { wall: ]\n$0', ['rooms', 'files', 'isOpen']],
  ];
  for (const [text, offered] of cases)
    it(`at ${JSON.stringify(text)} is ${offered.join(', ') || 'nothing'}`, () =>
      assert.deepEqual(labels(text), offered));

  it('is written with what belongs behind it', () => {
    assert.equal(taken('col$0', 'colours'), 'colours:\n  ');
    assert.equal(taken('ro$0', 'rooms'), 'rooms:\n  - ');
    assert.equal(taken('i$0', 'isOpen'), 'isOpen: ');
    assert.equal(taken('rooms:\n  - d$0', 'doors'), 'rooms:\n  - doors:\n      - ');
    assert.equal(taken('colours: { w$0', 'wall'), 'colours: { wall: ');
  });

  it('takes the place of the whole word, with its quotes, and of nothing else', () => {
    assert.equal(taken('col$0ors: {}', 'colours'), 'colours: {}');
    assert.equal(taken('colours:\n  wall: r$0ed # yes', 'green'), 'colours:\n  wall: green # yes');
    assert.equal(taken('colours:\n  wall: "gr$0een"', 'red'), 'colours:\n  wall: red');
    assert.equal(taken('rooms:\n  - doors: [l$0, right]', 'left'), 'rooms:\n  - doors: [left, right]');
    assert.equal(taken('colours:\n  floor: $0', '*'), 'colours:\n  floor: "*"');
    assert.equal(taken('a: 1\r\ncol$0\r\n', 'colours'), 'a: 1\r\ncolours:\n  \r\n');
  });

  it('names what only a disk can offer', () => {
    for (const text of ['files:\n  - ab/c$0', 'files: [x, "ab/c$0"]']) {
      const found = completed(text);
      assert.deepEqual([found?.wanted, found?.written], [['file'], 'ab/c']);
    }
  });

  it('is an answer at every place of every text', () => {
    const text = 'rooms:\n  - name: "a\n    doors: [left, {x: ]\n - colours: {wall: red, : }\n\t- x\n? y\n: z\n"';
    for (let offset = 0; offset <= text.length; offset++) completeYaml(text, offset, SCHEMA);
  });
});

describe('what a schema says', () => {
  const said = (marked: string): string | undefined => {
    const { value } = readYamlTree(marked.replace('$0', ''));
    return value === undefined ? undefined : describeYaml(value, marked.indexOf('$0'), SCHEMA)?.markdown;
  };
  it('of a key is its description', () => {
    assert.equal(said('colou$0rs: {}'), '**`colours`**\n\nWhich colours.');
    assert.equal(said('rooms:\n  - colours:\n      wal$0l: red'), '**`wall`**\n\nOf the wall.\n\nUsually `red`.');
  });
  it('of a value is that of the value', () => assert.equal(said('colours: { wall: gr$0een }'), '`green`: Like grass.'));
  it('of anything else is nothing', () => {
    for (const text of ['roo$0ms: []', 'a: $0b', '$0', 'colours: $0 {}']) assert.equal(said(text), undefined, text);
  });
});

describe('a text in YAML', () => {
  it('has quotes only where it needs them', () => {
    for (const text of ['rules/a.toml', 'a-b', 'logs-*']) assert.equal(asYamlText(text), text);
    for (const text of ['*.toml', '[a]', '{a,b}', '- a', 'a: b', '', ' a', '!x', 'a #b', '"'])
      assert.equal(asYamlText(text), JSON.stringify(text));
  });
});
