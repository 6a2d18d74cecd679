// Cutting JSON into elements: whatever they hold, however they are laid out, and wherever the parts of the text end.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDocumentCutter } from '../../server/src/samples/cutDocuments';
import type { ElementPath } from '../../server/src/samples/cutDocuments';
import type { Cutter, Piece } from '../../server/src/samples/piece';

function cut(cutter: Cutter, text: string, sizes: readonly number[] = [text.length]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (let part = 0; at < text.length; part++) {
    const size = Math.max(1, sizes[part % sizes.length] ?? 1);
    pieces.push(...cutter.push(text.slice(at, at + size)));
    at += size;
  }
  return [...pieces, ...cutter.end()];
}

const parsed = (pieces: readonly Piece[]): unknown[] => pieces.map(({ text }) => JSON.parse(text) as unknown);

const WRAPPED: readonly { readonly path: ElementPath; readonly wrap: (list: unknown) => unknown }[] = [
  { path: [], wrap: (list) => list },
  {
    path: ['hits', 'hits'],
    wrap: (list) => ({ took: 1, hits: { total: { hits: [1] }, hits: list, 'hits"': [] }, z: [[]] }),
  },
  {
    path: ['hits', 'sequences', 'events'],
    wrap: (list) => ({ hits: { sequences: [{ join_keys: ['}'], events: list }] } }),
  },
  { path: ['values'], wrap: (list) => ({ columns: [{ name: 'values' }], values: list }) },
];

describe('elements of a document', () => {
  const elements = fc.array(
    fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()), fc.string()),
    {
      maxLength: 6,
    },
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  for (const { path, wrap } of WRAPPED)
    it(`are those of the list at ${path.join('.') || 'the top'}`, () => {
      fc.assert(
        fc.property(elements, sizes, fc.constantFrom(undefined, 1, 2, '\t'), (list, parts, indent) => {
          const text = JSON.stringify(wrap(list), undefined, indent);
          assert.deepEqual(parsed(cut(createDocumentCutter(path), text, parts)), JSON.parse(JSON.stringify(list)));
        }),
      );
    });

  it('stand where their text begins', () => {
    fc.assert(
      fc.property(elements, sizes, fc.constantFrom(undefined, 2), (list, parts, indent) => {
        const text = `\n ${JSON.stringify({ hits: { hits: list } }, undefined, indent)}`;
        const lines = text.split('\n');
        for (const piece of cut(createDocumentCutter(['hits', 'hits']), text, parts)) {
          const rest = [lines[piece.line - 1]?.slice(piece.column - 1), ...lines.slice(piece.line)].join('\n');
          assert.ok(rest.startsWith(piece.text));
        }
      }),
    );
  });

  it('may be whole documents, one after another', () =>
    assert.deepEqual(parsed(cut(createDocumentCutter(), '{"a":1}{"b":[{}]}\n\n{\n"c":"}"\n}\n[{"d":2},[3]]', [3])), [
      { a: 1 },
      { b: [{}] },
      { c: '}' },
      { d: 2 },
      [3],
    ]));

  it('come with what stands beside them, where it is asked for', () => {
    const text = '{"id":{"columns":[0]},"columns":[{"name":"a"}],"values":[[1],[2]]}';
    assert.deepEqual(
      cut(createDocumentCutter(['values'], 'columns'), text, [4]).map(({ role, text: each }) => [role, each]),
      [
        ['columns', '[{"name":"a"}]'],
        [undefined, '[1]'],
        [undefined, '[2]'],
      ],
    );
  });
});

describe('elements that are broken', () => {
  const CASES: readonly { readonly name: string; readonly text: string; readonly pieces: readonly string[] }[] = [
    { name: 'a list that is cut off within an element', text: '[{"a":1},{"b":', pieces: ['{"a":1}', '{"b":!cut-off'] },
    { name: 'a list that is cut off between elements', text: '[{"a":1},', pieces: ['{"a":1}', '!cut-off'] },
    {
      name: 'a list that is cut off in a string',
      text: '[{"a":1},{"b":"x\\',
      pieces: ['{"a":1}', '{"b":"x\\!cut-off'],
    },
    {
      name: 'an object that is not closed, before the next one in its column',
      text: '{\n  "a": {\n}\n{\n  "b": 2\n}\n',
      pieces: ['{\n  "a": {\n}\n!cut-off', '{\n  "b": 2\n}'],
    },
    { name: 'a string that is not closed', text: '{"a":"x}\n{"b":1}\n', pieces: ['{"a":"x}\n!cut-off', '{"b":1}'] },
  ];
  for (const { name, text, pieces } of CASES)
    it(`are told from those around them: ${name}`, () => {
      for (const size of [1, 2, 100])
        assert.deepEqual(
          cut(createDocumentCutter(), text, [size]).map(
            (piece) => `${piece.text}${piece.fault ? `!${piece.fault}` : ''}`,
          ),
          size === 100 ? pieces : pieces,
          `parts of ${size}`,
        );
    });
});
