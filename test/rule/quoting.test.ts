// For every quoting: a query reads as it was written, each of its characters is found in the file, and edits go back into it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, type TextEdit } from '../../server/src/base/edit';
import type { EmbeddedQuery } from '../../server/src/rule/document';
import { liftEdit } from '../../server/src/rule/edits';
import { readRuleFile } from '../../server/src/rule/read';
import { choices, embed, type Embedding, queryTexts, type Quoting } from './embed';

const quotings: readonly Quoting[] = [
  'toml-basic',
  'toml-literal',
  'toml-multiline-basic',
  'toml-multiline-literal',
  'yaml-literal',
  'yaml-folded',
  'yaml-plain',
  'yaml-single',
  'yaml-double',
  'json-string',
];

describe('a query in its quoting', () => {
  for (const quoting of quotings) {
    it(`reads as written, character by character: ${quoting}`, () => {
      forAll(quoting, (written) => {
        const query = readQuery(written);
        assert.equal(query.text, written.text);
        assert.equal(query.quoting, quoting);
        checkMap(query, written.file);
      });
    });

    it(`reads the same in a file with CRLF: ${quoting}`, () => {
      forAll(quoting, (written) => {
        const file = written.file.replaceAll('\n', '\r\n');
        const query = readQuery({ ...written, file });
        const text = quoting.startsWith('toml-multiline') ? query.text.replaceAll('\r\n', '\n') : query.text;
        assert.equal(text, written.text);
        checkMap(query, file);
      });
    });

    it(`takes edits that read back: ${quoting}`, () => {
      let lifted = 0;
      forAll(
        quoting,
        (written, edit) => {
          const query = readQuery(written);
          const inFile = liftEdit(query, written.file, edit);
          if (inFile === undefined) return;
          lifted++;
          const changed = applyEdits(written.file, [inFile]);
          const after = readRuleFile(changed, written.format);
          assert.deepEqual(after.issues, []);
          assert.equal(after.rules[0]?.query?.text, applyEdits(query.text, [edit]));
          assert.equal(after.rules[0]?.metadata.name?.value, 'n');
        },
        'with edits',
      );
      assert.ok(lifted > 50, `only ${lifted} edits could be expressed`);
    });
  }
});

function forAll(quoting: Quoting, check: (written: Embedding, edit: TextEdit) => void, edits?: 'with edits'): void {
  const spans = fc.tuple(fc.nat(1000), fc.nat(1000), queryTexts);
  const property = fc.property(queryTexts, choices, spans, (text, choose, [first, second, inserted]) => {
    const written = embed(quoting, text, choose) ?? embed(quoting, 'process where true and b == 1', choose);
    assert.ok(written);
    const ends = [first, second].map((each) => each % (written.text.length + 1)).sort((a, b) => a - b);
    const [from = 0, to = 0] = ends;
    check(written, { from, to, text: edits ? inserted : '' });
  });
  fc.assert(property, { numRuns: 300, seed: 7 });
}

function readQuery({ file, format }: Embedding): EmbeddedQuery {
  const { rules, issues } = readRuleFile(file, format);
  assert.deepEqual(issues, []);
  assert.equal(rules.length, 1);
  const query = rules[0]?.query;
  assert.ok(query);
  return query;
}

function checkMap({ text, map, from, to }: EmbeddedQuery, file: string): void {
  let end = 0;
  for (const segment of map.segments) {
    assert.equal(segment.queryFrom, end);
    end = segment.queryTo;
    assert.ok(from <= segment.fileFrom && segment.fileTo <= to, 'a segment lies outside the query');
    if (segment.exact) assert.equal(file.slice(segment.fileFrom, segment.fileTo), text.slice(segment.queryFrom, end));
    if (segment.fileTo > segment.fileFrom) assert.equal(map.toQuery(map.toFile(segment.queryFrom)), segment.queryFrom);
  }
  assert.equal(end, text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    // A letter that is not escaped is found where it stands.
    if (/[a-z]/.test(unit) && file[map.toFile(at)] !== '\\') assert.equal(file[map.toFile(at)], unit);
  }
}
