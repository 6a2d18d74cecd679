// The names offered for a misspelt one.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editDistance } from '../../server/src/eql/nearestName';
import { nearestFields } from '../../server/src/schema/nearest';

const KNOWN = [
  'event.action',
  'event.category',
  'host.id',
  'kubernetes.audit.objectRef.name',
  'kubernetes.audit.requestURI',
  'process.args',
  'process.command_line',
  'process.executable',
  'process.name',
  'process.parent.name',
  'user.id',
];

describe('the nearest names', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['proces.name', 'process.name'],
    ['process.nmae', 'process.name'],
    ['Process.Name', 'process.name'],
    ['process.executabel', 'process.executable'],
    ['kubernetes.audit.requestURL', 'kubernetes.audit.requestURI'],
    ['process.commandline', 'process.command_line'],
    ['command_line', 'process.command_line'],
    ['winlog.event_data.executable', 'process.executable'],
    ['evnt.category', 'event.category'],
    ['quite.something.else', undefined],
    ['', undefined],
  ];
  for (const [misspelt, first] of cases)
    it(`of \`${misspelt}\` begin with ${first ?? 'none'}`, () =>
      assert.equal(nearestFields(misspelt, KNOWN)[0], first));

  it('are five at most', () => {
    const known = Array.from({ length: 9 }, (_, at) => `field.name${at}`);
    assert.equal(nearestFields('field.name', known).length, 5);
  });

  it('stand by their distance, then by length, then by the alphabet', () => {
    assert.deepEqual(nearestFields('ab.cd', ['ab.ce', 'ab.cde', 'ab.xy', 'ab.cf']), [
      'ab.ce',
      'ab.cf',
      'ab.cde',
      'ab.xy',
    ]);
  });

  it('include a name that only stands elsewhere, after the misspelt ones', () => {
    assert.deepEqual(nearestFields('parent.name', KNOWN), [
      'process.name',
      'process.parent.name',
      'kubernetes.audit.objectRef.name',
    ]);
  });

  it('have exactly the names within the distance, whatever the names', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'X'), maxLength: 9 });
    fc.assert(
      fc.property(name, fc.uniqueArray(name, { maxLength: 5 }), (wanted, known) => {
        const near = known.filter((each) => editDistance(each.toLowerCase(), wanted.toLowerCase()) <= 2);
        const found = nearestFields(wanted, known);
        assert.deepEqual(
          near.filter((each) => !found.includes(each)),
          [],
        );
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
