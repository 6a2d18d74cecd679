// A new entry as text: whatever its words are, it reads back as what was meant, and its id is one that nobody has.
import assert from 'node:assert/strict';
import { newEntryId, writeEntry } from '../../server/src/lofp/entries/writeEntry';
import type { NewEntry } from '../../server/src/lofp/entries/writeEntry';
import { read } from './entryTexts';

const NEW: NewEntry = {
  id: 'a-job',
  statement: 'A job: "asks" for #disks,\n{pod} and <b>more</b>',
  techniques: ['T1609'],
  rule: { id: '11111111-2222-4333-8444-555555555555', name: "Exec: 'into' a pod" },
  dataset: 'kubernetes.audit_logs',
  conditions: [
    'user.name == "system:serviceaccount:monitoring:job"',
    'kubernetes.audit.requestURI regex "/api/v1/pods/db-[0-9]{1,3}/exec[?]command=df"',
    'kubernetes.audit.objectRef.namespace in ("a", "b")',
    'cidrMatch(source.ip, "10.0.0.0/8")',
  ],
  excluded: [{ sample: '../events/audit.ndjson', ids: ['one'], lines: [7] }],
  alerts: [],
};

describe('a new entry', () => {
  it('reads back as it was meant, with a parameter for what differs from place to place', () => {
    const { entries, issues } = read(writeEntry(NEW));
    const [entry] = entries;
    assert.ok(entry);
    assert.deepEqual(
      issues.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.equal(entry.statement.value, 'A job: "asks" for #disks, {pod} and <b>more</b>');
    const [exclusion] = entry.exclusions;
    assert.deepEqual(
      exclusion?.conditions.map(({ field, operator, values }) => [
        field.value,
        operator,
        ...values.map(({ value }) => value),
      ]),
      [
        ['user.name', '==', '{account}'],
        ['kubernetes.audit.requestURI', 'regex', '/api/v1/pods/db-[0-9]{1,3}/exec[?]command=df'],
        ['kubernetes.audit.objectRef.namespace', 'in', 'a', 'b'],
        ['source.ip', 'cidr', '10.0.0.0/8'],
      ],
    );
    assert.equal(exclusion.fewest, 4);
    assert.deepEqual(
      exclusion.parameters[0]?.example.map(({ value }) => value),
      ['system:serviceaccount:monitoring:job'],
    );
    assert.deepEqual(entry.evidence.excluded[0]?.source.kind, 'sample');
  });

  it('has no exclusion where one of its conditions cannot be a template, or where none is proposed', () => {
    for (const [more, expressible] of [
      [{ conditions: ['user.name == "a"', 'not user.id == "b"'] }, 'partly'],
      [{ conditions: [], refusal: 'A terminal gets no exclusion.' }, 'no'],
    ] as const) {
      const [entry] = read(writeEntry({ ...NEW, ...more })).entries;
      assert.deepEqual([entry?.expressible, entry?.exclusions], [expressible, []]);
    }
  });

  it('has an id of the words that say something, and one that nobody has', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['The backup of the Müller cluster may be used by this', 'backup-muller-cluster'],
      ['« » — 漢字', 'entry'],
      ['x'.repeat(100_000), 'x'.repeat(60)],
    ];
    for (const [statement, id] of cases) {
      assert.equal(newEntryId(statement, new Set()), id);
      assert.equal(newEntryId(statement, new Set([id, `${id}-2`])), `${id}-3`);
    }
  });
});
